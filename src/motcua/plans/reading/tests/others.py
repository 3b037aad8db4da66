# SPDX-License-Identifier: EUPL-1.2
"""Texts that are no plans, made up in the wording of their kind."""

LETTER = """\
ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN THỬ                           Độc lập - Tự do - Hạnh phúc
Số: 412/UBND-VP                     Thử, ngày 09 tháng 4 năm 2025
V/v chấn chỉnh việc tiếp nhận hồ sơ

Kính gửi:
- Các phòng, ban chuyên môn;
- UBND các xã, thị trấn.

Thời gian qua, việc tiếp nhận và giải quyết hồ sơ tại một số đơn vị còn chậm, còn để người dân đi lại nhiều lần.

Để khắc phục tình trạng trên, Chủ tịch UBND huyện yêu cầu:

1. Thủ trưởng các phòng, ban chuyên môn quán triệt đến toàn thể công chức về thời hạn giải quyết hồ sơ.

2. Văn phòng HĐND và UBND huyện theo dõi, tổng hợp tình hình, báo cáo trước ngày 25 hằng tháng.

3. UBND các xã, thị trấn công khai số điện thoại tiếp nhận phản ánh của người dân.

- Tỷ lệ hồ sơ quá hạn phải giảm xuống dưới 2%.

Nhận được văn bản này, yêu cầu các đơn vị nghiêm túc thực hiện./.

Nơi nhận:                                        CHỦ TỊCH
- Như trên;
- Lưu: VT.                                       Hoàng Văn Thí
"""

LAW = """\
QUỐC HỘI                              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Luật số: 99/2031/QH17                      Độc lập - Tự do - Hạnh phúc

LUẬT
VỀ BẢO VỆ CÂY CỔ THỤ

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;

Chương I
NHỮNG QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
Luật này quy định về bảo vệ cây cổ thụ; quyền và nghĩa vụ của cơ quan, tổ chức, cá nhân có liên quan.

Điều 2. Giải thích từ ngữ
1. Cây cổ thụ là cây thân gỗ có tuổi từ một trăm năm trở lên.
2. Chủ quản lý cây là cơ quan, tổ chức, cá nhân được giao quản lý.

Điều 3. Trách nhiệm của Ủy ban nhân dân các cấp
1. Ủy ban nhân dân cấp tỉnh có trách nhiệm sau đây:
a) Tổ chức kiểm kê cây cổ thụ trên địa bàn, hoàn thành trước ngày 31 tháng 12 năm 2031;
b) Bố trí kinh phí chăm sóc, bảo vệ cây cổ thụ;
c) Phối hợp với cơ quan quản lý nhà nước về môi trường kiểm tra việc bảo vệ cây.
2. Ủy ban nhân dân cấp xã tổ chức tuyên truyền, lập hồ sơ theo dõi từng cây.

Chương II
TỔ CHỨC THỰC HIỆN

Điều 4. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2031.

CHỦ TỊCH QUỐC HỘI
"""

NOVEL = """\
Buổi sáng hôm ấy trời mù sương. Ông Tư chống gậy ra đầu ngõ, nhìn con đò chậm rãi cập bến.

- Chú Tư đợi ai đấy? - Cô lái đò hỏi vọng lên.

- Tôi đợi thằng út. Nó hẹn về trước rằm tháng bảy, vậy mà mười lăm năm rồi.

Cô lái đò không nói gì. Người trong làng đều biết chuyện cậu út nhà ông: đi học xa, rồi vào bộ đội, rồi bặt tin.

Cơ quan xã mấy lần cử người đi hỏi, chủ tịch xã còn viết thư, nhưng thư nào gửi đi cũng không có hồi âm.

Chiều xuống, nước ròng, bãi bồi lộ ra như tấm lưng trần của con sông. Ông vẫn đứng đó, hai bàn tay nắm chặt đầu gậy.
Ngày mai ông lại ra. Ngày kia cũng thế. Ai hỏi, ông chỉ cười: thời gian còn dài, việc gì phải vội.
"""

REPORT = """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 88/BC-UBND                            Độc lập - Tự do - Hạnh phúc
                                     Ví Dụ, ngày 14 tháng 6 năm 2025

BÁO CÁO
Kết quả công tác cải cách hành chính quý II năm 2025

I. KẾT QUẢ ĐẠT ĐƯỢC

1. Công tác chỉ đạo, điều hành

- UBND xã đã ban hành 05 văn bản chỉ đạo về cải cách hành chính.

- Công chức Văn phòng đã phối hợp với các bộ phận kiểm tra 03 lượt tại Bộ phận Một cửa.

2. Giải quyết thủ tục hành chính

- Đã tiếp nhận 1.204 hồ sơ, giải quyết đúng hạn đạt 99,2%.

- Tỷ lệ hồ sơ nộp trực tuyến đạt 71%, vượt chỉ tiêu được giao.

II. TỒN TẠI, HẠN CHẾ

- Một số hồ sơ lĩnh vực đất đai còn chậm do thiếu nhân lực.

III. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ III NĂM 2025

- Tiếp tục rà soát, đơn giản hóa thủ tục hành chính.

- Tăng cường tuyên truyền dịch vụ công trực tuyến đến người dân.

- Duy trì họp giao ban hằng tuần tại Bộ phận Một cửa.

Trên đây là báo cáo kết quả quý II năm 2025 của UBND xã./.

Nơi nhận:
- UBND huyện;
- Lưu: VT.
"""

