"""The element store: each sound is made once, whole, and the same every time."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ntm_playout.audio.element_store import BATCH, ElementStore, _batches, _Job, _jobs, _make
from ntm_playout.audio.elements import MAGIC, TRAILER, Element, ElementKey, ElementRequest, read_frames
from ntm_playout.audio.ffmpeg import decode, examine, executable
from ntm_playout.audio.frames import FRAME_LENGTH
from ntm_playout.audio.loudness import frame_energies, integrated, programme_energies
from ntm_playout.audio.splice import write_programme
from ntm_playout.model.audio_templates import Recording, Sound, Speech, VoiceCommand
from ntm_playout.problems import AudioError, FilesError, Problem
from ntm_playout.progress import Quiet
from tests.audio.tones import babble, silence, write_wav
from tests.build import melody, seconds


class AtOnce(Executor):
    """Does everything at once, in this thread, and stops like a user's Ctrl-C after `most` calls."""

    def __init__(self, most: int = 1000) -> None:
        self.left = most
        self.calls = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it now."""
        self.calls += 1
        if self.calls > self.left:
            raise KeyboardInterrupt
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as failed:  # noqa: BLE001 - an executor hands on whatever was raised
            done.set_exception(failed)
        return done


def request(sound: Sound, **changes: Any) -> ElementRequest:
    """Return a request at the level and bit rate of loudspeakers."""
    fields: dict[str, Any] = {"sound": sound, "target_lufs": -16.0, "bitrate_kbps": 64}
    return ElementRequest(**(fields | changes))


def recordings(folder: Path, count: int, length_s: float = 0.5) -> tuple[ElementRequest, ...]:
    """Return requests for recordings that differ."""
    folder.mkdir(exist_ok=True)
    return tuple(
        request(Recording(path=write_wav(folder / f"{n}.wav", babble(length_s=length_s, seed=n)))) for n in range(count)
    )


def prepare(
    root: Path, *requests: ElementRequest, executor: Executor | None = None
) -> Mapping[ElementRequest, Element | Problem]:
    """Prepare requests in a store below `root`."""
    return ElementStore(root).prepare(requests, executor=executor or AtOnce(), progress=Quiet())


def one(root: Path, wanted: ElementRequest) -> Element:
    """Prepare one request that must go well."""
    found = prepare(root, wanted)[wanted]
    assert isinstance(found, Element)
    return found


def contents(root: Path) -> dict[str, bytes]:
    """Read all that a store holds."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_an_element_is_what_was_asked_for(tmp_path: Path) -> None:
    """Its frames decode to its length, at its target, with the energies and the peak that it tells."""
    (wanted,) = recordings(tmp_path, 1, length_s=3)
    element = one(tmp_path / "store", wanted)
    write_programme(tmp_path / "a.mp3", [read_frames(element)], tag=b"", bitrate_kbps=64)
    decoded = decode(tmp_path / "a.mp3")
    assert element.length == element.frames * FRAME_LENGTH == timedelta(milliseconds=decoded.size / 48)
    assert examine(tmp_path / "a.mp3").loudness.integrated_lufs == pytest.approx(-16, abs=0.12)
    assert examine(tmp_path / "a.mp3").loudness.true_peak_dbtp == pytest.approx(element.true_peak_dbtp, abs=0.15)
    np.testing.assert_allclose(element.energies, frame_energies(decoded), rtol=1e-4, atol=1e-10)
    assert not element.is_synthetic


def test_melodies_and_speech_become_elements_too(tmp_path: Path) -> None:
    """Only what a machine speaks is called synthetic."""
    tune = request(melody(length=3))
    greeting = request(
        Speech(text="Xin chào bà con.", language="vi-VN", voice="vi"), target_lufs=-23.0, bitrate_kbps=128
    )
    found = prepare(tmp_path, tune, greeting)
    for wanted in (tune, greeting):
        element = found[wanted]
        assert isinstance(element, Element)
        assert integrated(element.energies) == pytest.approx(wanted.target_lufs, abs=0.1)
        assert len(read_frames(element)) == element.frames * wanted.bitrate_kbps * 3
        assert element.is_synthetic == (wanted is greeting)


@pytest.mark.parametrize("length_s", [1, 2, 7])
def test_a_filler_is_cut_to_the_frames_that_fit(length_s: int, tmp_path: Path) -> None:
    """Guards and all it is never longer than asked for, and less than a frame shorter."""
    element = one(tmp_path, request(melody(length=8), length=seconds(length_s)))
    assert element.length <= seconds(length_s) < element.length + FRAME_LENGTH


