"""Activity words: what are activities, who pays and why airings were lost called in Vietnamese documents?"""

from collections.abc import Mapping

from ntm_playout.model.as_run import Finding, Reason
from ntm_playout.model.evidence import ActivityKind, ActivityState, BudgetSource

KIND_NAMES: Mapping[ActivityKind, str] = {
    ActivityKind.NEWSPAPER_PAGE: "chuyên trang báo",
    ActivityKind.NEWSPAPER_COLUMN: "chuyên mục báo",
    ActivityKind.PORTAL_SECTION: "lượt cập nhật chuyên mục trên cổng, trang thông tin điện tử",
    ActivityKind.BULLETIN_COLUMN: "chuyên mục trên Bản tin Thông báo nội bộ",
    ActivityKind.SOCIAL_POST: "bài trên mạng xã hội",
    ActivityKind.LIVESTREAM: "phiên phát trực tiếp trên mạng",
    ActivityKind.TWO_WAY_CHANNEL: "kênh truyền thông hai chiều",
    ActivityKind.MINORITY_PROGRAMME: "chương trình tiếng dân tộc thiểu số",
    ActivityKind.VIDEO_CLIP: "video clip",
    ActivityKind.SKETCH: "tiểu phẩm",
    ActivityKind.FILM: "phim tài liệu",
    ActivityKind.REPORTAGE: "phóng sự",
    ActivityKind.SITCOM: "tập sitcom",
    ActivityKind.PANEL: "pa nô",
    ActivityKind.POSTER: "mẫu áp phích",
    ActivityKind.LEAFLET: "mẫu tờ rơi",
    ActivityKind.GUIDE: "tài liệu, sổ tay cấp miễn phí",
    ActivityKind.YEARBOOK: "kỷ yếu",
    ActivityKind.MAGAZINE: "số tạp chí OCOP",
    ActivityKind.HANDBOOK: "cẩm nang sản phẩm OCOP",
    ActivityKind.CONTEST: "cuộc thi tìm hiểu",
    ActivityKind.VILLAGE_CONTEST: "hội thi thôn, xã",
    ActivityKind.ARTS_FESTIVAL: "liên hoan văn nghệ",
    ActivityKind.FORUM: "diễn đàn, tọa đàm, đối thoại",
    ActivityKind.MOVEMENT: "hoạt động phong trào chung sức",
    ActivityKind.TRAINING: "lớp tập huấn",
    ActivityKind.PILOT_MODEL: "mô hình điểm",
    ActivityKind.PLAN: "kế hoạch năm",
    ActivityKind.PERIOD_PLAN: "kế hoạch giai đoạn",
    ActivityKind.THEME: "chủ đề năm",
    ActivityKind.CONTENT_FRAME: "khung nội dung",
    ActivityKind.KEY_TASK: "nhiệm vụ trọng tâm",
    ActivityKind.COORDINATION: "chương trình phối hợp",
    ActivityKind.GUIDANCE: "văn bản hướng dẫn",
    ActivityKind.MATERIAL: "bộ tài liệu cung cấp cho cơ quan, đơn vị",
    ActivityKind.DIFFICULTY: "khó khăn, vướng mắc phản ánh lên Ban Chỉ đạo",
    ActivityKind.PROGRESS_REPORT: "báo cáo tiến độ",
    ActivityKind.REVIEW: "cuộc giám sát, sơ kết, tổng kết",
    ActivityKind.COMMENDATION: "đề nghị khen thưởng",
    ActivityKind.LOGO_INSPECTION: "lượt kiểm tra sử dụng biểu trưng đúng",
}
STATE_NAMES: Mapping[ActivityState, str] = {
    ActivityState.PLANNED: "dự kiến",
    ActivityState.DONE: "đã làm",
    ActivityState.WRONG: "chưa đúng",
    ActivityState.NOT_DONE: "không làm",
    ActivityState.RAISED: "đã phản ánh, chờ giải quyết",
}
BUDGET_NAMES: Mapping[BudgetSource | None, str] = {
    BudgetSource.CENTRAL: "ngân sách Trung ương",
    BudgetSource.PROVINCE: "ngân sách tỉnh",
    BudgetSource.DISTRICT: "ngân sách huyện",
    BudgetSource.COMMUNE: "ngân sách xã",
    BudgetSource.SOCIAL: "xã hội hóa",
    None: "chưa ghi nguồn",
}
REASON_NAMES: Mapping[Reason, str] = {
    Reason.NOTICE: "nhường thông báo khẩn",
    Reason.REPLACED: "phát chương trình khác",
    Reason.POWER: "mất điện",
    Reason.EQUIPMENT: "hỏng thiết bị",
    Reason.NO_SOUND: "thiếu tệp âm thanh",
    Reason.NOBODY: "không có người trực",
    Reason.OTHER: "lý do khác",
}
FINDING_NAMES: Mapping[Finding, str] = {
    Finding.ON_TIME: "đúng giờ",
    Finding.EARLY: "sớm",
    Finding.LATE: "muộn",
    Finding.MADE_GOOD: "phát bù",
    Finding.SHORT: "phát thiếu thời lượng",
    Finding.SUBSTITUTED: "bị thay chương trình khác",
    Finding.GAVE_WAY: "nhường thông báo",
    Finding.MISSED: "không phát",
    Finding.UNREPORTED: "chưa báo cáo",
    Finding.PENDING: "chưa đến giờ",
}
