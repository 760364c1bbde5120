import socket
import time
import unicodedata

import pytest

from service.documents.addresses import AddressResolver
from service.documents.admin_units import areas_of


@pytest.fixture(scope="module")
def resolver():
    return AddressResolver(areas_of("20"))


@pytest.mark.parametrize(
    ("address", "commune", "district", "code"),
    [
        ("số 2 đường Hùng Vương, phường Chi Lăng, TP Lạng Sơn", "", "", "05983"),
        ("Số 68 Trần Đăng Ninh, P. Tam Thanh, Tp. Lạng Sơn, tỉnh Lạng Sơn", "", "", "05986"),
        ("12 Lê Lợi phường Vĩnh Trại thành phố Lạng Sơn", "", "", "05977"),
        ("Khu Dây Thép, thị trấn Cao Lộc, huyện Cao Lộc", "", "", "06187"),
        ("Thôn Pò Mã, Quảng Lạc, Lạng Sơn", "", "", "05983"),
        ("đường Chi Lăng, phường Vĩnh Trại, TP Lạng Sơn", "", "", "05977"),
        ("Phường Đông Kinh, tỉnh Lạng Sơn", "", "", "05977"),
        ("", "Hồng Phong", "Huyện Cao Lộc", "06184"),
        ("", "Hồng Phong", "Bình Gia", "06079"),
        ("", "xã Hoà Bình", "H. Hữu Lũng", "06391"),
        ("", "Hòa Bình", "huyện Chi Lăng", "06505"),
        ("", "HOA BINH", "VAN QUAN", "06253"),
        ("", "Hòa Bình", "Bình Gia", "06103"),
        ("", "Xã Thuỵ Hùng", "Huyện Cao Lộc", "06184"),
        ("", "Thị trấn NT Thái Bình", "Đình Lập", "06616"),
        ("số 5 phố Hoà Bình, xã Tân Lang, huyện Văn Lãng", "", "", "06154"),
        ("", "Chi Lăng", "Tràng Định", "06040"),
        ("", "", "Phường Kỳ Lừa", "06187"),
        ("", "Thất Khê", "", "06040"),
        ("xã Hữu Lũng, huyện Hữu Lũng", "", "", "06385"),
    ],
)  # fmt: skip
def test_an_address_is_moved_to_todays_commune(resolver, address, commune, district, code):
    found = resolver.resolve(address, commune, district)
    assert found.fault is None
    assert found.area == {"scheme": "2025", "code": code}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["Xã Hòa Bình", "Xã Hoà Bình"])
def test_either_tone_spelling_and_either_form_of_unicode_will_do(resolver, name, form):
    found = resolver.resolve("", unicodedata.normalize(form, name), "huyện Hữu Lũng")
    assert found.area["code"] == "06391"


@pytest.mark.parametrize(
    ("address", "commune", "district", "fault", "candidates"),
    [
        ("", "Hòa Bình", "", "homonym", {"06103", "06253", "06391", "06505"}),
        ("", "Bính Xá", "Đình Lập", "split_commune", {"06613", "06625"}),
        ("số 3, xã Kiên Mộc, huyện Đình Lập", "", "", "split_commune", {"06625", "06637"}),
        ("", "Hòa Bình", "Cao Lộc", "not_in_district", {"06103", "06253", "06391", "06505"}),
        ("", "Thất Kê", "", "commune_unknown", {"06040"}),
        ("", "Xyzt", "", "commune_unknown", set()),
        ("số 5", "", "", "commune_missing", set()),
        ("12 phố Mới, phường Trần Phú, tỉnh Bắc Giang", "", "", "other_province", set()),
    ],
)
def test_what_cannot_be_placed_is_told_with_the_possible_communes(
    resolver, address, commune, district, fault, candidates
):
    found = resolver.resolve(address, commune, district)
    assert found.area is None
    assert found.fault.code == fault
    assert {key.removeprefix("2025:") for key in found.candidates} == candidates


def test_a_district_alone_proposes_its_communes_of_today(resolver):
    found = resolver.resolve("", "", "Cao Lộc")
    assert found.fault.code == "commune_missing"
    assert "2025:06184" in found.candidates
    assert "Xã Đồng Đăng" in found.fault.words


def test_a_homonym_without_a_district_is_read_as_todays_and_says_so(resolver):
    found = resolver.resolve("", "Tân Thành", "")
    assert found.area["code"] == "06445"
    assert found.notice.code == "read_as_today"
    assert "Xã Tân Đoàn" in found.notice.words


def test_every_old_commune_is_found_by_its_full_address(resolver):
    areas = {(a["scheme"], a["code"]): a for a in areas_of("20")}
    whole = [
        a for a in areas.values() if len(a.get("successors", ())) == 1 and a["level"] == "commune"
    ]
    for old in whole:
        district = areas["legacy", old["parent"]]["full_name"]
        found = resolver.resolve(f"số 9 phố Chợ, {old['full_name']}, {district}, tỉnh Lạng Sơn")
        assert found.area == {"scheme": "2025", "code": old["successors"][0]["code"]}
    assert len(whole) == 192


def test_every_commune_of_today_is_found_by_its_name(resolver):
    communes = [a for a in areas_of("20") if (a["scheme"], a["level"]) == ("2025", "commune")]
    for area in communes:
        found = resolver.resolve(f"thôn 1, {area['full_name']}, tỉnh Lạng Sơn")
        assert found.area["code"] == area["code"]


def test_no_address_leaves_the_machine(resolver, monkeypatch):
    def refuse(*_):
        raise AssertionError("an address was sent out")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert resolver.resolve("số 77 thôn Pò, xã Bính Xá, huyện Đình Lập").area is None


def test_five_thousand_addresses_are_read_in_seconds():
    resolver = AddressResolver(areas_of("20"))
    started = time.perf_counter()
    for number in range(5000):
        resolver.resolve(f"số {number} phố Chợ, xã Hòa Bình, huyện Hữu Lũng")
    assert time.perf_counter() - started < 10
