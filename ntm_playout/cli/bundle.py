"""`ntm-playout bundle`: write each station's folder of audio."""

import sys
from pathlib import Path

import click

from ntm_playout.cli.bars import working
from ntm_playout.cli.console import (
    Verb,
    exit_code,
    language_of,
    print_bundles,
    print_problems,
)
from ntm_playout.cli.options import (
    language_option,
    named_stations,
    out_option,
    plan_option,
    station_option,
    week_option,
    workspace_argument,
)
from ntm_playout.cli.sentences import say
from ntm_playout.model.stations import Delivery
from ntm_playout.model.time import Week


@click.command(cls=Verb)
@workspace_argument
@week_option
@out_option
@station_option
@click.option(
    "--profile",
    "profiles",
    type=click.Choice([delivery.value for delivery in Delivery]),
    multiple=True,
    help="What bundles are made for; may be given several times. Default: stations.csv, else pc.",
)
@click.option(
    "--copy-to",
    "drive",
    type=click.Path(file_okay=False, path_type=Path),
    help="Copy the usb bundle of the one --station to this drive, in playing order, and read it back.",
)
@click.option("--zip", "zipped", is_flag=True, help="Also write each bundle as STATION.zip.")
@plan_option
@language_option
def bundle(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    week: Week,
    out: Path,
    stations: tuple[str, ...],
    profiles: tuple[str, ...],
    drive: Path | None,
    zipped: bool,
    plan_folder: Path | None,
    lang: str | None,
) -> None:
    """Write one folder a station of WORKSPACE: programmes, running orders, schedule, calendar, manifest.

    Sounds are prepared once and kept in WORKSPACE/.cache; bundles that would be the same are left alone.

    \b
    pc       MP3, and a page that plays them at the right time (STATION)
    usb      MP3 in a folder for each day, for amplifiers (STATION-usb)
    playout  broadcast WAV with bext and cart chunks, and a liquidsoap script (STATION-playout)
    ip       MP3 and schedule.json, for loudspeaker platforms (STATION-ip)

    \b
    Example:
      ntm-playout bundle schedules/lao-cai --week 2023-W14 --out bundles --station xa-02683
      ntm-playout bundle schedules/lao-cai --week 2023-W14 --out bundles --station xa-02683 --profile usb --copy-to E:
    """
    from ntm_playout.pipeline.bundle import copy_stick, stick_station, write_bundles
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.plan import find_plan

    found, problems = load(workspace)
    language = language_of(lang, workspace)
    chosen = named_stations(found, stations)
    used = find_plan(found, week, plan_folder)
    deliveries = tuple(Delivery(profile) for profile in dict.fromkeys(profiles))
    stick = stick_station(found, chosen, deliveries)
    if drive and stick is None:
        raise click.UsageError("--copy-to takes one usb bundle: name the --station, and --profile usb")
    with working(language) as work:
        written = write_bundles(
            found,
            used.plan,
            chosen,
            out,
            cache=found.root / ".cache",
            work=work,
            deliveries=deliveries,
            zipped=zipped,
        )
        problems += used.problems + written.problems
        print_problems(problems, language)
        print_bundles(written, out, language)
        if drive and stick:
            copied = copy_stick(out, stick, drive, work=work)
            problems += copied.problems
            print_problems(copied.problems, language)
            click.echo(say("copied-to-drive", language, files=copied.files, folder=copied.folder))
    sys.exit(exit_code(problems))
