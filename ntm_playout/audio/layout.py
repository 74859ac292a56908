"""Layouts: which sounds and pauses, in which order, fill a slot to the last sample?

The voice ends with the sign-off; what is left of the slot then is filler, so that whoever switches the amplifier off at
the good-bye cuts nothing.  A rest too short for music is shared over the pauses.  Sounds that turn out longer than the
slot are left out whole, the least needed first: stings, slogans, then segments from the end; no word is ever cut.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.audio.elements import Element, ElementRequest
from ntm_playout.audio.fillers import FILLER_GUARD, SPARE_FILLER, piece_lengths
from ntm_playout.audio.fitting import Candidate, fit
from ntm_playout.model.audio_templates import CueKind, Melody, Recording, Sound
from ntm_playout.model.running_orders import Cue, RunningOrder, TimedCue, TimedOrder
from ntm_playout.problems import NOWHERE, Problem, note, warning

FRAME = timedelta(milliseconds=24)
"""An MP3 frame of 1152 samples at 48 kHz: the grain of everything here."""

SECOND = timedelta(seconds=1)
FILLER_TITLE = "Nhạc chờ"

LONGEST_PAUSE = 50
"""Frames (1.2 s): with the fade of the sound before it, still well under the 2 s that count as silence."""

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
        """The length in MP3 frames."""
        return sum(part if isinstance(part, int) else part.frames for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outline:
    """What is heard and, after each of `heard`, for how many frames the pause lasts; then the pieces of filler.

    `ready` are the sounds that could be made, by their cue's place in the running order.
    """

    ready: Mapping[int, Element]
    heard: tuple[Candidate, ...]
    pauses: tuple[int, ...]
    fillers: tuple[ElementRequest, ...]
    faults: tuple[Problem, ...]


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
        timed.append(TimedCue(cue=candidate.cue, offset=at * FRAME, length=candidate.frames * FRAME))
        parts += [outline.ready[candidate.place], pause]
        at += candidate.frames + pause
    pieces = [piece for request in outline.fillers if isinstance(piece := elements[request], Element)]
    if pieces:
        length = sum(piece.frames for piece in pieces)
        timed.append(_timed_filler(outline.fillers[0], at, length))
        parts += pieces
        at += length
    parts.append(_slot_frames(order) - at)
    return Layout(
        timed=TimedOrder(order=order, cues=tuple(timed)),
        parts=tuple(part for part in parts if part),
        problems=(*_problems(order, elements, outline.heard), *outline.faults),
    )


def _outline(order: RunningOrder, elements: Elements) -> _Outline:
    room, gap = _slot_frames(order), min(order.gap // FRAME, LONGEST_PAUSE)
    ready = dict(_ready(order, elements))
    candidates = [Candidate(place=at, cue=order.cues[at], frames=sound.frames) for at, sound in ready.items()]
    heard = fit(order.cues, candidates, room, gap)
    rest = room - sum(candidate.frames for candidate in heard)
    pauses = _pauses(len(heard), gap, rest)
    after = rest - sum(pauses)
    fillers, faults = _fillers(order, elements, after) if after else ((), ())
    return _Outline(ready=ready, heard=heard, pauses=pauses, fillers=fillers, faults=faults)


def _ready(order: RunningOrder, elements: Elements) -> Iterator[tuple[int, Element]]:
    for place, cue in enumerate(order.cues):
        element = elements[_request(order, cue.sound)]
        if isinstance(element, Element):
            yield place, element


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
    faults: list[Problem] = []
    pieces: tuple[ElementRequest, ...] = ()
    for sound in (order.filler, SPARE_FILLER):
        longest, fault = _longest(order, sound, elements)
        pieces = (
            tuple(_request(order, sound, length * SECOND) for length in piece_lengths(rest, longest)) if longest else ()
        )
        found = [fault, *(elements.get(piece) for piece in pieces)]
        faults += [problem for problem in found if isinstance(problem, Problem)]
        if not any(isinstance(problem, Problem) for problem in found):
            break
    return pieces, tuple(faults)


def _longest(order: RunningOrder, sound: Melody | Recording, elements: Elements) -> tuple[int, Problem | None]:
    """Return of how many whole seconds a piece of `sound` can be, or why of none."""
    if isinstance(sound, Melody):
        return sound.length // SECOND, None
    whole = elements[_request(order, sound)]
    if isinstance(whole, Problem):
        return 0, whole
    seconds = (whole.frames - FILLER_GUARD) * FRAME // SECOND
    return max(0, seconds), None if seconds > 0 else warning(NOWHERE, "filler-too-short", file=sound.path.name)


def _problems(order: RunningOrder, elements: Elements, heard: Sequence[Candidate]) -> Iterator[Problem]:
    kept = {candidate.place for candidate in heard}
    left_out: dict[bool, list[str]] = {True: [], False: []}
    for place, cue in enumerate(order.cues):
        element = elements[_request(order, cue.sound)]
        if isinstance(element, Problem):
            yield element
        elif place not in kept:
            left_out[cue.is_optional].append(cue.title)
        if isinstance(element, Element) and cue.kind is CueKind.SEGMENT:
            yield from _length_problem(cue, element)
    for is_optional, titles in left_out.items():
        if titles:
            report = note if is_optional else warning
            yield report(NOWHERE, "overrun", airing=order.airing, titles=tuple(titles))


def _length_problem(cue: Cue, element: Element) -> Iterator[Problem]:
    if abs(element.length - cue.planned) > TOLERANCE:
        yield warning(
            NOWHERE,
            "segment-length",
            segment=cue.segment,
            language=cue.language,
            planned_s=round(cue.planned / SECOND),
            length_s=round(element.length / SECOND),
        )


def _timed_filler(request: ElementRequest, at: int, length: int) -> TimedCue:
    cue = Cue(kind=CueKind.FILLER, title=FILLER_TITLE, sound=request.sound, planned=length * FRAME)
    return TimedCue(cue=cue, offset=at * FRAME, length=length * FRAME)


def _request(order: RunningOrder, sound: Sound, length: timedelta | None = None) -> ElementRequest:
    return ElementRequest(sound=sound, target_lufs=order.target_lufs, bitrate_kbps=order.bitrate_kbps, length=length)


def _slot_frames(order: RunningOrder) -> int:
    frames, left = divmod(order.slot, FRAME)
    if left:
        raise ValueError(f"not a slot of whole MP3 frames: {order.slot}")
    return frames
