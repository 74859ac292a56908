"""Content lines: what is a calendar made of, seen without icalendar?

An own small reader of RFC 5545 syntax; the linter and the second reader stand on it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')
_LISTED = re.compile(r"(?:^|,)((?:[^\\,]|\\.)*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLine:
    """One unfolded line; `number` is that of its first physical line, from 1."""

    number: int
    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of a TEXT property, unescaped."""
        return unescape(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What stands between a BEGIN and its END; `number` is the line of BEGIN."""

    name: str
    number: int
    lines: tuple[ContentLine, ...]
    children: tuple["Component", ...]

    def all(self, name: str) -> tuple[ContentLine, ...]:
        """Return the lines of one property, in order."""
        return tuple(line for line in self.lines if line.name == name)

    def walk(self, name: str) -> Iterator["Component"]:
        """Yield every component of that name inside, at any depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.walk(name)


@dataclass(slots=True)
class _Open:
    name: str
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)


class ContentLineError(ValueError):
    """A line that RFC 5545 does not allow; `number` is its physical line."""

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        super().__init__(text)


def parse(content: bytes) -> Component:
    """Return the tree of components below one nameless root; ContentLineError at the first line that cannot be read."""
    opened = [_Open("", 0)]
    for number, line in _unfolded(content):
        found = _content_line(number, line)
        if found.name == "BEGIN":
            opened.append(_Open(found.value.upper(), number))
        elif found.name == "END":
            if len(opened) == 1 or opened[-1].name != found.value.upper():
                raise ContentLineError(number, f"END:{found.value}")
            closed = opened.pop()
            opened[-1].children.append(_component(closed))
        else:
            opened[-1].lines.append(found)
    if len(opened) > 1:
        raise ContentLineError(opened[-1].number, f"BEGIN:{opened[-1].name}")
    return _component(opened[0])


def unescape(value: str) -> str:
    r"""Undo RFC 5545 3.3.11: `\n` is a line break, every other escaped character is itself."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_list(value: str) -> tuple[str, ...]:
    """Split a list of TEXT values at the commas that are not escaped."""
    return tuple(unescape(found[1]) for found in _LISTED.finditer(value))


def _unfolded(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield each logical line with the number of its first physical line."""
    start, whole = 0, b""
    for number, line in enumerate(re.split(rb"\r?\n", content), start=1):
        if line[:1] in {b" ", b"\t"} and start:
            whole += line[1:]
            continue
        if whole:
            yield start, _decoded(start, whole)
        start, whole = number, line
    if whole:
        yield start, _decoded(start, whole)


def _decoded(number: int, line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as fault:
        raise ContentLineError(number, str(fault)) from fault


def _content_line(number: int, line: str) -> ContentLine:
    name = _NAME.match(line)
    if not name:
        raise ContentLineError(number, line[:40])
    parameters: dict[str, str] = {}
    at = name.end()
    while found := _PARAMETER.match(line, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if line[at : at + 1] != ":":
        raise ContentLineError(number, line[:40])
    return ContentLine(number=number, name=name[0].upper(), parameters=parameters, value=line[at + 1 :])


def _component(opened: _Open) -> Component:
    return Component(name=opened.name, number=opened.number, lines=tuple(opened.lines), children=tuple(opened.children))