DECISION = """\
ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH MẪU                                  Độc lập - Tự do - Hạnh phúc
Số: 1201/QĐ-UBND                    Mẫu, ngày 02 tháng 7 năm 2025

QUYẾT ĐỊNH
Về việc thành lập Tổ công tác kiểm tra công vụ

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Theo đề nghị của Giám đốc Sở Nội vụ.

QUYẾT ĐỊNH:

Điều 1. Thành lập Tổ công tác kiểm tra công vụ gồm các ông, bà có tên sau:
1. Ông Trần Văn Thử, Phó Giám đốc Sở Nội vụ, Tổ trưởng;
2. Bà Lê Thị Mẫu, Phó Chánh Thanh tra tỉnh, thành viên.

Điều 2. Tổ công tác có nhiệm vụ kiểm tra việc chấp hành kỷ luật, kỷ cương tại các cơ quan, đơn vị.

Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành.

Nơi nhận:                                        CHỦ TỊCH
- Như Điều 3;
- Lưu: VT.
"""

MINUTES = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

BIÊN BẢN
Họp giao ban công tác tháng 5

Thời gian: 8 giờ 00 phút, ngày 05 tháng 5 năm 2025.
Địa điểm: Phòng họp số 2, trụ sở UBND phường.
Thành phần: Ông Nguyễn Văn Giả, Chủ tịch UBND phường, chủ trì; các công chức chuyên môn.

I. NỘI DUNG

1. Công chức Tư pháp – Hộ tịch báo cáo kết quả tháng 4: đã giải quyết 212 hồ sơ, không có hồ sơ quá hạn.

2. Các ý kiến thảo luận

- Bà Lan: đề nghị bổ sung một máy quét cho quầy số 3.

- Ông Dũng: đề nghị đổi giờ trực để tránh ùn tắc buổi sáng.

II. KẾT LUẬN

Chủ tọa kết luận cuộc họp, ghi nhận các ý kiến. Cuộc họp kết thúc lúc 9 giờ 30 phút cùng ngày.
"""

CONTRACT = """\
HỢP ĐỒNG CUNG CẤP DỊCH VỤ BẢO TRÌ MÁY TÍNH
Số: 07/2025/HĐ-BT

Hôm nay, ngày 11 tháng 3 năm 2025, chúng tôi gồm có:

BÊN A: Trường Trung học cơ sở Mẫu
BÊN B: Cửa hàng Máy tính Ví Dụ

Điều 1. Nội dung công việc
1.1. Bên B bảo trì 40 máy tính của Bên A, mỗi quý một lần.
1.2. Thời gian thực hiện: từ ngày 15/3/2025 đến ngày 15/3/2026.

Điều 2. Giá trị hợp đồng
- Tổng giá trị: 24.000.000 đồng; thanh toán 50% sau khi ký.
- Phương thức thanh toán: chuyển khoản.

Điều 3. Trách nhiệm của Bên B
- Cử nhân viên đến trong vòng 04 giờ kể từ khi nhận thông báo.
- Bảo mật dữ liệu của Bên A.

ĐẠI DIỆN BÊN A                                   ĐẠI DIỆN BÊN B
"""

LEAFLET = """\
HƯỚNG DẪN ĐĂNG KÝ KHAI SINH

1. Hồ sơ gồm những gì?
- Tờ khai đăng ký khai sinh theo mẫu;
- Giấy chứng sinh;
- Giấy tờ tùy thân của cha, mẹ.

2. Nộp ở đâu?
- Nộp trực tiếp tại Trung tâm Phục vụ hành chính công, hoặc nộp trên Cổng Dịch vụ công.

3. Thời hạn giải quyết
- Ngay trong ngày làm việc; nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo.

4. Lệ phí
- Miễn lệ phí đối với đăng ký đúng hạn. Đăng ký quá hạn thực hiện theo nghị quyết của Hội đồng nhân dân.
"""

ALL = {
    "letter": LETTER, "law": LAW, "novel": NOVEL, "report": REPORT, "decision": DECISION, "minutes": MINUTES,
    "contract": CONTRACT, "leaflet": LEAFLET,
}  # fmt: skip
