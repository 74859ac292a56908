"""Quantities: how are ranges, percentages, money, measures, fractions and telephone numbers said?"""

import re
from collections.abc import Iterable, Mapping

from ntm_playout.audio.numbers import cardinal, digit_by_digit, roman, written_number

UNITS: Mapping[str, str] = {
    "km2": "ki lô mét vuông",
    "m2": "mét vuông",
    "cm2": "xăng ti mét vuông",
    "m3": "mét khối",
    "km": "ki lô mét",
    "cm": "xăng ti mét",
    "mm": "mi li mét",
    "ha": "héc ta",
    "kg": "ki lô gam",
    "mg": "mi li gam",
    "ml": "mi li lít",
    "kWh": "ki lô oát giờ",
    "kWp": "ki lô oát đỉnh",
    "kW": "ki lô oát",
    "MW": "mê ga oát",
    "kV": "ki lô vôn",
    "MHz": "mê ga héc",
    "kHz": "ki lô héc",
    "GB": "gi ga bai",
    "MB": "mê ga bai",
    "VNĐ": "đồng",
    "VND": "đồng",
    "USD": "đô la Mỹ",
}
"""Units that are known for what they are wherever they stand."""

UNITS_AFTER_A_NUMBER: Mapping[str, str] = {
    "°C": "độ xê",
    "oC": "độ xê",
    "°": "độ",
    "%": "phần trăm",
    "‰": "phần nghìn",
    "đồng": "đồng",
    "đ": "đồng",
    "trđ": "triệu đồng",
    "tr": "triệu",
    "m": "mét",
    "g": "gam",
    "l": "lít",
    "W": "oát",
    "V": "vôn",
    "$": "đô la",
    "'": "phút",
    "h": "giờ",
}
"""Short units that are letters or signs elsewhere."""

PER: tuple[str, ...] = (
    *("giây", "phút", "giờ", "h", "ngày", "đêm", "tuần", "tháng", "quý", "năm", "vụ", "lứa", "buổi", "lượt"),
    *("lít", "tấn", "tạ", "yến", "sào", "chuyến"),
)
"""What after a slash always means `each`: 2 lần/tuần; so does a unit."""

PER_AFTER_A_NUMBER: tuple[str, ...] = (
    *("người", "hộ", "khẩu", "thôn", "bản", "xã", "huyện", "tỉnh", "đơn vị", "sản phẩm", "công", "lần", "đàn"),
    *("con", "cây", "gốc", "quả", "chai", "hộp", "gói", "túi", "lọ", "bao", "suất", "vé", "phòng"),
)
"""What means `each` only in an amount, 50 triệu đồng/người; else `or`: cấp huyện/xã."""

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:\.\d+)+|\d+(?:,\d+)?)"
DASH = r"\s?[-–]\s?"
NO_MORE = r"(?!\w|[.,/]\d)"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


