"""Running orders: what exactly is heard in an airing, one element after the other?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from ntm_playout.model.audio_templates import Bedded, CueKind, Recording, Sound, Speech, TemplateCue
from ntm_playout.model.plan import Airing, LineUpEntry, Plan, Run
from ntm_playout.model.programmes import AUDIENCE, Programme
from ntm_playout.model.running_orders import Cue, RunningOrder
from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.stations import Station
from ntm_playout.model.time import week_of
from ntm_playout.model.workspace import StationSound, Workspace
from ntm_playout.problems import NOWHERE, Problem, sort_problems, warning

VIETNAMESE: Final = "vi"
"""Slogans, titles and hand-overs are Vietnamese, so only a Vietnamese voice can speak them."""

CUE_TITLES: Final[Mapping[CueKind, str]] = {
    CueKind.IDENT: "Nhạc hiệu",
    CueKind.GREETING: "Lời xướng",
    CueKind.HEADLINES: "Tin chính",
    CueKind.HAND_OVER: "Lời chuyển ngữ",
    CueKind.STING: "Nhạc cắt",
    CueKind.SLOGAN: "Khẩu hiệu",
    CueKind.SIGN_OFF: "Lời kết",
    CueKind.FILLER: "Nhạc chờ",
    CueKind.SLATE: "Lời báo gói",
}
"""What running-order sheets of Vietnamese stations call the elements that have no name of their own."""


def running_order(workspace: Workspace, plan: Plan, airing: Airing) -> RunningOrder:
    """Return what is heard in `airing`; a repeat has the order, and the id, of the airing whose sound it has.

    A station's own recording of a greeting or sign-off comes before a spoken one; where the language has neither, the
    cue falls away.  An airing without a line-up has ident, greeting and filler; a whole finished programme stands
    alone.  Segments that have no sound (any more) are left out: see `soundless_segments`.
    """
    airing = plan.airing_by_id.get(plan.sound_of.get(airing.id, ""), airing)
    scene = _scene(workspace, plan, airing)
    template = workspace.template_by_id[scene.programme.template]
    return RunningOrder(
        airing=airing.id,
        station=airing.station,
        slot=airing.length,
        cues=_whole_programme(scene) or tuple(_cues(scene)),
        filler=template.filler,
        gap=template.gap,
        target_lufs=template.target_lufs,
        bitrate_kbps=template.bitrate_kbps,
    )


def soundless_segments(workspace: Workspace, plan: Plan) -> tuple[Problem, ...]:
    """Return a warning for each segment of `plan` that has no sound: filler is heard where it was planned."""
    return sort_problems(
        warning(
            workspace.segment_by_id[entry.segment].source if entry.segment in workspace.segment_by_id else NOWHERE,
            "segment-without-sound",
            segment=entry.segment,
            language=workspace.language_name(entry.language),
        )
        for line_up in plan.line_ups
        for entry in line_up.entries
        if _piece(workspace, entry) is None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A segment of the line-up that can be heard."""

    segment: Segment
    version: Version
    planned: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """Who says what to whom in one airing."""

    workspace: Workspace
    airing: Airing
    station: Station
    programme: Programme
    pieces: tuple[_Piece, ...]
    language: str
    turn: int


def _scene(workspace: Workspace, plan: Plan, airing: Airing) -> _Scene:
    station, programme = workspace.station_by_id[airing.station], workspace.programme_by_id[airing.programme]
    line_up = plan.line_up_by_edition.get(airing.edition)
    entries = line_up.entries if line_up else ()
    return _Scene(
        workspace=workspace,
        airing=airing,
        station=station,
        programme=programme,
        pieces=tuple(piece for entry in entries if (piece := _piece(workspace, entry))),
        language=entries[0].language if entries else _greeting_language(workspace, station, programme),
        turn=_turn(plan, airing),
    )


