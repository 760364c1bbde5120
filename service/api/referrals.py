"""Referrals: what leaves a case for the police, the border guard or 111; reviewers only."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.referrals import (
    Acknowledgement,
    ApprovalOfReferral,
    NewExport,
    NewReferral,
    Outcome,
    PeopleShape,
    Reasoned,
    RecipientPage,
    RecipientQuery,
    ReferralFields,
    ReferralPage,
    ReferralShape,
    RevealOfPeople,
    Sending,
)
from service.api.contract import endpoint
from service.api.exports_out import ARCHIVE_TYPE, export_answer
from service.api.if_match import etag, expected_version
from service.api.papers_out import TYPES
from service.api.signed_in import now, repos
from service.usecases import export_referral, referral_steps, referrals

recipients = Namespace("recipients", path="/recipients", description="Who receives referrals.")
namespace = Namespace(
    "referrals",
    path="/cases/<uuid:case_id>/referrals",
    description="What leaves a case, its acknowledgement and its result.",
)
IF_MATCH = {"If-Match": 'The version that was read, such as "3".'}


@recipients.route("")
class Recipients(Resource):
    @endpoint("list_recipients", query=RecipientQuery, gives=RecipientPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Who receives referrals of an area on a day, with the numbers to call."""
        return referrals.list_recipients(repos(), query, now())


@namespace.route("")
class Referrals(Resource):
    @endpoint("list_referrals", gives=ReferralPage)
    def get(self, case_id: UUID, who: dict[str, Any]) -> Any:
        """All referrals of a case, in the order they were drafted; no identities."""
        return referrals.list_referrals(repos(), who, case_id, now())

    @endpoint("draft_referral", takes=NewReferral, gives=ReferralShape, statuses=(201, 200, 409))
    def post(self, case_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Draft a referral of a case that you hold, under your own UUID."""
        found, is_new = referrals.draft_referral(repos(), who, case_id, body, now())
        return found, 201 if is_new else 200, etag(found)


@namespace.route("/<uuid:referral_id>")
class Referral(Resource):
    @endpoint(
        "draft_referral",
        takes=ReferralFields,
        gives=ReferralShape,
        statuses=(200, 409),
        conditional=True,
        headers=IF_MATCH,
    )
    def put(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """Write a draft anew, of the version named in `If-Match`."""
        version = expected_version(request)
        found = referrals.rewrite_referral(repos(), who, case_id, referral_id, version, body, now())
        return found, 200, etag(found)


@namespace.route("/<uuid:referral_id>/approval")
class Approval(Resource):
    @endpoint(
        "approve_referral", takes=ApprovalOfReferral, gives=ReferralShape, statuses=(200, 409)
    )
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """Approve the version that you read; never your own draft."""
        return referral_steps.approve_referral(repos(), who, case_id, referral_id, body, now())


@namespace.route("/<uuid:referral_id>/return")
class Return(Resource):
    @endpoint("approve_referral", takes=Reasoned, gives=ReferralShape, statuses=(200, 409))
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """Send a draft, approved or not, back to whoever writes it, with a reason."""
        return referral_steps.return_referral(repos(), who, case_id, referral_id, body, now())


@namespace.route("/<uuid:referral_id>/cancellation")
class Cancellation(Resource):
    @endpoint("draft_referral", takes=Reasoned, gives=ReferralShape, statuses=(200, 409))
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """Drop what has not left yet, with a reason."""
        return referral_steps.cancel_referral(repos(), who, case_id, referral_id, body, now())


@namespace.route("/<uuid:referral_id>/sending")
class SendingOfReferral(Resource):
    @endpoint("send_referral", takes=Sending, gives=ReferralShape, statuses=(200, 409))
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """It has left: its case is referred, and its clock runs.

        An approved one, or an emergency call, which needs no approval.
        """
        return referral_steps.send_referral(repos(), who, case_id, referral_id, body, now())


@namespace.route("/<uuid:referral_id>/acknowledgement")
class AcknowledgementOfReferral(Resource):
    @endpoint("follow_referral", takes=Acknowledgement, gives=ReferralShape, statuses=(200, 409))
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """The recipient has it: number, time, officer."""
        return referral_steps.acknowledge_referral(repos(), who, case_id, referral_id, body, now())


@namespace.route("/<uuid:referral_id>/result")
class Result(Resource):
    @endpoint("follow_referral", takes=Outcome, gives=ReferralShape, statuses=(200, 409))
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """What the recipient tells of it; a later result takes the place of an earlier one."""
        return referral_steps.conclude_referral(repos(), who, case_id, referral_id, body, now())


@namespace.route("/<uuid:referral_id>/people")
class People(Resource):
    @endpoint("reveal_people", takes=RevealOfPeople, gives=PeopleShape)
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """The identities of people at risk, once, by another person's approval.

        Ask for `reveal_identity` under `/approvals`, with this referral's id as the subject.
        """
        return referrals.reveal_people(repos(), who, case_id, referral_id, body["approval"], now())


@namespace.route("/<uuid:referral_id>/exports")
class Exports(Resource):
    @endpoint(
        "export_referral",
        takes=NewExport,
        gives_bytes=(*TYPES.values(), ARCHIVE_TYPE),
        statuses=(200, 409),
    )
    def post(
        self, case_id: UUID, referral_id: UUID, who: dict[str, Any], body: dict[str, Any]
    ) -> Any:
        """The paper as DOCX or PDF, or paper, photos and a manifest in an archive sealed by age.

        Of what was approved; each export has a number and says on every page who made it.
        """
        made = export_referral.export_referral(repos(), who, case_id, referral_id, body, now())
        return export_answer(made, referral_id)
