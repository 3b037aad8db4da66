# SPDX-License-Identifier: EUPL-1.2
"""Words that made-up plans are put together from: duties, units, times with their meaning."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

GROUPS: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    ("Công tác chỉ đạo, điều hành", (
        ("Ban hành kế hoạch kiểm tra việc thực hiện nhiệm vụ kiểm soát thủ tục hành chính", "Kế hoạch kiểm tra"),
        ("Tổ chức hội nghị sơ kết sáu tháng và tổng kết năm về cải cách hành chính", "Báo cáo sơ kết, tổng kết"),
        ("Kiện toàn Bộ phận Tiếp nhận và Trả kết quả bảo đảm đủ người có chuyên môn phù hợp", "Quyết định kiện toàn"),
        ("Giao chỉ tiêu giải quyết hồ sơ trực tuyến cho từng cơ quan, đơn vị", "Văn bản giao chỉ tiêu"),
        ("Tự chấm điểm Bộ chỉ số phục vụ người dân, doanh nghiệp theo hướng dẫn", "Bảng điểm tự chấm"),
    )),
    ("Cải cách thể chế", (
        ("Rà soát, hệ thống hóa văn bản quy phạm pháp luật do địa phương ban hành", "Danh mục văn bản"),
        ("Theo dõi tình hình thi hành pháp luật trong lĩnh vực trọng tâm liên ngành", "Báo cáo theo dõi"),
        ("Kiểm tra, xử lý văn bản có dấu hiệu trái pháp luật sau khi được ban hành", "Kết luận kiểm tra"),
        ("Phổ biến, giáo dục pháp luật về hộ tịch, đất đai cho người dân tại khu dân cư", "Buổi phổ biến"),
    )),
    ("Cải cách thủ tục hành chính", (
        ("Rà soát, đề xuất phương án đơn giản hóa các thủ tục còn nhiều giấy tờ", "Quyết định thông qua phương án"),
        ("Niêm yết công khai đầy đủ thủ tục hành chính đã được công bố tại nơi tiếp nhận hồ sơ", "Bảng niêm yết"),
        ("Cập nhật quy trình nội bộ trên hệ thống thông tin giải quyết thủ tục hành chính", "Quy trình mới"),
        ("Số hóa hồ sơ, giấy tờ và kết quả giải quyết khi tiếp nhận", "Dữ liệu được số hóa"),
        ("Tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức về quy định hành chính", "Văn bản trả lời"),
        ("Gửi thư xin lỗi người dân khi hồ sơ giải quyết quá thời hạn", "Thư xin lỗi"),
        ("Đánh giá tác động của quy định về thủ tục trong dự thảo văn bản", "Biểu mẫu đánh giá tác động"),
    )),
    ("Cải cách tổ chức bộ máy", (
        ("Sắp xếp tổ chức các đơn vị sự nghiệp công lập thuộc phạm vi quản lý", "Đề án sắp xếp"),
        ("Thực hiện tinh giản biên chế theo lộ trình đã được phê duyệt", "Danh sách tinh giản"),
        ("Rà soát chức năng, nhiệm vụ của các phòng chuyên môn để tránh chồng chéo", "Quy chế làm việc sửa đổi"),
    )),
    ("Cải cách chế độ công vụ", (
        ("Bồi dưỡng kỹ năng giao tiếp cho công chức làm việc tại Bộ phận Một cửa", "Lớp bồi dưỡng"),
        ("Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính tại các đơn vị trực thuộc", "Biên bản kiểm tra"),
        ("Chuyển đổi vị trí công tác đối với công chức giữ vị trí nhạy cảm", "Quyết định điều động"),
    )),
    ("Xây dựng chính quyền điện tử", (
        ("Vận động người dân mở tài khoản và nộp hồ sơ qua Cổng Dịch vụ công", "Tỷ lệ hồ sơ trực tuyến tăng"),
        ("Bố trí máy tính, máy quét cho quầy tiếp nhận hồ sơ", "Thiết bị được bàn giao"),
        ("Duy trì hệ thống quản lý chất lượng và cải tiến các quy trình đã công bố", "Hồ sơ hệ thống chất lượng"),
        ("Kết nối hệ thống một cửa điện tử với cơ sở dữ liệu dân cư", "Biên bản kết nối, kiểm thử"),
        ("Nâng cấp trang thông tin điện tử theo tiêu chuẩn tiếp cận nội dung", "Trang thông tin điện tử nâng cấp"),
    )),
    ("Tuyên truyền", (
        ("Xây dựng chuyên mục hỏi đáp về thủ tục hành chính trên đài truyền thanh", "Chuyên mục phát thanh"),
        ("Tổ chức cuộc thi tìm hiểu dịch vụ công trực tuyến trong đoàn viên, thanh niên", "Kết quả cuộc thi"),
        ("Khảo sát mức độ hài lòng của người dân đối với sự phục vụ của cơ quan", "Báo cáo kết quả khảo sát"),
        ("In, phát tờ rơi hướng dẫn thanh toán phí, lệ phí không dùng tiền mặt", "Tờ rơi hướng dẫn"),
    )),
)  # fmt: skip
"""Groups of duties, each with its duties and what comes out of them."""

UNITS: Final[dict[str, tuple[str, ...]]] = {
    "phường": (
        "Văn phòng HĐND và UBND phường", "Công chức Tư pháp – Hộ tịch", "Công chức Văn hóa – Xã hội",
        "Công chức Địa chính – Xây dựng", "Công chức Tài chính – Kế toán", "Công an phường", "Đoàn Thanh niên phường",
        "Trung tâm Phục vụ hành chính công phường", "Phòng Kinh tế, Hạ tầng và Đô thị",
    ),
    "thị xã": (
        "Phòng Nội vụ", "Văn phòng HĐND và UBND thị xã", "Phòng Tư pháp", "Phòng Văn hóa và Thông tin",
        "Phòng Tài chính – Kế hoạch", "Phòng Tài nguyên và Môi trường", "Phòng Quản lý đô thị", "UBND các xã, phường",
        "Thanh tra thị xã", "Các phòng, ban chuyên môn", "Trung tâm Văn hóa, Thể thao và Truyền thanh",
    ),
    "tỉnh": (
        "Văn phòng Sở", "Thanh tra Sở", "Phòng Kế hoạch – Tài chính", "Phòng Quản lý đất đai",
        "Chi cục Bảo vệ môi trường",
        "Trung tâm Công nghệ thông tin", "Văn phòng Đăng ký đất đai", "Các phòng, đơn vị trực thuộc Sở",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A time as printed, and what a careful reader takes from it."""

    text: str
    due: dt.date | None
    recurrence: str | None = None


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _day(rng: random.Random, year: int) -> dt.date:
    return dt.date(year, rng.randint(4, 12), rng.choice([10, 15, 20, 25, 30]))


