"""Running orders: ident to filler, for every station in its own words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ntm_playout.model.audio_templates import AudioTemplate, Bedded, CueKind, Recording, Speech, TemplateCue
from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.policy import Slogan
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.model.segments import Version
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import StationSound, Workspace
from ntm_playout.planning.running_orders import running_order, soundless_segments
from ntm_playout.problems import Source
from tests import build
from tests.build import WEEK, seconds
from tests.planning.airing_weeks import filled_week, line_up_at, segment_ids

VI, HMN = "vi-VN", "hmn-VN"


def orders(workspace: Workspace, week: Week = WEEK, runs: int = 2) -> list[RunningOrder]:
    """Return the running orders of all airings of a filled week."""
    plan = filled_week(workspace, week, runs)[0]
    return [running_order(workspace, plan, airing) for airing in plan.airings]


def kinds(order: RunningOrder) -> list[str]:
    return [str(cue.kind) for cue in order.cues]


def test_an_airing_is_heard_from_ident_to_sign_off() -> None:
    """The template surrounds the segments, a sting comes between two of them, the filler takes the rest."""
    workspace = build.workspace()
    plan, _ = filled_week(workspace)
    order = running_order(workspace, plan, plan.airings[0])
    assert kinds(order) == [
        *("ident", "greeting"),
        *("segment", "sting", "segment", "sting", "segment", "sting", "segment"),
        *("slogan", "sign-off"),
    ]
    assert [cue.segment for cue in order.cues if cue.segment] == segment_ids(line_up_at(plan, "xa-02635"))
    template = workspace.templates[0]
    assert (order.filler, order.gap, order.slot) == (template.filler, template.gap, timedelta(minutes=10))
    assert (order.target_lufs, order.bitrate_kbps) == (-16.0, 64)


def test_what_is_planned_fits_the_slot_with_room_for_long_greetings() -> None:
    """Cues and gaps as planned leave at least five seconds, which long station names may take."""
    for order in orders(build.workspace(segments=build.segments(40, length=97))):
        taken = sum((cue.planned + order.gap for cue in order.cues), timedelta(0))
        assert taken + seconds(5) <= order.slot


def test_stings_and_slogans_may_be_left_out_and_nothing_else() -> None:
    """The audio room drops only these where true lengths are longer than planned."""
    (order, *_) = orders(build.workspace())
    assert {cue.kind for cue in order.cues if cue.is_optional} == {CueKind.STING, CueKind.SLOGAN}
    assert {cue.kind for cue in order.cues if not cue.is_optional}.isdisjoint({CueKind.STING, CueKind.SLOGAN})


def test_a_repeat_has_its_first_runs_order() -> None:
    """A repeat plays the first run's file, so its order is that very order."""
    first, repeat, *_ = orders(build.workspace())
    assert repeat == first


def test_the_station_greets_in_its_own_name() -> None:
    """The blanks of the template are filled; a blank nobody knows stays as it is."""
    text = "{station}, {place}: {programme}, {date}. {unknown} {"
    template = build.template(cues=(TemplateCue(kind=CueKind.GREETING, text=text),))
    (order, *_) = orders(build.workspace(templates=(template,)))
    assert order.cues[0].sound == Speech(
        text="Đài Truyền thanh xã Cốc San, xã Cốc San: Nông thôn mới, ngày 3 tháng 4 năm 2023. {unknown} {",
        language=VI,
        voice="vi",
    )


def recordings(*kinds: CueKind, language: str = VI) -> Mapping[StationSound, Path]:
    return {
        StationSound(station="xa-02635", kind=kind, language=language): Path(f"greetings/{kind}.wav") for kind in kinds
    }


def test_a_recorded_greeting_comes_before_a_spoken_one() -> None:
    """What the station recorded itself is heard, and the rest is spoken."""
    (order, *_) = orders(build.workspace(recordings=recordings(CueKind.GREETING)))
    sounds = {cue.kind: cue.sound for cue in order.cues}
    assert sounds[CueKind.GREETING] == Recording(path=Path("/workspace/greetings/greeting.wav"))
    assert isinstance(sounds[CueKind.SIGN_OFF], Speech)


