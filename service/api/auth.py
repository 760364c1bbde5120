"""Signing in, staying signed in, signing out, and who am I."""

from typing import Any

from flask import Response, current_app, request
from flask_restx import Namespace, Resource

from schemas.accounts import AccountShape, LoginShape, RefreshShape, SessionShape
from service.api.contract import endpoint
from service.api.signed_in import (
    ACCESS_COOKIE,
    CSRF_HEADER,
    PAGE_HEADER,
    REFRESH_COOKIE,
    house,
    now,
    repos,
)
from service.usecases import sign_in

namespace = Namespace("auth", path="/auth", description="Signing in and out.")
me = Namespace("me", path="/me", description="The account that asks.")
REFRESH_PATH = "/api/v1/auth"


@namespace.route("/login")
class Login(Resource):
    @endpoint("sign_in", takes=LoginShape, gives=SessionShape, statuses=(200, 401, 429))
    def post(self, body: dict[str, Any]) -> Any:
        """Sign in; a page that sends `X-An-Tru-Page` gets cookies instead of tokens."""
        return _answer(sign_in.sign_in(repos(), house().keys, body, now()))


@namespace.route("/refresh")
class Refresh(Resource):
    @endpoint("refresh_session", takes=RefreshShape, gives=SessionShape, statuses=(200, 401))
    def post(self, body: dict[str, Any]) -> Any:
        """Exchange a refresh token for its successor; repeated within a minute, the same one."""
        token = body["refresh_token"] or request.cookies.get(REFRESH_COOKIE)
        return _answer(sign_in.refresh(repos(), house().keys, token, now()))


@namespace.route("/logout")
class Logout(Resource):
    @endpoint("sign_out", statuses=(204,))
    def post(self, who: dict[str, Any]) -> Any:
        """End this session; its tokens stop counting at once."""
        sign_in.sign_out(repos(), who, now())
        return _without_cookies(Response(status=204))


@me.route("")
class Me(Resource):
    @endpoint("read_own_account", gives=AccountShape)
    def get(self, who: dict[str, Any]) -> Any:
        """The account that asks; a page also gets its CSRF token in `X-CSRF-Token`."""
        return who, 200, {CSRF_HEADER: who["csrf"]} if request.cookies.get(ACCESS_COOKIE) else {}


def _answer(opened: dict[str, Any]) -> Any:
    if not request.headers.get(PAGE_HEADER):
        return opened
    answer = current_app.json.response(SessionShape(only=["account"]).dump(opened))
    answer.headers[CSRF_HEADER] = opened["csrf"]
    kept = {"httponly": True, "samesite": "Strict", "secure": request.is_secure}
    answer.set_cookie(ACCESS_COOKIE, opened["access_token"], **kept)
    answer.set_cookie(REFRESH_COOKIE, opened["refresh_token"], path=REFRESH_PATH, **kept)
    return answer


def _without_cookies(answer: Response) -> Response:
    # Not "storage": a tablet keeps there, sealed, what it has not sent yet.
    answer.headers["Clear-Site-Data"] = '"cache"'
    answer.delete_cookie(ACCESS_COOKIE, httponly=True, samesite="Strict")
    answer.delete_cookie(REFRESH_COOKIE, path=REFRESH_PATH, httponly=True, samesite="Strict")
    return answer
