"""Manifests: what is written is read back, and whatever else is read is a problem, never a traceback."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.audio.manifest import BundleManifest, ManifestCue, ManifestFile, read_manifest
from ntm_playout.model.stations import Delivery
from ntm_playout.problems import Source

SOURCE = Source(path="xa-02635/manifest.json")
RECORDS = {"": BundleManifest, "files": ManifestFile, "running_order": ManifestCue}
PLACES = [(place, one.name) for place, record in RECORDS.items() for one in fields(record)]
SECONDS = st.floats(0, 3600).map(lambda length: round(length, 3))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,20}\.mp3", fullmatch=True)
CUES = st.builds(
    ManifestCue,
    offset_s=SECONDS,
    length_s=SECONDS,
    kind=WORDS,
    title=WORDS,
    language=WORDS,
    segment=WORDS,
    element=WORDS,
    source=WORDS,
    source_sha256=st.from_regex("[0-9a-f]{64}", fullmatch=True),
    synthetic=st.booleans(),
)
FILES = st.builds(
    ManifestFile,
    path=NAMES,
    airing=st.none() | WORDS,
    start=st.none(),
    slot_ms=st.integers(0, 10**7),
    samples=st.integers(0, 10**9),
    sha256=st.from_regex("[0-9a-f]{64}", fullmatch=True),
    lufs=st.floats(-70, 0),
    lra_lu=st.floats(0, 30),
    target_lufs=st.floats(-70, 0),
    true_peak_dbtp=st.floats(-99, 3),
    running_order=st.lists(CUES, max_size=3).map(tuple),
    synthetic_speech=st.booleans(),
)
MANIFESTS = st.builds(
    BundleManifest,
    station=WORDS,
    week=st.sampled_from(["2023-W14", "2020-W53"]),
    revision=st.integers(0, 99),
    profile=st.sampled_from([one.value for one in Delivery]),
    valid_from=st.dates().map(str),
    valid_until=st.dates().map(str),
    files=st.lists(FILES, max_size=3, unique_by=lambda file: file.path).map(tuple),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
)


def small() -> dict[str, Any]:
    """Return a right manifest of one sound with one cue, as JSON reads it."""
    cue = ManifestCue(
        offset_s=0.5,
        length_s=6.024,
        kind="ident",
        title="Nhạc hiệu",
        language="",
        segment="",
        element="ab",
        source="nhac-hieu",
        source_sha256="1" * 64,
        synthetic=False,
    )
    file = ManifestFile(
        path="01_T2_0515_NTM_xa-ntm.mp3",
        airing="xa-02635-loudspeaker-xa-ntm-2023w14-1",
        start="2023-04-03T05:15:00+07:00",
        slot_ms=300_000,
        samples=14_400_000,
        sha256="0" * 64,
        lufs=-16.1,
        lra_lu=4.2,
        target_lufs=-16.0,
        true_peak_dbtp=-1.6,
        running_order=(cue,),
        synthetic_speech=False,
    )
    manifest = BundleManifest(
        station="xa-02635",
        week="2023-W14",
        revision=0,
        profile="pc",
        valid_from="2023-04-03",
        valid_until="2023-04-09",
        files=(file,),
    )
    found: dict[str, Any] = json.loads(manifest.to_json())
    return found


def record_at(manifest: dict[str, Any], place: str) -> dict[str, Any]:
    """Return the manifest, its first file or its first cue."""
    file = manifest["files"][0]
    found: dict[str, Any] = {"": manifest, "files": file, "running_order": file["running_order"][0]}[place]
    return found


def refused(found: object) -> set[tuple[str, object]]:
    """Read what must be refused, and return each problem's code and place."""
    return refused_bytes(json.dumps(found).encode())


def refused_bytes(content: bytes) -> set[tuple[str, object]]:
    """Read what must be refused, and return each problem's code and place; both languages can say all of them."""
    problems = read_manifest(content, SOURCE)
    assert isinstance(problems, tuple)
    assert problems
    assert all(problem.source == SOURCE and problem.message("vi") and problem.message("en") for problem in problems)
    return {(problem.code, problem.values.get("place")) for problem in problems}


def place_of(place: str, name: str) -> str:
    """Return how a problem names a field of the manifest, of its first file, or of that one's first cue."""
    return {"": "", "files": "files[0].", "running_order": "files[0].running_order[0]."}[place] + name


@settings(max_examples=100)
@given(MANIFESTS)
def test_what_is_written_is_read_back(manifest: BundleManifest) -> None:
    """Every manifest survives its file, and the file is plain JSON that any reader takes."""
    content = manifest.to_json()
    assert read_manifest(content, SOURCE) == manifest
    json.loads(content, parse_constant=pytest.fail)


def test_the_right_one_is_right() -> None:
    """What the tests below damage is read as it is."""
    assert isinstance(read_manifest(json.dumps(small()).encode(), SOURCE), BundleManifest)


@pytest.mark.parametrize(("place", "name"), PLACES)
def test_a_missing_value_is_a_problem(place: str, name: str) -> None:
    """None of the fields may be left out."""
    manifest = small()
    del record_at(manifest, place)[name]
    assert refused(manifest) == {("manifest-key-missing", place_of(place, name))}


@pytest.mark.parametrize("place", RECORDS)
def test_an_unknown_value_is_a_problem(place: str) -> None:
    """A key that nobody knows may be a misspelt one; whatever it is, it can be shown."""
    manifest = small()
    record_at(manifest, place).update({"volume": 11, "\ud800": 1})
    assert refused(manifest) == {
        ("manifest-key-unknown", place_of(place, "volume")),
        ("manifest-key-unknown", place_of(place, "\\ud800")),
    }


