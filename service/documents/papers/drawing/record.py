"""The shipped template of the biên bản kiểm tra."""

from typing import Any

from service.documents.papers.drawing.layout import (
    BODY,
    CENTRE,
    START,
    WIDTH,
    command,
    count_of_pages,
    dots,
    grid,
    head,
    heading,
    line,
    merged,
    sent_to,
    sheet,
    title,
    words,
)
from service.documents.papers.drawing.tables import SMALL, command_row, headed

ITEM_WIDTHS = (10, 20, 69, 23, 43)
ITEM_HEADS = ("TT", "Mục", "Nội dung kiểm tra", "Kết quả", "Số liệu, ghi chú")
DEADLINE_WIDTHS = (10, 20, 103, 32)
DEADLINE_HEADS = ("TT", "Mục", "Nội dung phải khắc phục", "Thời hạn")
HALVES = (WIDTH / 2, WIDTH / 2)
KEPT = ("Cơ sở được kiểm tra", "Lưu: VT, hồ sơ kiểm tra")


def draw() -> Any:
    document = sheet()
    head(document, "{{ unit.superior|upper }}", "{{ unit.name|upper }}",
         "Số: {{ number|blank(3) }}/BB-{{ unit.symbol|blank(4) }}",
         above_if="unit.superior")  # fmt: skip
    title(document, "BIÊN BẢN", "Kiểm tra {{ establishment.name }}")
    _changed(document)
    _opening(document)
    _present(document)
    _items(document)
    _failings(document)
    _guidance(document)
    _requirements(document)
    _opinion(document)
    _closing(document)
    _signatures(document)
    return document


def _changed(document: Any) -> None:
    command(document, "{%p if withdrawn %}")
    line(document, "LƯỢT KIỂM TRA NÀY ĐÃ ĐƯỢC RÚT LẠI ngày {{ withdrawal.day }}. "
                   "Lý do: {{ withdrawal.reason }}", bold=True)  # fmt: skip
    command(document, "{%p endif %}")
    command(document, "{%p for amendment in amendments %}")
    line(document, "Đính chính lần {{ amendment.number }}, ngày {{ amendment.day }}. "
                   "Lý do: {{ amendment.reason }}", italic=True)  # fmt: skip
    command(document, "{%p endfor %}")
    command(document, "{%p if amended %}")
    line(document, "Biên bản này in theo nội dung đã đính chính lần cuối.", italic=True)
    command(document, "{%p endif %}")


def _opening(document: Any) -> None:
    command(document, "{%p for ground in grounds %}")
    line(document, "{{ ground.text }}{% if loop.last %}.{% else %};{% endif %}", italic=True)
    command(document, "{%p else %}")
    line(document, "Căn cứ {{ ''|blank(30) }}.", align=START, italic=True)
    command(document, "{%p endfor %}")
    line(document, f"Hôm nay, hồi {_clock('began')}, tại {{{{ establishment.address|blank(30) }}}}"
                   "{% if establishment.area %}, {{ establishment.area }}{% endif %}, "
                   "chúng tôi gồm:")  # fmt: skip


def _clock(moment: str) -> str:
    return (
        f"{{{{ {moment}.hour }}}} giờ {{{{ {moment}.minute }}}} phút, ngày {{{{ {moment}.day }}}} "
        f"tháng {{{{ {moment}.month }}}} năm {{{{ {moment}.year }}}}"
    )


def _present(document: Any) -> None:
    heading(document, "I. THÀNH PHẦN")
    line(document, "**1. Đoàn kiểm tra**", with_next=True)
    command(document, "{%p for member in team %}")
    _listed(document, "- Ông (bà) {{ member.name|blank(20) }}; chức vụ, cơ quan: "
                      "{{ member.position|blank(14) }};")  # fmt: skip
    command(document, "{%p else %}")
    _listed(document, "- Ông (bà) {{ ''|blank(20) }}; chức vụ, cơ quan: {{ ''|blank(14) }};")
    command(document, "{%p endfor %}")
    line(document, "**2. Cơ sở được kiểm tra**", before=3, with_next=True)
    _listed(document, "- Tên cơ sở: {{ establishment.name|blank(30) }};")
    _listed(document, "- Loại hình: {{ establishment.kind|blank(20) }}; "
                      "điện thoại: {{ ''|blank(14) }};")  # fmt: skip
    _listed(
        document,
        "- Địa chỉ: {{ establishment.address|blank(30) }}"
        "{% if establishment.area %}, {{ establishment.area }}{% endif %};",
    )
    _listed(document, "- Đại diện: ông (bà) {{ representative.name|blank(20) }}; "
                      "chức vụ: {{ representative.position|blank(12) }}.")  # fmt: skip
    command(document, "{%p if witnesses %}")
    line(document, "**3. Người chứng kiến**", before=3, with_next=True)
    command(document, "{%p endif %}")
    command(document, "{%p for witness in witnesses %}")
    _listed(document, "- Ông (bà) {{ witness.name|blank(20) }}; {{ witness.position|blank(14) }};")
    command(document, "{%p endfor %}")


