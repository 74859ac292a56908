"""Layouts: which sounds and pauses, in which order, fill a slot to the last sample?

The voice ends with the sign-off; what is left of the slot then is filler, so that whoever switches the amplifier off at
the good-bye cuts nothing.  A rest too short for music is shared over the pauses.  Sounds that turn out longer than the
slot are left out whole, the least needed first: stings, slogans, then segments from the end; no word is ever cut.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.audio.elements import Element, ElementRequest
from ntm_playout.audio.fillers import SPARE_FILLER, piece_lengths
from ntm_playout.audio.fitting import Candidate, fit, without_idle_stings
from ntm_playout.audio.frames import FRAME_LENGTH
from ntm_playout.model.audio_templates import CueKind, Melody, Recording, Sound
from ntm_playout.model.running_orders import Cue, RunningOrder, TimedCue, TimedOrder
from ntm_playout.problems import NOWHERE, Problem, note, warning

SECOND = timedelta(seconds=1)
FILLER_TITLE = "Nhạc chờ"

LONGEST_PAUSE = 36
"""Frames (0.86 s): even with a rest of nearly a second behind it, less than the 2 s that count as silence.

A template's longer gap is cut to it.
"""

SHORTEST_FILLER = 125
"""Frames (3 s): less music than this sounds like a mistake."""

TOLERANCE = timedelta(seconds=3)
"""How far a segment's true length may be from the planned one before the planner is told."""

