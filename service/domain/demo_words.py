"""The words and shares of the demo province; every name here is invented and says so."""

MARK = "(minh họa)"

# How many of the province's places lie in a commune, by its code of 2025; a ward and any other
# commune have a weight each.
WARD_WEIGHT = 24.0
COUNTRY_WEIGHT = 1.8
TOWN_WEIGHTS = {
    "06184": 16, "06385": 9, "06172": 8, "06463": 8, "06529": 8, "06040": 5, "06124": 5,
    "06613": 5, "06112": 4, "06253": 4, "06526": 4, "06196": 3, "06211": 3,
}  # fmt: skip
VILLAGE_WEIGHTS = {"06400": 14, "06325": 9, "06541": 8}  # where guests stay with families

KIND_SHARES: dict[str, dict[str, float]] = {
    "town": {
        "guesthouse": 44, "hotel": 22, "karaoke": 9, "restaurant": 6, "massage": 4, "homestay": 3,
        "tour_operator": 3, "bar": 3, "transport": 1.5, "apartment": 1, "dance_hall": 1,
        "shopping": 1, "sport": 1, "other": 0.5,
    },
    "village": {
        "homestay": 68, "guesthouse": 12, "villa": 4, "campsite": 5, "restaurant": 7, "hotel": 4,
    },
    "country": {
        "guesthouse": 58, "homestay": 12, "karaoke": 11, "restaurant": 10, "hotel": 3, "massage": 2,
        "shopping": 2, "other": 2,
    },
}  # fmt: skip

# Rooms from the fewest to the most, and how often a place is a small one: a share of 3 draws three
# numbers and keeps the least.
ROOMS = {
    "hotel": (10, 100, 3), "guesthouse": (5, 20, 2), "homestay": (2, 9, 1), "villa": (3, 12, 1),
    "apartment": (4, 20, 1), "campsite": (4, 15, 1), "boat": (4, 10, 1),
}  # fmt: skip
STAFF = {"hotel": 14, "karaoke": 9, "dance_hall": 12, "massage": 10, "restaurant": 9, "bar": 8}
STAFF_ELSEWHERE = 4
KIND_BECOMES = {
    "guesthouse": "hotel", "homestay": "guesthouse", "restaurant": "bar", "bar": "restaurant",
    "hotel": "guesthouse",
}  # fmt: skip

TITLES = {
    "hotel": "Khách sạn", "guesthouse": "Nhà nghỉ", "homestay": "Homestay", "villa": "Biệt thự",
    "apartment": "Căn hộ du lịch", "boat": "Tàu lưu trú", "campsite": "Khu cắm trại",
    "tour_operator": "Lữ hành", "transport": "Vận tải du lịch", "karaoke": "Karaoke",
    "dance_hall": "Vũ trường", "massage": "Xoa bóp", "bar": "Quán bar", "restaurant": "Nhà hàng",
    "shopping": "Cửa hàng mua sắm", "sport": "Cơ sở thể thao", "other": "Cơ sở dịch vụ",
}  # fmt: skip
NAMES = (
    "Ánh Dương", "Ánh Trăng", "Bạch Dương", "Bích Ngọc", "Bình Minh", "Cát Tường", "Cánh Én",
    "Đại An", "Đồi Hồi", "Đồng Xanh", "Gió Núi", "Hải Âu", "Hạnh Phúc", "Hoa Ban", "Hoa Đào",
    "Hoa Hồi", "Hoa Mận", "Hoàng Hôn", "Hồng Hạc", "Hương Quế", "Hương Rừng", "Hương Sen",
    "Khánh An", "Lá Phong", "Lâm Viên", "Lộc Phát", "Mai Vàng", "Mây Trắng", "Minh Châu",
    "Mộc Miên", "Nắng Mới", "Ngọc Lan", "Ngọn Thông", "Nhật Quang", "Phố Núi", "Phú Gia",
    "Phúc An", "Phương Đông", "Sao Khuê", "Sao Mai", "Sông Xanh", "Suối Ngàn", "Sương Mai",
    "Tân Phát", "Thanh Bình", "Thảo Nguyên", "Thiên Nga", "Thiên Thanh", "Thung Lũng", "Trúc Xanh",
    "Tùng Bách", "Vạn An", "Vạn Xuân", "Việt Hoa", "Vườn Hồi", "Xuân Mai", "Yên Bình",
)  # fmt: skip

SECURITY_PAPER = "Giấy chứng nhận đủ điều kiện về an ninh, trật tự"
PAPERS = {
    "karaoke": "Giấy phép đủ điều kiện kinh doanh dịch vụ karaoke",
    "dance_hall": "Giấy phép đủ điều kiện kinh doanh dịch vụ vũ trường",
    "tour_operator": "Giấy phép kinh doanh dịch vụ lữ hành",
    "transport": "Giấy phép kinh doanh vận tải",
}
STAR_PAPER = "Quyết định công nhận hạng"
WITHOUT_SECURITY_PAPER = ("restaurant", "tour_operator", "transport", "shopping", "sport", "other")

