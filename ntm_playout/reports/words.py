"""Words: what do tables and pages call things, in Vietnamese and in English?"""

from collections.abc import Mapping

from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.stations import Outlet
from ntm_playout.problems import Language

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
OUTLET_WORDS: Mapping[Outlet, str] = {
    Outlet.TV: "truyền hình",
    Outlet.RADIO: "phát thanh",
    Outlet.LOUDSPEAKER: "truyền thanh",
    Outlet.NEWSPAPER: "báo",
    Outlet.PORTAL: "cổng thông tin",
    Outlet.BULLETIN: "bản tin",
    Outlet.SOCIAL: "mạng xã hội",
}
KIND_WORDS: Mapping[CueKind, str] = {
    CueKind.IDENT: "nhạc hiệu",
    CueKind.GREETING: "lời xướng",
    CueKind.HEADLINES: "tin chính",
    CueKind.HAND_OVER: "lời chuyển ngữ",
    CueKind.STING: "nhạc cắt",
    CueKind.SEGMENT: "tin, bài",
    CueKind.SLOGAN: "khẩu hiệu",
    CueKind.SIGN_OFF: "lời kết",
    CueKind.FILLER: "nhạc chờ",
    CueKind.SLATE: "lời báo gói",
}

STATUS_WORDS: Mapping[Language, Mapping[QuotaStatus, str]] = {
    "vi": {
        QuotaStatus.MET: "đạt",
        QuotaStatus.SHORTFALL: "đạt tối thiểu, chưa đạt mức phấn đấu",
        QuotaStatus.BREACH: "không đạt",
        QuotaStatus.OVER: "vượt mức trần",
        QuotaStatus.PENDING: "chưa đến kỳ đánh giá",
        QuotaStatus.UNREPORTED: "chưa báo cáo",
        QuotaStatus.EXEMPT: "tạm miễn",
        QuotaStatus.SUBSTITUTED: "đơn vị khác phát thay",
    },
    "en": {
        QuotaStatus.MET: "met",
        QuotaStatus.SHORTFALL: "floor met, short of target",
        QuotaStatus.BREACH: "breach",
        QuotaStatus.OVER: "over the ceiling",
        QuotaStatus.PENDING: "pending",
        QuotaStatus.UNREPORTED: "unreported",
        QuotaStatus.EXEMPT: "exempt",
        QuotaStatus.SUBSTITUTED: "substituted",
    },
}

PERIOD_WORDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "week": "tuần",
        "month": "tháng",
        "quarter": "quý",
        "half-year": "6 tháng",
        "nine-months": "9 tháng",
        "year": "năm",
        "plan": "cả kế hoạch",
        "continuous": "thường xuyên",
    },
    "en": {
        "week": "week",
        "month": "month",
        "quarter": "quarter",
        "half-year": "half-year",
        "nine-months": "nine months",
        "year": "year",
        "plan": "whole plan",
        "continuous": "all the time",
    },
}

LABELS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "title": "CHỈ TIÊU PHÁT SÓNG",
        "weeks": "tuần {weeks}",
        "clause": "Điều khoản",
        "quota": "Chỉ tiêu",
        "period": "Kỳ",
        "owed": "Mức",
        "units": "Đơn vị đạt",
        "states": "Kết quả",
        "at-least": "≥{floor}/{period}",
        "at-least-target": "≥{floor}, phấn đấu {target}/{period}",
        "at-most": ", không quá {ceiling}",
        "share": "{met}/{active} đang hoạt động, {total} tổng số",
        "share-exempt": ", {count} tạm miễn",
        "share-substituted": ", {count} đơn vị khác phát thay",
        "share-asked": " (yêu cầu {percent}%)",
        "lowest": "thấp nhất, {period}: ",
        "periods": "{first}\n– {last}\n({count} kỳ)",
        "no-share": "chưa đến kỳ đánh giá",
        "set-locally": "địa phương tự đặt",
        "nobody": "Không có chỉ tiêu nào phải tính trong các tuần này.",
        "below-floor": "KHÔNG ĐẠT",
        "below-target": "ĐẠT TỐI THIỂU, CHƯA ĐẠT MỨC PHẤN ĐẤU",
        "excused": "TẠM MIỄN HOẶC ĐƠN VỊ KHÁC PHÁT THAY",
        "over": "VƯỢT MỨC TRẦN",
        "counted": "{counted} lượt phát đầu",
        "repeats": ", {repeats} lượt phát lại",
        "all-good": "Mọi đơn vị đang hoạt động đều đạt mức tối thiểu.",
    },
    "en": {
        "title": "BROADCAST QUOTAS",
        "weeks": "week {weeks}",
        "clause": "Clause",
        "quota": "Quota",
        "period": "Period",
        "owed": "Owed",
        "units": "Units that meet it",
        "states": "Results",
        "at-least": "≥{floor} a {period}",
        "at-least-target": "≥{floor}, target {target} a {period}",
        "at-most": ", at most {ceiling}",
        "share": "{met}/{active} active, {total} in all",
        "share-exempt": ", {count} exempt",
        "share-substituted": ", {count} substituted",
        "share-asked": " (asked: {percent}%)",
        "lowest": "lowest, {period}: ",
        "periods": "{first}\n– {last}\n({count} periods)",
        "no-share": "pending",
        "set-locally": "set locally",
        "nobody": "No quota counts in these weeks.",
        "below-floor": "BREACH",
        "below-target": "FLOOR MET, SHORT OF TARGET",
        "excused": "EXEMPT OR SUBSTITUTED",
        "over": "OVER THE CEILING",
        "counted": "first runs: {counted}",
        "repeats": ", repeats: {repeats}",
        "all-good": "Every active unit reaches the floor.",
    },
}


def label(name: str, language: Language, **values: object) -> str:
    """Return a table's or page's own words for `name`, its blanks filled with `values`."""
    return LABELS[language][name].format_map(values)