def _piece(workspace: Workspace, entry: LineUpEntry) -> _Piece | None:
    segment = workspace.segment_by_id.get(entry.segment)
    version = segment.version(entry.language) if segment else None
    if segment is None or version is None or not version.has_sound(workspace.settings.voices):
        return None
    return _Piece(segment=segment, version=version, planned=entry.length)


def _greeting_language(workspace: Workspace, station: Station, programme: Programme) -> str:
    """Return in which language to greet where no line-up says it: the widest spoken that has a greeting."""
    languages: tuple[str, ...] = (programme.language,)
    if programme.language == AUDIENCE:
        languages = workspace.profile_by_id[station.profile].languages
    heard = (
        language
        for language in languages
        if StationSound(station=station.id, kind=CueKind.GREETING, language=language) in workspace.recordings
        or language in workspace.settings.voices
    )
    return next(heard, languages[0] if languages else "")


def _turn(plan: Plan, airing: Airing) -> int:
    """Return a number that grows from one first run of the station to the next, and from week to week."""
    first_runs = [one.id for one in plan.airings_by_station.get(airing.station, ()) if one.run is Run.FIRST]
    week = week_of(airing.day)
    return week.number + (first_runs.index(airing.id) if airing.id in first_runs else 0)


def _whole_programme(scene: _Scene) -> tuple[Cue, ...]:
    """Return the one cue of a whole finished programme, or nothing if the line-up is none."""
    return tuple(_segment_cue(scene, piece) for piece in scene.pieces if piece.segment.is_programme)[:1]


def _cues(scene: _Scene) -> Iterator[Cue]:
    template = scene.workspace.template_by_id[scene.programme.template]
    for cue in template.cues:
        if cue.kind is CueKind.SEGMENT:
            yield from _segment_cues(scene, template.sting)
        elif scene.pieces or cue.kind in {CueKind.IDENT, CueKind.GREETING}:
            yield from _surrounding_cue(scene, cue)


def _segment_cues(scene: _Scene, sting: TemplateCue | None) -> Iterator[Cue]:
    for number, piece in enumerate(scene.pieces):
        if number and sting and sting.sound:
            yield _cue(sting, CUE_TITLES[CueKind.STING], sting.sound, is_optional=True)
        yield _segment_cue(scene, piece)


def _segment_cue(scene: _Scene, piece: _Piece) -> Cue:
    version = piece.version
    sound: Sound = (
        Recording(path=scene.workspace.root / version.audio)
        if version.audio
        else _speech(scene.workspace, version.script, version.language)
    )
    return Cue(
        kind=CueKind.SEGMENT,
        title=piece.segment.title,
        sound=sound,
        planned=piece.planned,
        language=version.language,
        segment=piece.segment.id,
    )


def _surrounding_cue(scene: _Scene, cue: TemplateCue) -> Iterator[Cue]:
    """Yield the cue with its sound, or nothing where there is none."""
    match cue.kind:
        case CueKind.SLOGAN:
            yield from _slogan_cue(scene, cue)
        case CueKind.HEADLINES:
            yield from _headlines_cue(scene, cue)
        case CueKind.HAND_OVER:
            yield from _hand_over_cue(scene, cue)
        case _:
            yield from _own_cue(scene, cue)


def _own_cue(scene: _Scene, cue: TemplateCue) -> Iterator[Cue]:
    """Yield what the station recorded, or the template's sound, or its text where the language has a voice."""
    title = CUE_TITLES[cue.kind]
    own = StationSound(station=scene.station.id, kind=cue.kind, language=scene.language)
    if own in scene.workspace.recordings:
        path = scene.workspace.root / scene.workspace.recordings[own]
        yield _cue(cue, title, Recording(path=path), language=scene.language)
    elif cue.sound:
        yield _cue(cue, title, cue.sound)
    elif cue.text and scene.language in scene.workspace.settings.voices:
        spoken = _speech(scene.workspace, _fill(cue.text, scene), scene.language)
        yield _cue(cue, title, _bedded(spoken, cue), language=scene.language)


