"""Broadcast WAV: what was written is what other people's readers read, and the samples are those of the MP3."""

import struct
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from mutagen.id3 import ID3
from wave_chunk_parser.chunks import CartChunk, RiffChunk
from wavinfo import WavInfoReader

from ntm_playout.audio.bundle_job import BundleJob
from ntm_playout.audio.bundles import write_bundle
from ntm_playout.audio.delivery.sound_files import write_sound
from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.manifest import ManifestFile
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.stations import Delivery
from ntm_playout.problems import AudioError
from tests.audio.bundle_jobs import EXTRAS, SLOT, Studio, contents, job

SECOND = "02_T5_1715_NTM_xa-ntm.wav"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return where this module's sounds are prepared, once."""
    return Studio(tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="module")
def week(studio: Studio) -> BundleJob:
    """Return a commune's week for a playout system."""
    return job(studio, delivery=Delivery.PLAYOUT)


@pytest.fixture(scope="module")
def made(week: BundleJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bundle, made once."""
    target = tmp_path_factory.mktemp("made") / "xa-02635-playout"
    write_bundle(week, target, extras=EXTRAS)
    return target


@pytest.fixture(scope="module")
def claim(week: BundleJob, made: Path) -> ManifestFile:
    """Return what the manifest says of the second programme."""
    manifest = write_bundle(week, made, extras=EXTRAS).manifest
    return next(file for file in manifest.files if file.path == SECOND)


def cart_of(path: Path) -> CartChunk:
    """Return the cart chunk as another reader sees it."""
    with path.open("rb") as file:
        chunks = RiffChunk.from_file(file).sub_chunks
    return next(chunk for chunk in chunks if isinstance(chunk, CartChunk))


def test_the_broadcast_extension_is_read_back(made: Path, claim: ManifestFile) -> None:
    """Version 2 with loudness in hundredths; the time of day is exact; all texts are ASCII."""
    seen = WavInfoReader(str(made / SECOND))
    assert (seen.fmt.sample_rate, seen.fmt.bits_per_sample, seen.fmt.channel_count) == (48_000, 16, 1)
    assert seen.data.frame_count == claim.samples == SLOT.total_seconds() * 48_000
    bext = seen.bext
    assert bext.version == 2
    assert bext.description.rstrip("\0") == "Nong thon moi 06/04/2023 17:15"
    assert bext.originator.rstrip("\0") == "ntm_playout"
    assert bext.time_reference == (17 * 60 + 15) * 60 * 48_000
    assert bext.loudness_value == pytest.approx(claim.lufs)
    assert bext.loudness_range == pytest.approx(claim.lra_lu)
    assert bext.max_true_peak == pytest.approx(claim.true_peak_dbtp)
    assert bext.coding_history.splitlines() == [
        "A=MPEG1L3,F=48000,B=64,M=mono,T=ntm_playout",
        "A=PCM,F=48000,W=16,M=mono,T=ntm_playout",
    ]


def test_the_cart_is_read_back(week: BundleJob, made: Path) -> None:
    """What it is, whose, between which days it may air, and the timers to the sample."""
    cart = cart_of(made / SECOND)
    assert (cart.version, cart.title) == ("0101", "Nong thon moi 06/04/2023 17:15")
    assert (cart.artist, cart.client_id) == ("Dai Truyen thanh xa Coc San", "xa-02635")
    assert (cart.cut_id, cart.category, cart.classification) == ("ntm-2", "NTM", "xa-ntm")
    assert (cart.start_date, cart.end_date) == (datetime(2023, 4, 3), datetime(2023, 4, 9, 23, 59, 59))  # noqa: DTZ001 - no zone in it
    assert cart.ref_0db == 32_768
    cues = week.layouts["ntm-2"].timed.cues
    greeting = next(timed for timed in cues if timed.cue.kind is CueKind.GREETING)
    assert cues[-1].cue.kind is CueKind.FILLER
    end = int(SLOT.total_seconds() * 48_000)
    assert {timer.name: timer.time for timer in cart.timers if timer.name.strip("\0")} == {
        "AUDs": 0,
        "INTs": 0,
        "INTe": round(greeting.offset.total_seconds() * 48_000),
        "SEGs": round(cues[-1].offset.total_seconds() * 48_000),
        "SEGe": end,
        "AUDe": end,
        "EOD ": end,
    }


def test_music_without_words_has_no_intro(studio: Studio, tmp_path: Path) -> None:
    """Where nobody speaks no intro ends, and without filler the segue is at the end."""
    layout = studio.layout("ntm-1", [])
    music = replace(layout, timed=replace(layout.timed, cues=layout.timed.cues[:1]))
    bundle = job(studio, delivery=Delivery.PLAYOUT, layouts={"ntm-1": music})
    write_bundle(bundle, tmp_path / "b", extras={})
    cart = cart_of(tmp_path / "b" / "01_T2_0515_NTM_xa-ntm.wav")
    timers = {timer.name: timer.time for timer in cart.timers if timer.name.strip("\0")}
    assert "INTe" not in timers
    assert timers["SEGs"] == timers["AUDe"]
    assert cart.out_cue == ""


def test_the_tag_has_the_names_in_full(made: Path) -> None:
    """Players that read a tag in a WAV file show Vietnamese."""
    content = (made / SECOND).read_bytes()
    at = content.index(b"id3 ")
    (size,) = struct.unpack_from("<I", content, at + 4)
    tag = made.with_name("tag.id3")
    tag.write_bytes(content[at + 8 : at + 8 + size])
    assert str(ID3(tag)["TPE1"]) == "Đài Truyền thanh xã Cốc San"  # type: ignore[no-untyped-call] # mutagen has none


def test_the_samples_are_those_of_the_mp3(studio: Studio, made: Path, tmp_path: Path) -> None:
    """The same parts, decoded: as long to the sample, and the same within half a step of 16 bits."""
    write_bundle(job(studio), tmp_path / "pc", extras={})
    mp3 = decode(tmp_path / "pc" / SECOND.replace(".wav", ".mp3"))
    wave = decode(made / SECOND)
    assert mp3.size == wave.size
    assert np.abs(mp3 - wave).max() <= 0.5 / 32_768 + 1e-7
    assert examine(made / SECOND).complaints == ()


def test_it_is_the_same_every_time(week: BundleJob, made: Path, tmp_path: Path) -> None:
    """The same week gives the same bytes, and what is there already is left alone."""
    write_bundle(week, tmp_path / "again", extras=EXTRAS)
    assert contents(tmp_path / "again") == contents(made)
    assert not write_bundle(week, made, extras=EXTRAS).changed


def test_long_names_stay_in_their_fields(week: BundleJob, tmp_path: Path) -> None:
    """Fields are cut in bytes of ASCII; of an id the end is kept, which tells it from others."""
    first = week.airings[0]._replace(id="xa-" + "9" * 80 + "-1", first_run="")
    named = replace(
        week,
        airings=(first,),
        layouts={first.id: week.layouts["ntm-1"]},
        titles={"xa-ntm": "Đường " * 60},
    )
    write_bundle(named, tmp_path / "b", extras={})
    path = tmp_path / "b" / "01_T2_0515_NTM_xa-ntm.wav"
    cart = cart_of(path)
    assert (len(cart.title), len(cart.cut_id), cart.cut_id[-3:]) == (64, 64, "9-1")
    assert WavInfoReader(str(path)).bext.description.startswith("Duong Duong")


def test_a_sound_of_another_length_is_refused(week: BundleJob, claim: ManifestFile, tmp_path: Path) -> None:
    """The head tells the length before the samples are decoded; both must agree."""
    sound = week.sounds[1]
    with pytest.raises(AudioError, match="length of the slot"):
        write_sound(week, sound, replace(claim, samples=claim.samples + 1152), tmp_path / "a.wav")
    assert not list(tmp_path.iterdir())