Elements = Mapping[ElementRequest, Element | Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A programme ready to be spliced: `parts` in order are sounds and, as numbers, frames of silence.

    The parts add up to the slot exactly; `timed` says what a listener hears when.
    """

    timed: TimedOrder
    parts: tuple[Element | int, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def frames(self) -> int:
        """The length in MP3 frames of 24 ms."""
        return sum(part if isinstance(part, int) else part.frames for part in self.parts)


def requests_of(order: RunningOrder) -> tuple[ElementRequest, ...]:
    """Return what has to be prepared before the pieces of filler are known: the cues, and a recorded filler whole."""
    recorded = (order.filler,) if isinstance(order.filler, Recording) else ()
    return tuple(_request(order, sound) for sound in (*(cue.sound for cue in order.cues), *recorded))


def filler_requests(order: RunningOrder, elements: Elements) -> tuple[ElementRequest, ...]:
    """Return the pieces of filler that the slot needs; `elements` holds all of `requests_of(order)`.

    Ask again once they are prepared: where one cannot be made, pieces of a spare melody are named in its place.
    """
    return _outline(order, elements).fillers


def lay_out(order: RunningOrder, elements: Elements) -> Layout:
    """Place the order's sounds in its slot; `elements` holds all of `requests_of` and `filler_requests`.

    A cue whose sound could not be made is left out, with the problem that says why.
    """
    outline = _outline(order, elements)
    parts: list[Element | int] = []
    timed: list[TimedCue] = []
    at = 0
    for candidate, pause in zip(outline.heard, outline.pauses, strict=True):
        timed.append(_timed(candidate.cue, at, candidate.element.frames))
        parts += [candidate.element, pause]
        at += candidate.element.frames + pause
    pieces = [piece for request in outline.fillers if isinstance(piece := elements[request], Element)]
    if pieces:
        length = sum(piece.frames for piece in pieces)
        timed.append(_timed(_filler_cue(outline.fillers[0], length), at, length))
        parts += pieces
        at += length
    parts.append(_slot_frames(order) - at)
    return Layout(
        timed=TimedOrder(order=order, cues=tuple(timed)),
        parts=tuple(part for part in parts if part),
        problems=(*_problems(order, elements, outline.left_out), *outline.faults),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outline:
    """What is heard and for how many frames the pause after each lasts; then the pieces of filler.

    `left_out` is what the slot has no room for; `faults` say why the pieces are not of the order's own filler.
    """

    left_out: tuple[Cue, ...]
    heard: tuple[Candidate, ...]
    pauses: tuple[int, ...]
    fillers: tuple[ElementRequest, ...]
    faults: tuple[Problem, ...]


def _outline(order: RunningOrder, elements: Elements) -> _Outline:
    room, gap = _slot_frames(order), min(order.gap // FRAME_LENGTH, LONGEST_PAUSE)
    ready = _announced(order, without_idle_stings(order.cues, tuple(_candidates(order, elements))))
    heard = fit(order.cues, ready, room, gap)
    if len(_announced(order, heard)) < len(heard):
        heard = fit(order.cues, [one for one in ready if one.cue.kind is not CueKind.HEADLINES], room, gap)
    left_out = tuple(candidate.cue for candidate in ready if candidate not in heard)
    rest = room - sum(candidate.element.frames for candidate in heard)
    pauses = _pauses(len(heard), gap, rest)
    fillers, faults = _fillers(order, elements, rest - sum(pauses))
    return _Outline(left_out=left_out, heard=heard, pauses=pauses, fillers=fillers, faults=faults)


def _announced(order: RunningOrder, ready: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return `ready` less the headlines, if a segment is not among them: nobody announces what does not come."""
    segments = sum(cue.kind is CueKind.SEGMENT for cue in order.cues)
    if segments == sum(one.cue.kind is CueKind.SEGMENT for one in ready):
        return ready
    return tuple(one for one in ready if one.cue.kind is not CueKind.HEADLINES)


def _candidates(order: RunningOrder, elements: Elements) -> Iterator[Candidate]:
    for place, cue in enumerate(order.cues):
        element = elements[_request(order, cue.sound)]
        if isinstance(element, Element):
            yield Candidate(place=place, cue=cue, element=element)


def _pauses(count: int, gap: int, rest: int) -> tuple[int, ...]:
    """Return the pause after each of `count` sounds: `gap`, or more where the rest is too short for a filler."""
    spare = rest - count * gap
    if spare < 0:
        return (*(gap for _ in range(count - 1)), gap + spare)
    if spare >= SHORTEST_FILLER or spare > count * (LONGEST_PAUSE - gap):
        return tuple(gap for _ in range(count))
    share, odd = divmod(spare, max(1, count))
    return tuple(gap + share + (place < odd) for place in range(count))


def _fillers(
    order: RunningOrder, elements: Elements, rest: int
) -> tuple[tuple[ElementRequest, ...], tuple[Problem, ...]]:
    """Return the pieces that fill `rest` frames, and why they are not of the order's own filler, if so."""
    if not rest:
        return (), ()
    own, faults = _pieces(order, order.filler, elements, rest)
    if not faults:
        return own, ()
    spare, more = _pieces(order, SPARE_FILLER, elements, rest)
    return spare, (*faults, *more)


def _pieces(
    order: RunningOrder, sound: Melody | Recording, elements: Elements, rest: int
) -> tuple[tuple[ElementRequest, ...], tuple[Problem, ...]]:
    """Return the pieces of `sound` that fill `rest` frames, and what is known to be wrong with them."""
    whole = elements[_request(order, sound)] if isinstance(sound, Recording) else sound
    if isinstance(whole, Problem):
        return (), (whole,)
    longest = whole.length // SECOND
    if not longest:
        return (), (warning(NOWHERE, "filler-too-short", file=_name(sound)),)
    pieces = tuple(_request(order, sound, length * SECOND) for length in piece_lengths(rest, longest))
    return pieces, tuple(fault for piece in pieces if isinstance(fault := elements.get(piece), Problem))


def _problems(order: RunningOrder, elements: Elements, left_out: Sequence[Cue]) -> Iterator[Problem]:
    for cue in order.cues:
        element = elements[_request(order, cue.sound)]
        if isinstance(element, Problem):
            yield element
        elif cue.kind is CueKind.SEGMENT and abs(element.length - cue.planned) > TOLERANCE:
            yield _length_problem(cue, element)
    for report, is_optional in ((note, True), (warning, False)):
        titles = tuple(cue.title for cue in left_out if cue.is_optional is is_optional)
        if titles:
            yield report(NOWHERE, "overrun", airing=order.airing, titles=titles)


def _length_problem(cue: Cue, element: Element) -> Problem:
    return warning(
        NOWHERE,
        "segment-length",
        segment=cue.segment,
        language=cue.language,
        planned_s=round(cue.planned / SECOND),
        length_s=round(element.length / SECOND),
    )


def _filler_cue(request: ElementRequest, frames: int) -> Cue:
    return Cue(kind=CueKind.FILLER, title=FILLER_TITLE, sound=request.sound, planned=frames * FRAME_LENGTH)


def _timed(cue: Cue, at: int, frames: int) -> TimedCue:
    return TimedCue(cue=cue, offset=at * FRAME_LENGTH, length=frames * FRAME_LENGTH)


def _request(order: RunningOrder, sound: Sound, length: timedelta | None = None) -> ElementRequest:
    return ElementRequest(sound=sound, target_lufs=order.target_lufs, bitrate_kbps=order.bitrate_kbps, length=length)


def _slot_frames(order: RunningOrder) -> int:
    frames, left = divmod(order.slot, FRAME_LENGTH)
    if left:
        raise ValueError(f"not a slot of whole MP3 frames: {order.slot}")
    return frames


def _name(sound: Melody | Recording) -> str:
    return sound.path.name if isinstance(sound, Recording) else sound.name
