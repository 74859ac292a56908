"""Splices of any sounds in any order: every decoder hears just the sounds, to the sample."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ntm_playout.audio.id3 import id3_tag
from ntm_playout.audio.splice import write_programme
from tests.audio.random_splices import KBPS, Part, faults, parts, programmes, validator_warnings


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Part, ...]:
    """Return the sounds that programmes are made of."""
    return parts(tmp_path_factory.mktemp("alone"))


def test_fifty_random_programmes_are_heard_as_their_parts(known: tuple[Part, ...], tmp_path: Path) -> None:
    """Sample for sample in ffmpeg, within 16 bits in others; the same length in all, and no warning."""
    made = list(enumerate(programmes(known, 50, seed=1)))
    with ThreadPoolExecutor(2) as executor:
        found = executor.map(lambda one: faults(one[1], tmp_path / f"{one[0]}.mp3"), made)
    assert [fault for of_one in found for fault in of_one] == []


def test_a_difference_would_be_noticed(known: tuple[Part, ...], tmp_path: Path) -> None:
    """A sound that is not what it is taken for shows in every decoder."""
    first, second, *_ = known
    louder = replace(first, alone=first.alone * 1.1)
    longer = replace(first, alone=second.alone)
    for wrong, sign in ((louder, "samples differ"), (longer, " samples, not ")):
        found = faults([second, wrong], tmp_path / "a.mp3")
        assert {fault.partition(":")[0] for fault in found if sign in fault} >= {"ffmpeg", "libsndfile"}


@pytest.mark.skipif(shutil.which("mp3val") is None, reason="mp3val is not installed")
def test_the_validator_tells_a_right_file_from_a_wrong_one(known: tuple[Part, ...], tmp_path: Path) -> None:
    """Nothing to warn of in a splice; bytes between its frames are warned of."""
    path = tmp_path / "a.mp3"
    write_programme(path, [part.frames for part in known], tag=id3_tag({"TIT2": "NTM"}), bitrate_kbps=KBPS)
    assert validator_warnings(path) == []
    content = path.read_bytes()
    path.write_bytes(content[:-9600] + bytes(70) + content[-9600:])
    assert validator_warnings(path)
