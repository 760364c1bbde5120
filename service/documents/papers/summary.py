"""The báo cáo of a period to Ban Chỉ đạo 138, with its five appendices and charts.

``domain/summary_paper.py`` gathers its values; every number in them is a figure.
"""

from service.documents.papers.fields import Field, Many, Paper, Part, Text, Truth

CHANGE: dict[str, Field] = {
    "code": Text("mã chỉ tiêu"), "label": Text("chỉ tiêu"),
    "was": Text("số đã báo cáo"), "now": Text("số nay"),
}  # fmt: skip

SUMMARY = Paper("summary", "Báo cáo tổng hợp", {
    "unit": Part("đơn vị báo cáo", {
        "superior": Text("cơ quan chủ quản; trống khi không có"),
        "name": Text("tên đơn vị"),
        "symbol": Text("ký hiệu viết tắt của đơn vị"),
    }),
    "number": Text("số, ký hiệu; trống khi chưa phát hành"),
    "symbol": Text("ký hiệu của loại văn bản: BC"),
    "place": Text("địa danh"),
    "dated": Part("ngày ban hành; trống khi chưa phát hành", {
        "day": Text("ngày, hai chữ số"), "month": Text("tháng"), "year": Text("năm"),
    }),
    "about": Text("trích yếu"),
    "draft": Truth("chưa phát hành"),
    "public": Truth("bản công bố: không có nhóm E, F, giữ kín số nhỏ"),
    "addressee": Text("kính gửi"),
    "window": Text("số liệu từ ngày … đến ngày …"),
    "provisional": Text("tạm tính đến ngày; trống khi kỳ đã hết"),
    "corrects": Text("số của báo cáo được đính chính; trống khi không phải đính chính"),
    "corrections": Many("những chỉ tiêu thay đổi do đính chính", CHANGE),
    "late_period": Text("kỳ trước có số liệu đến muộn; trống khi không có"),
    "late": Many("số liệu đến muộn của kỳ trước", CHANGE),
    "sections": Many("các phần của đề cương", {
        "above": Text("tiêu đề đứng trên; trống khi không có"),
        "heading": Text("tiêu đề"), "paragraphs": Many("các đoạn", {"words": Text("lời văn")}),
    }),
    "signs": Text("quyền hạn, chức vụ người ký"),
    "signer": Text("họ và tên người ký"),
    "recipients": Many("nơi nhận", {"name": Text("tên")}),
    "figures": Many("Phụ lục I: các chỉ tiêu", {
        "code": Text("mã"), "label": Text("tên"), "unit": Text("đơn vị tính"),
        "counted": Text("tính từ hồ sơ"), "declared": Text("đơn vị khai"), "total": Text("tổng"),
        "last_year": Text("cùng kỳ năm trước"), "change": Text("tăng giảm, %"),
        "to_date": Text("lũy kế từ đầu năm"),
    }),
    "places": Many("Phụ lục II: kiểm tra theo xã, phường và loại hình", {
        "area": Text("xã, phường"), "visits": Text("lượt"), "establishments": Text("cơ sở"),
        "LT": Text("lưu trú"), "LH": Text("lữ hành, vận tải"), "KR": Text("karaoke, vũ trường"),
        "XB": Text("xoa bóp"), "AU": Text("ăn uống"), "other": Text("khác"),
    }),
    "failed": Many("Phụ lục III: nội dung không đạt", {
        "code": Text("mã mục"), "question": Text("nội dung"), "law": Text("căn cứ pháp lý"),
        "count": Text("số lần"),
    }),
    "units": Many("Phụ lục IV: tuyên truyền theo đơn vị", {
        "name": Text("đơn vị"), "sessions": Text("buổi: tính"), "declared": Text("buổi: khai"),
        "people": Text("lượt người"), "news": Text("tin, bài"), "broadcasts": Text("lượt phát"),
        "posts": Text("bài đăng"), "visual": Text("băng rôn, pa-nô"), "leaflets": Text("tờ rơi"),
        "shows": Text("buổi lồng ghép"), "forms": Text("buổi theo hình thức"),
    }),
    "returns": Many("Phụ lục V: tình hình nộp báo cáo", {
        "name": Text("đơn vị"), "due": Text("hạn"), "submitted": Text("ngày nộp"),
        "state": Text("trạng thái"), "late": Text("số ngày chậm; trống khi đúng hạn"),
    }),
    "charts": Many("biểu đồ", {
        "title": Text("tên"),
        "bars": Many("các cột", {
            "label": Text("nhãn"), "bar": Text("cột, vẽ bằng ô vuông"), "value": Text("giá trị"),
        }),
    }),
})  # fmt: skip