def mong_only(**changes: object) -> Workspace:
    """A Mông programme of recorded segments; no voice speaks Mông."""
    pool = tuple(
        replace(segment, versions=(Version(language=HMN, length=seconds(120), audio=Path(f"{segment.id}.wav")),))
        for segment in build.segments(8)
    )
    fields: dict[str, object] = {"segments": pool, "programmes": (build.programme(language=HMN),)}
    return build.workspace(**(fields | changes))


def test_what_a_language_cannot_say_falls_away() -> None:
    """Without voice and recording there is no greeting, no slogan and no sign-off, only what was recorded."""
    (order, *_) = orders(mong_only(), runs=1)
    assert kinds(order) == ["ident", "segment", "sting", "segment", "sting", "segment", "sting", "segment"]
    assert order.cues[1].sound == Recording(path=Path("/workspace/ntm-00.wav"))
    assert order.cues[1].language == HMN


def test_a_recording_in_the_programmes_language_is_heard() -> None:
    """A Mông greeting goes with a Mông programme; a Vietnamese one does not."""
    (mong, *_) = orders(mong_only(recordings=recordings(CueKind.GREETING, language=HMN)), runs=1)
    (other, *_) = orders(mong_only(recordings=recordings(CueKind.GREETING, language=VI)), runs=1)
    assert "greeting" in kinds(mong)
    assert "greeting" not in kinds(other)


def test_only_a_vietnamese_voice_speaks_slogans() -> None:
    """Slogans are the plan's own words; another language's voice would garble them."""
    voices = build.settings(voices={VI: "vi", HMN: "hmn"})
    (order, *_) = orders(mong_only(settings=voices), runs=1)
    assert "slogan" not in kinds(order)
    assert "greeting" in kinds(order)


def test_slogans_take_turns() -> None:
    """Each first run has the next slogan, and so has each week."""
    slogans = tuple(Slogan(id=f"s{n}", text=f"Khẩu hiệu {n}", clause="I.1") for n in range(5))
    workspace = build.workspace(policy=build.policy(slogans=slogans))
    heard = [[cue.title for cue in order.cues if cue.kind is CueKind.SLOGAN] for order in orders(workspace)]
    assert heard == [["Khẩu hiệu 4"], ["Khẩu hiệu 4"], ["Khẩu hiệu 0"], ["Khẩu hiệu 0"]]
    (following, *_) = orders(workspace, week=WEEK.plus(1))
    assert [cue.title for cue in following.cues if cue.kind is CueKind.SLOGAN] == ["Khẩu hiệu 0"]


def test_a_recorded_slogan_of_the_template_is_heard_in_any_language() -> None:
    """A template may bring the slogan as a sound."""
    cue = TemplateCue(kind=CueKind.SLOGAN, planned=seconds(8), sound=build.melody("khau-hieu"))
    template = build.template(cues=(TemplateCue(kind=CueKind.SEGMENT), cue))
    (order, *_) = orders(mong_only(templates=(template,)), runs=1)
    assert (order.cues[-1].sound, order.cues[-1].is_optional) == (build.melody("khau-hieu"), True)


def test_a_policy_without_slogans_has_none() -> None:
    """The cue falls away."""
    (order, *_) = orders(build.workspace(policy=build.policy(slogans=())))
    assert "slogan" not in kinds(order)


def test_an_airing_without_line_up_is_never_silent() -> None:
    """Ident and greeting, then filler; nothing says goodbye to a programme that was not there."""
    (order, *_) = orders(build.workspace(segments=()))
    assert kinds(order) == ["ident", "greeting"]
    assert order.filler == build.workspace().templates[0].filler


def test_an_unfilled_airing_greets_in_a_language_that_it_can() -> None:
    """The widest spoken language of the audience that has a greeting, recorded or spoken."""
    station = build.station(profile="mong")
    (spoken, *_) = orders(build.workspace(stations=(station,), segments=()))
    assert [cue.language for cue in spoken.cues] == ["", VI]
    recorded = build.workspace(stations=(station,), segments=(), recordings=recordings(CueKind.GREETING, language=HMN))
    assert [cue.language for cue in orders(recorded)[0].cues] == ["", HMN]


def test_an_unfilled_programme_of_one_language_keeps_to_it() -> None:
    """Nobody is greeted in another language than the programme's."""
    (order, *_) = orders(mong_only(segments=()))
    assert kinds(order) == ["ident"]


