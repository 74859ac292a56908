"""Indexes: machines learn from a file what to play when."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ntm_playout.audio.bundles import write_bundle
from ntm_playout.files import file_digest
from ntm_playout.model.stations import Delivery
from tests.audio.bundle_jobs import Studio, job


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return where this module's sounds are prepared, once."""
    return Studio(tmp_path_factory.mktemp("studio"))


def test_a_schedule_names_instants_and_files(studio: Studio, tmp_path: Path) -> None:
    """Every airing has its absolute start and end with their offset, and the file with its digest."""
    write_bundle(job(studio, delivery=Delivery.IP), tmp_path / "ip", extras={})
    schedule = json.loads((tmp_path / "ip" / "schedule.json").read_bytes())
    assert schedule["format"] == "ntm-playout-schedule/1"
    assert schedule["station"] == {"id": "xa-02635", "name": "Đài Truyền thanh xã Cốc San"}
    assert (schedule["valid_from"], schedule["valid_until"]) == (
        "2023-04-03T00:00:00+07:00",
        "2023-04-10T00:00:00+07:00",
    )
    assert [(one["airing"], one["start"], one["repeats"]) for one in schedule["airings"]] == [
        ("ntm-1", "2023-04-03T05:15:00+07:00", None),
        ("ntm-1-r1", "2023-04-04T17:00:00+07:00", "ntm-1"),
        ("ntm-2", "2023-04-06T17:15:00+07:00", None),
    ]
    for one in schedule["airings"]:
        length = datetime.fromisoformat(one["end"]) - datetime.fromisoformat(one["start"])
        assert length == timedelta(milliseconds=one["length_ms"])
        assert file_digest(tmp_path / "ip" / one["file"]) == one["sha256"]
        assert one["languages"] == ["vi-VN"]
    assert not (tmp_path / "ip" / "playlist.m3u8").exists()


def test_a_damaged_schedule_is_made_anew(studio: Studio, tmp_path: Path) -> None:
    """It is one of the bundle's own files."""
    week = job(studio, delivery=Delivery.IP)
    write_bundle(week, tmp_path / "ip", extras={})
    (tmp_path / "ip" / "schedule.json").write_bytes(b"{}")
    assert write_bundle(week, tmp_path / "ip", extras={}).changed
    assert not write_bundle(week, tmp_path / "ip", extras={}).changed
    with pytest.raises(ValueError, match="not a name"):
        write_bundle(week, tmp_path / "ip", extras={"schedule.json": b""})


@pytest.mark.parametrize(
    ("delivery", "indexes"),
    [
        (Delivery.PC, {"playlist.m3u8"}),
        (Delivery.USB, set()),
        (Delivery.PLAYOUT, {"playlist.m3u8"}),
        (Delivery.IP, {"schedule.json"}),
    ],
)
def test_each_delivery_has_what_its_player_reads(
    delivery: Delivery, indexes: set[str], studio: Studio, tmp_path: Path
) -> None:
    """Beside sounds, manifest and sums."""
    manifest = write_bundle(job(studio, delivery=delivery), tmp_path / "b", extras={}).manifest
    assert manifest.profile == delivery
    names = {path.name for path in (tmp_path / "b").iterdir() if path.is_file() and path.suffix not in {".mp3", ".wav"}}
    assert names == {"manifest.json", "SHA256SUMS", *indexes}
