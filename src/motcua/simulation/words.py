# SPDX-License-Identifier: EUPL-1.2
"""What made-up officials write: reasons, results, symbols of results."""

REASONS = (
    "Bản chụp không đọc được",
    "Thông tin trong tờ khai chưa khớp với giấy tờ kèm theo",
    "Thiếu chữ ký",
)
REFUSALS = ("Không thuộc thẩm quyền giải quyết", "Giấy tờ không hợp lệ, đã hướng dẫn nhưng không bổ sung")
WITHDRAWALS = ("Không còn nhu cầu", "Nộp nhầm thủ tục", "Bổ sung nội dung rồi nộp lại")
LATE = (
    "Phải xác minh tại nơi cư trú trước đây",
    "Chờ ý kiến của cơ quan phối hợp",
    "Khối lượng hồ sơ tăng cao",
)
GRANTED = ("Đủ điều kiện giải quyết", "Cấp theo đề nghị", "Đã đối chiếu sổ gốc, đủ điều kiện")
DENIED = ("Không đủ điều kiện theo quy định", "Không có thông tin trong sổ gốc")
SYMBOLS = {"G15-CT": "CT-UBND", "G15-HT": "HT-UBND", "G12-HKD": "HKD-UBND", "G17-XD": "GP-UBND"}
