"""Fitting: what does not fit is left out whole, the least needed first, and no more than must be."""

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.audio.fitting import Candidate, fit
from ntm_playout.model.audio_templates import CueKind
from tests.audio.layouts import cue, element

KINDS = (CueKind.IDENT, CueKind.GREETING, CueKind.STING, CueKind.SEGMENT, CueKind.SLOGAN, CueKind.SIGN_OFF)
GAP = 20


@st.composite
def programmes(draw: st.DrawFn) -> tuple[Candidate, ...]:
    """Draw cues of any kinds and lengths, in any order."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=12))
    return tuple(
        Candidate(
            place=place, cue=cue(kind, f"{kind} {place}"), element=element(str(place), draw(st.integers(1, 3000)))
        )
        for place, kind in enumerate(kinds)
    )


def frames(heard: tuple[Candidate, ...]) -> int:
    """Return how long cues last with a gap between any two."""
    return sum(one.element.frames for one in heard) + GAP * max(0, len(heard) - 1)


def fitted(programme: tuple[Candidate, ...], room: int) -> tuple[Candidate, ...]:
    """Fit a programme whose sounds could all be made."""
    return fit([one.cue for one in programme], programme, room, GAP)


@given(programmes(), st.integers(0, 20_000))
def test_what_is_heard_fits_and_keeps_its_order(programme: tuple[Candidate, ...], room: int) -> None:
    """It is a part of the programme, in its order, and no longer than the room."""
    heard = fitted(programme, room)
    assert [one.place for one in heard] == sorted({one.place for one in heard})
    assert set(heard) <= set(programme)
    assert frames(heard) <= room


@given(programmes())
def test_everything_is_heard_where_there_is_room(programme: tuple[Candidate, ...]) -> None:
    """With as much room as the sounds take, nothing is left out."""
    assert fitted(programme, frames(programme)) == programme


@given(programmes(), st.integers(0, 20_000))
def test_segments_go_from_the_end_and_the_frame_goes_last(programme: tuple[Candidate, ...], room: int) -> None:
    """The first segments stay; ident, greeting and sign-off go only when no segment is left."""
    heard = fitted(programme, room)
    segments = [one for one in programme if one.cue.kind is CueKind.SEGMENT]
    kept = [one for one in heard if one.cue.kind is CueKind.SEGMENT]
    assert kept == segments[: len(kept)]
    around = {one for one in programme if not one.cue.is_optional} - set(segments)
    assert around <= set(heard) or not kept


@given(programmes(), st.integers(0, 20_000))
def test_no_more_is_left_out_than_must_be(programme: tuple[Candidate, ...], room: int) -> None:
    """No slogan that is left out would still fit."""
    heard = fitted(programme, room)
    for one in set(programme) - set(heard):
        if one.cue.kind is CueKind.SLOGAN:
            assert frames((*heard, one)) > room


@given(programmes(), st.integers(0, 20_000), st.data())
def test_a_sting_that_divided_segments_never_stands_alone(
    programme: tuple[Candidate, ...], room: int, data: st.DataObject
) -> None:
    """Where a segment beside it falls out, for lack of room or of sound, its sting goes too."""
    ready = tuple(one for one in programme if data.draw(st.booleans()))
    heard = fit([one.cue for one in programme], ready, room, GAP)
    for position, one in enumerate(heard):
        around = [programme[place].cue.kind for place in (one.place - 1, one.place + 1) if 0 <= place < len(programme)]
        if one.cue.kind is CueKind.STING and around == [CueKind.SEGMENT] * 2:
            beside = [heard[place].cue.kind for place in (position - 1, position + 1) if 0 <= place < len(heard)]
            assert beside == [CueKind.SEGMENT] * 2
