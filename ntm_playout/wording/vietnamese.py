"""Vietnamese wording of every problem, by code."""

from collections.abc import Mapping

VIETNAMESE: Mapping[str, str] = {
    "stale-plan": "dữ liệu đầu vào của tuần {week} đã thay đổi sau khi lập kế hoạch; hãy lập lại",
}
