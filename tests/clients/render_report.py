"""Render a report as pictures, to be looked at: the document and the workbook by LibreOffice, the page by Chromium.

python tests/clients/render_report.py schedules/lao-cai --period 2023-04 --out /tmp/report
Plans of the period are made first in a copy of the workspace; soffice, pdftoppm and chromium must be there.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from ntm_playout.model.report_periods import parse_period
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from ntm_playout.pipeline.report import ReportOrder, cut_off_of, write_report


def main() -> None:
    """Write the report and its pictures, and name them."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("workspace", type=Path)
    options.add_argument("--period", required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    copied = shutil.copytree(chosen.workspace, chosen.out / "workspace", dirs_exist_ok=True)
    workspace, _ = load(copied)
    period = parse_period(chosen.period, workspace.policy.document.days)
    plans = plans_folder(workspace)
    store_plans(make_plans(workspace, period.weeks, plans), plans)
    body = workspace.settings.reporting[0]
    order = ReportOrder(period=period, cut_off=cut_off_of(period, body), body=body)
    for path in write_report(workspace, order, chosen.out).files:
        _render(path)
    for picture in sorted(chosen.out.glob("*.png")):
        sys.stdout.write(f"{picture}\n")


def _render(path: Path) -> None:
    """Make a picture of every page of a file."""
    if path.suffix == ".html":
        size, picture = "--window-size=1200,4000", f"--screenshot={path.with_suffix('.html.png')}"
        profile = f"--user-data-dir={path.parent / 'chromium'}"
        words = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", profile, size, picture]
        subprocess.run([*words, path.resolve().as_uri()], check=True, capture_output=True)
        return
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(convert, check=True, capture_output=True)
    named = path.with_suffix(f"{path.suffix}.pdf")
    path.with_suffix(".pdf").rename(named)
    subprocess.run(["pdftoppm", "-r", "70", "-png", str(named), str(named.with_suffix(""))], check=True)


if __name__ == "__main__":
    main()
