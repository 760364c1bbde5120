"""The shipped template of the báo cáo of a period: upright, its appendices across."""

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, RGBColor

from service.documents.papers.drawing.layout import (
    BODY,
    BOTTOM,
    CENTRE,
    LEFT,
    PAGE,
    RIGHT,
    SENT_TO,
    SENT_TO_LIST,
    START,
    TOP,
    WIDTH,
    command,
    dots,
    grid,
    head,
    line,
    sheet,
    title,
    words,
)
from service.documents.papers.drawing.tables import SMALL, command_row, listed

TINY = 10
BAR = RGBColor(0x2F, 0x5D, 0x8A)
END = WD_ALIGN_PARAGRAPH.RIGHT
HALVES = (WIDTH / 2, WIDTH / 2)
DRAFT = "{% if draft %}DỰ THẢO, CHƯA PHÁT HÀNH{% endif %}{% if public %}BẢN CÔNG BỐ{% endif %}"
CHANGES = (
    ("Mã", 18, "{{ one.code }}", CENTRE), ("Chỉ tiêu", 87, "{{ one.label }}", START),
    ("Đã báo cáo", 30, "{{ one.was }}", END), ("Nay", 30, "{{ one.now }}", END),
)  # fmt: skip
FIGURES = (
    ("Mã", 16, "{{ one.code }}", CENTRE), ("Chỉ tiêu", 82, "{{ one.label }}", START),
    ("Đơn vị", 20, "{{ one.unit }}", CENTRE), ("Tính từ hồ sơ", 24, "{{ one.counted }}", END),
    ("Đơn vị khai", 20, "{{ one.declared }}", END), ("Tổng", 26, "{{ one.total }}", END),
    ("Cùng kỳ năm trước", 26, "{{ one.last_year }}", END),
    ("Tăng, giảm (%)", 20, "{{ one.change }}", END),
    ("Lũy kế", 26, "{{ one.to_date }}", END),
)  # fmt: skip
PLACES = (
    ("Xã, phường", 72, "{{ one.area }}", START), ("Lượt cơ sở", 24, "{{ one.visits }}", END),
    ("Cơ sở", 24, "{{ one.establishments }}", END), ("Lưu trú", 23, "{{ one.LT }}", END),
    ("Lữ hành, vận tải", 23, "{{ one.LH }}", END),
    ("Karaoke, vũ trường", 24, "{{ one.KR }}", END), ("Xoa bóp", 23, "{{ one.XB }}", END),
    ("Ăn uống", 23, "{{ one.AU }}", END), ("Khác", 23, "{{ one.other }}", END),
)  # fmt: skip
FAILED = (
    ("Mã mục", 22, "{{ one.code }}", CENTRE),
    ("Nội dung không đạt", 116, "{{ one.question }}", START),
    ("Căn cứ pháp lý", 97, "{{ one.law }}", START), ("Số lần", 24, "{{ one.count }}", END),
)  # fmt: skip
UNITS = (
    ("Đơn vị", 58, "{{ one.name }}", START), ("Buổi (hồ sơ)", 20, "{{ one.sessions }}", END),
    ("Buổi (khai)", 20, "{{ one.declared }}", END), ("Lượt người", 22, "{{ one.people }}", END),
    ("Tin, bài", 18, "{{ one.news }}", END), ("Lượt phát", 18, "{{ one.broadcasts }}", END),
    ("Bài đăng", 18, "{{ one.posts }}", END), ("Băng rôn, pa-nô", 20, "{{ one.visual }}", END),
    ("Tờ rơi", 22, "{{ one.leaflets }}", END), ("Lồng ghép", 20, "{{ one.shows }}", END),
    ("Theo hình thức", 24, "{{ one.forms }}", START),
)  # fmt: skip
RETURNS = (
    ("Đơn vị", 110, "{{ one.name }}", START), ("Hạn nộp", 36, "{{ one.due }}", CENTRE),
    ("Ngày nộp", 36, "{{ one.submitted }}", CENTRE), ("Trạng thái", 46, "{{ one.state }}", START),
    ("Chậm (ngày)", 32, "{{ one.late }}", END),
)  # fmt: skip
BARS = (
    ("", 70, "{{ bar.label }}", START), ("", 190, "{{ bar.bar }} {{ bar.value }}", START),
)  # fmt: skip


def draw() -> Any:
    document = sheet()
    footer = document.sections[0].first_page_footer
    words(footer, DRAFT, TINY, CENTRE, bold=True, after=0)
    words(document.sections[0].footer, DRAFT, TINY, CENTRE, bold=True, after=0)
    head(
        document, "{{ unit.superior|upper }}", "{{ unit.name|upper }}",
        "Số: {% if number %}{{ number }}{% else %}……/{{ symbol }}-{{ unit.symbol|blank(4) }}"
        "{% endif %}",
        "{{ place|blank(4) }}, ngày {{ dated.day|blank(2) }} tháng {{ dated.month|blank(2) }} "
        "năm {{ dated.year|blank(2) }}",
    )  # fmt: skip
    title(document, "BÁO CÁO", "{{ about }}")
    line(document, "Kính gửi: {{ addressee }}", align=CENTRE, first=0, after=10)
    line(document, "(Số liệu {{ window }}{% if provisional %}, tạm tính đến ngày "
                   "{{ provisional }}{% endif %})", align=CENTRE, italic=True, first=0)  # fmt: skip
    _corrections(document)
    _sections(document)
    _late(document)
    _signature(document)
    _across(document)
    _appendices(document)
    return document


