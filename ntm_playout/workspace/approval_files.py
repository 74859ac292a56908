"""Approvals: who put a week's plan up for approval, who approved it, and is it still the same plan?"""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from ntm_playout.files import write_atomically
from ntm_playout.model.plan import Approval
from ntm_playout.workspace.fields import Day, MaybeText, choice
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.records import Record, read_tree
from ntm_playout.workspace.yaml_tree import Tree

APPROVAL = "approval.json"
"""Beside the plan's own files; planning the week anew takes it away."""


class State(StrEnum):
    """How far a plan is on its way to publication."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"


class ApprovalRecord(Record):
    """approval.json; `plan` is the digest of the plan that it speaks of."""

    state: Annotated[State, choice(State)]
    plan: MaybeText
    by: MaybeText = ""
    on: Day | None = None
    document: MaybeText = ""


def write_approval(folder: Path, state: State, approval: Approval, plan_digest: str) -> None:
    """Note beside the plan in `folder` that just this plan was submitted or approved."""
    written = {
        "state": state,
        "plan": plan_digest,
        "by": approval.by,
        "on": approval.on.isoformat() if approval.on else "",
        "document": approval.document,
    }
    content = json.dumps({key: value for key, value in written.items() if value}, ensure_ascii=False, indent=2)
    write_atomically(folder / APPROVAL, f"{content}\n".encode())


def read_approval(folder: Path, plan_digest: str) -> tuple[State, Approval]:
    """Return how far the plan in `folder` is; a note on another plan, or one that cannot be read, counts as none."""
    files = Folder(root=folder, shown_as=folder.as_posix())
    text = files.read_text(APPROVAL) if files.has(APPROVAL) else None
    try:
        value = json.loads(text) if text else None
    except json.JSONDecodeError:
        value = None
    placed = read_tree(files, Tree(value=value, path=APPROVAL, lines={}), ApprovalRecord) if value else None
    record = placed.record if placed else None
    if record is None or record.plan != plan_digest:
        return State.DRAFT, Approval()
    return record.state, Approval(by=record.by, on=record.on, document=record.document)
