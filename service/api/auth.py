"""Signing in, staying signed in, signing out."""

import uuid
from typing import Any

from flask import Response, current_app, request
from flask_restx import Namespace, Resource

from schemas.accounts import LoginShape, ProofShape, RefreshShape, SessionShape
from service.api import cookies
from service.api.contract import endpoint
from service.api.signed_in import CSRF_HEADER, PAGE_HEADER, house, now, repos
from service.usecases import second_factor, sign_in
from service.usecases.sign_in import Caller

namespace = Namespace("auth", path="/auth", description="Signing in and out.")


@namespace.route("/login")
class Login(Resource):
    @endpoint("sign_in", takes=LoginShape, gives=SessionShape, statuses=(200, 401, 429))
    def post(self, body: dict[str, Any]) -> Any:
        """Sign in; a page that sends `X-An-Tru-Page` gets cookies instead of tokens.

        `device` is a name, or `{id, name}` with a UUID that the device made for itself: it is then
        known by it, and must send it as `device_id` with every refresh.
        """
        return _answer(sign_in.sign_in(repos(), house().keys, body, caller(), now()))


@namespace.route("/refresh")
class Refresh(Resource):
    @endpoint("refresh_session", takes=RefreshShape, gives=SessionShape, statuses=(200, 401, 429))
    def post(self, body: dict[str, Any]) -> Any:
        """Exchange a refresh token for its successor; repeated within a minute, the same one."""
        token = body["refresh_token"] or cookies.refresh_of(request)
        device_id = body["device_id"] or cookies.device_of(request)
        return _answer(sign_in.refresh(repos(), house().keys, token, device_id, caller(), now()))


@namespace.route("/logout")
class Logout(Resource):
    @endpoint("sign_out", statuses=(204,))
    def post(self, who: dict[str, Any]) -> Any:
        """End this session; its tokens stop counting at once."""
        sign_in.sign_out(repos(), who, now())
        # Not "storage": a tablet keeps there, sealed, what it has not sent yet.
        answer = Response(status=204, headers={"Clear-Site-Data": '"cache"'})
        cookies.take_back(answer, request)
        return answer


@namespace.route("/step-up")
class StepUp(Resource):
    @endpoint("step_up", takes=ProofShape, statuses=(204, 429))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Show again who you are, by `otp` (by `password` where the account has no second factor);
        for ten minutes what asks for it is then open to this session."""
        second_factor.step_up(repos(), who, body, now())
        return None, 204, {}


def caller() -> Caller:
    """Where the request comes from; a page's browser is known by a cookie, the first made here."""
    known = cookies.device_of(request)
    if request.headers.get(PAGE_HEADER) and not known:
        known = uuid.uuid4()
    return Caller(request.remote_addr or "", request.headers.get("User-Agent", ""), known)


def _answer(opened: dict[str, Any]) -> Any:
    if not request.headers.get(PAGE_HEADER):
        return opened
    answer = current_app.json.response(SessionShape(only=["account"]).dump(opened))
    answer.headers[CSRF_HEADER] = opened["csrf"]
    cookies.put(answer, request, opened)
    return answer
