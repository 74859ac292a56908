"""Documents: how are the signs of official papers said, 263/QĐ-TTg and 13-CT/TU?

As on the radio: the kind, the number and who issued it, each once.
"""

import re
from collections.abc import Mapping

from ntm_playout.audio.numbers import cardinal

DOCUMENTS: Mapping[str, str] = {
    "QĐ": "quyết định",
    "KH": "kế hoạch",
    "NĐ": "nghị định",
    "NQ": "nghị quyết",
    "CT": "chỉ thị",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "TB": "thông báo",
    "BC": "báo cáo",
    "HD": "hướng dẫn",
    "CV": "công văn",
    "CĐ": "công điện",
    "TTr": "tờ trình",
    "CTr": "chương trình",
    "ĐA": "đề án",
    "KL": "kết luận",
    "QC": "quy chế",
}
"""Kinds of documents by their sign (Nghị định 30/2020/NĐ-CP, annex III)."""

ISSUERS: Mapping[str, str] = {
    "TTg": "Thủ tướng",
    "CP": "Chính phủ",
    "VPCP": "Văn phòng Chính phủ",
    "UBND": "ủy ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "TU": "tỉnh ủy",
    "HU": "huyện ủy",
    "ĐU": "đảng ủy",
    "TW": "Trung ương",
    "BNN": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BTC": "Bộ Tài chính",
    "BNV": "Bộ Nội vụ",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "STTTT": "Sở Thông tin và Truyền thông",
    "SNN": "Sở Nông nghiệp và Phát triển nông thôn",
    "BCĐ": "ban chỉ đạo",
    "VPĐP": "văn phòng điều phối",
}
"""Who issues documents, by the sign after the kind."""

KINDS = "|".join(sorted({*DOCUMENTS.values(), "luật", "pháp lệnh"}, key=lambda kind: (-len(kind), kind)))
CODE = r"[A-ZĐ][A-ZĐa-z]*+\d*+"
SIGN = re.compile(
    rf"(?P<before>\b(?:(?P<kind>{KINDS})\s+)?(?:số:?\s+)?)(?<![\w/.,])(?P<number>\d{{1,6}})[a-z]?\s?"
    rf"(?:/(?P<year>(?:19|20)\d\d))?[/-](?P<codes>{CODE}(?:[-–/]{CODE})*)(?!\w)",
    re.IGNORECASE,
)
CODES = re.compile(rf"{CODE}(?:[-–/]{CODE})*")
ISSUER_FOLLOWS = re.compile(r"(?:\s?,?\s?ngày\s[\d/.-]+(?:\stháng\s\d+)?(?:\snăm\s\d+)?)?\s?,?\s?của\b", re.IGNORECASE)
ASSEMBLY = re.compile(r"QH(\d{1,2})")


def say_documents(text: str) -> str:
    """Write the signs of documents as they are said; the issuer is left out where the text names it next."""
    return SIGN.sub(_document, text)


def _document(found: re.Match[str]) -> str:
    codes = re.split(r"[-–/]", found["codes"])
    if not CODES.fullmatch(found["codes"]) or not any(_is_sign(code) for code in codes):
        return found[0]
    kind = DOCUMENTS.get(codes[0], "") if not found["kind"] else ""
    issuer = next((_issuer(code) for code in codes if _issuer(code)), "")
    before = f"{kind} {found['before']}" if kind else found["before"]
    year = f" năm {cardinal(int(found['year']))}" if found["year"] else ""
    is_named = ISSUER_FOLLOWS.match(found.string, found.end())
    return f"{before}{cardinal(int(found['number']))}{year}" + (f" của {issuer}" if issuer and not is_named else "")


def _is_sign(code: str) -> bool:
    return code in DOCUMENTS or bool(_issuer(code))


def _issuer(code: str) -> str:
    if assembly := ASSEMBLY.fullmatch(code):
        return f"Quốc hội khóa {cardinal(int(assembly[1]))}"
    return ISSUERS.get(code, "")
