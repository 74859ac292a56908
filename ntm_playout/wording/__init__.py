"""Wording: how is a problem said, in Vietnamese and in English?

One table a language, from a problem's code to a text with named blanks; a test holds the tables alike.
A part in square brackets around the blank `near` is said only if there is something near.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from ntm_playout.wording.english import ENGLISH
from ntm_playout.wording.vietnamese import VIETNAMESE

Language = Literal["vi", "en"]

TABLES: Mapping[Language, Mapping[str, str]] = {"vi": VIETNAMESE, "en": ENGLISH}
NEAR = re.compile(r"\[([^\[\]]*\{near\}[^\[\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A part of a message that has a wording of its own: a reason within a problem."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return word(self.code, self.values, "en")


def word(code: str, values: Mapping[str, object], language: Language) -> str:
    """Fill the wording of `code` with `values`; dates and times are written as the language's readers write them."""
    said = NEAR.sub(r"\1" if values.get("near") else "", TABLES[language][code])
    return said.format_map({name: _spell(value, language) for name, value in values.items()})


def _spell(value: object, language: Language) -> object:
    if isinstance(value, Worded):
        return word(value.code, value.values, language)
    if isinstance(value, datetime):
        return f"{value:%H:%M %d/%m/%Y}" if language == "vi" else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}" if language == "vi" else f"{value:%Y-%m-%d}"
    if isinstance(value, tuple | list):
        return ", ".join(str(_spell(one, language)) for one in value)
    return value