def _corrections(document: Any) -> None:
    command(document, "{%p if corrects %}")
    line(document, "Báo cáo này đính chính và thay thế số liệu của Báo cáo số {{ corrects }}; "
                   "những chỉ tiêu thay đổi:")  # fmt: skip
    listed(document, "one in corrections", CHANGES, SMALL)
    command(document, "{%p endif %}")


def _sections(document: Any) -> None:
    command(document, "{%p for section in sections %}")
    command(document, "{%p if section.above %}")
    line(document, "{{ section.above }}", bold=True, before=6, with_next=True)
    command(document, "{%p endif %}")
    line(document, "{{ section.heading }}", bold=True, before=6, with_next=True)
    command(document, "{%p for paragraph in section.paragraphs %}")
    line(document, "{{ paragraph.words }}")
    command(document, "{%p endfor %}")
    command(document, "{%p if not section.paragraphs %}")
    dots(document)
    dots(document)
    command(document, "{%p endif %}")
    command(document, "{%p endfor %}")


def _late(document: Any) -> None:
    command(document, "{%p if late_period %}")
    line(document, "Số liệu của {{ late_period }} đến sau khi báo cáo kỳ đó đã phát hành (không "
                   "tính vào kỳ này):", before=6, with_next=True)  # fmt: skip
    listed(document, "one in late", CHANGES, SMALL)
    command(document, "{%p endif %}")


def _signature(document: Any) -> None:
    table = grid(document, 1, HALVES, bordered=False)
    left, right = table.rows[0].cells
    words(left, "Nơi nhận:", SENT_TO, START, bold=True, italic=True, after=0, before=6)
    words(left, "{%p for one in recipients %}", 8, more=True, after=0)
    words(left, "- {{ one.name }}{% if loop.last %}.{% else %};{% endif %}", SENT_TO_LIST, START,
          after=0, more=True)  # fmt: skip
    words(left, "{%p endfor %}", 8, more=True, after=0)
    words(right, "{{ signs }}", BODY, CENTRE, bold=True, before=6, after=0, with_next=True)
    words(right, "(Ký, ghi rõ họ tên, đóng dấu)", SMALL, CENTRE, italic=True, more=True,
          with_next=True)  # fmt: skip
    words(right, "", SMALL, CENTRE, before=34, after=0, more=True, with_next=True)
    words(right, "{{ signer|blank }}", BODY, CENTRE, bold=True, more=True)


def _across(document: Any) -> None:
    """The appendices lie across, with the same margins turned."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[1]), Mm(PAGE[0])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin = section.right_margin = Mm((LEFT + RIGHT) / 2 - 4)
    section.different_first_page_header_footer = False


def _appendices(document: Any) -> None:
    _appendix(document, "I", "Tổng hợp chỉ tiêu", is_first=True)
    listed(document, "one in figures", FIGURES, TINY)
    line(document, "Nhóm B: “tính từ hồ sơ” là số có hồ sơ trong hệ thống, “đơn vị khai” là số đơn "
                   "vị khai thêm trong báo cáo đã được nhận, kèm nguồn. B10 không cộng được. Số "
                   "không trùng theo địa bàn, loại hình cộng lại có thể lớn hơn số chung.",
         TINY, italic=True, first=0, before=4)  # fmt: skip
    command(document, "{%p for chart in charts %}")
    line(document, "{{ chart.title }}", SMALL, START, bold=True, first=0, before=10, with_next=True)
    table = grid(document, 3, tuple(each[1] for each in BARS), bordered=False)
    command_row(table, 0, "{%tr for bar in chart.bars %}")
    for cell, (_, _, text, align) in zip(table.rows[1].cells, BARS, strict=True):
        told = words(cell, text, TINY, align, after=0)
    told.runs[0].font.color.rgb = BAR
    command_row(table, 2, "{%tr endfor %}")
    command(document, "{%p endfor %}")
    _appendix(document, "II", "Kiểm tra theo loại hình cơ sở và xã, phường")
    listed(document, "one in places", PLACES, TINY)
    _appendix(document, "III", "Nội dung không đạt theo mã mục và căn cứ pháp lý")
    listed(document, "one in failed", FAILED, TINY)
    _appendix(document, "IV", "Tuyên truyền theo đơn vị và hình thức")
    listed(document, "one in units", UNITS, TINY)
    _appendix(document, "V", "Tình hình nộp báo cáo của các đơn vị")
    listed(document, "one in returns", RETURNS, TINY)


def _appendix(document: Any, number: str, name: str, *, is_first: bool = False) -> None:
    paragraph = line(document, f"PHỤ LỤC {number}", align=CENTRE, bold=True, first=0, after=0,
                     with_next=True)  # fmt: skip
    paragraph.paragraph_format.page_break_before = not is_first
    line(document, name.upper(), SMALL, CENTRE, bold=True, first=0, after=0, with_next=True)
    line(document, "(Kèm theo Báo cáo số {{ number|blank(4) }})", SMALL, CENTRE, italic=True,
         first=0, after=8, with_next=True)  # fmt: skip
