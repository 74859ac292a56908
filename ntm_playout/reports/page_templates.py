"""Page templates: how are pages and texts made of the files in `templates/`?

The HTML is whole in itself: no network, no other file but the sounds; it prints on A4 and reads on a phone.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

TEMPLATES = Path(__file__).parent / "templates"


def render(name: str, **values: object) -> str:
    """Fill a template with `values`; one that is lacking is an error."""
    return _environment().get_template(name).render(**values)


def for_notepad(text: str) -> bytes:
    """Return a text with a byte order mark and CRLF: Notepad on old Windows needs both."""
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quoted
    return environment


def _quoted(text: str) -> str:
    """Write a text as liquidsoap's strings are written, in which `#{` would begin an expression."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("#", "\\#") + '"'