def _listed(document: Any, text: str) -> None:
    """A line of a list, not justified: dots would push its words apart."""
    line(document, text, align=START, after=3)


def _items(document: Any) -> None:
    heading(document, "II. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA")
    line(document, "Đoàn kiểm tra theo bảng kiểm “{{ checklist.title }}” "
                   "(phiên bản {{ checklist.version }}):", with_next=True)  # fmt: skip
    table = headed(document, ITEM_WIDTHS, ITEM_HEADS, 6)
    command_row(table, 1, "{%tr for section in sections %}")
    words(merged(table.rows[2]), "{{ section.title }}", SMALL, bold=True, with_next=True)
    command_row(table, 3, "{%tr for row in section.rows %}")
    number, code, question, result, figures = table.rows[4].cells
    words(number, "{{ row.number }}", SMALL, CENTRE)
    words(code, "{{ row.code }}", SMALL, CENTRE)
    words(question, "{{ row.question }}", SMALL)
    words(result, "{{ row.result|blank(3) }}", SMALL, CENTRE)
    words(figures, "{{ row.figures }}{% if row.figures and row.note %}. {% endif %}{{ row.note }}",
          SMALL)  # fmt: skip
    command_row(table, 5, "{%tr endfor %}")
    command_row(table, 6, "{%tr endfor %}")


def _failings(document: Any) -> None:
    heading(document, "III. TỒN TẠI, VI PHẠM")
    command(document, "{%p for failing in failings %}")
    line(document, "{{ failing.number }}. Mục {{ failing.code }}: {{ failing.question }} "
                   "**Không đạt.**{% if failing.figures %} {{ failing.figures }}.{% endif %}"
                   "{% if failing.note %} Ghi nhận: {{ failing.note }}{% endif %}")  # fmt: skip
    command(document, "{%p if failing.law %}")
    line(document, "Căn cứ: {{ failing.law }}.", italic=True)
    command(document, "{%p endif %}")
    command(document, "{%p for violation in failing.violations %}")
    line(document, "Vi phạm theo {{ violation.basis|blank(20) }}; biên bản vi phạm hành chính số: "
                   "{{ violation.record_no|blank(8) }}.")  # fmt: skip
    command(document, "{%p endfor %}")
    command(document, "{%p else %}")
    line(document, "Tại thời điểm kiểm tra không có mục nào không đạt.")
    command(document, "{%p endfor %}")


def _guidance(document: Any) -> None:
    heading(document, "IV. HƯỚNG DẪN, TUYÊN TRUYỀN TẠI CƠ SỞ")
    command(document, "{%p for each in guidance %}")
    line(document, "- {{ each.text }}{% if loop.last %}.{% else %};{% endif %}", after=3)
    command(document, "{%p else %}")
    _dotted(document)
    command(document, "{%p endfor %}")


def _requirements(document: Any) -> None:
    heading(document, "V. YÊU CẦU, KIẾN NGHỊ, THỜI HẠN KHẮC PHỤC")
    command(document, "{%p if requirements %}")
    line(document, "{{ requirements }}")
    command(document, "{%p endif %}")
    command(document, "{%p if not requirements and not deadlines %}")
    _dotted(document)
    command(document, "{%p endif %}")
    command(document, "{%p if deadlines %}")
    table = headed(document, DEADLINE_WIDTHS, DEADLINE_HEADS, 3)
    command_row(table, 1, "{%tr for each in deadlines %}")
    number, code, remedy, by = table.rows[2].cells
    words(number, "{{ each.number }}", SMALL, CENTRE)
    words(code, "{{ each.code }}", SMALL, CENTRE)
    words(remedy, "{{ each.remedy|blank(20) }}", SMALL)
    words(by, "{{ each.by|blank(8) }}", SMALL, CENTRE)
    command_row(table, 3, "{%tr endfor %}")
    command(document, "{%p endif %}")