def test_a_whole_programme_stands_alone() -> None:
    """No ident and no greeting is added to what is finished."""
    whole = build.segment("tron-goi", length=590, is_programme=True, priority=9)
    (order, *_) = orders(build.workspace(segments=(whole,)), runs=1)
    assert [(cue.kind, cue.segment, cue.planned) for cue in order.cues] == [
        (CueKind.SEGMENT, "tron-goi", timedelta(seconds=590))
    ]


def test_a_template_without_sting_goes_from_segment_to_segment() -> None:
    """Also one whose sting has no sound."""
    for sting in (None, TemplateCue(kind=CueKind.STING)):
        (order, *_) = orders(build.workspace(templates=(build.template(sting=sting),)))
        assert "sting" not in kinds(order)


def without_sounds(plan: Plan) -> Workspace:
    """The workspace after somebody deleted one segment and emptied the script of another."""
    source = Source(path="segments.csv", line=3)
    gone, mute, *_ = segment_ids(plan.line_ups[0])
    silent = (Version(language=VI, length=seconds(120)),)
    pool = (
        replace(segment, versions=silent if segment.id == mute else segment.versions, source=source)
        for segment in build.segments(40)
        if segment.id != gone
    )
    return build.workspace(segments=tuple(pool))


def test_segments_that_lost_their_sound_are_left_out_and_named() -> None:
    """The station still gets its programme, with filler instead."""
    plan, _ = filled_week(build.workspace(), runs=1)
    workspace = without_sounds(plan)
    assert soundless_segments(build.workspace(), plan) == ()
    order = running_order(workspace, plan, plan.airings[0])
    assert kinds(order).count("segment") == 2
    assert [problem.line("en") for problem in soundless_segments(workspace, plan)] == [
        "segment-without-sound: segment 'ntm-00' has no recording and no voice in tiếng Việt; filler is heard instead",
        "segments.csv:3: segment-without-sound: segment 'ntm-01' has no recording and no voice in tiếng Việt; "
        "filler is heard instead",
    ]


@pytest.mark.parametrize("run", [Run.FIRST, Run.REPEAT])
def test_a_lone_airing_has_an_order_of_its_own(run: Run) -> None:
    """A plan that was edited by hand may have lost an airing's first run."""
    workspace = build.workspace()
    plan, _ = filled_week(workspace)
    lone = plan.airings[1]._replace(run=run, id="xa-02635-loudspeaker-xa-ntm-2023w14-9-r1", first_run="lost")
    order = running_order(workspace, plan, lone)
    assert order.airing == lone.id
    assert kinds(order)[0] == "ident"


def test_a_silent_ident_falls_away() -> None:
    """A cue with neither sound nor text has nothing to be heard."""
    template = build.template(cues=(TemplateCue(kind=CueKind.IDENT), TemplateCue(kind=CueKind.SEGMENT)))
    (order, *_) = orders(build.workspace(templates=(template,)), runs=1)
    assert set(kinds(order)) == {"segment", "sting"}


def test_only_the_words_that_occur_go_along_with_a_text() -> None:
    """So that a new word of the lexicon makes no other sound anew."""
    lexicon = (("Cốc San", "cốc xan"), ("Si Ma Cai", "xi ma cai"))
    (order, *_) = orders(build.workspace(lexicon=lexicon))
    spoken = {cue.kind: cue.sound for cue in order.cues if isinstance(cue.sound, Speech)}
    greeting, segment = spoken[CueKind.GREETING], spoken[CueKind.SEGMENT]
    assert greeting.said_as == (("Cốc San", "cốc xan"),)
    assert segment.said_as == ()


HEADLINES = TemplateCue(
    kind=CueKind.HEADLINES,
    planned=seconds(2),
    planned_each=seconds(4),
    text="Hôm nay: {titles}.",
    bed=build.melody("nen"),
)
HAND_OVER = TemplateCue(kind=CueKind.HAND_OVER, planned=seconds(6), text="Sau đây là {programme} bằng {language}.")


def with_cue(cue: TemplateCue) -> tuple[AudioTemplate, ...]:
    """Return the plain template with one cue more, behind the ident."""
    plain = build.template()
    return (replace(plain, cues=(plain.cues[0], cue, *plain.cues[1:])),)


