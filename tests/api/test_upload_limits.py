"""Bodies and forms past their limits are a 413 with words, and cost little."""

import pytest

IMPORT = "/establishments/import"


def form(reporter, *parts):
    """Sends ``(name, whether it is a file, content)`` as a form, put together by hand."""
    body = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name.encode(), b'; filename="a.csv"' if is_file else b"", content)
        for name, is_file, content in parts
    )
    kind = "multipart/form-data; boundary=b"
    return reporter.call("POST", IMPORT, data=body + b"--b--\r\n", content_type=kind)


def test_a_form_of_many_parts_is_refused(reporter):
    answer = form(reporter, *((f"f{number}", False, b"x") for number in range(2_000)))
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")


def test_a_field_that_is_no_file_and_large_is_refused(reporter):
    assert form(reporter, ("note", False, b"x" * 200_000)).status_code == 413


# Werkzeug leaves the spooled files of a form that it refused half-way to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_many_empty_files_are_refused(reporter):
    assert form(reporter, *((f"f{n}", True, b"") for n in range(100))).status_code == 413


def test_a_file_past_the_limit_is_refused(reporter):
    assert form(reporter, ("file", True, b"x" * 13_000_000)).status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"--", b"--b\r\n", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
     b"--b\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n\r\n--b--"],
    ids=["nothing", "dashes", "begun", "no name", "long header"],
)  # fmt: skip
def test_a_form_that_is_none_is_told_in_words(reporter, body):
    answer = reporter.call(
        "POST", IMPORT, data=body, content_type="multipart/form-data; boundary=b"
    )
    assert answer.status_code in (400, 413, 422)
    assert answer.json["detail"]
