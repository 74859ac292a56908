"""Records: is one entry of a file what it must be, and where does each mistake stand?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ntm_playout.problems import Problem, Source, error
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.rows import Table
from ntm_playout.workspace.yaml_tree import Branch, Tree

OWN_CODES = {
    "missing": "missing-value",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "list_type": "not-a-list",
    "tuple_type": "not-a-list",
}
"""What pydantic calls the mistakes that it finds by itself."""

Place = Callable[..., Source]


class Record(BaseModel):
    """An entry of a file: its keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[R]):
    """A record and where its parts stand: `place("parent")` is the place of a cell or key, `place()` of the whole."""

    record: R
    place: Place


def read_tree(folder: Folder, tree: Tree, kind: type[R]) -> Placed[R] | None:
    """Return a whole file as one record, or None with its problems."""
    return _checked(folder, kind, tree.value, tree.place)


def read_branch(folder: Folder, tree: Tree, key: str, kind: type[R]) -> Placed[R] | None:
    """Return what stands under `key` as one record, or None with its problems; None too if it is not there."""
    return _checked(folder, kind, tree.value[key], _below(tree.place, key)) if key in tree.value else None


def read_entries(folder: Folder, tree: Tree, key: str, kind: type[R]) -> tuple[Placed[R], ...]:
    """Return the entries of the list under `key` that are right; each wrong one leaves its problems."""
    listed = tree.value.get(key, [])
    if not isinstance(listed, list):
        folder.problems.append(error(tree.place(key), "not-a-list", key=key))
        return ()
    found = (_checked(folder, kind, entry, _below(tree.place, key, number)) for number, entry in enumerate(listed))
    return tuple(placed for placed in found if placed)


def check_keys(folder: Folder, tree: Tree, *, needed: tuple[str, ...], optional: tuple[str, ...]) -> None:
    """Note the keys at the top of a file that are missing or unknown."""
    known = needed + optional
    for key in tree.value:
        if key not in known:
            folder.problems.append(error(tree.place(key), "unknown-key", key=key, near=nearest(key, known)))
    for key in needed:
        if key not in tree.value:
            folder.problems.append(error(tree.place(), "missing-value", key=key))


def read_rows(folder: Folder, table: Table, kind: type[R]) -> tuple[Placed[R], ...]:
    """Return the rows that are right; each wrong one leaves its problems, and so do the header's mistakes."""
    known = field_names(kind)
    absent = [name for name in needed_names(kind) if name not in table.columns]
    folder.problems.extend(check_columns(table))
    for column in dict.fromkeys(table.columns):
        if column and column not in known:
            near = nearest(column, set(known) - set(table.columns))
            folder.problems.append(error(table.header.place(column), "unknown-column", column=column, near=near))
    for column in absent:
        folder.problems.append(error(table.header.source, "missing-column", column=column))
    found = (
        _checked(folder, kind, {name: cell for name, cell in row.cells.items() if name in known}, row.place, absent)
        for row in table.rows
    )
    return tuple(placed for placed in found if placed)


def check_columns(table: Table) -> Iterator[Problem]:
    """Yield a problem for each column that has no name, or that of a column before it."""
    for number, column in enumerate(table.columns):
        if not column or column in table.columns[:number]:
            yield error(table.header.place(column), "duplicate-column", column=column)


def field_names(kind: type[Record]) -> tuple[str, ...]:
    """Return the keys of a record as they stand in files, in order."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def needed_names(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns or keys that a record cannot be without."""
    return tuple(field.alias or name for name, field in kind.model_fields.items() if field.is_required())


def _below(place: Place, *above: object) -> Place:
    return lambda *loc: place(*above, *loc)


def _checked(folder: Folder, kind: type[R], raw: Branch, place: Place, unsaid: Sequence[str] = ()) -> Placed[R] | None:
    """Read one record; a missing value of the columns in `unsaid` was complained of already."""
    try:
        return Placed(record=kind.model_validate(raw), place=place)
    except ValidationError as failure:
        wrong = [one for one in failure.errors() if not (one["type"] == "missing" and one["loc"][-1] in unsaid)]
        folder.problems.extend(_problem(kind, one, place) for one in wrong)
        return None


def _problem(kind: type[Record], one: ErrorDetails, place: Place) -> Problem:
    values: dict[str, object] = dict(one.get("ctx", {}))
    loc = (*one["loc"], values.pop("at")) if "at" in values else one["loc"]
    key = next((str(part) for part in reversed(loc) if isinstance(part, str) and part != "[key]"), "")
    if one["type"] == "extra_forbidden":
        known = _names_at(kind, loc[:-1])
        return error(place(*loc), "unknown-key", key=key, near=nearest(key, known))
    return error(place(*loc), OWN_CODES.get(one["type"], one["type"]), **({"key": key} | values))


def _names_at(kind: type[Record], loc: tuple[object, ...]) -> tuple[str, ...]:
    """Return the keys that are known at a path below a record."""
    for part in loc:
        field = next((field for name, field in kind.model_fields.items() if part in {name, field.alias}), None)
        if field:
            kind = _record_in(field.annotation) or kind
    return field_names(kind)


def _record_in(annotation: Any) -> type[Record] | None:
    """Return the kind of record that a field holds, alone, in a list or as one of several; None if it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next(filter(None, map(_record_in, get_args(annotation))), None)
