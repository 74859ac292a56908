"""`make-good`: what is proposed is stored, to be approved and published."""

from pathlib import Path

from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import find_plan
from tests.build import WEEK, moment
from tests.cli.conftest import Command
from tests.pipeline.published import publish_silently
from tests.pipeline.six_stations import COMMUNES, SIX_STATIONS
from tests.workspace.small import edited, write_workspace

WORDS = ("--week", "2023-W14", "--at", "2023-04-07T12:00")


def test_a_proposal_is_printed_and_stored(run: Command, tmp_path: Path) -> None:
    """A trial stores nothing; a week without needs says so."""
    once = edited("programmes.yaml", ("repeats: 1", "repeats: 0"))
    root = write_workspace(tmp_path / "sáu", SIX_STATIONS | once)
    workspace, _ = load(root)
    plan = find_plan(workspace, WEEK).plan
    publish_silently(workspace, plan, moment("2023-03-30T08:00"))
    assert "không cho thấy" in run("make-good", root, *WORDS).stdout
    rows = [f"{one.station},{one.day},{one.id},không phát" for one in plan.airings_by_station[COMMUNES[0]]]
    log = tmp_path / "log.csv"
    log.write_text("\n".join(["station,date,airing,outcome", *rows]), encoding="utf-8")
    run("as-run", "import", root, log)
    trial = run("make-good", root, *WORDS, "--dry-run", "--lang", "en")
    assert "1 airings are added" in trial.stdout
    assert not (root / "plans").exists()
    proposed = run("make-good", root, *WORDS)
    assert "Đài Truyền thanh xã Cốc San: phát bù “Nông thôn mới”" in proposed.stdout
    assert (root / "plans" / "2023-W14" / "airings.csv").exists()
    assert run("diff", root, "--week", "2023-W14").exit_code == 0