ENGLISH_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3}){2,}(?![\d,])")
LIST = re.compile(r"(?<![\d,.])\d+(?:,\d+){2,}(?![\d,])")
TELEPHONE = re.compile(
    rf"(?<![\w.,/])(?:0\d{{1,3}}(?:[ .]\d{{1,4}}){{2,4}}|0\d{{8,10}}|1[89]00(?:[ .]?\d{{2,6}}){{1,2}}){NO_MORE}"
)
PER_ALWAYS = re.compile(rf"(?<=[\w%‰])\s?/\s?(?P<unit>{_any_of((*PER, *UNITS))})(?!\w)")
PER_AMOUNT = re.compile(rf"(?P<amount>\d%?(?:\s?[^\W\d_]+){{0,6}})\s?/\s?(?P<unit>{_any_of(PER_AFTER_A_NUMBER)})(?!\w)")
RANGE = re.compile(
    rf"(?<![\w.,/-])(?P<from>(?!0\d\d){NUMBER})(?P<unit>\s?(?:{_any_of((*UNITS, *UNITS_AFTER_A_NUMBER))}))?{DASH}"
    rf"(?P<to>{NUMBER})(?!\d|-\d|[.,/]\d)"
)
MINUS = re.compile(r"(?<![^\s(])[-–](?=\d)")
TIMES = re.compile(r"(?<=\d)\s*[x×]\s*(?=\d)")
AFTER_A_NUMBER = re.compile(rf"(?<=\d)\s?(?P<unit>{_any_of((*UNITS, *UNITS_AFTER_A_NUMBER))})(?!\w)")
ALONE = re.compile(rf"(?<![\w.-])(?P<unit>{_any_of(UNITS)}|(?<!điểm )đ(?!\))|%)(?!\w|\.\w)")
FRACTION = re.compile(rf"(?<![\w.,/])(?P<part>\d{{1,4}})/(?P<whole>\d{{1,4}}){NO_MORE}")
ORDINAL = re.compile(rf"\b(?P<before>thứ\s+)(?P<number>0?[14]){NO_MORE}", re.IGNORECASE)
RANKED = "chương|mục|phần|khóa|khoá|thế kỷ|thứ|kỳ|kì|khu vực|vùng|loại|giai đoạn|hạng|cấp|phụ lục|đợt|đại hội"
UP_TO_89 = "(?P<number>(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?<=[IVXL])"
ROMAN = re.compile(rf"\b(?P<before>(?i:{RANKED})\s+){UP_TO_89}(?!\w|\.\w)")
ROMAN_HEADING = re.compile(rf"^{UP_TO_89}(?=[.)]\s)", re.MULTILINE)
ANY_NUMBER = re.compile(NUMBER)
QUARTERS_AND_SUCH = frozenset([2, 3, 4, 5, 10])


def say_quantities(text: str) -> str:
    """Write every number as it is said, with its unit; no digit is left."""
    text = ENGLISH_THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    text = LIST.sub(lambda found: found[0].replace(",", ", "), text)
    text = _say_romans(TELEPHONE.sub(_telephone, text))
    text = PER_AMOUNT.sub(lambda found: f"{found['amount']} mỗi {found['unit']}", text)
    text = PER_ALWAYS.sub(lambda found: f" mỗi {'giờ' if found['unit'] == 'h' else found['unit']}", text)
    text = RANGE.sub(lambda found: f"{found['from']}{found['unit'] or ''} đến {found['to']}", text)
    text = TIMES.sub(" nhân ", MINUS.sub("âm ", text))
    text = AFTER_A_NUMBER.sub(lambda found: f" {_unit(found['unit'])} ", text)
    text = ALONE.sub(lambda found: f" {_unit(found['unit'])} ", text)
    text = FRACTION.sub(_fraction, text)
    text = ORDINAL.sub(lambda found: found["before"] + _rank(int(found["number"])), text)
    return ANY_NUMBER.sub(_amount, text)


def _say_romans(text: str) -> str:
    text = ROMAN.sub(_roman, text)
    return ROMAN_HEADING.sub(lambda found: cardinal(roman(found["number"])), text)


def _roman(found: re.Match[str]) -> str:
    number = roman(found["number"])
    is_ordinal = found["before"].strip().lower() == "thứ"
    return found["before"] + (_rank(number) if is_ordinal else cardinal(number))


def _rank(number: int) -> str:
    return {1: "nhất", 4: "tư"}.get(number, cardinal(number))


def _telephone(found: re.Match[str]) -> str:
    return ", ".join(digit_by_digit(group) for group in re.split(r"[ .]", found[0]))


def _fraction(found: re.Match[str]) -> str:
    """Say a common fraction with `phần` (2/3 số hộ), and so many out of so many with `trên` (17/19 tiêu chí)."""
    part, whole = int(found["part"]), int(found["whole"])
    link = "phần" if part < whole and whole in QUARTERS_AND_SUCH else "trên"
    return f"{cardinal(part)} {link} {'tư' if link == 'phần' and whole == 4 else cardinal(whole)}"


def _unit(sign: str) -> str:
    return UNITS_AFTER_A_NUMBER.get(sign) or UNITS[sign]


def _amount(found: re.Match[str]) -> str:
    """Set a number off from letters beside it: VOV1, QL4D."""
    before = " " if found.start() and found.string[found.start() - 1].isalnum() else ""
    after = " " if found.string[found.end() : found.end() + 1].isalpha() else ""
    return f"{before}{written_number(found[0])}{after}"
