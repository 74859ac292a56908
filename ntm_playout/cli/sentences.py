"""Sentences: what do commands say when all went well, in Vietnamese and in English?"""

from collections.abc import Mapping

from ntm_playout.problems import Language

SENTENCES: Mapping[str, Mapping[Language, str]] = {
    "workspace-fine": {
        "vi": "Không có lỗi: {stations} đơn vị, {segments} tin, bài.",
        "en": "No errors: {stations} stations, {segments} segments.",
    },
    "planned": {
        "vi": "Tuần {week}: {first} lượt phát đầu, {repeats} lượt phát lại, {line_ups} danh mục tin bài.",
        "en": "Week {week}: {first} first runs, {repeats} repeats, {line_ups} line-ups.",
    },
    "explained-week": {
        "vi": "{station}, tuần {week}: vì sao phát vào các giờ này",
        "en": "{station}, {week}: why these times",
    },
    "owes-nothing": {
        "vi": "Tuần này đơn vị không phải phát gì (tạm miễn, ngừng hoạt động hoặc không có chương trình).",
        "en": "The station owes nothing this week (exempt, not in force, or without programmes).",
    },
    "explained-repeat": {"vi": "phát lại", "en": "repeat"},
    "explained-lock": {
        "vi": "giờ do người lập kế hoạch cố định: {reason}",
        "en": "the planner has set this time: {reason}",
    },
    "explained-floor": {
        "vi": "“{programme}”: chỉ phát được {planned} trong ít nhất {floor} lượt phát đầu",
        "en": "'{programme}': {planned} of at least {floor} first runs",
    },
    "explained-repairs": {
        "vi": "Cách khắc phục, ít thay đổi nhất trước:",
        "en": "Repairs, the smallest first:",
    },
    "changed-times": {
        "vi": "Tuần {week}: {count} lượt phát không còn ở giờ đã công bố (ít nhất có thể).",
        "en": "Week {week}: {count} airings are no longer at a published time (the fewest possible).",
    },
    "plan-stored": {"vi": "Đã ghi kế hoạch phát vào {folder}", "en": "The plan is in {folder}"},
    "plan-submitted": {
        "vi": "Kế hoạch phát tuần {week} đã trình duyệt (người trình: {by}).",
        "en": "The plan of {week} is submitted by {by}.",
    },
    "plan-approved": {
        "vi": "Kế hoạch phát tuần {week} đã được duyệt (người duyệt: {by}).",
        "en": "The plan of {week} is approved by {by}.",
    },
    "published": {
        "vi": "Đã công bố bản số {number} của tuần {week} trong {folder} ({changed} tệp mới hoặc thay đổi)",
        "en": "Revision {number} of {week} is published in {folder} ({changed} files new or changed)",
    },
    "nothing-to-publish": {
        "vi": "Tuần {week} không có gì thay đổi; không công bố bản mới.",
        "en": "Nothing has changed in {week}; nothing was published.",
    },
    "stop-notices": {
        "vi": "Thông báo dừng phát cho từng đơn vị, bản tổng hợp và tin nhắn nằm trong {folder}",
        "en": "Stop notices for each station, an overview and messages are in {folder}",
    },
    "withdrawal-lifted": {
        "vi": "{segment} được phát trở lại ({by}).",
        "en": "{segment} may be aired again ({by}).",
    },
    "as-published-again": {
        "vi": "Kế hoạch phát tuần {week} lại như bản đã công bố.",
        "en": "The plan of {week} is as it was published again.",
    },
    "interrupted": {
        "vi": "Đã dừng theo yêu cầu; những gì đã ghi xong vẫn dùng được, chạy lại lệnh để làm tiếp.",
        "en": "Stopped; what is written is whole, the same command goes on from there.",
    },
    "dry-run": {"vi": "Chạy thử: không ghi tệp nào.", "en": "Dry run: nothing was written."},
    "rosters-written": {
        "vi": "{count} lịch phát sóng trong {folder} ({changed} tệp thay đổi)",
        "en": "{count} rosters in {folder} ({changed} changed)",
    },
    "bundles-written": {
        "vi": "{count} gói chương trình tuần trong {folder} ({changed} gói thay đổi, {size})",
        "en": "{count} bundles in {folder} ({changed} changed, {size})",
    },
    "copied-to-drive": {
        "vi": "Đã chép {files} tệp theo thứ tự phát vào {folder}, đọc lại đúng. Hãy rút USB an toàn.",
        "en": "{files} files are in {folder}, in playing order, and were read back. Eject the stick before pulling it.",
    },
    "report-written": {"vi": "Đã ghi báo cáo: {file}", "en": "The report is in {file}"},
    "disk-needed": {
        "vi": "Cần khoảng {size} trên ổ đĩa của {folder} (còn trống {free}).",
        "en": "This takes about {size} on the disk of {folder} ({free} free).",
    },
    "verified": {
        "vi": "Đã kiểm tra {bundles} gói và {rosters} lịch: không có lỗi.",
        "en": "Verified {bundles} bundles and {rosters} rosters: no errors.",
    },
    "verified-errors": {
        "vi": "Đã kiểm tra {bundles} gói và {rosters} lịch: {errors} lỗi.",
        "en": "Verified {bundles} bundles and {rosters} rosters: {errors} errors.",
    },
    "logs-taken": {
        "vi": "Đã nhập {rows} dòng nhật ký từ {files} tệp (lần nhập số {number}).",
        "en": "{rows} log rows of {files} files are imported (import {number}).",
    },
    "logs-would-be-taken": {
        "vi": "Sẽ nhập {rows} dòng nhật ký từ {files} tệp.",
        "en": "{rows} log rows of {files} files would be imported.",
    },
    "no-new-logs": {"vi": "Không có nhật ký mới để nhập.", "en": "There is no new log to import."},
    "no-imports": {"vi": "Chưa nhập nhật ký nào.", "en": "Nothing was imported yet."},
    "import-line": {
        "vi": "{number}  {at}  {rows} dòng  {days}  {files}",
        "en": "{number}  {at}  {rows} rows  {days}  {files}",
    },
    "import-line-undone": {
        "vi": "{number}  {at}  {rows} dòng  {days}  {files}  (đã huỷ)",
        "en": "{number}  {at}  {rows} rows  {days}  {files}  (undone)",
    },
    "import-undone": {
        "vi": "Lần nhập số {number} không còn được tính ({rows} dòng: {files}).",
        "en": "Import {number} counts no more ({rows} rows: {files}).",
    },
    "made-good": {
        "vi": "{station}: phát bù “{programme}” lúc {start} (thay lượt {lost}) – {airing}",
        "en": "{station}: '{programme}' again at {start} (in place of {lost}) – {airing}",
    },
    "nothing-to-make-good": {
        "vi": "Tuần {week}: nhật ký không cho thấy đơn vị nào cần phát bù để đạt mức tối thiểu.",
        "en": "{week}: by the records no unit needs a make-good to reach its floor.",
    },
    "make-good-totals": {
        "vi": "Tuần {week}: thêm {count} lượt phát bù (ít nhất có thể).",
        "en": "{week}: {count} airings are added (the fewest possible).",
    },
    "make-good-next": {
        "vi": "Xem bằng diff, rồi approve và publish như mọi bản khác.",
        "en": "Look at it with diff, then approve and publish as any revision.",
    },
    "sheets-written": {
        "vi": "{count} phiếu theo dõi phát sóng trong {folder} ({changed} phiếu thay đổi)",
        "en": "{count} tick sheets in {folder} ({changed} changed)",
    },
    "recording-taken": {"vi": "Bản thu nằm ở {target}", "en": "The recording is {target}"},
    "recording-length": {"vi": "Thời lượng khi phát: {seconds} giây", "en": "It is {seconds} s long on air"},
    "length-written": {"vi": "Đã ghi thời lượng mới vào {table}", "en": "The new length is in {table}"},
    "tables-moved": {"vi": "Đã chuyển các bảng sang: {files}", "en": "The tables are now in: {files}"},
    "missing-recordings": {
        "vi": "Còn thiếu bản thu tiếng dân tộc của {count} tin, bài (lệnh check kể tên từng tin).",
        "en": "{count} segments still lack a recording in a listed language (check names each).",
    },
    "where-to-look": {
        "vi": "Kế hoạch phát: {plans}. Hãy mở thử: {page}",
        "en": "The plan: {plans}. Open for example: {page}",
    },
}
"""What is said, by what it is about; a test holds the blanks of both languages alike."""


