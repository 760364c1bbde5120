"""A list sent to the register, against a real MongoDB."""

import datetime as dt

import pytest

from service.documents.addresses import AddressResolver
from service.documents.admin_units import areas_of
from service.documents.register_sheet import read_register
from service.domain.errors import WrongType
from service.domain.rights import EVERYWHERE, Scope
from service.repositories import Repositories
from service.usecases.import_register import import_register
from tests.documents.lists import HEADER, csv, xlsx

NOW = dt.datetime(2026, 11, 3, 1, 30, tzinfo=dt.UTC)
REPORTER = {
    "username": "reporter",
    "role": "reporter",
    "unit": None,
    "areas": None,
    "scope": EVERYWHERE,
}
COMMUNE_REPORTER = {**REPORTER, "areas": ["2025:05977"], "scope": Scope(areas=("2025:05977",))}

HOA_DAO = [
    "1",
    "Khách sạn Hoa Đào",
    "Khách sạn",
    "số 2, P. Vĩnh Trại, TP Lạng Sơn",
    "24",
    "0912345678",
]
AN_BINH = ["2", "N.nghỉ An Bình", "", "thị trấn Thất Khê, huyện Tràng Định", "8", ""]
NOWHERE = ["3", "Khách sạn Không Nơi", "Khách sạn", "xã Hòa Bình", "9", ""]


@pytest.fixture(scope="module")
def resolve():
    return AddressResolver(areas_of("20"))


@pytest.fixture
def repos(database):
    repos = Repositories(database, catalogue=None, keys=None)
    repos.ensure_indexes()
    repos.country.put([(106.7615, 21.8533, 2000.0), (106.4, 22.3, 2000.0)])
    return repos


@pytest.fixture
def send(repos, resolve):
    def send(*rows, who=REPORTER, dry_run=False, header=HEADER):
        return import_register(repos, who, xlsx(header, *rows), "a.xlsx", dry_run, NOW, resolve)

    return send


def stored(repos):
    return sorted(repos.establishments.rows.find(), key=lambda document: document["name"])


def verdicts(answer):
    return [row["verdict"] for row in answer["rows"]]


def test_a_list_is_stored_with_todays_areas_and_a_verdict_a_row(send, repos):
    answer = send(HOA_DAO, AN_BINH, NOWHERE)
    assert answer["counts"] == {
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "duplicate": 0,
        "refused": 1,
    }
    assert [row["line"] for row in answer["rows"]] == [2, 3, 4]
    hoa_dao, an_binh = stored(repos)
    assert hoa_dao["area"] == {"scheme": "2025", "code": "05977"}
    assert hoa_dao["owner"] == {"name": "", "phone": "0912345678", "email": ""}
    assert (an_binh["kind"], an_binh["status"], an_binh["area_key"]) == (
        "guesthouse",
        "active",
        "2025:06040",
    )
    assert answer["rows"][0]["establishment_id"] == hoa_dao["_id"]
    assert answer["rows"][2]["faults"][0]["code"] == "homonym"


def test_a_dry_run_says_the_same_and_stores_nothing(send, repos):
    rows = (HOA_DAO, AN_BINH, NOWHERE, ["4", *HOA_DAO[1:]])
    dry = send(*rows, dry_run=True)
    assert stored(repos) == []
    assert verdicts(dry) == verdicts(send(*rows)) == ["created", "created", "refused", "duplicate"]


def test_the_same_list_again_changes_nothing(send, repos):
    send(HOA_DAO, AN_BINH)
    before = stored(repos)
    assert verdicts(send(HOA_DAO, AN_BINH)) == ["unchanged", "unchanged"]
    assert stored(repos) == before


def test_a_newer_list_changes_rooms_and_keeps_the_rest(send, repos):
    send(HOA_DAO)
    answer = send([*HOA_DAO[:4], "30", "0987654321"])
    assert (verdicts(answer), answer["rows"][0]["changes"]) == (["updated"], ["số phòng: 30"])
    document = stored(repos)[0]
    assert (document["rooms"], document["version"]) == (30, 2)
    assert document["owner"]["phone"] == "0912345678"


def test_a_near_double_is_proposed_with_the_establishment_it_may_be(send, repos):
    send(HOA_DAO)
    answer = send(["1", "Khách sạn Hoa Đàoo", *HOA_DAO[2:5], ""])
    known = stored(repos)
    assert verdicts(answer) == ["duplicate"]
    assert answer["rows"][0]["candidates"][0]["id"] == known[0]["_id"]
    assert len(known) == 1


