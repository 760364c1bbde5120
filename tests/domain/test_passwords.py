"""What a password must be."""

import pytest

from service.domain.passwords import faults_of

WHO = {"username": "nguyenvana", "name": "Nguyễn Văn An", "unit": "SVHTTDL-QLDL"}


def codes(password):
    return [fault.code for fault in faults_of(password, WHO, "new")]


@pytest.mark.parametrize(
    "password",
    [
        "con gà trống gáy sớm", "mot-mat-khau-dai", "tuyết rơi trên đèo Sài Hồ", "xQ7mKp2vRt9w",
        "correct horse battery staple", "ba bốn năm sáu cây cầu " * 8, "🌵🌵🦉🦉🎻🎻🥁🥁🪁🪁🧭🧭",
        "x" + "tám quả na chín vàng, " * 9,
    ],
)  # fmt: skip
def test_long_and_unguessed_is_enough(password):
    assert codes(password) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "length"), ("ngắn quá", "length"), ("elevenchars", "length"), ("x" * 201, "length"),
        ("password1234", "common_password"), ("P@ssw0rd1234", "common_password"),
        ("matkhau12345", "common_password"), ("mậtkhẩu12345", "common_password"),
        ("123456789012", "common_password"), ("aaaaaaaaaaaa", "common_password"),
        ("qwertyuiop12", "common_password"), ("anhyeuem1234", "common_password"),
        ("nguyenvana2026", "common_password"), ("SVHTTDL-QLDL1", "common_password"),
        ("antru-antru-antru", "common_password"), ("langson2026@", "common_password"),
        ("NguyễnVănAn1", "common_password"),
    ],
)  # fmt: skip
def test_short_frequent_or_one_s_own_name_is_refused(password, code):
    assert codes(password) == [code]


def test_one_person_s_words_are_not_held_against_the_next():
    assert codes("nguyenvana2026") == ["common_password"]
    other = {"username": "b", "name": "B", "unit": "X"}
    assert faults_of("antru kèn vuông dép", other, "new") == []
