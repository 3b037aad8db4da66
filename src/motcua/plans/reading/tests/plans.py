# SPDX-License-Identifier: EUPL-1.2
"""Plans made up for the tests, in several layouts. The offices and numbers in them do not exist."""

NARRATIVE = """\
ỦY BAN NHÂN DÂN                        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ MẪU SƠN                                 Độc lập - Tự do - Hạnh phúc

Số: 15/KH-UBND                         Mẫu Sơn, ngày 12 tháng 01 năm 2026

KẾ HOẠCH

Kiểm soát thủ tục hành chính năm 2026 trên địa bàn xã Mẫu Sơn

Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính;

Căn cứ Quyết định số 99/QĐ-UBND ngày 05/01/2026 của Chủ tịch UBND tỉnh ban hành Kế hoạch năm 2026;

Ủy ban nhân dân xã ban hành Kế hoạch với các nội dung sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng cao chất lượng giải quyết thủ tục hành chính, phục vụ người dân tốt hơn.

II. NỘI DUNG

1. Rà soát thủ tục hành chính

- Rà soát, đơn giản hóa các thủ tục thuộc thẩm quyền, gửi báo cáo về Văn phòng xã.

- Đề xuất cắt giảm ít nhất 20% thời gian giải quyết đối với thủ tục được rà soát.

- Cơ quan chủ trì: Công chức Tư pháp – Hộ tịch.

- Cơ quan phối hợp: Văn phòng HĐND và UBND xã.

- Sản phẩm: Báo cáo kết quả rà soát.

- Thời gian thực hiện: Trước ngày 31/8/2026.

2. Nâng cao chất lượng phục vụ

- Bảo đảm tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn đạt từ 98% trở lên.

- Thời gian chờ của người dân không quá 20 phút mỗi lượt giao dịch.

- Đơn vị chủ trì: Trung tâm Phục vụ hành chính công xã.

- Thời gian hoàn thành: Quý III năm 2026.

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng HĐND và UBND xã chủ trì, phối hợp với các bộ phận chuyên môn theo dõi, đôn đốc việc thực hiện
Kế hoạch này.

2. Công chức Tài chính – Kế toán tham mưu bố trí kinh phí thực hiện Kế hoạch.

Trên đây là Kế hoạch kiểm soát thủ tục hành chính năm 2026 của xã Mẫu Sơn./.

Nơi nhận:                                                       KT. CHỦ TỊCH
- UBND tỉnh (để b/c);
- Các bộ phận chuyên môn xã;
- Lưu: VT.                                                      Lê Thị Minh Họa
"""

ROWS = "\n".join(
    [
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "PHƯỜNG THỬ NGHIỆM\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 07/KH-UBND\tThử Nghiệm, ngày 20 tháng 02 năm 2026",
        "",
        "KẾ HOẠCH",
        "Cải cách hành chính năm 2026",
        "",
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 10/01/2026 của UBND thành phố;",
        "",
        "II. NHIỆM VỤ",
        "",
        "TT\tNội dung nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tBắt đầu\tKết thúc\tSản phẩm",
        "I\tCải cách thể chế",
        "1\tRà soát văn bản do phường ban hành\tPhòng Tư pháp\tVăn phòng\t01/3/2026\t30/6/2026\tBáo cáo",
        "2\tTheo dõi thi hành pháp luật theo kế hoạch\tPhòng Tư pháp\tCác phòng\t\tThường xuyên\tKế hoạch,",
        "TT\tNội dung nhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tBắt đầu\tKết thúc\tSản phẩm",
        "\tđược phê duyệt hằng năm\t\t\t\t\tbáo cáo",
        "II\tCải cách thủ tục hành chính",
        "3\tKiểm tra việc niêm yết thủ tục tại bộ phận một cửa\tVăn phòng\t\tQuý I\t15/02/2026\tBiên bản kiểm tra",
        "",
        "Nơi nhận:",
        "- UBND thành phố;",
        "- Lưu: VT.\tCHỦ TỊCH",
    ]
)

NO_LABELS = """\
UBND PHƯỜNG VÍ DỤ      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 31/KH-UBND         Ví Dụ, ngày 03 tháng 3 năm 2026

KẾ HOẠCH

Tuyên truyền cải cách hành chính năm 2026

I. MỤC ĐÍCH

Tạo chuyển biến về nhận thức của cán bộ, công chức và người dân.

II. PHÂN CÔNG NHIỆM VỤ

1. Phòng Văn hóa – Xã hội

- Xây dựng chuyên mục cải cách hành chính trên trang thông tin điện tử, hoàn thành trước ngày 30/4/2026.

- Tổ chức cuộc thi tìm hiểu dịch vụ công trực tuyến cho đoàn viên, thanh niên.

2. Văn phòng HĐND và UBND phường tổng hợp kết quả, báo cáo UBND phường định kỳ hàng quý.

3. Đề nghị các tổ dân phố phối hợp tuyên truyền đến từng hộ gia đình.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""

NO_PLAN = """\
Chiều qua, đội bóng của thôn thắng với tỷ số 3 - 1 sau hai hiệp đấu sôi nổi.

- Bàn thắng đầu tiên đến ở phút thứ 12 từ một pha phản công nhanh.

- Thủ môn có nhiều pha cứu thua, tỷ lệ chuyền chính xác đạt 85%.

Khán giả đến sân rất đông, không khí vui vẻ kéo dài đến tối. Trận sau diễn ra ngày 15/5.

1. Đội hình ra sân có nhiều gương mặt mới.

2. Huấn luyện viên hài lòng với tinh thần thi đấu của toàn đội.
"""
