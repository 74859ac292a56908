"""`ntm-playout record`: take a recording into the workspace."""

import sys
from pathlib import Path

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import language_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.audio_templates import CueKind

KINDS = (CueKind.SEGMENT, CueKind.GREETING, CueKind.SIGN_OFF)


@click.command(cls=Verb)
@workspace_argument
@click.argument("name", metavar="SEGMENT")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--language", "tag", required=True, help="What is spoken: vi-VN, hmn-VN, …")
@click.option(
    "--as",
    "kind",
    type=click.Choice([kind.value for kind in KINDS]),
    default=CueKind.SEGMENT.value,
    show_default=True,
    help="A greeting or sign-off is a station's: SEGMENT then is the station's id.",
)
@click.option("--update-length", is_flag=True, help="Write the recording's length into segments.csv if it differs.")
@click.option("--undo", is_flag=True, help="Bring the recording back that was replaced last; takes no FILE.")
@click.option("--dry-run", is_flag=True, help="Check and say what would be written; write nothing.")
@language_option
def record(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    name: str,
    file: Path | None,
    tag: str,
    kind: str,
    update_length: bool,
    undo: bool,
    dry_run: bool,
    lang: str | None,
) -> None:
    """Take FILE, as it comes from a phone, into WORKSPACE as the recording of SEGMENT.

    Any name and any form will do. What cannot be heard is refused; the recording that was there before is kept.

    \b
    Example:
      ntm-playout record schedules/lao-cai ntm-a-01 --language hmn-VN "Ghi âm 12.m4a"
    """
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.record import Part, take_recording, undo_recording

    if undo is bool(file):
        raise click.UsageError("give a FILE, or --undo")
    found, _ = load(workspace)
    part, language = Part(id=name, language=tag, kind=CueKind(kind)), language_of(lang, workspace)
    taken = (
        take_recording(found, part, file, updates_length=update_length, is_trial=dry_run)
        if file
        else undo_recording(found, part, is_trial=dry_run)
    )
    print_problems(taken.problems, language)
    if taken.target:
        click.echo(say("recording-taken", language, target=taken.target))
    if taken.length:
        click.echo(say("recording-length", language, seconds=round(taken.length.total_seconds())))
    if taken.table:
        click.echo(say("length-written", language, table=taken.table))
    if dry_run:
        click.echo(say("dry-run", language))
    sys.exit(exit_code(taken.problems))