@pytest.mark.parametrize(("place", "name"), PLACES)
@pytest.mark.parametrize("value", [{}, [1], True, 1.5, "1", None, [None], [[]]], ids=json.dumps)
def test_a_value_of_another_kind_is_a_problem(place: str, name: str, value: object) -> None:
    """Texts are texts and numbers numbers; true is no number, and only what is no airing has null."""
    manifest = small()
    was = record_at(manifest, place)[name]
    record_at(manifest, place)[name] = value
    strict = {"week", "profile", "valid_from", "valid_until", "start", "sha256", "source_sha256"}
    free_text = isinstance(was, str) and name not in strict
    number = isinstance(was, float) and value == 1.5
    nothing = value is None and name in {"airing", "start"}
    if (value == "1" and free_text) or number or nothing or (value is True and isinstance(was, bool)):
        assert isinstance(read_manifest(json.dumps(manifest).encode(), SOURCE), BundleManifest)
    else:
        found = refused(manifest)
        assert {code for code, _ in found} == {"manifest-value"}
        assert all(str(where).startswith(place_of(place, name)) for _, where in found)


@pytest.mark.parametrize("name", ["lufs", "lra_lu", "target_lufs", "true_peak_dbtp"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_a_problem(name: str, number: str) -> None:
    """Nothing is too far from NaN, so that it would pass for every loudness."""
    manifest = small()
    manifest["files"][0][name] = "here"
    found = refused_bytes(json.dumps(manifest).replace('"here"', number).encode())
    assert found == {("manifest-value", f"files[0].{name}")}


@pytest.mark.parametrize(
    "path",
    [
        *("../x.mp3", "/etc/passwd", "a/../b.mp3", "a//b.mp3", "a/b/c.mp3", "..\\x.mp3", "C:\\x.mp3", "C:x.mp3"),
        *("..", ".", "", "a\0.mp3", "a\n.mp3"),
    ],
)
def test_a_path_leads_nowhere_else(path: str) -> None:
    """A sound is named by a plain name, on every system; what leads out of the folder is never followed."""
    manifest = small()
    manifest["files"][0]["path"] = path
    assert refused(manifest) == {("manifest-value", "files[0].path")}


def test_numbers_are_not_below_nothing() -> None:
    """No sound has fewer than no samples, no cue begins before the sound."""
    manifest = small()
    manifest["files"][0]["samples"] = -1
    manifest["files"][0]["running_order"][0]["offset_s"] = -0.5
    manifest["revision"] = -1
    assert {place for _, place in refused(manifest)} == {
        "revision",
        "files[0].samples",
        "files[0].running_order[0].offset_s",
    }


@pytest.mark.parametrize("start", ["2023-04-03T05:15:00", "2023-04-02T22:15:00+00:00", "2023-04-03", "05:15", "\ud800"])
def test_an_instant_is_written_as_clocks_here_show_it(start: str) -> None:
    """Half the readers would take another zone, or none, for the local time."""
    manifest = small()
    manifest["files"][0]["start"] = start
    assert refused(manifest) == {("manifest-value", "files[0].start")}


def again(manifest: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Let the first file air once more."""
    first = manifest["files"][0]
    manifest["files"].append(
        first | {"airing": f"{first['airing']}-r1", "start": "2023-04-04T17:00:00+07:00"} | changes
    )
    return manifest


def test_a_repeat_claims_what_its_first_run_claims() -> None:
    """Two entries of a file differ in airing and start, and in nothing else."""
    assert isinstance(read_manifest(json.dumps(again(small())).encode(), SOURCE), BundleManifest)
    assert refused(again(small(), lufs=-15.0)) == {("manifest-contradiction", "files[1]")}
    assert refused(again(small(), running_order=[])) == {("manifest-contradiction", "files[1]")}


def test_files_stand_in_order_of_start() -> None:
    """Whoever reads from above hears the week in order; what is no airing may stand anywhere."""
    assert refused(again(small(), start="2023-04-02T17:00:00+07:00")) == {("manifest-order", None)}
    slate = again(small(), airing=None, start=None)
    assert isinstance(read_manifest(json.dumps(slate).encode(), SOURCE), BundleManifest)


def test_every_fault_is_told_at_once() -> None:
    """Nobody has to mend a manifest fault by fault."""
    manifest = small()
    del manifest["week"]
    manifest["files"][0]["lufs"] = "loud"
    manifest["files"][0]["running_order"][0]["volume"] = 11
    assert len(refused(manifest)) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\xfd",
        b"{",
        b"[]",
        b"null",
        b'"files"',
        b"[" * 100_000,
        b"{}",
        b"9" * 5000,
        b'{"files": "\\ud800"}',
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_manifest_is_a_problem(content: bytes) -> None:
    """Neither broken text nor other JSON, however deep, ends in a traceback."""
    assert refused_bytes(content)


def test_half_a_character_is_a_problem() -> None:
    """JSON can name what no file can hold."""
    manifest = small()
    manifest["files"][0]["sha256"] = "\ud800"
    assert refused(manifest)


@settings(max_examples=200)
@given(data=st.data())
def test_damage_anywhere_is_a_problem_or_harmless(data: st.DataObject) -> None:
    """Whatever takes the place of any value, or any byte, the answer is a manifest or a problem."""
    manifest = small()
    place, name = data.draw(st.sampled_from(PLACES))
    record_at(manifest, place)[name] = data.draw(JSON)
    content = bytearray(json.dumps(manifest).encode())
    if data.draw(st.booleans()):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    found = read_manifest(bytes(content), SOURCE)
    if isinstance(found, BundleManifest):
        assert read_manifest(found.to_json(), SOURCE) == found
    else:
        assert all(problem.message("vi") and problem.message("en") for problem in found)
