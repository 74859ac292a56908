"""Record: a recording from a phone finds its place, and the one before is never lost."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ntm_playout.audio.inspection import inspect_recording
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.workspace import StationSound, Workspace
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.record import Part, Taken, take_recording, undo_recording
from ntm_playout.problems import FilesError, PlayoutError
from ntm_playout.workspace import recording_files
from ntm_playout.workspace.tables import move_tables
from tests.audio.tones import babble, write_wav
from tests.audio.zoo import Maker, convert, converted, film
from tests.workspace.small import FILES, Changes, write_workspace

MONG = Part(id="tin-02", language="hmn-VN")
VIETNAMESE = Part(id="tin-01", language="vi-VN")
GREETING = Part(id="xa-02635", language="hmn-VN", kind=CueKind.GREETING)


def small(root: Path, changes: Changes | None = None) -> Workspace:
    """Write the small workspace without its broken recording, and load it."""
    return load(write_workspace(root / "ws", {"segments/tin-02.hmn-VN.wav": None} | (changes or {})))[0]


def sound(path: Path, length_s: float = 4, seed: int = 1) -> Path:
    """Write a recording in the form that the name asks for."""
    return convert(path, samples=np.tile(babble(length_s=length_s / 4, seed=seed), 4))


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def codes(taken: Taken) -> list[str]:
    return [problem.code for problem in taken.problems]


def test_a_recording_of_any_name_becomes_the_segments(tmp_path: Path) -> None:
    """It is kept byte for byte under the segment's name and its true suffix, and the workspace finds it there."""
    workspace = small(tmp_path)
    file = sound(tmp_path / "a.ogg").rename(tmp_path / "Ghi âm 12 (1).MP3")
    taken = take_recording(workspace, MONG, file)
    assert taken.target == workspace.root / "segments" / "tin-02.hmn-VN.ogg"
    assert taken.target.read_bytes() == file.read_bytes()
    version = load(workspace.root)[0].segment_by_id["tin-02"].version("hmn-VN")
    assert version is not None
    assert version.audio == taken.target


@pytest.mark.parametrize("make", [film, converted("a.webm", "-c:a", "libopus")])
def test_a_form_that_workspaces_do_not_keep_is_converted(make: Maker, tmp_path: Path) -> None:
    """A video leaves its pictures behind; nothing of the sound is lost."""
    taken = take_recording(small(tmp_path), MONG, make(tmp_path))
    assert taken.target is not None
    assert taken.target.suffix == ".flac"
    assert inspect_recording(taken.target).length == taken.length
    assert taken.target.stat().st_size < 10**6


def test_only_the_recording_changes(tmp_path: Path) -> None:
    """No table, no script, no plan: what was there is there still."""
    workspace = small(tmp_path)
    before = tree(workspace.root)
    taken = take_recording(workspace, MONG, sound(tmp_path / "a.mp3"))
    after = tree(workspace.root)
    assert after.keys() - before.keys() == {"segments/tin-02.hmn-VN.mp3"}
    assert {name: after[name] for name in before} == before
    assert taken.table is None


def test_another_length_than_planned_is_said(tmp_path: Path) -> None:
    """Within three seconds nobody minds."""
    workspace = small(tmp_path)
    (problem,) = take_recording(workspace, MONG, sound(tmp_path / "a.mp3", 60)).problems
    assert problem.code == "recording-length"
    assert "60 s long, but planned with 90 s" in problem.message("en")
    assert "--update-length" in problem.message("vi")
    assert codes(take_recording(workspace, MONG, sound(tmp_path / "b.mp3", 88))) == []


@pytest.mark.parametrize("form", ["as it is", "Excel's", "workbook"])
def test_the_new_length_is_written_into_its_cell_and_no_other(form: str, tmp_path: Path) -> None:
    """The table keeps its separator, its line ends and its marks; a workbook stays one."""
    table = FILES["segments.csv"]
    if form == "Excel's":
        table = "\ufeffsep=;\r\n" + table.replace(",", ";").replace("Đường mới về bản", '"Đường mới;\r\nvề ""bản"""')
        table = "\r\n".join(table.replace("\r\n", "\n").split("\n"))
    workspace = small(tmp_path, {"segments.csv": table})
    if form == "workbook":
        move_tables(workspace.root, "xlsx")
        workspace = load(workspace.root)[0]
    taken = take_recording(
        workspace, Part(id="tin-02", language="vi-VN"), sound(tmp_path / "a.mp3", 60), updates_length=True
    )
    assert codes(taken) == []
    assert taken.table == workspace.root / ("tables.xlsx" if form == "workbook" else "segments.csv")
    found = load(workspace.root)[0]
    assert [str(segment.versions[0].length) for segment in found.segments] == ["0:02:00", "0:01:00"]
    for segment, old in zip(found.segments, workspace.segments, strict=True):
        assert replace(segment, versions=()) == replace(old, versions=())
    if form != "workbook":
        changed = table.replace("nuoc-sach,nguoi-dan,90", "nuoc-sach,nguoi-dan,60")
        changed = changed.replace("nuoc-sach;nguoi-dan;90", "nuoc-sach;nguoi-dan;60")
        assert (workspace.root / "segments.csv").read_bytes() == changed.encode()


