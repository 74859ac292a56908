"""`ntm-playout verify`: is what was made still whole, and is it what it claims to be?"""

import sys
from pathlib import Path

import click

from ntm_playout.cli.bars import working
from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import language_option
from ntm_playout.cli.sentences import say
from ntm_playout.problems import Severity


@click.command(cls=Verb)
@click.argument("path", type=click.Path(path_type=Path))
@language_option
def verify(path: Path, lang: str | None) -> None:
    """Check everything below PATH again: bundles by decoding and measuring, rosters by two readers.

    PATH is a bundle, a roster, or any folder that holds some.

    \b
    Example:
      ntm-playout verify out
    """
    from ntm_playout.pipeline.verify import verify_path

    language = language_of(lang)
    with working(language) as work:
        verified = verify_path(path, work=work)
    print_problems(verified.problems, language)
    errors = sum(problem.severity is Severity.ERROR for problem in verified.problems)
    sentence = "verified-errors" if errors else "verified"
    click.echo(say(sentence, language, bundles=verified.bundles, rosters=verified.rosters, errors=errors))
    sys.exit(exit_code(verified.problems))
