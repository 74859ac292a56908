"""Words: what does a roster say, in Vietnamese and in English?"""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "calendar": "{station} – lịch phát sóng tuần {number:02}/{year}",
        "feed": "{station} – lịch phát sóng",
        "overview": "{province} – lịch phát sóng toàn tỉnh",
        "overview-airing": "{programme} – {count} đơn vị",
        "duties": "{person} – lịch trực phát",
        "duty-airing": "Trực phát: {programme}",
        "as-role": "Nhiệm vụ: {role}",
        "production": "{province} – hạn thu âm",
        "recording": "Hạn thu âm: {segment} ({language})",
        "recording-for": "Mã tin, bài: {segment}\nChưa có bản thu {language}.\n"
        "Phải có trước {programme}, {start}, {station}.",
        "repeat": "phát lại",
        "content": "Nội dung:",
        "no-content": "Nội dung: chưa có tin, bài phù hợp; phát nhạc chờ.",
        "language": "Ngôn ngữ: {languages}",
        "duty": "Trực phát: {people}",
        "draft": "Bản dự thảo – {document}",
        "revision": "Bản số {revision} – {document}",
        "approved": "Duyệt tại văn bản số {document} {on}",
        "approved-on": "Duyệt ngày {on}",
        "cancelled-mark": "[HỦY]",
        "cancelled": "Lượt phát này đã hủy, không phát.",
    },
    "en": {
        "calendar": "{station} – roster of week {number:02}/{year}",
        "feed": "{station} – roster",
        "overview": "{province} – all rosters",
        "overview-airing": "{programme} – {count} units",
        "duties": "{person} – duties",
        "duty-airing": "On duty: {programme}",
        "as-role": "Role: {role}",
        "production": "{province} – recordings due",
        "recording": "Recording due: {segment} ({language})",
        "recording-for": "Segment: {segment}\nNo recording in {language} yet.\n"
        "Needed before {programme}, {start}, {station}.",
        "repeat": "repeat",
        "content": "Line-up:",
        "no-content": "Line-up: no segment fits; filler is played.",
        "language": "Language: {languages}",
        "duty": "On duty: {people}",
        "draft": "Draft – {document}",
        "revision": "Revision {revision} – {document}",
        "approved": "Approved by document {document} {on}",
        "approved-on": "Approved on {on}",
        "cancelled-mark": "[CANCELLED]",
        "cancelled": "This airing is cancelled.",
    },
}