_ROMAN = ("I", "II", "III", "IV")


def _before(rng: random.Random, year: int) -> When:
    day = _day(rng, year)
    told = rng.choice(["Trước ngày {}", "Hoàn thành trước ngày {}", "Chậm nhất ngày {}", "Trước {}"])
    return When(told.format(f"{day:%d/%m/%Y}"), day)


def _month(rng: random.Random, year: int) -> When:
    month = rng.randint(2, 12)
    return When(rng.choice([f"Tháng {month}/{year}", f"Trong tháng {month:02}/{year}"]), _last(year, month))


def _quarter(rng: random.Random, year: int) -> When:
    number = rng.randint(1, 4)
    told = rng.choice(["Quý {}/{}", "Quý {} năm {}", "Trong quý {}/{}"])
    return When(told.format(_ROMAN[number - 1], year), _last(year, 3 * number))


def _always(rng: random.Random, year: int) -> When:
    if rng.random() < 0.5:
        return When("Thường xuyên", None, "continuous")
    return When(f"Thường xuyên trong năm {year}", dt.date(year, 12, 31), "continuous")


def _every(rng: random.Random, year: int) -> When:
    told, name = rng.choice(
        [
            ("Hằng quý", "quarterly"),
            ("Hàng tháng", "monthly"),
            ("Định kỳ hằng quý", "quarterly"),
            ("Hằng năm", "yearly"),
        ]
    )
    return When(told, None, name)


def _span(rng: random.Random, year: int) -> When:
    first, last = rng.choice([(1, 6), (2, 5), (3, 9), (4, 10), (6, 12)])
    told = rng.choice([f"Từ tháng {first} đến tháng {last}/{year}", f"Tháng {first} - {last}/{year}",
                       f"Từ 01/{first:02} đến {_last(year, last):%d/%m}/{year}"])  # fmt: skip
    return When(told, _last(year, last))


def _elsewhere(rng: random.Random, year: int) -> When:
    return When(rng.choice(["Theo kế hoạch của UBND tỉnh", "Khi có văn bản chỉ đạo"]), None)


def _whole(rng: random.Random, year: int) -> When:
    return When(rng.choice([f"Năm {year}", f"Trong năm {year}", f"Cả năm {year}"]), dt.date(year, 12, 31))


_KINDS: Final[tuple[tuple[Callable[[random.Random, int], When], int], ...]] = (
    (_before, 5), (_month, 3), (_quarter, 4), (_always, 4), (_every, 2), (_span, 2), (_elsewhere, 1), (_whole, 2),
)  # fmt: skip


def when(rng: random.Random, year: int) -> When:
    """Some time of a year."""
    kinds, weights = zip(*_KINDS, strict=True)
    told: When = rng.choices(kinds, weights)[0](rng, year)
    return told


def deadline(rng: random.Random, year: int) -> When:
    """A time as it stands inside a sentence, behind a comma."""
    day = _day(rng, year)
    kind = rng.randrange(4)
    if kind == 0:
        return When(f"hoàn thành trước ngày {day:%d/%m/%Y}", day)
    if kind == 1:
        return When(f"xong trước ngày {day.day} tháng {day.month} năm {year}", day)
    if kind == 2:
        number = rng.randint(1, 4)
        return When(f"hoàn thành trong quý {_ROMAN[number - 1]} năm {year}", _last(year, 3 * number))
    month = rng.randint(3, 11)
    return When(f"hoàn thành trong tháng {month}/{year}", _last(year, month))
