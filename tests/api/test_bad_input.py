"""Bodies that break parsers: refused with a problem, nothing stored, never a 500."""

import json

import pytest

LOGIN = "/auth/login"


def told(stranger, data, content_type="application/json"):
    answer = stranger.call("POST", LOGIN, data=data, content_type=content_type)
    assert answer.content_type == "application/problem+json"
    assert answer.json["detail"]
    return answer.status_code


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"nul", b"\xff\xfe{}", "{}".encode("utf-16"), b"\xef\xbb\xbf{}",
        b'{"username": "a", "username": "b", "password": "c"}',
        b'{"a": {"b": 1, "b": 2}}',
        '{"\u00f4": 1, "o\u0302": 2}'.encode(),
        b'{"a": NaN}', b'{"a": Infinity}', b'{"a": 1e999}',
        b'{"a": 18446744073709551616}', b'{"a": 9223372036854775808}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "\\ud800"}',
        b'{"a":' * 33 + b"1" + b"}" * 33,
        b"[" * 1000 + b"]" * 1000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a": "\x00"}', b"{'a': 1}", b'{"a": 01}',
    ],
    ids=lambda body: repr(body[:24]),
)  # fmt: skip
def test_an_unreadable_body_is_a_400(stranger, body):
    assert told(stranger, body) == 400


@pytest.mark.parametrize(
    "body", ["null", "[]", '"text"', "1", '{"a\\u0000": 1}', '{"$where": "1"}']
)
def test_a_readable_body_of_another_shape_is_a_422(stranger, body):
    assert told(stranger, body) == 422


def test_ten_megabytes_of_json_are_too_large(stranger):
    assert told(stranger, json.dumps({"username": "a" * 10_000_000})) == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
def test_another_type_than_json_is_a_415(stranger, kind):
    assert told(stranger, b"<a/>", kind) == 415


def test_a_query_argument_twice_or_not_utf8_is_refused(inspector):
    assert inspector.call("GET", "/establishments?q=a&q=b").status_code == 400
    assert inspector.call("GET", "/establishments?q=%ff").status_code == 400
    assert inspector.call("GET", "/me?x=1").status_code == 422
    assert inspector.call("GET", "/establishments?q=%00").status_code == 422


def test_a_method_override_is_not_heard(inspector):
    answer = inspector.call("POST", "/me", headers={"X-HTTP-Method-Override": "GET"})
    assert answer.status_code == 405
