# SPDX-License-Identifier: EUPL-1.2
"""What may be done with a plan and the tasks in it, by the code its step carries."""

from django.db import models


class PlanAct(models.TextChoices):
    """Acts on the document of a plan and on its proposals."""

    OPEN = "open", "Đưa kế hoạch vào hệ thống"
    ADD_FILE = "add_file", "Thêm tệp"
    READ_AGAIN = "read_again", "Yêu cầu đọc lại"
    READ = "read", "Đọc văn bản"
    EDIT_HEAD = "edit_head", "Sửa phần đầu văn bản"
    LINK = "link", "Gắn với kế hoạch cấp trên"
    CARRY_OUT = "carry_out", "Gắn nhiệm vụ với nhiệm vụ của cấp trên"
    ANSWER = "answer", "Trả lời điểm cần xem"
    ACCEPT = "accept", "Nhận nhiệm vụ"
    SAVE = "save", "Sửa nhiệm vụ"
    REJECT = "reject", "Bỏ đề xuất"
    PUT_BACK = "put_back", "Đưa về chờ quyết định"
    SPLIT = "split", "Tách nhiệm vụ"
    MERGE = "merge", "Gộp nhiệm vụ"
    ADD = "add", "Thêm nhiệm vụ"
    ACCEPT_SURE = "accept_sure", "Nhận các đề xuất chắc chắn"
    MATCH = "match", "Gắn đơn vị"
    TAKE_OFFER = "take_offer", "Nhận giá trị của lần đọc mới"
    KEEP_OWN = "keep_own", "Giữ giá trị đang có"
    UNDO = "undo", "Hoàn tác"
    PUT_IN_FORCE = "put_in_force", "Đưa vào thực hiện"
    CLOSE = "close", "Kết thúc kế hoạch"


UNDOABLE = frozenset(
    {
        *(PlanAct.ACCEPT, PlanAct.SAVE, PlanAct.REJECT, PlanAct.PUT_BACK, PlanAct.SPLIT, PlanAct.MERGE),
        *(PlanAct.ADD, PlanAct.ACCEPT_SURE, PlanAct.MATCH, PlanAct.TAKE_OFFER, PlanAct.KEEP_OWN),
    }
)
"""What `undo` takes back."""
