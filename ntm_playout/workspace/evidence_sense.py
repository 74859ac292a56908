"""Evidence sense: does what was reported fit the targets that it names, and is it all there?"""

from collections.abc import Iterator

from ntm_playout.problems import Problem, warning
from ntm_playout.workspace.entries import Entries
from ntm_playout.workspace.evidence_tables import ActivityRecord
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.records import Placed


def check_evidence(folder: Folder, entries: Entries) -> Iterator[Problem]:
    """Yield what counts nowhere, what is missing, and what nobody may keep."""
    yield from _targets(entries)
    for activity in entries.activities:
        yield from _activity(folder, entries, activity)
    for question in entries.questions:
        if question.record.names_somebody:
            yield warning(question.place("about"), "personal-data", question=question.record.id)


def _targets(entries: Entries) -> Iterator[Problem]:
    """A target whose bodies are none of those listed has nobody to be met by."""
    bodies = [one.record.model(one.place()) for one in entries.bodies]
    for target in entries.targets:
        if bodies and target.record.bodies and not any(map(target.record.bodies.model().selects, bodies)):
            yield warning(target.place("bodies"), "target-without-bodies", target=target.record.id)


def _activity(folder: Folder, entries: Entries, activity: Placed[ActivityRecord]) -> Iterator[Problem]:
    record, place = activity.record, activity.place
    kinds = {one.record.id: one.record.activities for one in entries.targets}
    for target in record.targets:
        if target in kinds and record.kind not in kinds[target]:
            named = tuple(kind.value for kind in kinds[target])
            yield warning(place("kind"), "kind-does-not-count", kind=record.kind.value, target=target, kinds=named)
    if record.file and not folder.has(f"evidence/{record.file}"):
        yield warning(place("file"), "evidence-file-missing", file=record.file)