def say(sentence: str, language: Language, **values: object) -> str:
    """Fill a sentence's blanks."""
    return SENTENCES[sentence][language].format_map(values)


STEPS: Mapping[str, Mapping[Language, str]] = {
    "plan": {"vi": "Lập kế hoạch phát", "en": "Planning"},
    "rosters": {"vi": "Ghi lịch phát sóng", "en": "Writing rosters"},
    "sounds": {"vi": "Chuẩn bị âm thanh", "en": "Preparing sounds"},
    "recordings": {"vi": "Nghe thử các bản thu", "en": "Listening to recordings"},
    "bundles": {"vi": "Ghép gói chương trình", "en": "Writing bundles"},
    "copy": {"vi": "Chép vào USB", "en": "Copying to the stick"},
    "read-back": {"vi": "Đọc lại USB", "en": "Reading the stick back"},
    "zips": {"vi": "Nén gói chương trình", "en": "Zipping bundles"},
    "logs": {"vi": "Đọc nhật ký", "en": "Reading logs"},
    "sheets": {"vi": "Ghi phiếu theo dõi", "en": "Writing tick sheets"},
    "verify": {"vi": "Kiểm tra tệp âm thanh", "en": "Verifying audio files"},
}
"""What a bar is titled, by the name of the step."""


def step_title(step: str, language: Language) -> str:
    """Return what a long step is called."""
    return STEPS[step][language]
