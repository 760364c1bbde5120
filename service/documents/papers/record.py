"""The biên bản kiểm tra of a visit: what its template may say (Nghị định 30/2020/NĐ-CP, Mẫu 1.9).

All of it is of the open part; ``usecases/visit_record.py`` gathers it.
"""

from service.documents.papers.fields import Field, Many, Paper, Part, Picture, Text, Truth

SIGNATURE_MM = 16

CLOCK: dict[str, Field] = {
    "hour": Text("giờ, hai chữ số"), "minute": Text("phút, hai chữ số"),
    "day": Text("ngày, hai chữ số"), "month": Text("tháng; chỉ tháng 1, 2 có số 0 đứng trước"),
    "year": Text("năm"),
}  # fmt: skip
PERSON: dict[str, Field] = {"name": Text("họ và tên"), "position": Text("chức vụ, cơ quan")}
SIGNATURE: dict[str, Field] = {
    "name": Text("họ và tên người ký"),
    "picture": Picture("chữ ký trên máy tính bảng", SIGNATURE_MM),
    "refused_because": Text("lý do từ chối ký; trống khi đã ký"),
}

RECORD = Paper("record", "Biên bản kiểm tra", {
    "unit": Part("đơn vị kiểm tra", {
        "superior": Text("cơ quan chủ quản; trống khi không có"),
        "name": Text("tên đơn vị"),
        "symbol": Text("ký hiệu viết tắt của đơn vị"),
    }),
    "number": Text("số biên bản do máy chủ cấp; trống khi chưa có"),
    "withdrawn": Truth("lượt kiểm tra đã được rút lại"),
    "withdrawal": Part("việc rút lại", {"day": Text("ngày"), "reason": Text("lý do")}),
    "amended": Truth("lượt kiểm tra đã được đính chính"),
    "amendments": Many("các lần đính chính, lần cũ trước", {
        "number": Text("lần thứ"), "day": Text("ngày"), "reason": Text("lý do"),
    }),
    "grounds": Many("căn cứ kiểm tra", {"text": Text("văn bản, không có dấu cuối dòng")}),
    "began": Part("lúc bắt đầu", CLOCK),
    "ended": Part("lúc kết thúc", CLOCK),
    "team": Many("thành viên đoàn kiểm tra, trưởng đoàn trước", PERSON),
    "establishment": Part("cơ sở được kiểm tra", {
        "name": Text("tên cơ sở"), "kind": Text("loại hình vào ngày kiểm tra"),
        "address": Text("địa chỉ"), "area": Text("địa bàn vào ngày kiểm tra"),
    }),
    "representative": Part("đại diện cơ sở", PERSON),
    "witnesses": Many("người chứng kiến", PERSON),
    "checklist": Part("bảng kiểm", {"title": Text("tên"), "version": Text("phiên bản")}),
    "sections": Many("các phần của bảng kiểm", {
        "title": Text("tên phần"),
        "rows": Many("các mục đã hỏi", {
            "number": Text("số thứ tự"), "code": Text("mã mục"), "question": Text("nội dung"),
            "result": Text("kết quả; trống khi không ghi"),
            "figures": Text("số liệu"), "note": Text("ghi chú"),
        }),
    }),
    "failings": Many("các mục không đạt", {
        "number": Text("số thứ tự"), "code": Text("mã mục"), "question": Text("nội dung"),
        "figures": Text("số liệu"), "note": Text("ghi nhận"),
        "law": Text("căn cứ pháp lý có hiệu lực vào ngày kiểm tra"),
        "violations": Many("vi phạm đã ghi nhận ở mục này", {
            "basis": Text("căn cứ pháp lý có hiệu lực vào ngày kiểm tra"),
            "record_no": Text("số biên bản vi phạm hành chính"),
        }),
    }),
    "guidance": Many("việc hướng dẫn, tuyên truyền tại cơ sở", {"text": Text("nội dung")}),
    "requirements": Text("yêu cầu, kiến nghị của đoàn"),
    "deadlines": Many("nội dung phải khắc phục", {
        "number": Text("số thứ tự"), "code": Text("mã mục"), "remedy": Text("yêu cầu khắc phục"),
        "by": Text("hạn khắc phục"),
    }),
    "opinion": Text("ý kiến của cơ sở"),
    "remarks": Text("ghi nhận khác của đoàn"),
    "signatures": Part("chữ ký", {
        "establishment": Part("của đại diện cơ sở", SIGNATURE),
        "recorder": Part("của người ghi biên bản", SIGNATURE),
        "lead": Part("của trưởng đoàn", SIGNATURE),
        "witnesses": Many("của người chứng kiến", SIGNATURE),
    }),
})  # fmt: skip