@pytest.mark.parametrize("form", ["as it is", "Excel's", "workbook", "listed", "empty"])
def test_another_languages_length_is_its_own(form: str, tmp_path: Path) -> None:
    """It stands in `language_lengths`, a column that a table may have yet to get; the first language keeps its own."""
    table = FILES["segments.csv"]
    if form in {"listed", "empty"}:
        lengths = "ium-VN=70 hmn-VN=1:11" if form == "listed" else ""
        lines = table.replace("vi-VN hmn-VN", "vi-VN ium-VN hmn-VN").splitlines()
        cells = ["language_lengths", "", lengths]
        table = "".join(f"{line},{cell}\n" for line, cell in zip(lines, cells, strict=True))
    if form == "Excel's":
        table = "\ufeffsep=;\r\n;;\r\n" + table.replace(",", ";").replace("priority\n", "priority;;\n")
        table = "\r\n".join(table.replace("\r\n", "\n").split("\n"))
    settings = FILES["workspace.yaml"].replace("hmn-VN: tiếng Mông", "hmn-VN: tiếng Mông, ium-VN: tiếng Dao")
    workspace = small(tmp_path, {"segments.csv": table, "workspace.yaml": settings})
    if form == "workbook":
        move_tables(workspace.root, "xlsx")
        workspace = load(workspace.root)[0]
    taken = take_recording(workspace, MONG, sound(tmp_path / "a.mp3", 60), updates_length=True)
    assert codes(taken) == []
    found = load(workspace.root)[0].segment_by_id
    written = {version.language: str(version.length) for version in found["tin-02"].versions}
    assert (written["vi-VN"], written["hmn-VN"]) == ("0:01:30", "0:01:00")
    assert written.get("ium-VN") == {"listed": "0:01:10", "empty": "0:01:30"}.get(form)
    assert found["tin-01"] == workspace.segment_by_id["tin-01"]
    if form == "Excel's":
        changed = table.replace("priority;;", "priority;language_lengths;")
        changed = changed.replace("2024-12-31;", "2024-12-31;;hmn-VN=60")
        assert (workspace.root / "segments.csv").read_bytes() == changed.encode()
    again = take_recording(load(workspace.root)[0], MONG, tmp_path / "a.mp3", updates_length=True)
    assert again.table is None


def test_the_right_length_is_not_written_again(tmp_path: Path) -> None:
    """A second's difference is none."""
    workspace = small(tmp_path)
    assert take_recording(workspace, MONG, sound(tmp_path / "a.mp3", 89), updates_length=True).table is None


def test_what_is_replaced_is_kept_and_comes_back(tmp_path: Path) -> None:
    """Every recording is kept with its number; undoing twice is as good as never."""
    workspace = small(tmp_path)
    files = [sound(tmp_path / f"{n}{suffix}", seed=n) for n, suffix in enumerate([".mp3", ".ogg", ".mp3"], 1)]
    for file in files:
        take_recording(workspace, MONG, file)
    folder = workspace.root / "segments"
    assert sorted(path.name for path in (folder / ".earlier").iterdir()) == [
        "tin-02.hmn-VN.0001.mp3",
        "tin-02.hmn-VN.0002.ogg",
    ]
    assert not (folder / "tin-02.hmn-VN.ogg").exists()
    undone = undo_recording(workspace, MONG)
    assert undone.target == folder / "tin-02.hmn-VN.ogg"
    assert undone.target.read_bytes() == files[1].read_bytes()
    assert not (folder / "tin-02.hmn-VN.mp3").exists()
    again = undo_recording(workspace, MONG)
    assert again.target is not None
    assert again.target.read_bytes() == files[2].read_bytes()
    kept = {content for name, content in tree(workspace.root).items() if "tin-02.hmn-VN" in name}
    assert kept == {file.read_bytes() for file in files}


def test_the_same_recording_again_changes_nothing(tmp_path: Path) -> None:
    """Nobody needs two of the same among the earlier ones."""
    workspace = small(tmp_path)
    file = sound(tmp_path / "a.mp3")
    take_recording(workspace, MONG, file)
    before = tree(workspace.root)
    take_recording(workspace, MONG, file)
    assert tree(workspace.root) == before