def test_a_double_by_telephone_is_found_in_another_commune(send, repos):
    send(HOA_DAO)
    answer = send(["1", "Khách sạn Khác Tên", "Khách sạn", "xã Thất Khê", "5", "0912 345 678"])
    assert verdicts(answer) == ["duplicate"]


def test_a_row_repeated_in_one_list_names_its_first_line(send):
    answer = send(HOA_DAO, AN_BINH, ["9", "KS Hoa Đào", *HOA_DAO[2:]])
    assert verdicts(answer)[2] == "duplicate"
    assert "dòng 2" in answer["rows"][2]["faults"][0]["words"]


def test_rows_outside_the_accounts_areas_are_refused(send, repos):
    answer = send(HOA_DAO, AN_BINH, who=COMMUNE_REPORTER)
    assert verdicts(answer) == ["created", "refused"]
    assert answer["rows"][1]["faults"][0]["code"] == "outside_areas"
    assert len(stored(repos)) == 1


def test_a_telephone_tells_nothing_of_an_establishment_elsewhere(send):
    send([*AN_BINH[:5], "0912345678"])
    answer = send(HOA_DAO, who=COMMUNE_REPORTER)
    assert verdicts(answer) == ["created"]


def test_a_position_outside_the_country_is_refused(send, repos):
    header = [*HEADER, "Vị trí tọa độ"]
    answer = send([*HOA_DAO, "22.0926, 107.9"], [*AN_BINH, "22.3, 106.42"], header=header)
    assert verdicts(answer) == ["refused", "created"]
    assert answer["rows"][0]["faults"][0]["code"] == "outside_country"
    assert stored(repos)[0]["point"] == {"type": "Point", "coordinates": [106.42, 22.3]}


def test_an_establishment_renamed_since_is_not_stored_a_second_time(send, repos):
    send(HOA_DAO)
    repos.establishments.rows.update_one(
        {}, {"$set": {"name": "Khách sạn Vạn Xuân", "phone_key": None}}
    )
    answer = send([*HOA_DAO[:5], ""])
    assert (verdicts(answer), answer["rows"][0]["faults"][0]["code"]) == (
        ["duplicate"],
        "already_there",
    )


def test_the_error_file_holds_what_was_not_stored_and_can_be_sent_again(send):
    answer = send(HOA_DAO, NOWHERE)
    again = read_register(answer["error_file"], "loi.xlsx")
    assert [row.fields["name"] for row in again.rows] == ["Khách sạn Không Nơi"]
    assert send(AN_BINH)["error_file"] is None


def test_two_telephones_in_a_cell_are_both_kept(send, repos):
    send([*HOA_DAO[:5], "912345678; 0205.3871868"])
    assert stored(repos)[0]["owner"]["phone"] == "0912345678 / 02053871868"


def test_a_list_of_guests_stores_nothing(repos, resolve):
    data = csv(
        ["Họ tên", "Quốc tịch", "Số hộ chiếu", "Tên CSLT", "Địa chỉ"], ["A", "B", "C", "D", "E"]
    )
    with pytest.raises(WrongType, match="dữ liệu cá nhân"):
        import_register(repos, REPORTER, data, "a.csv", False, NOW, resolve)
    assert stored(repos) == []


@pytest.mark.parametrize("between", [{2: (0, 1)}, {2: (0,), 4: (1,)}], ids=["before", "while"])
def test_of_two_lists_at_once_the_later_finds_its_rows_stored(repos, resolve, send, between):
    """Another list is stored while this one is judged, or judged anew row by row."""
    rows = [HOA_DAO, ["2", "Khách sạn Hoa Mận", "Khách sạn", HOA_DAO[3], "9", ""]]
    asked, others = [], []

    def resolve_beside_the_other_list(*address):
        asked.append(address)
        for number in between.get(len(asked), ()):
            others.extend(verdicts(send(rows[number])))
        return resolve(*address)

    data = xlsx(HEADER, *[[*row[:4], "30", *row[5:]] for row in rows])
    mine = import_register(
        repos, REPORTER, data, "a.xlsx", False, NOW, resolve_beside_the_other_list
    )
    assert verdicts(mine) == ["updated", "updated"]
    assert others == ["created", "created"]
    assert {row["rooms"] for row in stored(repos)} == {30}