def test_a_filler_that_is_too_short_stays_as_it_is(tmp_path: Path) -> None:
    """What the music does not have is not made up."""
    whole = one(tmp_path, request(melody(length=2)))
    assert one(tmp_path, request(melody(length=2), length=seconds(60))).frames == whole.frames


def test_the_same_sound_is_made_once(tmp_path: Path) -> None:
    """Requests that say the same are one; levels of one sound share the work of reading it."""
    (loud,) = recordings(tmp_path, 1)
    quiet = request(loud.sound, target_lufs=-23.0, bitrate_kbps=128)
    executor = AtOnce()
    found = prepare(tmp_path / "store", loud, quiet, loud, executor=executor)
    assert executor.calls == 1
    assert list(found) == [loud, quiet]
    assert len(contents(tmp_path / "store")) == 2


def test_what_is_stored_is_not_made_again(tmp_path: Path) -> None:
    """The second time nothing runs, nothing is written, and the elements are equal."""
    wanted = (*recordings(tmp_path / "in", 2), request(melody(length=2)))
    first = prepare(tmp_path / "store", *wanted)
    again = AtOnce()
    second = prepare(tmp_path / "store", *wanted, executor=again)
    assert again.calls == 0
    assert first == second
    for wish in wanted:
        made, found = first[wish], second[wish]
        assert isinstance(made, Element)
        assert isinstance(found, Element)
        assert np.array_equal(made.energies, found.energies)


def test_four_hundred_stored_elements_are_found_within_a_second(tmp_path: Path) -> None:
    """A second run costs no time: the look-up reads small files only."""
    wanted = [request(Speech(text=f"Xin chào số {n}.", language="vi-VN", voice="vi")) for n in range(400)]
    store = ElementStore(tmp_path)
    (whole,) = recordings(tmp_path, 1)
    template = one(tmp_path / "other", whole)
    for key in store._look_up(wanted)[0].values():
        folder = tmp_path / key.element[:2]
        folder.mkdir(exist_ok=True)
        os.link(template.path, folder / f"{key.element}.element")
    start = time.perf_counter()
    found = store.prepare(wanted, executor=AtOnce(0), progress=Quiet())
    assert len(found) == 400
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "change", [{"target_lufs": -23.0}, {"bitrate_kbps": 128}, {"length": seconds(1)}], ids=["level", "rate", "length"]
)
def test_another_recipe_is_another_element(change: dict[str, Any], tmp_path: Path) -> None:
    """Whatever the sound's frames follow from is in the key."""
    tune = melody(length=2)
    assert one(tmp_path, request(tune)).digest != one(tmp_path, request(tune, **change)).digest


