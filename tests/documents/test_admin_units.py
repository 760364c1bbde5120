import json
from collections import Counter
from pathlib import Path

import pytest

from service.documents.admin_units import areas_of, country_centres

UNITS = Path(__file__).parents[3] / "shared" / "data" / "units_2025.json"
ABBREVIATED = {"Thị trấn NT Thái Bình": "Thị trấn Nông trường Thái Bình"}


@pytest.fixture(scope="module")
def areas():
    return {(a["scheme"], a["level"], a["code"]): a for a in areas_of("20")}


def test_the_province_has_its_units_in_both_schemes(areas):
    assert Counter((scheme, level) for scheme, level, _ in areas) == {
        ("2025", "province"): 1,
        ("2025", "commune"): 65,
        ("legacy", "province"): 1,
        ("legacy", "district"): 11,
        ("legacy", "commune"): 194,
    }


def test_no_two_units_share_a_key():
    keys = [(a["scheme"], a["code"]) for a in areas_of("20")]
    assert len(keys) == len(set(keys))


def test_a_reused_code_names_two_units(areas):
    new, old = areas["2025", "commune", "05977"], areas["legacy", "commune", "05977"]
    assert (new["full_name"], new["parent"], new["type"]) == ("Phường Đông Kinh", "20", "Phường")
    assert (old["full_name"], old["parent"], old["name"]) == (
        "Phường Vĩnh Trại",
        "178",
        "Vĩnh Trại",
    )
    assert (new["valid_from"], new["valid_to"]) == ("2025-07-01", None)
    assert (old["valid_from"], old["valid_to"]) == (None, "2025-06-30")
    assert old["successors"] == [{"scheme": "2025", "code": "05977", "share": "full"}]
    assert 106.7 < new["centre"][0] < 106.9
    assert 21.7 < new["centre"][1] < 21.9


@pytest.mark.parametrize(
    ("code", "heirs"), [("06622", {"06613", "06625"}), ("06625", {"06625", "06637"})]
)
def test_the_two_split_communes_have_two_part_heirs(areas, code, heirs):
    links = areas["legacy", "commune", code]["successors"]
    assert {link["code"] for link in links} == heirs
    assert {link["share"] for link in links} == {"part"}


def test_a_namesake_elsewhere_is_no_split(areas):
    hong_phong_of_binh_gia = areas["legacy", "commune", "06079"]
    assert hong_phong_of_binh_gia["successors"] == [
        {"scheme": "2025", "code": "06079", "share": "full"}
    ]


def test_what_the_library_does_not_know_is_null_not_zero(areas):
    assert all(a["area_km2"] is None or a["area_km2"] > 0 for a in areas.values())


def test_all_65_communes_agree_with_the_resolution(areas):
    if not UNITS.exists():
        pytest.skip("the list of units is not beside the repository")
    communes = json.loads(UNITS.read_text(encoding="utf-8"))["communes"]
    expected = {c["code"]: expected_unit(c) for c in communes}
    found = {
        code: found_unit(area, areas)
        for (scheme, level, code), area in areas.items()
        if (scheme, level) == ("2025", "commune")
    }
    assert len(expected) == 65
    assert found == expected


def expected_unit(commune):
    shares = {"full": "full", "partial": "part"}
    links = {
        (p["code"], ABBREVIATED.get(p["full_name"], p["full_name"]), p["district_code"],
         shares[p["share"]])
        for p in commune["predecessors"]
    }  # fmt: skip
    return commune["full_name"], links


def found_unit(area, areas):
    olds = [(areas["legacy", "commune", p["code"]], p["share"]) for p in area["predecessors"]]
    return area["full_name"], {(o["code"], o["full_name"], o["parent"], share) for o, share in olds}


def test_a_province_merged_of_three_has_the_districts_of_all_three():
    areas = areas_of("25")  # Phú Thọ, with Vĩnh Phúc and Hòa Bình
    old = {a["name"] for a in areas if (a["scheme"], a["level"]) == ("legacy", "province")}
    assert old == {"Phú Thọ", "Vĩnh Phúc", "Hòa Bình"}
    communes = {a["code"] for a in areas if (a["scheme"], a["level"]) == ("legacy", "commune")}
    linked = {
        p["code"] for a in areas if a["level"] == "commune" for p in a.get("predecessors", ())
    }
    assert linked == communes


def test_an_island_district_without_communes_is_itself_the_predecessor():
    areas = {(a["scheme"], a["code"]): a for a in areas_of("51")}  # Quảng Ngãi
    ly_son = areas["2025", "21548"]
    assert [areas["legacy", p["code"]]["level"] for p in ly_son["predecessors"]] == ["district"]


def test_an_unknown_province_has_no_areas():
    assert areas_of("99") == []


def test_the_countrys_centres_hold_every_commune_with_an_area():
    centres = country_centres()
    assert len(centres) > 3321
    assert all(area > 0 and 100 < lon < 118 and 5 < lat < 24 for lon, lat, area in centres)
