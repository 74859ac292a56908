"""Fitting: which cues are heard where the true sounds are longer than the slot?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ntm_playout.audio.elements import Element
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.running_orders import Cue

LEAVING_ORDER = (CueKind.STING, CueKind.SLOGAN, CueKind.HAND_OVER, CueKind.HEADLINES, CueKind.SEGMENT)
"""What is left out first; a kind that is not named goes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A cue whose sound is ready, and its `place` in the running order."""

    place: int
    cue: Cue
    element: Element


def fit(cues: Sequence[Cue], ready: Sequence[Candidate], room: int, gap: int) -> tuple[Candidate, ...]:
    """Return those of `ready` that `room` frames hold with `gap` frames between them, in order.

    Whole cues go, by `LEAVING_ORDER` and from the end; a sting that no longer comes between two segments goes as well.
    Where a segment had to go, optional cues come back as far as its room allows.  `cues` is the whole running order.
    """
    kept = without_idle_stings(cues, ready)
    while _length(kept, gap) > room:
        kept.remove(min(kept, key=_leaves_first))
    for candidate in sorted(ready, key=_leaves_first, reverse=True):
        if candidate not in kept and candidate.cue.is_optional:
            more = sorted([*kept, candidate], key=lambda one: one.place)
            if _length(more, gap) <= room and without_idle_stings(cues, more) == more:
                kept = more
    return tuple(without_idle_stings(cues, kept))


def without_idle_stings(cues: Sequence[Cue], kept: Sequence[Candidate]) -> list[Candidate]:
    """Return `kept` less, from the front, each sting that stood between two segments and does so no longer."""
    left: list[Candidate] = []
    for position, candidate in enumerate(kept):
        follows = left[-1].cue if left else None
        before = kept[position + 1].cue if position + 1 < len(kept) else None
        if not _divides(cues, candidate.place) or (_is_segment(follows) and _is_segment(before)):
            left.append(candidate)
    return left


def _leaves_first(candidate: Candidate) -> tuple[int, int]:
    kind = candidate.cue.kind
    rank = LEAVING_ORDER.index(kind) if kind in LEAVING_ORDER else len(LEAVING_ORDER)
    return rank, -candidate.place


def _length(kept: Sequence[Candidate], gap: int) -> int:
    return sum(candidate.element.frames for candidate in kept) + gap * max(0, len(kept) - 1)


def _divides(cues: Sequence[Cue], place: int) -> bool:
    """Tell whether the running order has a sting between two segments at `place`."""
    inside = 0 < place < len(cues) - 1 and cues[place].kind is CueKind.STING
    return inside and _is_segment(cues[place - 1]) and _is_segment(cues[place + 1])


def _is_segment(cue: Cue | None) -> bool:
    return cue is not None and cue.kind is CueKind.SEGMENT
