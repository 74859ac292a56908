"""Numbers: is every number said as a northern announcer says it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.audio.numbers import DIGITS, cardinal, digit_by_digit, roman, written_number

SAID = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    91: "chín mươi mốt",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    151: "một trăm năm mươi mốt",
    1000: "một nghìn",
    1005: "một nghìn không trăm linh năm",
    1828: "một nghìn tám trăm hai mươi tám",
    2023: "hai nghìn không trăm hai mươi ba",
    10_000: "mười nghìn",
    105_015: "một trăm linh năm nghìn không trăm mười lăm",
    1_000_000: "một triệu",
    1_250_000: "một triệu hai trăm năm mươi nghìn",
    700_000_231: "bảy trăm triệu không nghìn hai trăm ba mươi mốt",
    1_000_000_000: "một tỷ",
    2_000_500_000: "hai tỷ không triệu năm trăm nghìn",
    3_021_000_000: "ba tỷ không trăm hai mươi mốt triệu",
    1_200_000_000_000: "một nghìn hai trăm tỷ",
}

ONES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}


@pytest.mark.parametrize(("number", "said"), SAID.items())
def test_a_number_is_said_as_in_school_books(number: int, said: str) -> None:
    """The textbook's readings hold: mốt, tư, lăm, linh, and zeros said inside a number."""
    assert cardinal(number) == said


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_a_listener_hears_the_number_that_was_written(number: int) -> None:
    """What is said can be turned back into the number by a listener who knows only the words."""
    assert _heard(cardinal(number)) == number


def _heard(said: str) -> int:
    if "tỷ" in said.split():
        above, _, below = said.partition(" tỷ")
        return _heard(above) * 10**9 + _heard(below)
    total = group = 0
    last = 0
    for word in said.split():
        match word:
            case "triệu":
                total, group, last = total + (group + last) * 10**6, 0, 0
            case "nghìn":
                total, group, last = total + (group + last) * 1000, 0, 0
            case "trăm":
                group, last = group + last * 100, 0
            case "mươi":
                group, last = group + last * 10, 0
            case "mười":
                group += 10
            case "linh":
                pass
            case _:
                last = ONES[word]
    return total + group + last


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("01", "một"),
        ("1.250.000", "một triệu hai trăm năm mươi nghìn"),
        ("90,5", "chín mươi phẩy năm"),
        ("90,25", "chín mươi phẩy hai mươi lăm"),
        ("0,05", "không phẩy không năm"),
        ("3,141", "ba phẩy một bốn một"),
        ("1.200,5", "một nghìn hai trăm phẩy năm"),
        ("4.0", "bốn chấm không"),
        ("1.2.3", "một chấm hai chấm ba"),
        ("1234567890123456789", "một hai ba bốn năm sáu bảy tám chín không một hai ba bốn năm sáu bảy tám chín"),
    ],
)
def test_a_written_number_keeps_its_marks(written: str, said: str) -> None:
    """Dots part thousands, a comma the decimals; other dots are said."""
    assert written_number(written) == said


def test_a_telephone_number_is_said_digit_by_digit() -> None:
    """No digit is lost, least of all the first zero."""
    assert digit_by_digit("0214") == "không hai một bốn"


@pytest.mark.parametrize(
    ("text", "value"), [("I", 1), ("IV", 4), ("VIII", 8), ("IX", 9), ("XIV", 14), ("XXI", 21), ("XL", 40), ("LXIX", 69)]
)
def test_a_roman_numeral_has_its_value(text: str, value: int) -> None:
    """A smaller letter before a larger one is taken away."""
    assert roman(text) == value
