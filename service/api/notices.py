"""What people are told, on their pages and by mail."""

from typing import Any
from uuid import UUID

from flask_restx import Namespace, Resource

from schemas.common import PageQuery
from schemas.notices import LetterPage, LetterShape, NoticePage, SeenNotices
from service.api.contract import endpoint
from service.api.signed_in import house, now, repos
from service.usecases import notices, tell

own = Namespace("notices", path="/me/notices", description="What waits for the account that asks.")
letters = Namespace("letters", path="/letters", description="Mail that could not be sent.")


@own.route("")
class OwnNotices(Resource):
    @endpoint("list_own_notices", gives=NoticePage)
    def get(self, who: dict[str, Any]) -> Any:
        """What waits, newest first; never what it is about."""
        return notices.list_notices(repos(), who, now())


@own.route("/seen")
class SeenOwnNotices(Resource):
    @endpoint("see_own_notices", takes=SeenNotices, gives=NoticePage)
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Mark notices as seen, safe to send twice; answers what waits then."""
        return notices.see_notices(repos(), who, body["ids"], now())


@letters.route("")
class Letters(Resource):
    @endpoint("list_letters", query=PageQuery, gives=LetterPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Letters that were given up, the last first."""
        sends_mail = house().settings.mail is not None
        return tell.list_dead_letters(repos(), query, sends_mail=sends_mail)


@letters.route("/<uuid:letter_id>/again")
class LetterAgain(Resource):
    @endpoint("put_back_letter", gives=LetterShape)
    def post(self, letter_id: UUID, who: dict[str, Any]) -> Any:
        """Let a letter that was given up begin anew."""
        return tell.put_back(repos(), letter_id, now())
