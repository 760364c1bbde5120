"""The catalogue as an office keeps it: checklists and triage rules, a diff before publishing."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.publications import (
    CatalogueFile,
    CheckedFile,
    FilePage,
    NewProposal,
    ProposalPage,
    ProposalShape,
)
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import publications as usecases

namespace = Namespace("catalogue-files", path="/catalogue", description="Publishing checklists.")


@namespace.route("/files")
class CatalogueFiles(Resource):
    @endpoint("read_catalogue_files", gives=FilePage)
    def get(self, who: dict[str, Any]) -> Any:
        """Each checklist and the triage rules at their newest version."""
        return usecases.list_files(repos())


@namespace.route("/check")
class CheckFile(Resource):
    @endpoint("read_catalogue_files", takes=CatalogueFile, gives=CheckedFile)
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """What is wrong with a file and what it would change; nothing is stored."""
        return usecases.check_file(repos(), body)


@namespace.route("/proposals")
class Proposals(Resource):
    @endpoint("read_catalogue_files", gives=ProposalPage)
    def get(self, who: dict[str, Any]) -> Any:
        """What was proposed and published, the newest first."""
        return usecases.list_proposals(repos(), who)

    @endpoint("keep_catalogue", takes=NewProposal, gives=ProposalShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Propose the next version of a file; safe to send twice."""
        told, is_new = usecases.propose(repos(), who, body, now())
        return told, 201 if is_new else 200, {}


@namespace.route("/proposals/<uuid:proposal_id>/publication")
class Publish(Resource):
    @endpoint("keep_catalogue", gives=ProposalShape, statuses=(200, 409))
    def post(self, proposal_id: UUID, who: dict[str, Any]) -> Any:
        """Publish it; triage rules are published by another person than who proposed them."""
        return usecases.publish(repos(), who, proposal_id, now())


@namespace.route("/proposals/<uuid:proposal_id>/giving-up")
class GiveUp(Resource):
    @endpoint("keep_catalogue", gives=ProposalShape, statuses=(200, 409))
    def post(self, proposal_id: UUID, who: dict[str, Any]) -> Any:
        """Leave it unpublished."""
        return usecases.give_up(repos(), who, proposal_id, now())
