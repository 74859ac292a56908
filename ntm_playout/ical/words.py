"""Words: what does a roster say, in Vietnamese and in English?"""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "calendar": "{station} – lịch phát sóng tuần {number:02}/{year}",
        "repeat": "phát lại",
        "content": "Nội dung:",
        "no-content": "Nội dung: chưa có tin, bài phù hợp; phát nhạc chờ.",
        "language": "Ngôn ngữ: {languages}",
        "duty": "Trực phát: {people}",
        "draft": "Bản dự thảo – {document}",
        "revision": "Bản số {revision} – {document}",
        "approved": "Duyệt tại văn bản số {document} {on}",
        "cancelled-mark": "[HỦY]",
        "cancelled": "Lượt phát này đã hủy, không phát.",
    },
    "en": {
        "calendar": "{station} – roster of week {number:02}/{year}",
        "repeat": "repeat",
        "content": "Line-up:",
        "no-content": "Line-up: no segment fits; filler is played.",
        "language": "Language: {languages}",
        "duty": "On duty: {people}",
        "draft": "Draft – {document}",
        "revision": "Revision {revision} – {document}",
        "approved": "Approved by document {document} {on}",
        "cancelled-mark": "[CANCELLED]",
        "cancelled": "This airing is cancelled.",
    },
}
