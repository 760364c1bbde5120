"""The pages of administration: whole ways through them, by who keeps accounts."""

import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from service.domain.demo_cast import DEMO_PASSWORD
from service.domain.letters import NotTaken
from service.domain.rights import RIGHTS
from service.usecases.tell import tell
from tests.api.strict import Authenticator, be_strict, enrolled
from tests.axe import axe_faults
from tests.builders import CALLED, a_flag, a_visit
from tests.pages.desk import Desk
from tests.pages.test_own_account import change_password, sign_in
from tests.people import Person
from tests.telling.conftest import LATER, NOW, waits

Desks = Callable[..., Desk]
STATIC = Path(__file__).parents[2] / "service" / "web" / "static"
NEW = "con gà trống gáy sớm"
PATHS = ("/admin", "/admin?account=reviewer2", "/admin/units", "/admin/units?unit=SVHTTDL-QLDL",
         "/admin/devices", "/admin/audit", "/admin/letters")  # fmt: skip


@pytest.fixture
def strict(repos: Any) -> Iterator[Any]:
    """The house without its demo mode, the cast restored afterwards."""
    policy, before = repos.policy, list(repos.accounts.rows.find({}))
    be_strict(repos)
    yield repos
    repos.policy = policy
    for row in before:
        repos.accounts.rows.replace_one({"_id": row["_id"]}, row)


def unfold(page: Page, name: str) -> Any:
    fold = page.locator("details").filter(has_text=name)
    fold.locator("summary").click()
    return fold


def test_an_account_is_opened_and_its_person_settles_and_is_closed_again(
    app: Any, desk_of: Desks, strict: Any
) -> None:
    _, telephone, _ = enrolled(app, "admin")
    page = desk_of().page
    sign_in(page, "admin")
    page.get_by_label("Mã xác minh").fill(telephone.code())
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Số liệu")
    strict.sessions.rows.update_many({"username": "admin"}, {"$set": {"proved_at": None}})
    page.goto("/admin")
    page.get_by_role("button", name="Mở tài khoản").click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name="Mở tài khoản").click()
    expect(panel.locator("#username-error")).to_have_text("Nhập tên đăng nhập.")
    panel.get_by_label("Họ và tên").fill("Nông Thị Ngọc")
    panel.get_by_label("Tên đăng nhập").fill("ngoc.nt")
    panel.get_by_label("Vai trò").select_option("reviewer")
    panel.get_by_role("button", name="Mở tài khoản").click()
    panel.get_by_label("Mã xác minh").fill(telephone.code())  # It is delicate.
    panel.get_by_role("button", name="Tiếp tục").click()
    given = panel.locator(".given-password").inner_text()
    panel.get_by_role("button", name="Đã trao mật khẩu").click()
    expect(page.get_by_text(given)).to_have_count(0)

    theirs = desk_of().page
    sign_in(theirs, "ngoc.nt", given)
    expect(theirs).to_have_url(re.compile("/settle"))
    change_password(theirs, given, NEW, NEW)
    their_telephone = Authenticator(theirs.locator(".secret").inner_text().replace(" ", ""))
    theirs.get_by_label("Mã 6 số đang hiện trong ứng dụng").fill(their_telephone.code())
    theirs.get_by_role("button", name="Xác nhận").click()
    theirs.get_by_role("button", name="Bắt đầu làm việc").click()
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Số liệu")

    page.get_by_label("Tìm theo tên").fill("nong thi")
    page.get_by_role("button", name="Nông Thị Ngọc").click()
    closing = unfold(page, "Đóng tài khoản")
    closing.get_by_label("Bàn giao hồ sơ").select_option("reviewer2")
    closing.get_by_role("button", name="Đóng tài khoản của Nông Thị Ngọc").click()
    expect(page.get_by_role("dialog").get_by_text("Đã khóa")).to_be_visible()
    theirs.goto("/cases")
    expect(theirs).to_have_url(re.compile("/sign-in"))


def test_rights_are_changed_passwords_reset_and_open_work_handed_over(
    desk_of: Desks, inspector: Person, reviewer: Person, hotel: dict[str, Any], repos: Any
) -> None:
    before = repos.accounts.get("reviewer")
    visit = a_visit(hotel["id"], flags=[a_flag()], emergency_call=CALLED)
    inspector.put_new("/visits", visit)
    case = reviewer.get("/cases").json["items"][0]["id"]
    reviewer.post(f"/cases/{case}/claim")
    page = desk_of("admin").page
    page.goto("/admin?account=reviewer")
    panel = page.get_by_role("dialog")
    changing = unfold(page, "Sửa tên, thư, vai trò, đơn vị")
    changing.get_by_label("Địa chỉ thư").fill("xet.duyet@langson.invalid")
    changing.get_by_label("Vai trò").select_option("reporter")
    changing.get_by_label("Bàn giao hồ sơ").select_option("reviewer2")
    changing.get_by_role("button", name="Lưu thay đổi").click()
    expect(panel.get_by_text("Bàn giao 1 hồ sơ")).to_be_visible()
    expect(panel.locator(".facts")).to_contain_text("Người làm báo cáo")
    assert repos.cases.get(uuid.UUID(case))["claimed_by"] == "reviewer2"
    unfold(page, "Đặt lại mật khẩu").get_by_role("button", name="Tạo mật khẩu tạm").click()
    given = panel.locator(".given-password").inner_text()
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", given)
    page.goto("/admin?account=admin")
    expect(page.get_by_role("dialog")).to_contain_text("Đây là tài khoản của bạn")
    expect(page.get_by_role("dialog").locator("details")).to_have_count(1)
    repos.accounts.rows.replace_one({"_id": "reviewer"}, before)
    repos.sessions.rows.update_many({}, {"$set": {"ended_at": None}})


