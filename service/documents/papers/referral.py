"""The paper of a referral: tin báo, kiến nghị khởi tố, phiếu chuyển, a call that was made.

It is confidential: whoever exports it is told on every page. ``usecases/export_referral.py``
gathers it.
"""

from service.documents.papers.fields import Field, Many, Paper, Part, Text, Truth

CLOCK: dict[str, Field] = {
    "hour": Text("giờ, hai chữ số"), "minute": Text("phút, hai chữ số"),
    "day": Text("ngày, hai chữ số"), "month": Text("tháng; chỉ tháng 1, 2 có số 0 đứng trước"),
    "year": Text("năm"),
}  # fmt: skip

REFERRAL = Paper("referral", "Tin báo, kiến nghị khởi tố, phiếu chuyển", {
    "unit": Part("đơn vị gửi", {
        "superior": Text("cơ quan chủ quản; trống khi không có"),
        "name": Text("tên đơn vị"),
        "symbol": Text("ký hiệu viết tắt của đơn vị"),
    }),
    "number": Text("số, ký hiệu do văn thư cấp; trống khi chưa có"),
    "symbol": Text("ký hiệu của loại văn bản: TB, KN, PC"),
    "place": Text("địa danh, không có chữ xã, phường, tỉnh"),
    "dated": Part("ngày gửi; trống khi chưa gửi", CLOCK),
    "kind": Text("loại: TIN BÁO VỀ TỘI PHẠM, KIẾN NGHỊ KHỞI TỐ, PHIẾU CHUYỂN, …"),
    "urgency": Text("KHẨN, THƯỢNG KHẨN, HỎA TỐC; trống khi thường"),
    "summary": Text("trích yếu"),
    "recipient": Text("nơi nhận"),
    "officer": Text("cán bộ tiếp nhận"),
    "grounds": Many("căn cứ", {"text": Text("văn bản, không có dấu cuối dòng")}),
    "called": Truth("đã gọi điện trước"),
    "call": Part("lúc gọi", CLOCK),
    "establishment": Part("cơ sở", {
        "name": Text("tên cơ sở"), "kind": Text("loại hình"),
        "address": Text("địa chỉ"), "area": Text("địa bàn"),
    }),
    "signs": Many("dấu hiệu nêu trong tin", {
        "number": Text("số thứ tự"), "code": Text("mã dấu hiệu"), "label": Text("dấu hiệu"),
        "day": Text("ngày của lượt kiểm tra"), "seen": Text("lúc thấy"),
        "where": Text("nơi thấy trong cơ sở"), "description": Text("đã thấy gì"),
        "person": Text("tên quy ước của người có nguy cơ"), "under_18": Truth("dưới 18 tuổi"),
    }),
    "text": Text("nội dung do người soạn viết"),
    "people": Many("danh tính người có nguy cơ; trống khi bản này không in danh tính", {
        "number": Text("số thứ tự"), "label": Text("tên quy ước"), "name": Text("họ và tên"),
        "born": Text("năm sinh"), "papers": Text("giấy tờ"), "contact": Text("nơi ở, liên hệ"),
        "note": Text("cần giúp gì"),
    }),
    "people_apart": Text("số người có danh tính giao riêng; trống khi không có hoặc đã in"),
    "photos": Many("ảnh kèm theo, trong hồ sơ mã hóa", {
        "number": Text("số thứ tự"), "name": Text("tên tệp"), "sha256": Text("mã băm"),
    }),
    "hours": Text("số giờ mà nơi nhận được đề nghị xác nhận"),
    "export": Part("việc xuất bản in này", {
        "number": Text("lần xuất thứ mấy của tin này"), "by": Text("người xuất"),
        "at": Text("giờ, ngày xuất"), "code": Text("mã lần xuất"),
    }),
})  # fmt: skip
