"""A week of short programmes for trying players by hand: `python -m tests.clients.short_week FOLDER [MINUTES-APART]`.

Makes FOLDER/pc, usb, playout and ip: bundles of real sounds with all their pages.  Six programmes of twelve seconds
begin on Tuesday 4 April 2023 from 05:15 on, two of them repeats.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ntm_playout.audio.bundles import write_bundle
from ntm_playout.audio.delivery.slate import slate_order
from ntm_playout.audio.verify import verify_bundles
from ntm_playout.model.plan import Airing
from ntm_playout.model.stations import Delivery
from ntm_playout.progress import Quiet
from ntm_playout.reports.bundle_contents import BundleContents
from ntm_playout.reports.bundle_pages import station_pages
from tests import build, plans
from tests.audio.bundle_jobs import Studio, airing, job, repeat

COUNT = 4
FIRST = build.moment("2023-04-04T05:15")


def airings(apart: timedelta) -> tuple[Airing, ...]:
    """Return four first runs, and then the first two of them again."""
    starts = [f"{FIRST + n * apart:%Y-%m-%dT%H:%M:%S}" for n in range(COUNT + 2)]
    firsts = [airing(f"ntm-{n}", starts[n]) for n in range(COUNT)]
    return (*firsts, *(repeat(f"ntm-{n}", starts[COUNT + n]) for n in range(2)))


def main(folder: Path, apart: timedelta) -> None:
    """Write the four bundles and verify them."""
    studio = Studio(folder / "sounds")
    (folder / "sounds").mkdir(parents=True, exist_ok=True)
    layouts = {f"ntm-{n}": studio.layout(f"ntm-{n}", [studio.recording(n, 4.0)]) for n in range(COUNT)}
    plan = plans.plan(*airings(apart))
    week = job(studio, airings=plan.airings_by_station["xa-02635"], layouts=layouts)
    order = slate_order(build.station(), build.WEEK, voices={"vi-VN": "vi"})
    for delivery in Delivery:
        slate = studio.layout("slate", [], slot=order.slot, cues=order.cues) if order else None
        made = replace(week, delivery=delivery, slate=slate if delivery is Delivery.USB else None)
        contents = BundleContents(
            workspace=build.workspace(),
            plan=plan,
            station=build.station(),
            orders={name: layout.timed for name, layout in layouts.items()},
            files=made.names,
            valid_until=build.WEEK.days[-1],
            delivery=delivery,
        )
        write_bundle(made, folder / delivery, extras=station_pages(contents))
    with ThreadPoolExecutor() as executor:
        problems = verify_bundles([folder / one for one in Delivery], executor=executor, progress=Quiet())
    for problem in problems:
        print(problem.line("en"))  # noqa: T201 - a script


if __name__ == "__main__":
    main(Path(sys.argv[1]), timedelta(minutes=float(sys.argv[2]) if len(sys.argv) > 2 else 1))
