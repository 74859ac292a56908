"""Spoken text: how is a written Vietnamese text said?

Every text for the voice goes through here: what eSpeak makes of `90,5%`, `17h30`, `01/KH-UBND` or `NTM` by itself is
not what an announcer says.  The order of the steps matters: each takes what it knows for sure and leaves the rest.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from ntm_playout.audio.lexicon import LETTERS, LEXICON
from ntm_playout.audio.spoken_dates import say_dates, say_hours
from ntm_playout.audio.spoken_documents import say_documents
from ntm_playout.audio.spoken_quantities import say_quantities

SIGNS = str.maketrans(
    {
        "\u2044": "/",
        "\u2215": "/",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "—": "–",
        "’": "'",
        "\r": "\n",
        "≥": " ít nhất ",
        "≤": " nhiều nhất ",
        ">": " hơn ",
        "<": " dưới ",
        "=": " bằng ",
    }
)
NEW_SENTENCE = re.compile(r"\s*(?:(?P<bullet>[-–+*•●▪◦]+\s)|\d{1,2}[.)]\s|[a-zđ][.)]\s|[IVX]+[.)]\s)")
PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?])[^\S\n]*\n")
SPACE = re.compile(r"[^\S\n]+")
VULGAR_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
ADDRESS = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:www\.)?(?P<address>[\w-]+(?:\.[\w-]+)*(?:@[\w-]+(?:\.[\w-]+)*)?\.(?:vn|com|org|net|edu|gov))(?!\w)/?",
    re.ASCII,
)
CAPITALS = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdđghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?")
WORD_JOINT = re.compile(r"(?<=\w)(?P<joint>[-/])(?=\w)")
ASIDE = re.compile(r"\s+–\s+")
BRACKET = re.compile(r"[()\[\]{}]")
PAUSES = re.compile(r"\s*[.,;:!?](?:\s*[.,;:!?])*")
STRONGEST_FIRST = ".!?;:,"


def spoken_text(text: str, said_as: Sequence[tuple[str, str]] = ()) -> str:
    """Write `text` as it is said: no digits, no abbreviations, no signs but those of pauses; NFC.

    Paragraphs stay apart by an empty line.  `said_as` are written and spoken forms that go before all rules.
    """
    text = in_own_words(unicodedata.normalize("NFC", text), said_as)
    said = [one for one in map(_paragraph, PARAGRAPH.split(_plain(text))) if one]
    return "\n\n".join([*(_ended(one) for one in said[:-1]), *said[-1:]])


def in_own_words(text: str, said_as: Sequence[tuple[str, str]]) -> str:
    """Put spoken forms in the place of written ones, the longest first, where these stand as whole words."""
    forms = dict(said_as)
    if not forms:
        return text
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = "|".join(re.escape(form) for form in longest_first)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: forms[found[0]], text)


def _plain(text: str) -> str:
    """Bring look-alikes to one form: widths, superscripts (m²), vulgar fractions (½), foreign digits, controls."""
    folded = unicodedata.normalize("NFKC", VULGAR_FRACTION.sub(" và ", text.replace("\r\n", "\n")))
    digits = FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), folded)
    signs = digits.translate(SIGNS)
    visible = (one for one in signs if unicodedata.category(one) != "Cf")
    spaced = (" " if one != "\n" and unicodedata.category(one) in {"Cc", "Zs"} else one for one in visible)
    return SPACE.sub(" ", "".join(spaced))


def _paragraph(text: str) -> str:
    text = ADDRESS.sub(_address, _join_lines(text))
    text = say_quantities(say_hours(say_dates(say_documents(text))))
    text = _listed_pattern().sub(_listed, text)
    text = CAPITALS.sub(_capitals, text)
    text = WORD_JOINT.sub(lambda found: " " if found["joint"] == "-" else ", ", text)
    # `kinh tế - xã hội` and `Phát thanh - Truyền hình` are said in one breath; the long dash is a pause.
    return _tidy(ASIDE.sub(", ", text.replace("&", " và ")))


def _join_lines(text: str) -> str:
    """Make one sentence of wrapped lines, and one each of the lines of a list."""
    joined = ""
    for line in text.split("\n"):
        found = NEW_SENTENCE.match(line)
        if not found:
            joined += f" {line.strip()}"
            continue
        joined = f"{_ended(joined)}\n" if joined.strip() else ""
        joined += line[found.end() :] if found["bullet"] else line.strip()
    return joined


def _ended(text: str) -> str:
    text = text.rstrip()
    return text if text.endswith(tuple(STRONGEST_FIRST)) else f"{text}."


def _address(found: re.Match[str]) -> str:
    return found["address"].replace(".", " chấm ").replace("@", " a còng ")


@cache
def _listed_pattern() -> re.Pattern[str]:
    small = _any_of(key for key in LEXICON if key == key.lower())
    exact = _any_of(key for key in LEXICON if key != key.lower())
    return re.compile(rf"(?<!\w)(?:{exact}|(?i:{small}))")


def _any_of(keys: Iterable[str]) -> str:
    longest_first = sorted(keys, key=lambda key: (-len(key), key))
    return "|".join(re.escape(key) + ("" if key.endswith(".") else r"(?!\w)") for key in longest_first)


def _listed(found: re.Match[str]) -> str:
    said = LEXICON.get(found[0]) or LEXICON[found[0].lower()]
    return f"{said} " if found[0].endswith(".") else said


def _capitals(found: re.Match[str]) -> str:
    """Say a shouted word as a word, and what is no syllable letter by letter."""
    word = found[0]
    if not word.isupper():
        return word
    bare = "".join(one for one in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(one))
    if SYLLABLE.fullmatch(bare) or any(one not in LETTERS for one in word):
        return word.lower()
    return " ".join(LETTERS[one] for one in word)


def _tidy(text: str) -> str:
    """Keep Latin letters and pauses, the strongest of several."""
    kept = "".join(one if one in STRONGEST_FIRST or _is_latin(one) else " " for one in BRACKET.sub(", ", text))
    kept = " ".join(kept.split())
    paused = PAUSES.sub(lambda found: f"{min(found[0].replace(' ', ''), key=STRONGEST_FIRST.index)} ", kept)
    return unicodedata.normalize("NFC", " ".join(paused.split()).lstrip(f"{STRONGEST_FIRST} ").rstrip(", "))


@cache
def _is_latin(letter: str) -> bool:
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")