def test_headlines_name_what_is_to_come() -> None:
    """All titles in order, over music; the planned length grows with each, and they may be left out."""
    (order, *_) = orders(build.workspace(templates=with_cue(HEADLINES)))
    headlines = order.cues[1]
    titles = [cue.title for cue in order.cues if cue.kind is CueKind.SEGMENT]
    assert isinstance(headlines.sound, Bedded)
    assert headlines.sound.voice.text == f"Hôm nay: {'. '.join(titles)}."
    assert headlines.sound.bed == build.melody("nen")
    assert headlines.planned == seconds(2 + 4 * len(titles))
    assert headlines.is_optional


def test_headlines_and_hand_overs_fit_into_what_planning_keeps_free() -> None:
    """Whatever the line-up, cues and gaps as planned leave the seconds that long names may take."""
    for cue in (HEADLINES, HAND_OVER):
        for order in orders(build.workspace(templates=with_cue(cue), segments=build.segments(40, length=97))):
            taken = sum((cue.planned + order.gap for cue in order.cues), timedelta(0))
            assert taken + seconds(5) <= order.slot


def test_one_segment_needs_no_headlines() -> None:
    """A greeting and its title are enough."""
    pool = build.segments(1, length=400)
    (order, *_) = orders(build.workspace(templates=with_cue(HEADLINES), segments=pool), runs=1)
    assert kinds(order).count("segment") == 1
    assert "headlines" not in kinds(order)


def test_titles_are_not_read_in_another_language() -> None:
    """They are Vietnamese."""
    voices = build.settings(voices={VI: "vi", HMN: "hmn"})
    (order, *_) = orders(mong_only(settings=voices, templates=with_cue(HEADLINES)), runs=1)
    assert "headlines" not in kinds(order)


def test_a_programme_in_another_language_is_handed_over_in_vietnamese() -> None:
    """By the Vietnamese voice, and not before a Vietnamese programme."""
    (mong, *_) = orders(mong_only(templates=with_cue(HAND_OVER)), runs=1)
    (vietnamese, *_) = orders(build.workspace(templates=with_cue(HAND_OVER)))
    assert kinds(mong)[:3] == ["ident", "hand-over", "segment"]
    assert mong.cues[1].language == VI
    assert mong.cues[1].sound == Speech(text="Sau đây là Nông thôn mới bằng tiếng Mông.", language=VI, voice="vi")
    assert "hand-over" not in kinds(vietnamese)
    (mute, *_) = orders(mong_only(templates=with_cue(HAND_OVER), settings=build.settings(voices={})), runs=1)
    assert "hand-over" not in kinds(mute)


def test_a_recorded_hand_over_is_heard() -> None:
    """Without any voice too, and before no Vietnamese programme."""
    recorded = replace(HAND_OVER, sound=build.melody("chuyen"), text="")
    mute = build.settings(voices={})
    (mong, *_) = orders(mong_only(templates=with_cue(recorded), settings=mute), runs=1)
    (vietnamese, *_) = orders(build.workspace(templates=with_cue(recorded)))
    assert mong.cues[1].sound == build.melody("chuyen")
    assert "hand-over" not in kinds(vietnamese)


def test_two_slogans_of_an_airing_differ() -> None:
    """As far as the policy has two."""
    slogans = tuple(Slogan(id=f"s{n}", text=f"Khẩu hiệu {n}", clause="I.1") for n in range(3))
    cue = TemplateCue(kind=CueKind.SLOGAN, planned=seconds(8))
    (order, *_) = orders(build.workspace(policy=build.policy(slogans=slogans), templates=with_cue(cue)))
    heard = [cue.title for cue in order.cues if cue.kind is CueKind.SLOGAN]
    assert len(set(heard)) == len(heard) == 2


def test_overhead_is_that_of_the_language_that_takes_most() -> None:
    """Vietnamese programmes have slogans and headlines, others a hand-over: never all of them."""
    (template,) = with_cue(HAND_OVER)
    plain = build.template()
    gap = plain.gap
    assert plain.overhead == seconds(6 + 9 + 8 + 6) + 4 * gap
    assert template.overhead == plain.overhead
    (longer,) = with_cue(replace(HAND_OVER, planned=seconds(20)))
    assert longer.overhead == seconds(6 + 20 + 9 + 6) + 4 * gap
    (headed,) = with_cue(HEADLINES)
    assert headed.overhead == plain.overhead + seconds(2) + gap
    assert headed.per_segment == plain.per_segment + seconds(4)
