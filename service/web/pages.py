"""The shell of each page; what it shows, its module of JavaScript asks the API for."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, render_template, request

from service.domain.demo_cast import DEMO_CAST, DEMO_PASSWORD
from service.web.packed import packed
from service.web.tablet import TABLET

# The name of a vendored file carries its version, so it never changes under its address.
VENDOR_SECONDS = 365 * 24 * 3600

# The path of each page, its module, and its title before the words are loaded.
ADDRESSES = (
    ("/", "start", "Trang chủ"),
    ("/sign-in", "sign-in", "Đăng nhập"),
    ("/settle", "settle", "Hoàn tất tài khoản"),
    ("/account", "account", "Tài khoản của tôi"),
    ("/notices", "notices", "Thông báo"),
    ("/admin", "admin-accounts", "Tài khoản"),
    ("/admin/units", "admin-units", "Đơn vị"),
    ("/admin/devices", "admin-devices", "Thiết bị"),
    ("/admin/checklists", "admin-checklists", "Bảng kiểm, phân mức"),
    ("/admin/audit", "admin-audit", "Nhật ký"),
    ("/admin/letters", "admin-letters", "Thư không gửi được"),
    ("/establishments", "register", "Sổ cơ sở"),
    ("/establishments/import", "import", "Nhập danh sách"),
    ("/establishments/<uuid:key>", "establishment", "Cơ sở"),
    ("/visits", "visits", "Lượt kiểm tra"),
    ("/visits/<uuid:key>", "visit", "Hồ sơ lượt kiểm tra"),
    ("/cases", "cases", "Hồ sơ"),
    ("/cases/<uuid:key>", "case", "Hồ sơ"),
    ("/findings", "findings", "Phải khắc phục"),
    ("/inspections", "inspections", "Cuộc kiểm tra"),
    ("/inspections/<uuid:key>", "inspection", "Cuộc kiểm tra"),
    ("/tasks", "tasks", "Văn bản, nhiệm vụ"),
    ("/campaigns", "campaigns", "Đợt cao điểm"),
    ("/map", "map", "Bản đồ"),
    ("/map/unsettled", "unsettled", "Vị trí cần xem lại"),
    ("/activities", "activities", "Hoạt động tuyên truyền"),
    ("/dashboard", "dashboard", "Bảng điều hành"),
    ("/figures", "figures", "Số liệu kỳ"),
    ("/returns", "returns", "Báo cáo của đơn vị"),
    ("/returns/<string:unit>/<string:period>", "return", "Báo cáo của đơn vị"),
    ("/summaries", "summaries", "Báo cáo tổng hợp"),
    ("/summaries/<uuid:key>", "summary", "Báo cáo tổng hợp"),
)


class Pages(Blueprint):
    """A blueprint that packs its files and says how long a browser may keep each."""

    def get_send_file_max_age(self, filename: str | None) -> int | None:
        """A year for what is vendored; the rest is asked for again, by its ETag."""
        return VENDOR_SECONDS if filename and filename.startswith("vendor/") else None

    def send_static_file(self, filename: str) -> Response:
        """The file, in gzip where that makes it shorter."""
        return packed(super().send_static_file(filename), Path(str(self.static_folder), filename))


PAGES = Pages("pages", __name__, static_folder="static", template_folder="templates")


def register_pages(app: Flask) -> None:
    """Add the pages, their files and a page for what is not there."""
    app.register_blueprint(PAGES)
    app.register_blueprint(TABLET)


@PAGES.get("/page-settings.json")
def page_settings() -> dict[str, Any]:
    """What the sign-in page may know before anybody is signed in."""
    demo = current_app.extensions["an-tru"].settings.demo
    shown = ("username", "name", "role")
    cast = [{name: member[name] for name in shown} for member in DEMO_CAST] if demo else []
    return {"demo": demo, "password": DEMO_PASSWORD if demo else None, "accounts": cast}


@PAGES.get("/map-settings.json")
def map_settings() -> dict[str, Any]:
    """Where the tiles of the base map come from, null where the areas themselves are the base."""
    settings = current_app.extensions["an-tru"].settings
    return {"tiles": settings.tiles, "credit": settings.tiles_credit}


@PAGES.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask here even where the page names another."""
    return PAGES.send_static_file("favicon.svg")


@PAGES.after_app_request
def absent(answer: Response) -> Response:
    """A page for people where an address is not there; the API's problems stay as they are."""
    if answer.status_code == 404 and answer.mimetype == "text/html" and not _is_file(request.path):
        answer.set_data(render_template("absent.html"))
    return answer


def _is_file(path: str) -> bool:
    return path.startswith("/static/")


def _shell(module: str, title: str) -> Any:
    def page(**_: Any) -> str:
        return render_template("page.html", module=module, title=title)

    return page


for _path, _module, _title in ADDRESSES:
    PAGES.add_url_rule(_path, _module, _shell(_module, _title))
