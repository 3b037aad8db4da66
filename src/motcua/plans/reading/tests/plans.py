# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501  the rows of a table are as long as they are

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

WARD = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG AN MẪU                Độc lập - Tự do - Hạnh phúc
Số: 42/KH-UBND             An Mẫu, ngày 15 tháng 01 năm 2025

KẾ HOẠCH
Thực hiện công tác kiểm soát thủ tục hành chính, cải cách hành chính năm 2025

Thực hiện Kế hoạch số 10/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân thành phố về công tác cải cách hành chính năm 2025. Ủy ban nhân dân phường xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nâng cao nhận thức, trách nhiệm của cán bộ, công chức trong thực thi công vụ.
2. Yêu cầu
Bám sát chỉ đạo của cấp trên, triển khai đồng bộ các nội dung.

II. NỘI DUNG
1. Đồng chí Phó Chủ tịch UBND phường phụ trách văn hóa – xã hội
Chỉ đạo, đôn đốc các bộ phận thực hiện nghiêm túc kế hoạch. Chủ trì họp giao ban về cải cách hành chính vào tuần cuối hằng tháng.
2. Công chức Văn phòng - Thống kê
- Tham mưu UBND phường ban hành kế hoạch tuyên truyền cải cách hành chính xong trước ngày 28/02/2025.
- Niêm yết công khai 100% thủ tục hành chính thuộc thẩm quyền tại Bộ phận tiếp nhận và trả kết quả, hoàn thành trong quý I năm 2025.
- Hằng tháng tổng hợp kết quả giải quyết hồ sơ, báo cáo Chủ tịch UBND phường trước ngày 20.
- Phối hợp với công chức Tư pháp - Hộ tịch rà soát thủ tục hành chính gửi về Văn phòng HĐND và UBND thành phố trước ngày 15/8/2025.
3. Công chức Tư pháp - Hộ tịch:
- Rà soát, kiểm tra các văn bản do phường ban hành.
- Giải quyết hồ sơ hộ tịch đúng hạn đạt từ 99% trở lên; không để hồ sơ quá hạn mà không có thư xin lỗi.
4. Công chức Địa chính - Xây dựng - Đô thị và Môi trường
- Giải quyết các hồ sơ về đất đai, xây dựng đúng quy định, công khai quy hoạch tại trụ sở.
5. Công chức Tài chính - Kế toán có trách nhiệm:
- Tham mưu bố trí kinh phí cho công tác cải cách hành chính, chậm nhất ngày 31 tháng 3 năm 2025.
- Thực hiện công khai tài chính theo quy định, đến hết tháng 6/2025 hoàn thành việc thu phí không dùng tiền mặt.
6. Các tổ dân phố, Đoàn thanh niên, Hội phụ nữ
Tuyên truyền, vận động nhân dân nộp hồ sơ trực tuyến, phấn đấu đạt trên 60% hồ sơ.

III. TỔ CHỨC THỰC HIỆN
1. Văn phòng - Thống kê theo dõi, đôn đốc, tổng hợp báo cáo kết quả thực hiện theo định kỳ hằng quý, 6 tháng và năm.
2. Yêu cầu các bộ phận, công chức nghiêm túc thực hiện kế hoạch này.
Trong quá trình thực hiện nếu có vướng mắc, báo cáo UBND phường (qua Văn phòng) xem xét, giải quyết./.

Nơi nhận:                    TM. ỦY BAN NHÂN DÂN
- UBND thành phố;                  CHỦ TỊCH
- TT Đảng ủy, HĐND phường;
- Lưu: VT.                      Nguyễn Văn Mẫu
"""

TOWN = """\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
THỊ XÃ MẪU GIANG\tĐộc lập - Tự do - Hạnh phúc
Số: 215/KH-UBND\tMẫu Giang, ngày 28 tháng 12 năm 2023

KẾ HOẠCH
Cải cách hành chính năm 2024 trên địa bàn thị xã Mẫu Giang

Thực hiện Quyết định số 3000/QĐ-UBND ngày 20/12/2023 của UBND tỉnh ban hành Kế hoạch cải cách hành chính năm 2024, UBND thị xã ban hành kế hoạch như sau:

I. MỤC TIÊU
- Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn đạt tối thiểu 98%.
- Mức độ hài lòng của người dân, doanh nghiệp đạt trên 95%.

II. NHIỆM VỤ CỤ THỂ

STT\tNội dung, nhiệm vụ\tSản phẩm\tCơ quan, đơn vị chủ trì thực hiện\tCơ quan phối hợp\tThời gian bắt đầu\tThời gian hoàn thành
I\tCÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CCHC
1\tXây dựng và ban hành Kế hoạch CCHC năm 2024\tKế hoạch của UBND thị xã\tPhòng Nội vụ\tCác phòng, ban; UBND các xã, phường\t\tTháng 12/2023
2\tTổ chức kiểm tra công tác CCHC tại ít nhất 30% số cơ quan, đơn vị và UBND các xã,\tKế hoạch, báo cáo kết quả\tPhòng Nội vụ\tVăn phòng HĐND và UBND\tQuý II/2024\tQuý IV/2024
STT\tNội dung, nhiệm vụ\tSản phẩm\tCơ quan, đơn vị chủ trì thực hiện\tCơ quan phối hợp\tThời gian bắt đầu\tThời gian hoàn thành
\tphường trên địa bàn thị xã\tkiểm tra\t\tthị xã\t\t
3\tBáo cáo CCHC định kỳ quý, 6 tháng, năm\tBáo cáo\tPhòng Nội vụ\tCác cơ quan, đơn vị\tĐịnh kỳ hằng quý\t
II. CẢI CÁCH THỂ CHẾ
4\tRà soát, hệ thống hóa văn bản quy phạm pháp luật năm 2024\tDanh mục văn bản hết hiệu lực\tPhòng Tư pháp\tCác phòng, ban\t15/11/2024\t31/01/2024
5\tTheo dõi thi hành pháp luật\tKế hoạch\tPhòng Tư pháp\t\tThường xuyên trong năm
III\tCẢI CÁCH THỦ TỤC HÀNH CHÍNH\t\t\t\t\t
6\tSố hóa hồ sơ, kết quả giải quyết thủ tục hành chính\t100% hồ sơ được số hóa\tVăn phòng HĐND và UBND thị xã\tUBND các xã, phường\tNăm 2024\t
\t- Tại UBND các xã, phường\t80% hồ sơ được số hóa\tUBND các xã, phường\tVăn phòng HĐND và UBND thị xã\tQuý I/2024\tQuý III/2024
7\tĐánh giá chất lượng giải quyết thủ tục hành chính\tQuý IV/2024\tVăn phòng HĐND và UBND thị xã\t\t\tBáo cáo đánh giá

III. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ là cơ quan thường trực, chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch.
2. Phòng Tài chính - Kế hoạch tham mưu bố trí kinh phí thực hiện.

Nơi nhận:\tTM. ỦY BAN NHÂN DÂN
- UBND tỉnh;\tCHỦ TỊCH
- Lưu: VT.\tTrần Thị Thử
"""
