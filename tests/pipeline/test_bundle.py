"""Bundle: sounds, pages and calendar come together for every station, whatever its week is like."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.stations import Delivery
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import SPARE, bundle_names, bundles_size, check_space, free_space, write_bundles
from ntm_playout.pipeline.roster import station_orders
from ntm_playout.pipeline.verify import verify_path
from ntm_playout.pipeline.work import Work
from ntm_playout.problems import FilesError
from ntm_playout.reports.bundle_pages import SCHEDULE

OFF_AIR = "xa-03085"
"""Its transmitter is out of order in that week, says stations.csv."""


@pytest.fixture(scope="module")
def repeated(plan: Plan) -> Airing:
    """Return the shortest first run that is repeated, of a station with little else."""
    repeats = {airing.first_run for airing in plan.airings if airing.run is Run.REPEAT}
    firsts = [airing for airing in plan.airings if airing.id in repeats]
    return min(firsts, key=lambda airing: (len(plan.airings_by_station[airing.station]), airing.length, airing.id))


def test_a_station_off_the_air_has_a_bundle_that_says_so(
    lao_cai: Workspace, plan: Plan, work: Work, cache: Path, tmp_path: Path
) -> None:
    """Pages and an empty calendar, no sound, and nothing to complain of."""
    written = write_bundles(lao_cai, plan, [OFF_AIR], tmp_path, cache=cache, work=work)
    assert (written.count, written.changed) == (1, 1)
    assert not list(tmp_path.rglob("*.mp3"))
    assert "Tạm ngừng phát" in (tmp_path / OFF_AIR / SCHEDULE).read_text(encoding="utf-8")
    assert verify_path(tmp_path, work=work).problems == ()


def test_a_repeat_keeps_its_sound_when_its_first_run_was_last_week(
    lao_cai: Workspace, plan: Plan, repeated: Airing, work: Work, cache: Path, tmp_path: Path
) -> None:
    """Calendar, pages and manifest tell what is heard in it as if the first run were in the week."""
    only = tuple(airing for airing in plan.airings if repeated.id in {airing.id, airing.first_run})
    whole, rest = replace(plan, airings=only), replace(plan, airings=only[1:])
    assert [airing.run for airing in only] == [Run.FIRST, Run.REPEAT]
    station = repeated.station
    (first,), (again,) = (tuple(station_orders(lao_cai, one, station).values()) for one in (whole, rest))
    assert replace(again, airing=first.airing).cues == first.cues
    write_bundles(lao_cai, rest, [station], tmp_path, cache=cache, work=work)
    folder = tmp_path / station
    (file,) = json.loads((folder / "manifest.json").read_bytes())["files"]
    assert (file["airing"], (folder / file["path"]).stat().st_size > 0) == (only[1].id, True)
    spoken = {cue["title"] for cue in file["running_order"] if cue["kind"] == "segment"}
    page = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.txt"))
    assert spoken
    assert all(title in page for title in spoken)
    assert verify_path(tmp_path, work=work).problems == ()
    assert write_bundles(lao_cai, rest, [station], tmp_path, cache=cache, work=work).changed == 0


def test_the_size_told_beforehand_is_that_of_the_sounds(lao_cai: Workspace, plan: Plan, repeated: Airing) -> None:
    """A repeat takes no space of its own, and a station off the air none at all."""
    only = replace(plan, airings=tuple(one for one in plan.airings if repeated.id in {one.id, one.first_run}))
    assert bundles_size(lao_cai, only, [repeated.station]) == repeated.length.total_seconds() * 64_000 / 8
    assert bundles_size(lao_cai, plan, [OFF_AIR]) == 0


def test_too_small_a_disk_is_told_before_anything_is_written(tmp_path: Path) -> None:
    """What is free is asked where the folder will be, though it is not there yet."""
    folder = tmp_path / "not" / "yet"
    check_space(folder, 0)
    with pytest.raises(FilesError, match="MB needed"):
        check_space(folder, free_space(folder) + SPARE)
    assert not (tmp_path / "not").exists()


def test_what_a_form_takes_is_told_too(lao_cai: Workspace, plan: Plan, repeated: Airing) -> None:
    """On a stick each airing has its file; WAV takes two bytes a sample."""
    only = replace(plan, airings=tuple(one for one in plan.airings if repeated.id in {one.id, one.first_run}))
    seconds, mp3 = repeated.length.total_seconds(), repeated.length.total_seconds() * 64_000 / 8
    sizes = {form: bundles_size(lao_cai, only, [repeated.station], [form]) for form in Delivery}
    assert sizes == {
        Delivery.PC: mp3,
        Delivery.USB: mp3 * len(only.airings),
        Delivery.PLAYOUT: seconds * 48_000 * 2,
        Delivery.IP: mp3,
    }


def test_a_stick_without_a_voice_for_its_slate_is_noted(
    lao_cai: Workspace, plan: Plan, work: Work, cache: Path, tmp_path: Path
) -> None:
    """The bundle is whole but for the slate."""
    mute = replace(lao_cai, settings=replace(lao_cai.settings, voices={}))
    quiet = replace(plan, airings=(), line_ups=(), duties=())
    written = write_bundles(mute, quiet, [OFF_AIR], tmp_path, cache=cache, work=work, deliveries=[Delivery.USB])
    assert [problem.code for problem in written.problems] == ["slate-without-voice"]
    assert not list(tmp_path.rglob("*.mp3"))
    assert bundle_names(mute, [OFF_AIR]) == (OFF_AIR,)
