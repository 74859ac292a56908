"""Lexicon: how are abbreviations and units said?"""

from collections.abc import Mapping

LEXICON: Mapping[str, str] = {"NTM": "nông thôn mới", "OCOP": "ô cốp"}
