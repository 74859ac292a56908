"""Corrections: what do repeats air whose first run is over, if something of its line-up may not be heard any more?

A repeat airs its first run's line-up again.  Where that was heard already it stays as it was; what is still to come is
filled anew, with as many of its segments as may stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ntm_playout.model.plan import Airing, LineUp, Run
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.alike import Before
from ntm_playout.planning.filling.editions import Editions
from ntm_playout.planning.filling.listeners import Listeners, SameWeek
from ntm_playout.planning.filling.pools import Days, Shape, bar_to, shape_of
from ntm_playout.planning.filling.questions import Questions
from ntm_playout.planning.filling.unfilled import Shortfall, Unfilled

_Repeats = tuple[Airing, ...]


class Corrections:
    """Settles the editions of repeats of one week whose first runs began already."""

    def __init__(
        self, workspace: Workspace, questions: Questions, editions: Editions, before: Before, unfilled: Unfilled
    ) -> None:
        self._workspace = workspace
        self._questions = questions
        self._editions = editions
        self._before = before
        self._unfilled = unfilled

    def corrected(self, airings: Sequence[Airing]) -> tuple[Airing, ...]:
        """Return the week's airings, filled as if all repeats were like their first runs, with those that are not."""
        edition_of = {
            repeat.id: edition
            for repeats, edition in self._settled(airings, {airing.id: airing for airing in airings})
            for repeat in repeats
        }
        return tuple(airing._replace(edition=edition_of.get(airing.id, airing.edition)) for airing in airings)

    def _settled(self, airings: Sequence[Airing], by_id: dict[str, Airing]) -> Iterator[tuple[_Repeats, str]]:
        """Yield the repeats of first runs that are over, by what was published for them, with their edition."""
        for (first_run, edition), repeats in self._published(airings, by_id).items():
            yield tuple(one for one in repeats if self._before.is_past(one)), edition
            to_come = tuple(one for one in repeats if not self._before.is_past(one))
            line_up = self._editions.published(edition or by_id[first_run].edition)
            if line_up:
                self._editions.keep(line_up, None)
            if line_up and to_come:
                may_stay = self._may_stay(line_up, _days(to_come))
                yield to_come, line_up.edition if may_stay else self._anew(line_up, to_come, airings)

    def _published(self, airings: Iterable[Airing], by_id: dict[str, Airing]) -> dict[tuple[str, str], _Repeats]:
        """Return the repeats of first runs that are over, by the first run and the edition that was published last."""
        found: defaultdict[tuple[str, str], _Repeats] = defaultdict(tuple)
        for airing in sorted(airings, key=lambda one: (one.start, one.id)):
            first = by_id.get(airing.first_run)
            if airing.run is Run.REPEAT and first and self._before.is_past(first):
                was_out = self._before.published and airing.id in self._before.published.airing_by_id
                found[first.id, self._before.edition(airing) if was_out else first.edition] += (airing,)
        return found

    def _may_stay(self, line_up: LineUp, days: Days) -> bool:
        known = self._workspace.segment_by_id
        return all(
            entry.segment in known and bar_to(self._workspace, known[entry.segment], entry.language, days) is None
            for entry in line_up.entries
        )

    def _anew(self, line_up: LineUp, repeats: _Repeats, airings: Sequence[Airing]) -> str:
        """Return the edition that keeps most of a line-up, in its language; "" if nothing may be aired."""
        airing = repeats[0]
        station = self._workspace.station_by_id[airing.station]
        listeners = Listeners(
            heard=self._before.heard.of(station.id, airing.strand),
            strand=airing.strand,
            profile=station.profile,
            origins=self._questions.origins(station),
            runs=(),
        )
        days = self._questions.days_like(airing.strand, _days(repeats))
        plain = self._questions.ask(self._shape(airing, line_up), days, listeners)
        question = self._questions.beside(plain, self._same_week(line_up, airing, airings))
        answer = self._questions.answer(question)
        if not answer.is_enough:
            shortfall = Shortfall(
                run=0,
                profile=station.profile,
                question=question,
                days=days,
                answer=answer,
                is_passed_over=False,
            )
            self._unfilled.note([shortfall], [airing])
        return self._editions.fill(question)[0].edition if answer.segments else ""

    def _same_week(self, line_up: LineUp, repeat: Airing, airings: Iterable[Airing]) -> SameWeek:
        """Return what the station's other first runs of the strand take, and what of a line-up is to stay."""
        catalogue = self._questions.catalogue(repeat.strand)
        taken, units = 0, list[tuple[str, int]]()
        for one in airings:
            is_alike = (one.station, one.strand, one.run) == (repeat.station, repeat.strand, Run.FIRST)
            for other in self._editions.aired({one.edition}) if is_alike and one.id != repeat.first_run else ():
                rows = catalogue.known_bits(entry.segment for entry in other.entries)
                taken |= rows
                units += catalogue.units(self._shape(one, other), rows)
        stays = catalogue.known_bits(entry.segment for entry in line_up.entries)
        return SameWeek(taken=taken, units=tuple(units), stays=stays)

    def _shape(self, airing: Airing, line_up: LineUp) -> Shape:
        template = self._workspace.template_by_id[self._workspace.programme_by_id[airing.programme].template]
        return shape_of(airing.strand, line_up.entries[0].language, airing.length, template)


def _days(airings: Sequence[Airing]) -> Days:
    days = [airing.day for airing in airings]
    return Days(min(days), max(days))