def _opinion(document: Any) -> None:
    command(document, "{%p if remarks %}")
    heading(document, "Ghi nhận khác của đoàn kiểm tra")
    line(document, "{{ remarks }}")
    command(document, "{%p endif %}")
    heading(document, "VI. Ý KIẾN CỦA CƠ SỞ")
    command(document, "{%p if opinion %}")
    line(document, "{{ opinion }}")
    command(document, "{%p else %}")
    _dotted(document)
    command(document, "{%p endif %}")


def _closing(document: Any) -> None:
    paragraph = line(document, f"Việc kiểm tra kết thúc hồi {_clock('ended')}. Biên bản gồm ",
                     before=6, with_next=True)  # fmt: skip
    count_of_pages(paragraph)
    paragraph.add_run(
        " trang, được lập thành …… bản có nội dung và giá trị như nhau, đã đọc lại cho những "
        "người có tên nêu trên nghe, công nhận đúng và cùng ký tên dưới đây."
    )
    command(document, "{%p if signatures.establishment.refused_because %}")
    line(document, "Đại diện cơ sở từ chối ký. Lý do: "
                   "{{ signatures.establishment.refused_because }}", bold=True,
         with_next=True)  # fmt: skip
    command(document, "{%p endif %}")


def _signatures(document: Any) -> None:
    table = grid(document, 2, HALVES, bordered=False)
    _signs(table.rows[0].cells[0], "ĐẠI DIỆN CƠ SỞ", "signatures.establishment", refusable=True)
    _signs(table.rows[0].cells[1], "NGƯỜI GHI BIÊN BẢN", "signatures.recorder")
    _witnesses(table.rows[1].cells[0])
    _signs(table.rows[1].cells[1], "TRƯỞNG ĐOÀN KIỂM TRA", "signatures.lead")
    line(document, "", after=0)
    sent_to(grid(document, 1, HALVES, bordered=False).rows[0].cells[0], KEPT)


def _signs(cell: Any, role: str, name: str, *, refusable: bool = False) -> None:
    words(cell, role, BODY, CENTRE, bold=True, before=6, after=0, with_next=True)
    words(cell, "(Ký, ghi rõ họ tên)", SMALL, CENTRE, italic=True, more=True, with_next=True)
    _signed(cell, name, refusable=refusable)


def _signed(cell: Any, name: str, *, refusable: bool) -> None:
    words(cell, f"{{%p if {name}.picture %}}", SMALL, CENTRE, more=True)
    words(cell, f"{{{{ {name}.picture }}}}", SMALL, CENTRE, more=True, with_next=True)
    if refusable:
        words(cell, f"{{%p elif {name}.refused_because %}}", SMALL, CENTRE, more=True)
        words(cell, "(Từ chối ký)", SMALL, CENTRE, italic=True, before=16, after=16, more=True,
              with_next=True)  # fmt: skip
    words(cell, "{%p else %}", SMALL, CENTRE, more=True)
    words(cell, "", SMALL, CENTRE, before=34, after=0, more=True, with_next=True)
    words(cell, "{%p endif %}", SMALL, CENTRE, more=True)
    words(cell, f"{{{{ {name}.name|blank }}}}", BODY, CENTRE, bold=True, more=True, with_next=True)


def _witnesses(cell: Any) -> None:
    words(cell, "{%p if signatures.witnesses %}", SMALL, CENTRE)
    words(cell, "NGƯỜI CHỨNG KIẾN", BODY, CENTRE, bold=True, before=6, after=0, more=True,
          with_next=True)  # fmt: skip
    words(cell, "(Ký, ghi rõ họ tên)", SMALL, CENTRE, italic=True, more=True, with_next=True)
    words(cell, "{%p endif %}", SMALL, CENTRE, more=True)
    words(cell, "{%p for witness in signatures.witnesses %}", SMALL, CENTRE, more=True)
    _signed(cell, "witness", refusable=False)
    words(cell, "{%p endfor %}", SMALL, CENTRE, more=True)
    words(cell, "", SMALL, START, after=0, more=True)


def _dotted(document: Any) -> None:
    for _ in range(2):
        dots(document)
