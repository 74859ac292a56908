"""Templates: one may extend another; what is wrong with them, or stands beside them, is named."""

from pathlib import Path

import pytest

from ntm_playout.model.audio_templates import AudioTemplate, Melody
from tests.build import seconds
from tests.workspace.small import TEMPLATE, Changes, load_changed, places_and_codes


def test_files_beside_templates_and_sounds_are_named(tmp_path: Path) -> None:
    """Nobody waits for a template that is never read; notes to people are left alone."""
    changes: Changes = {
        "audio_templates/ngan.yml": TEMPLATE,
        "audio_templates/nhac.wav": "x",
        "audio_templates/README.md": "x",
        "audio_templates/sounds/nhac-hieu.MID": "x",
    }
    assert [problem.line("en") for problem in load_changed(tmp_path, changes).problems] == [
        "ws/audio_templates/ngan.yml: unread-file: nobody reads this file; was it meant to be 'ngan.yaml'?",
        "ws/audio_templates/nhac.wav: unread-file: nobody reads this file",
        "ws/audio_templates/sounds/nhac-hieu.MID: unread-file: nobody reads this file",
    ]


LONG = TEMPLATE.replace(
    "  - {kind: segment}\n",
    '  - {kind: headlines, text: "Hôm nay: {titles}.", bed: nhac-cho, planned_s: 2, each_s: 4}\n  - {kind: segment}\n',
)


def templates(root: Path, changes: Changes) -> dict[str, AudioTemplate]:
    """Return the templates of a workspace without errors, by id."""
    loaded = load_changed(root, changes)
    assert loaded.workspace is not None, [problem.line("en") for problem in loaded.problems]
    return {template.id: template for template in loaded.workspace.templates}


def test_a_template_extends_another(tmp_path: Path) -> None:
    """What it leaves out or changes is its own, everything else is the other's."""
    short = """\
extends: dai
name: Ngắn, to hơn
leaves_out: [headlines, slogan]
changes:
  greeting: {text: "Chào {place}.", planned_s: 4}
target_lufs: -14
"""
    found = templates(tmp_path, {"audio_templates/dai.yaml": LONG, "audio_templates/thu.yaml": short})
    long, thu = found["dai"], found["thu"]
    assert [cue.kind.value for cue in thu.cues] == ["ident", "greeting", "segment"]
    assert (thu.cues[1].text, thu.cues[1].planned) == ("Chào {place}.", seconds(4))
    assert thu.cues[0] == long.cues[0]
    assert (thu.name, thu.target_lufs, thu.bitrate_kbps) == ("Ngắn, to hơn", -14, 64)
    assert (thu.sting, thu.filler, thu.gap) == (long.sting, long.filler, long.gap)
    assert thu.source.path == "ws/audio_templates/thu.yaml"


def test_extensions_may_be_extended(tmp_path: Path) -> None:
    """The nearest goes before the others."""
    found = templates(
        tmp_path,
        {
            "audio_templates/a.yaml": "extends: b\nname: A\nchanges: {greeting: {planned_s: 3}}\n",
            "audio_templates/b.yaml": "extends: ngan\nname: B\nbitrate_kbps: 96\n"
            "changes: {greeting: {planned_s: 5, bed: nhac-cho}}\n",
        },
    )
    assert [found[name].bitrate_kbps for name in ("a", "b", "ngan")] == [96, 96, 64]
    assert [found[name].cues[1].planned for name in ("a", "b", "ngan")] == [seconds(3), seconds(5), seconds(9)]
    assert isinstance(found["a"].cues[1].bed, Melody)


def test_an_own_template_may_extend_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    """A workspace changes one greeting; the templates that extend this one have it too."""
    own = "extends: xa-30-ntm\nname: Của xã ta\nchanges: {greeting: {text: Alô, planned_s: 3}}\n"
    found = templates(tmp_path, {"audio_templates/xa-30-ntm.yaml": own})
    assert found["xa-30-ntm"].name == "Của xã ta"
    assert {found[name].cues[2].text for name in ("xa-30-ntm", "xa-15-ntm")} == {"Alô"}
    assert found["xa-30-ntm"].cues[0] == found["xa-15-ntm"].cues[0]


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        ("extends: ngam\nname: A\n", ["1: unknown-template"]),
        ("name: A\nextends: a\n", ["2: unknown-template"]),
        ("name: A\nextends: b\n", ["2: template-ring"]),
        ("name: A\nextends: ngan\nleaves_out: [segment]\n", ["3: segment-cue-count"]),
        ("name: A\nextends: ngan\nleaves_out: [slogans]\n", ["3: bad-choice"]),
        ("name: A\nextends: ngan\nchanges: {greeting: {sound: x}}\n", ["3: unknown-sound"]),
        (
            "name: A\nextends: ngan\nchanges: {greeting: {bed: x}}\nfiller: {sound: y}\n",
            ["3: unknown-sound", "4: unknown-sound"],
        ),
        ("name: A\nextends: ngan\nchanges: {greeting: {text: '{station'}}\n", ["3: bad-blank"]),
        ("name: A\nextends: ngan\nchanges: {greeting: {kind: x}}\n", ["3: unknown-key"]),
        ("name: A\nextends: ngan\ncues: []\n", ["3: unknown-key"]),
        ("name: A\nextends: ngan\nchanges:\n  headlines: {planned_s: 3}\n", ["4: no-such-cue"]),
    ],
)
def test_what_is_wrong_with_an_extension_is_named_with_its_line(
    extension: str, expected: list[str], tmp_path: Path
) -> None:
    """What extends a wrong one is not complained of as well."""
    ring = {"audio_templates/b.yaml": "name: B\nextends: a\n"} if "template-ring" in expected[0] else {}
    loaded = load_changed(tmp_path, {"audio_templates/a.yaml": extension, **ring})
    found = [f"{p.source.line}: {p.code}" for p in loaded.problems if p.source.path == "ws/audio_templates/a.yaml"]
    assert found == expected
    assert loaded.workspace is None


@pytest.mark.parametrize("kind", ["headlines", "hand-over", "ident"])
def test_a_cue_with_nothing_to_hear_is_named(kind: str, tmp_path: Path) -> None:
    """Who writes it in expects to hear something."""
    empty = TEMPLATE.replace("  - {kind: segment}\n", f"  - {{kind: {kind}, planned_s: 5}}\n  - {{kind: segment}}\n")
    loaded = load_changed(tmp_path, {"audio_templates/a.yaml": empty})
    assert places_and_codes(loaded) == ["ws/audio_templates/a.yaml:8: missing-value"]


def test_a_template_that_extends_a_wrong_one_is_left_alone(tmp_path: Path) -> None:
    """One mistake is named once."""
    loaded = load_changed(
        tmp_path,
        {"audio_templates/a.yaml": "name: A\nextends: b\n", "audio_templates/b.yaml": "name: B\nextends: no\n"},
    )
    assert places_and_codes(loaded) == ["ws/audio_templates/b.yaml:2: unknown-template"]
