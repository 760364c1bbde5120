"""The shipped template of a referral."""

from typing import Any

from service.documents.papers.drawing.layout import (
    BODY,
    CENTRE,
    START,
    WIDTH,
    command,
    dots,
    framed,
    grid,
    head,
    heading,
    line,
    sent_to,
    sheet,
    title,
    words,
)
from service.documents.papers.drawing.tables import SMALL, command_row, headed

FOOT = 9
SIGN_WIDTHS = (10, 52, 32, 71)
SIGN_HEADS = ("TT", "Dấu hiệu", "Lúc, nơi thấy", "Đã thấy gì")
PEOPLE_WIDTHS = (10, 32, 45, 30, 48)
PEOPLE_HEADS = ("TT", "Tên quy ước", "Họ và tên, năm sinh", "Giấy tờ", "Nơi ở, cần giúp gì")
GAP_BEFORE = 6
HALVES = (WIDTH / 2, WIDTH / 2)
KEPT = ("Như trên", "Lưu: VT, hồ sơ (niêm phong)")
EXPORTED = (
    "Tài liệu có thông tin phải giữ kín, chỉ dùng cho nơi nhận. Bản xuất số {{ export.number }}, "
    "{{ export.at }}, bởi {{ export.by }}; mã {{ export.code }}."
)


def draw() -> Any:
    document = sheet()
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        words(footer, EXPORTED, FOOT, CENTRE, italic=True, after=0)
    head(
        document, "{{ unit.superior|upper }}", "{{ unit.name|upper }}",
        "Số: {% if number %}{{ number }}{% else %}……/{{ symbol }}-{{ unit.symbol|blank(4) }}"
        "{% endif %}",
        "{{ place|blank(4) }}, ngày {{ dated.day|blank(2) }} tháng {{ dated.month|blank(2) }} "
        "năm {{ dated.year|blank(2) }}",
    )  # fmt: skip
    command(document, "{%p if urgency %}")
    framed(line(document, "{{ urgency }}", bold=True, align=START, first=4, before=8, after=0))
    command(document, "{%p endif %}")
    title(document, "{{ kind }}", "{{ summary }}")
    _addressed(document)
    _told(document)
    _people(document)
    _asked(document)
    _signature(document)
    return document


def _addressed(document: Any) -> None:
    line(document, "Kính gửi: {{ recipient }}{% if officer %} ({{ officer }}){% endif %}",
         align=CENTRE, first=0, after=10)  # fmt: skip
    command(document, "{%p for ground in grounds %}")
    line(document, "Căn cứ {{ ground.text }}{% if loop.last %}.{% else %};{% endif %}", italic=True)
    command(document, "{%p endfor %}")
    command(document, "{%p if called %}")
    line(document, "Sự việc đã được báo bằng điện thoại lúc {{ call.hour }} giờ "
                   "{{ call.minute }} phút, ngày {{ call.day }} tháng {{ call.month }} năm "
                   "{{ call.year }}.")  # fmt: skip
    command(document, "{%p endif %}")
    line(document, "{{ unit.name }} thông tin tới quý cơ quan về sự việc tại cơ sở "
                   "**{{ establishment.name }}** ({{ establishment.kind }}), địa chỉ: "
                   "{{ establishment.address|blank }}{% if establishment.area %}, "
                   "{{ establishment.area }}{% endif %}:")  # fmt: skip


def _told(document: Any) -> None:
    heading(document, "1. Nội dung")
    command(document, "{%p if text %}")
    line(document, "{{ text }}")
    command(document, "{%p else %}")
    dots(document)
    dots(document)
    command(document, "{%p endif %}")
    command(document, "{%p if signs %}")
    heading(document, "2. Dấu hiệu đã ghi nhận")
    table = headed(document, SIGN_WIDTHS, SIGN_HEADS, 3)
    command_row(table, 1, "{%tr for sign in signs %}")
    number, sign, place, seen = table.rows[2].cells
    words(number, "{{ sign.number }}", SMALL, CENTRE)
    words(sign, "{{ sign.label }} ({{ sign.code }})", SMALL)
    words(place, "{{ sign.seen|blank(3) }}", SMALL)
    words(place, "{{ sign.where }}", SMALL, more=True)
    words(seen, "{{ sign.description }}", SMALL)
    words(seen, "{%p if sign.person %}", SMALL, more=True)
    words(seen, "{{ sign.person }}{% if sign.under_18 %} (dưới 18 tuổi){% endif %}", SMALL,
          italic=True, more=True)  # fmt: skip
    words(seen, "{%p endif %}", SMALL, more=True)
    command_row(table, 3, "{%tr endfor %}")
    command(document, "{%p endif %}")


def _people(document: Any) -> None:
    command(document, "{%p if people %}")
    heading(document, "3. Người có nguy cơ")
    table = headed(document, PEOPLE_WIDTHS, PEOPLE_HEADS, 3)
    command_row(table, 1, "{%tr for one in people %}")
    number, label, name, papers, contact = table.rows[2].cells
    words(number, "{{ one.number }}", SMALL, CENTRE)
    words(label, "{{ one.label }}", SMALL)
    words(name, "{{ one.name }}", SMALL)
    words(name, "{{ one.born }}", SMALL, more=True)
    words(papers, "{{ one.papers }}", SMALL)
    words(contact, "{{ one.contact }}", SMALL)
    words(contact, "{{ one.note }}", SMALL, more=True)
    command_row(table, 3, "{%tr endfor %}")
    command(document, "{%p endif %}")
    command(document, "{%p if people_apart %}")
    line(document, "Danh tính của {{ people_apart }} người có nguy cơ được niêm phong, giao riêng "
                   "khi quý cơ quan yêu cầu.", before=GAP_BEFORE)  # fmt: skip
    command(document, "{%p endif %}")


def _asked(document: Any) -> None:
    command(document, "{%p if photos %}")
    heading(document, "Ảnh kèm theo (trong hồ sơ mã hóa)")
    command(document, "{%p endif %}")
    command(document, "{%p for photo in photos %}")
    line(document, "{{ photo.number }}. {{ photo.name }}, SHA-256: {{ photo.sha256 }}", 10, START,
         first=0, after=2)  # fmt: skip
    command(document, "{%p endfor %}")
    line(document, "Đề nghị quý cơ quan xác nhận đã nhận (số, giờ, người nhận) trong {{ hours }} "
                   "giờ, xem xét theo thẩm quyền và thông báo kết quả. Thông tin về người có "
                   "nguy cơ được giữ bí mật theo quy định của pháp luật.",
         before=GAP_BEFORE)  # fmt: skip


def _signature(document: Any) -> None:
    table = grid(document, 1, HALVES, bordered=False)
    left, right = table.rows[0].cells
    sent_to(left, KEPT)
    words(right, "GIÁM ĐỐC", BODY, CENTRE, bold=True, before=6, after=0, with_next=True)
    words(right, "(Ký, ghi rõ họ tên, đóng dấu)", SMALL, CENTRE, italic=True, more=True,
          with_next=True)  # fmt: skip
    words(right, "", SMALL, CENTRE, before=34, after=0, more=True, with_next=True)
    words(right, "{{ ''|blank }}", BODY, CENTRE, bold=True, more=True)
