import unicodedata

import pytest

from schemas.vocabulary import KINDS
from service.domain.names import (
    KIND_ABBREVIATIONS,
    KIND_PHRASES,
    WORDS_AT_MOST,
    accents_agree,
    folded,
    kind_in_name,
    likeness,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khách sạn Hoa Đào", "khach san hoa dao"),
        ("  KS.\tHoà-Bình (cũ)\n", "ks hoa binh cu"),
        ("Thuỵ Hùng", "thuy hung"),
        ("ĐĐK", "ddk"),
        ("", ""),
        ("---", ""),
    ],
)
def test_a_folded_text_has_no_accents_case_or_punctuation(text, expected):
    assert folded(text) == expected


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoà"), ("Thụy", "Thuỵ"), ("Hóa", "Hoá")])
def test_both_tone_spellings_meet_and_agree(one, other):
    assert folded(one) == folded(other)
    assert accents_agree(one, other)


def test_composed_and_decomposed_text_meet():
    name = "Khách sạn Mường Thanh Lạng Sơn"
    assert folded(unicodedata.normalize("NFD", name)) == folded(name)


def test_words_are_distinct_and_bounded():
    assert words_of("Hoa Hồng", None, "phố Hoa Hong") == ["hoa", "hong", "pho"]
    assert len(words_of(" ".join(f"w{n}" for n in range(200)))) == WORDS_AT_MOST


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("KS vườn QG-CP", "hotel"),
        ("N.nghỉ Đức Huyền", "guesthouse"),
        ("NN Toàn Thu", "guesthouse"),
        ("HS Bản Lằng", "homestay"),
        ("Mẫu Sơn Homestay", "homestay"),
        ("Mường Thanh Luxury Hotel", "hotel"),
        ("Khách sạn biệt thự Hồng", "villa"),
        ("Karaoke Sao Đêm", "karaoke"),
        ("Nhà hàng Ánh Dương", "restaurant"),
        ("Cơ sở massage Thanh Tâm", "massage"),
        ("Hoa Hồng", None),
        ("Barcelona", None),
        ("", None),
    ],
)
def test_the_kind_is_read_from_the_name(name, kind):
    assert kind_in_name(name) == kind


def test_every_kind_of_the_vocabulary_has_its_words_and_no_other():
    assert set(KIND_PHRASES) == set(KINDS)
    assert set(KIND_ABBREVIATIONS.values()) <= set(KINDS)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Khách sạn Hoa Đào", "KS Hoa Dao"),
        ("Nhà nghỉ Hoà Bình", "N.nghỉ Hòa Bình"),
        ("Hotel Hoàng Sơn", "Hoàng Sơn Hotel"),
    ],
)
def test_the_same_name_written_otherwise_is_wholly_alike(a, b):
    assert likeness(a, b) == 1.0


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("Khách sạn Hoa Sen 1", "Khách sạn Hoa Sen 2", 0.5, 0.8),
        ("Khách sạn Hoa", "Khách sạn Hòa", 0.9, 0.95),
        ("Khách sạn Đông Kinh", "Khách sạn Đông Kin", 0.9, 0.99),
        ("Khách sạn Hoa", "Khách sạn Hoa Đào Vàng", 0.0, 0.6),
        ("Khách sạn Thiên Phú", "Khách sạn Vạn Xuân", 0.0, 0.6),
        ("Khách sạn", "", 0.0, 0.0),
    ],
)
def test_names_of_different_places_are_less_than_alike(a, b, least, most):
    assert least <= likeness(a, b) <= most
    assert likeness(a, b) == likeness(b, a)
