"""lexicon.csv: how are the words said that the voice would read wrong here?"""

from collections.abc import Iterator

from ntm_playout.problems import Problem, error
from ntm_playout.workspace.fields import Text
from ntm_playout.workspace.records import Placed, Record


class LexiconRecord(Record):
    """A row."""

    written: Text
    spoken: Text


def check_lexicon(placed: tuple[Placed[LexiconRecord], ...]) -> Iterator[Problem]:
    """Yield a problem for every word that stands twice."""
    first: dict[str, str] = {}
    for one in placed:
        written, place = one.record.written, one.place("written")
        if written in first:
            yield error(place, "duplicate-id", id=written, first=first[written])
        first.setdefault(written, str(place))