def _slogan_cue(scene: _Scene, cue: TemplateCue) -> Iterator[Cue]:
    """Yield one of the policy's slogans, each in its turn, where a voice can say it; a recorded one as it is."""
    slogans = scene.workspace.policy.slogans
    if cue.sound:
        yield _cue(cue, CUE_TITLES[CueKind.SLOGAN], cue.sound, is_optional=True)
    elif slogans and _is_vietnamese(scene.language) and scene.language in scene.workspace.settings.voices:
        text = slogans[(scene.turn + _slogans_before(scene, cue)) % len(slogans)].text
        spoken = _bedded(_speech(scene.workspace, text, scene.language), cue)
        yield _cue(cue, text, spoken, language=scene.language, is_optional=True)


def _slogans_before(scene: _Scene, cue: TemplateCue) -> int:
    """Count the slogans that are heard earlier in the airing, so that none is heard twice."""
    template = scene.workspace.template_by_id[scene.programme.template]
    slogans = [one for one in template.cues if one.kind is CueKind.SLOGAN]
    return next(place for place, one in enumerate(slogans) if one is cue)


def _headlines_cue(scene: _Scene, cue: TemplateCue) -> Iterator[Cue]:
    """Yield the titles of what follows, if there are several and a voice can say them: titles are Vietnamese."""
    if len(scene.pieces) > 1 and _is_vietnamese(scene.language) and scene.language in scene.workspace.settings.voices:
        spoken = _bedded(_speech(scene.workspace, _fill(cue.text, scene), scene.language), cue)
        heard = _cue(cue, CUE_TITLES[cue.kind], spoken, language=scene.language, is_optional=True)
        yield replace(heard, planned=cue.planned + len(scene.pieces) * cue.planned_each)


def _hand_over_cue(scene: _Scene, cue: TemplateCue) -> Iterator[Cue]:
    """Yield, before a programme in another language, what was recorded for it or the Vietnamese voice says of it."""
    language = next((tag for tag in scene.workspace.settings.voices if _is_vietnamese(tag)), "")
    if _is_vietnamese(scene.language):
        return
    if cue.sound:
        yield _cue(cue, CUE_TITLES[cue.kind], cue.sound, is_optional=True)
    elif language:
        spoken = _bedded(_speech(scene.workspace, _fill(cue.text, scene), language), cue)
        yield _cue(cue, CUE_TITLES[cue.kind], spoken, language=language, is_optional=True)


def _is_vietnamese(language: str) -> bool:
    return language.partition("-")[0] == VIETNAMESE


def _bedded(speech: Speech, cue: TemplateCue) -> Speech | Bedded:
    return Bedded(voice=speech, bed=cue.bed) if cue.bed else speech


def _speech(workspace: Workspace, text: str, language: str) -> Speech:
    """Return `text` for the language's voice, with those of the workspace's own words that occur in it."""
    said_as = tuple(pair for pair in workspace.lexicon if pair[0] in text)
    return Speech(text=text, language=language, voice=workspace.settings.voices[language], said_as=said_as)


def _cue(cue: TemplateCue, title: str, sound: Sound, *, language: str = "", is_optional: bool = False) -> Cue:
    return Cue(kind=cue.kind, title=title, sound=sound, planned=cue.planned, language=language, is_optional=is_optional)


def _fill(text: str, scene: _Scene) -> str:
    """Fill the blanks of a template's text; an unknown one stays as it is."""
    day = scene.airing.day
    blanks = {
        "station": scene.station.title,
        "place": scene.station.place,
        "programme": scene.programme.name,
        "date": f"ngày {day.day} tháng {day.month} năm {day.year}",
        "language": scene.workspace.language_name(scene.language),
        "titles": ". ".join(piece.segment.title for piece in scene.pieces),
    }
    return re.sub(r"\{(\w+)\}", lambda match: blanks.get(match[1], match[0]), text)
