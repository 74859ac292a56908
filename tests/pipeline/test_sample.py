"""A sample of the demo's own week: does what stations get play as it must, by measuring it again?"""

import random
from pathlib import Path
from typing import Any

import pytest
from mutagen.mp3 import MP3

from ntm_playout.audio.manifest import BundleManifest, read_manifest
from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import write_bundles
from ntm_playout.pipeline.verify import verify_path
from ntm_playout.pipeline.work import Work
from ntm_playout.problems import Source

SOUNDS = 12
SEED = 2023_14


@pytest.fixture(scope="module")
def bundles(lao_cai: Workspace, plan: Plan, work: Work, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bundles of stations drawn by lot, as many as have twelve sounds."""
    out = tmp_path_factory.mktemp("sample")
    write_bundles(lao_cai, plan, drawn(plan), out, cache=cache, work=work)
    return out


def drawn(plan: Plan) -> tuple[str, ...]:
    """Draw stations by lot until they have enough first runs; the lot is the same every time."""
    stations, sounds = [], 0
    for station in random.Random(SEED).sample(sorted(plan.airings_by_station), len(plan.airings_by_station)):  # noqa: S311 - a lot, no secret
        if sounds < SOUNDS:
            stations.append(station)
            sounds += sum(airing.run is Run.FIRST for airing in plan.airings_by_station[station])
    return tuple(stations)


def manifest_of(folder: Path) -> BundleManifest:
    """Read a bundle's manifest, which must be right."""
    found = read_manifest((folder / "manifest.json").read_bytes(), Source(path="manifest.json"))
    assert isinstance(found, BundleManifest)
    return found


def test_every_sound_of_the_sample_is_fit_to_broadcast(bundles: Path, work: Work) -> None:
    """Decoded without a warning to exactly its slot, near its target, below the ceiling, without a silence."""
    verified = verify_path(bundles, work=work)
    assert verified.problems == ()
    assert len(list(bundles.rglob("*.mp3"))) >= SOUNDS


def test_every_airing_of_the_sample_has_its_sound(bundles: Path, plan: Plan) -> None:
    """The manifest names the plan's airings, and another reader finds each file as long as its slot."""
    for folder in sorted(bundles.iterdir()):
        airings = {airing.id: airing for airing in plan.airings_by_station[folder.name]}
        files = manifest_of(folder).files
        assert [file.airing for file in files] == list(airings)
        for file in files:
            seen: Any = MP3(folder / file.path)  # type: ignore[no-untyped-call] # mutagen has none
            assert seen.info.length == pytest.approx(airings[file.airing or ""].length.total_seconds(), abs=1e-6)
            assert file.running_order[-1].offset_s + file.running_order[-1].length_s <= seen.info.length


def test_the_sample_is_worth_hearing(bundles: Path) -> None:
    """Segments take at least half of every programme: filler is for what is left, not for the whole."""
    for folder in sorted(bundles.iterdir()):
        for file in manifest_of(folder).files:
            spoken_s = sum(cue.length_s for cue in file.running_order if cue.kind == "segment")
            assert spoken_s > file.slot_ms / 1000 / 2, file.path
