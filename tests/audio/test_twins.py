"""Twins: bundles of one command share the files of equal sounds, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from ntm_playout.audio.bundles import write_bundle
from ntm_playout.audio.twins import Twins
from ntm_playout.model.stations import Delivery
from tests.audio.bundle_jobs import EXTRAS, Studio, contents, job
from tests.build import station


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return where this module's sounds are prepared, once."""
    return Studio(tmp_path_factory.mktemp("studio"))


def sounds(folder: Path) -> dict[str, int]:
    """Return the number of each sound's file on its disk, by name."""
    return {path.name: path.stat().st_ino for path in folder.glob("*.mp3")}


def test_equal_sounds_of_two_bundles_are_one_file(studio: Studio, tmp_path: Path) -> None:
    """What a computer and an IP platform are given differs in pages only; the bytes are those of bundles made alone."""
    twins = Twins()
    for delivery in (Delivery.PC, Delivery.IP):
        write_bundle(job(studio, delivery=delivery), tmp_path / delivery, extras=EXTRAS, twins=twins)
        write_bundle(job(studio, delivery=delivery), tmp_path / "alone" / delivery, extras=EXTRAS)
        assert contents(tmp_path / delivery) == contents(tmp_path / "alone" / delivery)
    assert sounds(tmp_path / "pc") == sounds(tmp_path / "ip")
    assert sounds(tmp_path / "alone" / "pc") != sounds(tmp_path / "alone" / "ip")


def test_a_bundle_that_was_right_already_lends_its_sounds(studio: Studio, tmp_path: Path) -> None:
    """Found is as good as made."""
    write_bundle(job(studio), tmp_path / "pc", extras=EXTRAS)
    twins = Twins()
    assert not write_bundle(job(studio), tmp_path / "pc", extras=EXTRAS, twins=twins).changed
    write_bundle(job(studio, delivery=Delivery.IP), tmp_path / "ip", extras=EXTRAS, twins=twins)
    assert sounds(tmp_path / "pc") == sounds(tmp_path / "ip")


def test_sounds_that_say_another_name_are_not_equal(studio: Studio, tmp_path: Path) -> None:
    """A player shows the station's name: the same elements in another station's bundle are another file."""
    twins = Twins()
    write_bundle(job(studio), tmp_path / "a", extras=EXTRAS, twins=twins)
    write_bundle(job(studio, station=station(name="Hợp Thành")), tmp_path / "b", extras=EXTRAS, twins=twins)
    assert set(sounds(tmp_path / "a").values()).isdisjoint(sounds(tmp_path / "b").values())


def test_replacing_one_bundle_leaves_the_other_as_it_was(studio: Studio, tmp_path: Path) -> None:
    """A shared file is never written to: the new bundle has files of its own."""
    twins = Twins()
    for delivery in (Delivery.PC, Delivery.IP):
        write_bundle(job(studio, delivery=delivery), tmp_path / delivery, extras=EXTRAS, twins=twins)
    before = contents(tmp_path / "ip")
    renamed = replace(job(studio), titles={"xa-ntm": "Nông thôn mới quê mình"})
    assert write_bundle(renamed, tmp_path / "pc", extras=EXTRAS).changed
    assert contents(tmp_path / "ip") == before


def test_where_no_link_can_be_made_the_bytes_are_written(studio: Studio, tmp_path: Path) -> None:
    """A file that is gone, as on a file system without second names, costs only space."""
    twins = Twins()
    write_bundle(job(studio), tmp_path / "pc", extras=EXTRAS, twins=twins)
    right = {name: content for name, content in contents(tmp_path / "pc").items() if name.endswith(".mp3")}
    for name in right:
        (tmp_path / "pc" / name).unlink()
    write_bundle(job(studio, delivery=Delivery.IP), tmp_path / "ip", extras=EXTRAS, twins=twins)
    made = contents(tmp_path / "ip")
    assert {name: made[name] for name in right} == right