def test_another_ffmpeg_is_another_element(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two encoders give different bytes, so what one has stored is not the other's."""
    wanted = request(melody(length=2))
    first = one(tmp_path / "store", wanted)
    other = tmp_path / "ffmpeg"
    real = executable()
    other.write_text(f'#!/bin/sh\nif [ "$1" = -version ]; then echo "ffmpeg version 0"; else exec "{real}" "$@"; fi\n')
    other.chmod(0o755)
    monkeypatch.setenv("NTM_FFMPEG", str(other))
    assert one(tmp_path / "store", wanted).digest != first.digest


def test_two_stores_hold_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the clock, the order or the machine is in them."""
    wanted = (*recordings(tmp_path / "in", 3), request(Speech(text="Xin chào.", language="vi-VN", voice="vi")))
    prepare(tmp_path / "one", *wanted)
    with ThreadPoolExecutor(3) as executor:
        prepare(tmp_path / "two", *wanted[::-1], executor=executor)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_short_texts_are_made_several_at_a_time(tmp_path: Path) -> None:
    """With the bytes that each has alone; what fails among them is a problem of its own, and each counts for itself."""
    texts = [f"Đây là Đài Truyền thanh xã số {n}." for n in range(BATCH + 3)]
    speeches = [Speech(text=text, language="vi-VN", voice="vi") for text in texts]
    mute = Speech(text="Xin chào.", language="xx-XX", voice="nobody")
    quiet = request(speeches[2], target_lufs=-23.0, bitrate_kbps=128)
    wanted = (*map(request, speeches[:3]), request(mute), quiet, *map(request, speeches[3:]))
    together = AtOnce()
    found = prepare(tmp_path / "together", *wanted, executor=together)
    assert together.calls == 2
    assert [wish.sound for wish, made in found.items() if isinstance(made, Problem)] == [mute]
    for wish in wanted:
        prepare(tmp_path / "alone", wish)
    assert contents(tmp_path / "together") == contents(tmp_path / "alone")


def test_long_sounds_are_made_one_by_one(tmp_path: Path) -> None:
    """Whatever they are, several hours of them in memory would be too much."""
    script = " ".join(["Bà con làm đường."] * 40)
    long = (*recordings(tmp_path, 2), *(request(Speech(text=f"{script} {n}", language="vi", voice="vi")) for n in "12"))
    jobs = _jobs(dict.fromkeys(long, ElementKey(element="", source="")))
    assert [len(batch) for batch in _batches(jobs)] == [1, 1, 1, 1]


def test_two_runs_at_once_do_each_other_no_harm(tmp_path: Path) -> None:
    """Both come to the same end, and the store is as if there had been one."""
    wanted = recordings(tmp_path / "in", 4)
    ends: list[Mapping[ElementRequest, Element | Problem]] = []
    runs = [threading.Thread(target=lambda: ends.append(prepare(tmp_path / "store", *wanted))) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(ends) == 3
    assert ends[0] == ends[1] == ends[2]
    prepare(tmp_path / "alone", *wanted)
    assert contents(tmp_path / "store") == contents(tmp_path / "alone")


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    """What was done stays; only the rest is made."""
    wanted = recordings(tmp_path / "in", 5)
    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path / "store", *wanted, executor=AtOnce(2))
    rest = AtOnce()
    prepare(tmp_path / "store", *wanted, executor=rest)
    assert rest.calls == 3


def test_a_run_that_was_killed_leaves_no_half_element(tmp_path: Path) -> None:
    """A process that is killed in the midst of its work: the next one ends with the bytes of an undisturbed one."""
    wanted = recordings(tmp_path / "in", 6, length_s=4)
    script = (
        "import sys, pathlib\n"
        "from tests.audio.test_element_store import prepare, request\n"
        "from ntm_playout.model.audio_templates import Recording\n"
        "root, *paths = map(pathlib.Path, sys.argv[1:])\n"
        "prepare(root, *(request(Recording(path=path)) for path in paths))\n"
    )
    paths = [str(wish.sound.path) for wish in wanted if isinstance(wish.sound, Recording)]
    run = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "store"), *paths], cwd=Path(__file__).parents[2]
    )
    deadline = time.monotonic() + 60
    while not list((tmp_path / "store").rglob("*.element")) and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL
    rest = AtOnce()
    prepare(tmp_path / "store", *wanted, executor=rest)
    assert 0 < rest.calls < 6
    prepare(tmp_path / "alone", *wanted)
    kept = {name: content for name, content in contents(tmp_path / "store").items() if name.endswith(".element")}
    assert kept == contents(tmp_path / "alone")


@pytest.mark.parametrize("damage", ["cut", "within", "gone", "empty", "text", "another's end", "folder"])
def test_a_damaged_element_is_made_again(damage: str, tmp_path: Path) -> None:
    """Whatever happened to the store's files, the element is whole in the end."""
    (wanted,) = recordings(tmp_path / "in", 1)
    element = one(tmp_path / "store", wanted)
    before = contents(tmp_path / "store")
    whole = element.path.read_bytes()
    element.path.unlink()
    match damage:
        case "gone":
            pass
        case "folder":
            element.path.parent.rmdir()
        case _:
            spoilt = {
                "cut": whole[:-192],
                "within": whole[:192] + whole[384:],
                "empty": b"",
                "text": b"{}" * 500,
                "another's end": whole[: -TRAILER.size] + TRAILER.pack(MAGIC, 0, -1.0),
            }
            element.path.write_bytes(spoilt[damage])
    assert one(tmp_path / "store", wanted) == element
    assert contents(tmp_path / "store") == before


def test_a_voice_that_never_speaks_alike_is_heard_as_it_spoke_first(tmp_path: Path) -> None:
    """Two runs at once: the later one takes what the earlier one has stored, and changes nothing under its hands."""
    spoken = tmp_path / "voice.wav"
    command = VoiceCommand(words=("sh", "-c", f"cat >/dev/null; cat '{spoken}'"))
    wanted = request(Speech(text="Xin chào.", language="hmn-VN", voice=command))
    write_wav(spoken, babble(length_s=1, seed=1))
    (key,) = ElementStore(tmp_path / "store")._look_up([wanted])[0].values()
    first = one(tmp_path / "store", wanted)
    before = contents(tmp_path / "store")
    write_wav(spoken, babble(length_s=2, seed=2))
    assert _make((_Job(sound=wanted.sound, length=None, wanted=((wanted, key),)),), tmp_path / "store") == (None,)
    assert contents(tmp_path / "store") == before
    assert one(tmp_path / "store", wanted) == first


def test_unusable_sounds_are_problems_beside_the_others(tmp_path: Path) -> None:
    """Missing, broken, silent, without a voice: each in its request's place, and the rest is made."""
    (good,) = recordings(tmp_path, 1)
    (tmp_path / "broken.mp3").write_text("no sound")
    bad: dict[str, Sound] = {
        "recording-missing": Recording(path=tmp_path / "none.wav"),
        "recording-broken": Recording(path=tmp_path / "broken.mp3"),
        "recording-silent": Recording(path=write_wav(tmp_path / "silent.wav", silence(1))),
        "sound-failed": Speech(text="Xin chào.", language="xx-XX", voice="nobody"),
    }
    found = prepare(tmp_path / "store", *(request(sound) for sound in bad.values()), good)
    assert [fault.code for fault in found.values() if isinstance(fault, Problem)] == list(bad)
    assert isinstance(found[good], Element)


def test_a_problem_is_not_stored(tmp_path: Path) -> None:
    """As soon as the recording is there, the element is made."""
    wanted = request(Recording(path=tmp_path / "late.wav"))
    assert isinstance(prepare(tmp_path / "store", wanted)[wanted], Problem)
    write_wav(tmp_path / "late.wav", babble(length_s=0.5))
    assert isinstance(prepare(tmp_path / "store", wanted)[wanted], Element)


def test_a_recording_that_changes_is_made_again(tmp_path: Path) -> None:
    """The content counts, not the name or the time of the file."""
    (wanted,) = recordings(tmp_path, 1)
    first = one(tmp_path / "store", wanted)
    write_wav(tmp_path / "0.wav", babble(length_s=0.7, seed=9))
    assert one(tmp_path / "store", wanted).frames > first.frames


def test_without_ffmpeg_nothing_can_be_prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is no fault of a recording's: the command ends."""
    monkeypatch.setenv("NTM_FFMPEG", str(tmp_path / "none"))
    with pytest.raises(AudioError, match="cannot start"):
        prepare(tmp_path / "store", request(melody(length=2)))


def test_a_store_that_cannot_be_written_ends_the_command(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "store").write_text("in the way")
    with pytest.raises(FilesError, match="cannot write"):
        prepare(tmp_path / "store", request(melody(length=2)))


def test_a_store_that_is_emptied_during_the_run_ends_the_command(tmp_path: Path) -> None:
    """What was made and is gone cannot be spliced."""

    class Idle(AtOnce):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002 - it does nothing
            return super().submit(lambda: (None,))

    with pytest.raises(FilesError, match="element-lost"):
        prepare(tmp_path, request(melody(length=2)), executor=Idle())


def test_nothing_to_prepare_needs_nothing(tmp_path: Path) -> None:
    """No requests, no elements, no folder."""
    assert prepare(tmp_path / "store") == {}
    assert not (tmp_path / "store").exists()


def test_progress_counts_sounds(tmp_path: Path) -> None:
    """The bar moves once for each sound that is made, alone or together with others."""

    class Counting(Quiet):
        seen: tuple[int, int] = (0, 0)

        def track(self, steps: Any, *, title: str, total: int) -> Any:
            assert title
            for n, step in enumerate(steps, start=1):
                self.seen = (n, total)
                yield step

    progress = Counting()
    speeches = (Speech(text=text, language="vi-VN", voice="vi") for text in ("Xin chào.", "Chào bà con."))
    wanted = (*recordings(tmp_path / "in", 3), *map(request, speeches))
    ElementStore(tmp_path / "store").prepare(wanted, executor=AtOnce(), progress=progress)
    assert progress.seen == (5, 5)


def test_a_programme_of_elements_is_as_loud_as_foreseen(tmp_path: Path) -> None:
    """Recording, melody and speech with pauses: within 0.05 LU of what the finished file measures."""
    wanted: Sequence[ElementRequest] = (
        request(melody(length=4)),
        *recordings(tmp_path / "in", 2, length_s=9),
        request(Speech(text="Mời bà con nghe chương trình nông thôn mới.", language="vi-VN", voice="vi")),
    )
    elements = [element for element in prepare(tmp_path / "store", *wanted).values() if isinstance(element, Element)]
    pause = bytes.fromhex("fffb54c4").ljust(192, b"\0") * 20
    parts = [part for element in elements for part in (read_frames(element), pause)]
    write_programme(tmp_path / "a.mp3", parts, tag=b"", bitrate_kbps=64)
    foreseen = integrated(programme_energies(part for element in elements for part in (element.energies, 20)))
    assert foreseen == pytest.approx(examine(tmp_path / "a.mp3").loudness.integrated_lufs, abs=0.05)
