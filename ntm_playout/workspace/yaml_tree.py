"""YAML: what does a file say, and on which line does each part stand?

Scalars stay as they are written; what reads them decides whether `2023-04` is a month and `012` a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ntm_playout.problems import Source, Worded, error
from ntm_playout.workspace.folder import Folder

NULL = "tag:yaml.org,2002:null"

Branch = Mapping[str, "Branch"] | list["Branch"] | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A file's mappings, lists and texts; `lines` are the lines of keys and list entries by their path from the top."""

    value: Mapping[str, Branch]
    path: str
    lines: Mapping[tuple[str | int, ...], int]

    def place(self, *loc: str | int) -> Source:
        """Return where a part stands; of a part that is not there, where the one around it does."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return Source(path=self.path, line=self.lines.get(loc, 1))

    def ids(self, key: str) -> Iterator[tuple[str, Source]]:
        """Yield the id of each entry of the list under `key` that has one, and where it stands; wrong entries too."""
        listed = self.value.get(key)
        for number, entry in enumerate(listed if isinstance(listed, list) else ()):
            name = entry.get("id") if isinstance(entry, Mapping) else None
            if name and isinstance(name, str):
                yield name, self.place(key, number, "id")


def read_yaml(folder: Folder, relative: str) -> Tree | None:
    """Return what a YAML file says; None, with a problem, if it is not one mapping of texts.

    A key without a value counts as absent; a key that stands twice is a problem, and the first one holds.
    """
    text = folder.read_text(relative)
    if text is None:
        return None
    try:
        node = _composed(text)
    except MarkedYAMLError as failure:
        line = failure.problem_mark.line + 1 if failure.problem_mark else 0
        reason = " ".join(str(failure.problem or failure.context).split())
        folder.problems.append(error(folder.source(relative, line), "bad-yaml", reason=reason))
        return None
    except YAMLError as failure:
        reason = " ".join(str(failure).split())
        folder.problems.append(error(folder.source(relative), "bad-yaml", reason=reason))
        return None
    if not isinstance(node, MappingNode):
        folder.problems.append(error(folder.source(relative, 1), "not-a-mapping", key=relative))
        return None
    growth = _Growth(folder, relative)
    value = growth.mapping(node, (), ())
    return Tree(value=value, path=folder.shown(relative), lines=growth.lines)


@lru_cache(maxsize=128)
def _composed(text: str) -> Node | None:
    """Return the nodes of a text; the shipped templates and sounds are read with every workspace."""
    return cast("Node | None", YAML(typ="safe", pure=True).compose(text))


class _Growth:
    """Turns nodes into a tree, noting lines and problems."""

    def __init__(self, folder: Folder, relative: str) -> None:
        self.folder = folder
        self.relative = relative
        self.lines: dict[tuple[str | int, ...], int] = {(): 1}

    def mapping(self, node: MappingNode, loc: tuple[str | int, ...], above: tuple[Node, ...]) -> Mapping[str, Branch]:
        grown: dict[str, Branch] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = str(key_node.value)
            if not isinstance(key_node, ScalarNode):
                self._complain(line, "bad-yaml", reason=Worded(code="key-not-a-text"))
            elif (*loc, key) in self.lines:
                self._complain(line, "duplicate-key", key=key, first=self.lines[(*loc, key)])
            else:
                self.lines[(*loc, key)] = line
                value = self._branch(value_node, (*loc, key), (*above, node))
                if value is not None:
                    grown[key] = value
        return grown

    def _branch(self, node: Node, loc: tuple[str | int, ...], above: tuple[Node, ...]) -> Branch:
        if node in above:
            self._complain(self.lines[loc], "bad-yaml", reason=Worded(code="alias-in-itself"))
            return None
        if isinstance(node, MappingNode):
            return self.mapping(node, loc, above)
        if isinstance(node, SequenceNode):
            for number, entry in enumerate(node.value):
                self.lines[(*loc, number)] = entry.start_mark.line + 1
            return [self._branch(entry, (*loc, number), (*above, node)) for number, entry in enumerate(node.value)]
        return None if str(node.tag) == NULL else str(node.value).strip()

    def _complain(self, line: int, code: str, **values: object) -> None:
        self.folder.problems.append(error(self.folder.source(self.relative, line), code, **values))