def test_a_recording_that_stood_beside_is_kept_too(tmp_path: Path) -> None:
    """Two files of one version, of which one was never used, both go to the earlier ones."""
    workspace = small(tmp_path, {"segments/tin-02.hmn-VN.WAV": b"RIFF", "segments/tin-02.hmn-VN.ogg": b"OggS"})
    taken = take_recording(workspace, MONG, sound(tmp_path / "a.mp3"))
    assert [path.name for path in (workspace.root / "segments").glob("tin-02.hmn*")] == ["tin-02.hmn-VN.mp3"]
    assert len(list((workspace.root / "segments" / ".earlier").iterdir())) == 2
    assert taken.target is not None


def test_a_run_that_was_killed_is_made_good_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the old recording was kept: it is still heard, and is not kept twice."""
    workspace = small(tmp_path)
    first, second = sound(tmp_path / "1.mp3"), sound(tmp_path / "2.ogg", seed=2)
    take_recording(workspace, MONG, first)

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(recording_files, "write_atomically", killed)
        with pytest.raises(KeyboardInterrupt):
            take_recording(workspace, MONG, second)
    assert (workspace.root / "segments" / "tin-02.hmn-VN.mp3").read_bytes() == first.read_bytes()
    take_recording(workspace, MONG, second)
    assert sorted(path.name for path in (workspace.root / "segments").rglob("tin-02.hmn*")) == [
        "tin-02.hmn-VN.0001.mp3",
        "tin-02.hmn-VN.ogg",
    ]


def test_a_greeting_is_a_stations(tmp_path: Path) -> None:
    """It stands where the workspace looks for greetings."""
    workspace = small(tmp_path)
    taken = take_recording(workspace, GREETING, sound(tmp_path / "a.mp3"))
    assert taken.target == workspace.root / "greetings" / "xa-02635.greeting.hmn-VN.mp3"
    heard = StationSound(station="xa-02635", kind=CueKind.GREETING, language="hmn-VN")
    assert load(workspace.root)[0].recordings[heard] == taken.target


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (replace(MONG, id="tin-2"), "unknown-segment"),
        (replace(VIETNAMESE, language="hmn-VN"), "language-not-listed"),
        (replace(GREETING, id="xa-0263"), "unknown-station"),
        (replace(GREETING, language="hmn-VM"), "unknown-language"),
    ],
)
def test_what_belongs_to_nothing_is_refused(part: Part, code: str, tmp_path: Path) -> None:
    """With what was probably meant; nothing is written, and nothing is undone either."""
    workspace = small(tmp_path)
    before = tree(workspace.root)
    file = sound(tmp_path / "a.mp3")
    for taken in (take_recording(workspace, part, file), undo_recording(workspace, part)):
        assert codes(taken) == [code]
        assert taken.target is None
    assert tree(workspace.root) == before


def test_what_cannot_be_heard_is_refused(tmp_path: Path) -> None:
    """The recording that is there stays."""
    workspace = small(tmp_path)
    take_recording(workspace, MONG, sound(tmp_path / "a.mp3"))
    before = tree(workspace.root)
    silent = write_wav(tmp_path / "im.wav", np.zeros(48_000, dtype=np.float32))
    assert codes(take_recording(workspace, MONG, silent)) == ["recording-silent"]
    assert codes(take_recording(workspace, MONG, tmp_path / "none.mp3")) == ["recording-missing"]
    assert tree(workspace.root) == before


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    """It says what would be."""
    workspace = small(tmp_path)
    take_recording(workspace, MONG, sound(tmp_path / "1.mp3"))
    take_recording(workspace, MONG, sound(tmp_path / "2.ogg", seed=2))
    before = tree(workspace.root)
    tried = take_recording(workspace, MONG, sound(tmp_path / "3.wav", 60, seed=3), updates_length=True, is_trial=True)
    assert tried.target == workspace.root / "segments" / "tin-02.hmn-VN.wav"
    assert undo_recording(workspace, MONG, is_trial=True).target == workspace.root / "segments" / "tin-02.hmn-VN.mp3"
    assert tree(workspace.root) == before


def test_without_an_earlier_recording_nothing_is_undone(tmp_path: Path) -> None:
    """The only one is not taken away."""
    workspace = small(tmp_path)
    take_recording(workspace, MONG, sound(tmp_path / "a.mp3"))
    assert codes(undo_recording(workspace, MONG)) == ["nothing-to-undo"]


def test_a_workspace_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """In one line."""
    workspace = small(tmp_path)
    (workspace.root / "greetings").write_bytes(b"")
    with pytest.raises(FilesError) as failed:
        take_recording(workspace, GREETING, sound(tmp_path / "a.mp3"))
    assert isinstance(failed.value, PlayoutError)
    assert len(failed.value.problems) == 1