def test_a_lost_tablet_is_revoked_and_let_in_again(desk_of: Desks, app: Any) -> None:
    device = {"id": str(uuid.uuid4()), "name": "Máy tính bảng số 3"}
    body = {"username": "inspector", "password": DEMO_PASSWORD, "device": device}
    tablet = Person(app, Person(app, None).post("/auth/login", body).json["access_token"])
    assert tablet.get("/me").status_code == 200
    page = desk_of("admin").page
    page.goto("/admin/devices?account=inspector")
    row = page.get_by_role("row").filter(has_text="Máy tính bảng số 3")
    row.get_by_role("button", name="Thu hồi").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("chưa gửi trên máy bị xóa theo")
    panel.get_by_role("button", name="Thu hồi máy này").click()
    expect(row).to_contain_text("Đã thu hồi")
    told = tablet.get("/me")
    assert (told.status_code, told.json["wipe"]) == (401, True)
    row.get_by_role("button", name="Cho dùng lại").click()
    page.get_by_role("dialog").get_by_role("button", name="Cho dùng lại").click()
    expect(row).to_contain_text("Đang dùng")
    page.goto("/admin/audit?by=admin&act=change_device")
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name=device["id"]).first.click()
    expect(page).to_have_url(re.compile(f"of={device['id']}"))
    expect(page.get_by_role("row").filter(has_text="Thiết bị bị thu hồi")).to_have_count(1)


def test_a_unit_is_added_changed_and_ended(desk_of: Desks, leader: Person) -> None:
    page = desk_of("admin").page
    page.goto("/admin/units")
    page.get_by_role("button", name="Thêm đơn vị").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Mã đơn vị").fill("UBND CHI LĂNG")
    panel.get_by_label("Tên đơn vị").fill("UBND phường Chi Lăng")
    panel.get_by_label("Ký hiệu trên văn bản").fill("UBND-CL")
    panel.get_by_label("Cơ quan ghi phía trên").fill("UBND tỉnh Lạng Sơn")
    panel.get_by_label("Hoạt động từ ngày").fill("2025-07-01")
    panel.get_by_label("Tìm xã, phường").fill("ky lua")
    panel.get_by_role("checkbox").first.check()
    panel.get_by_role("button", name="Thêm đơn vị").click()
    expect(panel.locator("#code-error")).to_contain_text("chữ không dấu")
    panel.get_by_label("Mã đơn vị").fill("UBND-CHILANG")
    panel.get_by_role("button", name="Thêm đơn vị").click()
    row = page.get_by_role("row").filter(has_text="UBND-CHILANG")
    expect(row).to_contain_text("1 xã, phường")
    row.get_by_role("button").click()
    panel.get_by_label("Đến hết ngày").fill("2026-06-30")
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(row).to_contain_text("Đã kết thúc")
    (unit,) = [row for row in leader.get("/units").json["items"] if row["code"] == "UBND-CHILANG"]
    assert (unit["version"], unit["valid_to"], len(unit["areas"])) == (2, "2026-06-30", 1)
    assert (unit["symbol"], unit["superior"]) == ("UBND-CL", "UBND tỉnh Lạng Sơn")


def test_of_two_who_change_a_unit_at_once_the_later_is_told_and_loses_nothing(
    desk_of: Desks, admin: Person
) -> None:
    page = desk_of("admin").page
    page.goto("/admin/units?unit=SVHTTDL-QLDL")
    panel = page.get_by_role("dialog")
    panel.get_by_label("Tên đơn vị").fill("Phòng Du lịch")
    (unit,) = [row for row in admin.get("/units").json["items"] if row["code"] == "SVHTTDL-QLDL"]
    kept = {name: value for name, value in unit.items() if name not in ("code", "version")}
    changed = admin.put(
        "/units/SVHTTDL-QLDL", {**kept, "symbol": "QLDL2"}, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200, changed.json
    panel.get_by_role("button", name="Lưu thay đổi").click()
    expect(panel.get_by_role("alert")).to_contain_text("không còn là bản mới nhất")
    expect(panel.get_by_label("Tên đơn vị")).to_have_value("Phòng Du lịch")


def test_every_act_of_the_log_has_its_words() -> None:
    told = (STATIC / "parts/admin/acts.js").read_text("utf-8")
    words = (STATIC / "words/admin.vi.js").read_text("utf-8")
    acts = {right.act for right in RIGHTS.values() if right.audited}
    assert {act for act in acts if f"'{act}'" not in told or f"'did.{act}'" not in words} == set()


class Refusing:
    """A mail server that takes nothing."""

    sender, base = "antru@antru.invalid", "https://antru.invalid"

    def send(self, _mail: Any) -> None:
        raise NotTaken("550 5.1.1 no such user", for_good=True)


@pytest.mark.parametrize(
    ("width", "language"),
    [
        (360, "vi"),
        *(pytest.param(*each, marks=pytest.mark.slow) for each in ((820, "en"), (1366, "vi"))),
    ],
)
def test_no_page_complains_scrolls_sideways_or_has_faults(
    desk_of: Desks, leader: Person, repos: Any, width: int, language: str
) -> None:
    leader.patch("/me", {"email": "lanh.dao@langson.invalid"})
    waits(repos)
    tell(repos, Refusing(), NOW)
    tell(repos, Refusing(), LATER)
    desk = desk_of("admin", viewport={"width": width, "height": 800})
    desk.context.add_init_script(f"localStorage.setItem('an-tru-language', '{language}')")
    page = desk.page
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for path in PATHS:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(wider) <= 0, path
        assert axe_faults(page) == [], path
    again = "Gửi lại – leader" if language == "vi" else "Send again – leader"
    page.get_by_role("button", name=again).click()
    expect(page.get_by_role("button", name=again)).to_have_count(0)
