"""Numbers: how is a number said in Vietnamese, as announcers in the north say it?"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
"""A last digit that changes after mươi: 21 hai mươi mốt, 24 hai mươi tư, 25 hai mươi lăm."""
BILLION = 10**9
LONGEST = 18
"""Digits of the longest number that is said as one; longer ones are no quantities."""
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def cardinal(number: int) -> str:
    """Say a whole number of at least 0: 2023 is `hai nghìn không trăm hai mươi ba`."""
    if number >= BILLION:
        above, below = divmod(number, BILLION)
        return f"{cardinal(above)} tỷ" + (f" {_groups(below, is_inside=True)}" if below else "")
    return _groups(number, is_inside=False)


def written_number(text: str) -> str:
    """Say digits as they stand in a text: `01`, `1.250.000`, `90,5`, `4.0`, `123456789012345678901`."""
    whole, comma, part = text.partition(",")
    groups = whole.split(".")
    if len(groups) > 1 and not all(len(group) == 3 for group in groups[1:]):
        return " chấm ".join(written_number(group) for group in groups)
    joined = "".join(groups)
    said = cardinal(int(joined)) if len(joined) <= LONGEST else digit_by_digit(joined)
    return f"{said} phẩy {_decimals(part)}" if comma else said


def digit_by_digit(text: str) -> str:
    """Say every digit of `text`, as of a telephone number."""
    return " ".join(DIGITS[int(digit)] for digit in text)


def roman(text: str) -> int:
    """Return the value of a Roman numeral in capitals."""
    values = [ROMAN[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _decimals(part: str) -> str:
    if len(part) > 2 or part.startswith("0"):
        return digit_by_digit(part)
    return cardinal(int(part))


def _groups(number: int, *, is_inside: bool) -> str:
    """Say a number below a thousand million; `is_inside` if more stands before it, so that its zeros are said."""
    said: list[str] = []
    millions, thousands, ones = number // 10**6, number // 1000 % 1000, number % 1000
    for group, unit, below in ((millions, " triệu", number % 10**6), (thousands, " nghìn", ones), (ones, "", 0)):
        begun = is_inside or bool(said)
        if group:
            said.append(_hundreds(group, is_inside=begun) + unit)
        elif begun and below:
            said.append(f"không{unit}")
    return " ".join(said) or DIGITS[0]


def _hundreds(number: int, *, is_inside: bool) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = [f"{DIGITS[hundreds]} trăm"] if hundreds or is_inside else []
    if tens:
        said.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
    elif ones and said:
        said.append("linh")
    if ones:
        changed = AFTER_TENS if tens > 1 else {5: "lăm"} if tens == 1 else {}
        said.append(changed.get(ones, DIGITS[ones]))
    return " ".join(said)
