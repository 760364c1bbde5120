"""What the pages are served as: shells, files that may be kept, and words for what is not there."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, send_file

from service.web.packed import packed

GZIP = {"Accept-Encoding": "gzip, br"}
WEB = Path(__file__).parents[2] / "service" / "web"


def test_our_files_are_asked_for_again_by_their_etag(app: Flask) -> None:
    client = app.test_client()
    first = client.get("/static/lib/api.js")
    first.close()
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/static/lib/api.js", headers={"If-None-Match": first.headers["ETag"]})
    again.close()
    assert again.status_code == 304


def test_vendored_files_are_kept_for_a_year(app: Flask) -> None:
    answer = app.test_client().get("/static/vendor/htm-preact-3.1.1.js")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000"
    answer.close()


def test_every_vendored_file_is_named_with_its_licence() -> None:
    told = (WEB / "static" / "vendor" / "VENDORED.md").read_text("utf-8")
    for path in (WEB / "static" / "vendor").iterdir():
        assert path.name == "VENDORED.md" or path.name in told


def test_every_file_that_a_shell_names_is_there() -> None:
    for template in (WEB / "templates").iterdir():
        for path in re.findall(r'"/static/([^"{}]+)"', template.read_text("utf-8")):
            assert (WEB / "static" / path).is_file(), path


def test_a_page_that_is_not_there_is_told_to_people_in_words(app: Flask) -> None:
    answer = app.test_client().get("/nowhere")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.text


def test_the_api_s_own_problems_stay_problems(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_shells_hold_no_script_and_no_style_of_their_own(app: Flask) -> None:
    for path in (
        "/",
        "/sign-in",
        "/settle",
        "/account",
        "/establishments",
        "/visits",
        "/cases",
        "/findings",
        "/figures",
        "/notices",
        "/admin",
        "/admin/units",
        "/nowhere",
    ):
        text = app.test_client().get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", text), path


def test_the_cast_is_told_in_demo_mode_only(app: Flask) -> None:
    told = app.test_client().get("/page-settings.json").json
    assert told["demo"] is True
    assert [account["username"] for account in told["accounts"]][:2] == ["inspector", "inspector2"]
    assert told["password"] == "antru-demo"


def test_files_come_in_gzip_to_who_takes_it_each_form_under_its_own_etag(app: Flask) -> None:
    client, path = app.test_client(), "/static/tablet/core/draft.js"
    plain, short = client.get(path), client.get(path, headers=GZIP)
    assert short.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(short.data) == plain.data
    assert len(short.data) < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    assert short.headers["ETag"] != plain.headers["ETag"]
    for answer in (plain, short):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.mimetype == "text/javascript"
        again = client.get(path, headers={**GZIP, "If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        for each in (again, answer):
            each.close()


def test_a_file_that_changed_is_packed_anew(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "words.js"
    found = []
    for text in ("a" * 2000, "b" * 2000):
        file.write_text(text)
        with app.test_request_context(headers=GZIP):
            answer = packed(send_file(file), file)
            answer.direct_passthrough = False
            found.append(gzip.decompress(answer.get_data()).decode())
    assert found == ["a" * 2000, "b" * 2000]


@pytest.mark.parametrize("path", ["/tablet", "/tablet/sw.js"])
def test_the_tablet_s_page_and_worker_come_in_gzip(app: Flask, path: str) -> None:
    client = app.test_client()
    plain, short = client.get(path), client.get(path, headers=GZIP)
    assert gzip.decompress(short.data) == plain.data
    assert short.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_what_is_packed_already_and_what_is_tiny_comes_as_it_is(app: Flask) -> None:
    client = app.test_client()
    for path in ("/static/tablet/icons/icon-192.png", "/static/tablet/core/idb.js"):
        answer = client.get(path, headers=GZIP)
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers
        answer.close()