INSPECTION_NAMES = {
    "planned": "Kiểm tra theo kế hoạch",
    "ad_hoc": "Kiểm tra đột xuất",
    "interagency": "Kiểm tra liên ngành",
}

# How often an item fails in the first year at a place of average care; the others as FAILS_ELSE.
FAILS = {
    "CL-02": 0.06, "CL-03": 0.08, "CL-05": 0.09, "CL-08": 0.14, "CG-01": 0.12, "CG-03": 0.10,
    "CG-04": 0.14, "CG-05": 0.06, "CG-08": 0.10, "CS-03": 0.12, "CW-01": 0.18, "CW-02": 0.012,
    "CW-03": 0.01, "CW-06": 0.01, "CP-01": 0.22, "CP-03": 0.30, "CP-04": 0.32, "CK-03": 0.05,
    "CK-04": 0.07, "CK-05": 0.04, "CT-02": 0.09,
}  # fmt: skip
FAILS_ELSE = 0.045
BETTER_EACH_YEAR = 0.8
NOT_APPLICABLE = {
    "CL-06": 0.4, "CL-07": 0.6, "CG-05": 0.5, "CG-07": 0.5, "CW-02": 0.05, "CW-05": 0.85,
    "CW-06": 0.9, "CT-05": 0.4,
}  # fmt: skip
NOT_APPLICABLE_ELSE = 0.01
# Items after whose failure a record of an administrative violation may be made.
RECORDED = (
    "CL-02",
    "CL-05",
    "CL-08",
    "CG-01",
    "CG-03",
    "CG-05",
    "CW-01",
    "CW-02",
    "CK-03",
    "CK-04",
)

NOTES = (
    "Chưa xuất trình được hồ sơ tại thời điểm kiểm tra.",
    "Hồ sơ có nhưng chưa đầy đủ.",
    "Đã nhắc nhở tại chỗ, người đại diện tiếp thu.",
    "Thực hiện chưa thường xuyên.",
)
REMEDIES = (
    "Bổ sung hồ sơ và gửi về Sở.",
    "Thực hiện đúng quy định và báo cáo kết quả.",
    "Cập nhật sổ theo dõi, phân công người phụ trách.",
    "Niêm yết đầy đủ tại nơi dễ thấy.",
)
OPINIONS = ("Nhất trí với nội dung kiểm tra.", "Đề nghị được hướng dẫn thêm.", "")
REMARKS = ("Cơ sở hợp tác trong quá trình kiểm tra.", "Cơ sở chấp hành tốt.", "")
REQUIREMENTS = "Khắc phục các nội dung chưa đạt theo thời hạn đã ghi."

PLACES_SEEN = ("tầng 2", "tầng 3", "quầy lễ tân", "sân sau", "hành lang", "phòng cuối dãy")
LABELS_SEEN = ("Người A, nữ, khoảng 25", "Người A, nam, khoảng 30", "Người B, nữ, khoảng 20")
LABEL_UNDER_18 = "Người A, nữ, khoảng 16"
SEEN = "Dữ liệu minh họa, không phải sự việc có thật:"
CALLED = ("113", "Công an xã")
NOT_CALLED = "Không có sóng điện thoại tại nơi kiểm tra, đã báo ngay khi về tới xã."

REMEDY_NOTES = ("Đã xem hồ sơ bổ sung.", "Cơ sở gửi ảnh kèm báo cáo.", "")
DECIDES = "Chủ tịch UBND cấp xã (minh họa)"
RECEIVES = ("Công an cấp xã (minh họa)", "Thuế cơ sở (minh họa)")
GROUNDS = "Vượt thẩm quyền xử phạt của đơn vị kiểm tra."

AMENDED = "Ghi nhầm số tờ rơi đã phát, nay sửa theo phiếu giấy."
WITHDRAWN = "Nhập trùng với một lượt đã gửi."
DECIDED = {
    "monitoring": "Chưa đủ cơ sở, tiếp tục theo dõi và kiểm tra lại (minh họa).",
    "referred": "Chuyển Công an xem xét theo quy chế phối hợp (minh họa).",
    "unfounded": "Đã xác minh, không có căn cứ (minh họa).",
    "closed": "Đã có kết quả, không còn dấu hiệu (minh họa).",
}
REFERRED_SUMMARY = "Nghi có người bị giữ tại cơ sở lưu trú (minh họa)"
REFERRED_TEXT = (
    "Qua kiểm tra, đoàn ghi nhận các dấu hiệu nêu dưới đây. Đề nghị kiểm tra, xác minh và thông "
    "báo lại kết quả (minh họa)."
)
REFERRED_RESULT = {
    "founded": "Đã lập hồ sơ, đang xử lý theo thẩm quyền (minh họa).",
    "verifying": "Đang xác minh (minh họa).",
    "unfounded": "Đã xác minh, không có căn cứ (minh họa).",
}
