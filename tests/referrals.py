"""Work on a red case: what a test of referrals takes as far as it needs."""

import datetime as dt
import uuid
from typing import Any

from tests.builders import CALLED, a_flag, a_referral, a_visit
from tests.people import Person


def moment(after=0):
    """Now, in whole seconds, and minutes after it."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return (now + dt.timedelta(minutes=after)).isoformat()


def step(**fields):
    return {"id": str(uuid.uuid4()), **fields}


class Work:
    """A red case and who works on it; takes a referral as far as a test needs it."""

    def __init__(self, case_id, visit_id, holder, second):
        self.path, self.visit = f"/cases/{case_id}", visit_id
        self.holder, self.second = holder, second
        self.case = case_id

    def drafted(self, *indicators, **changes):
        sent = a_referral(self.visit, *indicators, **changes)
        answer = self.holder.post(f"{self.path}/referrals", sent)
        assert answer.status_code == 201, answer.json
        return answer.json

    def of(self, referral):
        return f"{self.path}/referrals/{referral['id']}"

    def take(self, person, referral, name, **fields):
        return person.post(f"{self.of(referral)}/{name}", step(**fields))

    def approved(self, **changes):
        referral = self.drafted(**changes)
        answer = self.take(self.second, referral, "approval", version=referral["version"])
        assert answer.status_code == 200, answer.json
        return answer.json

    def sent(self, **changes):
        referral = self.approved(**changes)
        answer = self.take(self.holder, referral, "sending", sent_at=moment())
        assert answer.status_code == 200, answer.json
        return answer.json


def work_on(
    inspector: Person, holder: Person, second: Person, hotel: dict[str, Any], *flags: Any
) -> Work:
    """A red visit of the hotel, its case held by the first reviewer."""
    flags = flags or (a_flag("ROO-04"), a_flag("REG-09"))
    visit = a_visit(hotel["id"], flags=list(flags), emergency_call=CALLED)
    answer = inspector.put_new("/visits", visit)
    assert answer.status_code == 201, answer.json
    case = holder.get("/cases").json["items"][0]["id"]
    assert holder.post(f"/cases/{case}/claim").status_code == 200
    return Work(case, answer.json["id"], holder, second)
