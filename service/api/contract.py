"""What stands on an endpoint: who may call, what comes in, what goes out.

The decorator checks all three, hands the endpoint what it asked for by name, writes the answer, and
leaves the same facts for Swagger and for the tests that walk over every route.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Response, current_app, request
from flask_restx import Api
from marshmallow import Schema, ValidationError
from marshmallow.fields import Field

from schemas.common import ProblemShape
from service.api.audited import allowed, written_down
from service.api.compressed import compressed
from service.api.json_in import read_json
from service.api.query_in import arguments_of
from service.api.still import STILL_HEADERS, tagged
from service.domain.errors import Fault, Invalid, Unreadable, WrongType
from service.domain.rights import RIGHTS, Right

JSON_MOST = 5 * 1024 * 1024  # bytes of a JSON body

WORDS = {
    200: "OK",
    201: "Stored",
    204: "Done, nothing to say",
    206: "A part of the file",
    304: "Still the same",
    400: "Unreadable",
    401: "Not signed in",
    403: "This role or person may not",
    404: "Absent or outside your scope",
    405: "The path does not take this method",
    409: "Other content under this id, or the state moved",
    411: "Content-Length is missing",
    412: "If-Match is stale",
    413: "Too large",
    415: "Wrong media type",
    416: "No such part of the file",
    422: "Against the shape or a rule",
    428: "If-Match is missing",
    429: "Too often",
    503: "Not now (the database, a busy worker, no LibreOffice): the problem says what to do",
}


@dataclass(frozen=True, slots=True)
class Contract:
    """The declared facts of an endpoint."""

    right: Right
    takes: Schema | None
    query: Schema | None
    gives: Schema | None
    statuses: tuple[int, ...]
    takes_file: bool
    takes_bytes: str | None = None
    gives_bytes: tuple[str, ...] = ()


def endpoint(
    act: str,
    *,
    takes: type[Schema] | None = None,
    query: type[Schema] | None = None,
    gives: type[Schema] | None = None,
    statuses: tuple[int, ...] = (200,),
    takes_file: bool = False,
    takes_bytes: str | None = None,
    gives_bytes: tuple[str, ...] = (),
    conditional: bool = False,
    headers: dict[str, str] | None = None,
    tag_of: Callable[..., str] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an endpoint that does an act of the table of rights.

    The method is called with ``who`` (the account with its ``scope``, absent where nobody need be
    signed in), ``body`` and ``query`` by name where they are declared; it answers data, or
    ``(data, status)``, or a whole response. An audited act is written down before it is done.
    ``statuses`` are those it chooses itself; what any such endpoint can refuse is added.
    ``tag_of`` makes the ETag of what is given, without doing the act: who names it again is told
    304, before anything is written down, since nothing new is shown.
    ``takes_bytes`` and ``gives_bytes`` name the media types of what is no JSON.
    """
    right = RIGHTS[act]
    contract = Contract(
        right,
        takes() if takes else None,
        query() if query else None,
        gives() if gives else None,
        (
            *statuses,
            *((304,) if tag_of else ()),
            *_refusals(right, takes, query, takes_file, conditional),
        ),
        takes_file,
        takes_bytes,
        gives_bytes,
    )

    def declare(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def answered(self: Any, **path: Any) -> Any:
            given = _given(contract, path)
            act = partial(written_down, contract.right, given, path, partial(method, self))
            if tag_of is None:
                return _written(act(), contract)
            return tagged(request, tag_of(**given), lambda: _written(act(), contract))

        answered.contract = contract  # type: ignore[attr-defined]
        answered.headers = {**(headers or {}), **(STILL_HEADERS if tag_of else {})}  # type: ignore[attr-defined]
        return answered

    return declare


def describe(api: Api) -> None:
    """Write every endpoint's contract into what restx turns into Swagger; call once, at the end."""
    for namespace in api.namespaces:
        for resource, _urls, _kwargs, *_ in namespace.resources:
            for name in resource.methods or ():
                method = getattr(resource, name.lower())
                method.__apidoc__ = _documented(api, resource, name, method)


def load(schema: Schema, data: Any) -> Any:
    """Load, or raise :class:`Invalid` with a fault for every place that is wrong."""
    try:
        return schema.load(data)
    except ValidationError as error:
        raise Invalid(_faults("", error.normalized_messages())) from None


def load_field(field: Field[Any], value: Any, path: str) -> Any:
    """One value through one field, or :class:`Invalid` with a fault at the path."""
    try:
        return field.deserialize(value)
    except ValidationError as error:
        raise Invalid([_fault(path, message) for message in error.messages]) from None


def _refusals(
    right: Right, takes: Any, query: Any, takes_file: bool, conditional: bool
) -> tuple[int, ...]:
    found = [400, 405, 503]
    found += [401, 403, 404] if right.who else []
    found += [413, 415, 422] if takes or takes_file else []
    found += [422] if query else []
    found += [412, 428] if conditional else []
    return tuple(sorted(set(found)))


def _given(contract: Contract, path: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {"who": allowed(contract.right, path)} if contract.right.who else {}
    given |= {"query": _query(contract.query)} if contract.query else _no_query()
    if contract.takes:
        given["body"] = load(contract.takes, _json_body(contract.takes))
    return given


def _json_body(takes: Any) -> Any:
    request.max_content_length = JSON_MOST
    if takes.may_be_absent and not request.mimetype and not request.get_data():
        return {}
    if request.mimetype != "application/json":
        raise WrongType
    return read_json(request.get_data(cache=False))


def _query(schema: Schema) -> Any:
    arguments = arguments_of(request)
    try:
        return load(schema, arguments)
    except Invalid as error:
        if not getattr(schema, "refuses_with_400", False):
            raise
        words = " ".join(f"{fault.path}: {fault.words}" for fault in error.faults)
        raise Unreadable(words, code="bad-parameter") from None


def _no_query() -> dict[str, Any]:
    if request.args:
        words = "Địa chỉ này không nhận tham số nào. Xin bỏ đi."
        raise Invalid([Fault(name, "unknown_field", words) for name in request.args])
    return {}


def _faults(path: str, messages: Any) -> list[Fault]:
    if isinstance(messages, dict):
        return [
            fault for key, part in messages.items() for fault in _faults(_joined(path, key), part)
        ]
    return [_fault(path, message) for message in messages]


def _joined(path: str, key: Any) -> str:
    if key == "_schema":
        return path
    return f"{path}.{key}" if path else str(key)


def _fault(path: str, message: Any) -> Fault:
    code, _, words = str(message).partition("|")
    return Fault(path, code, words) if words else Fault(path, "invalid", code)


def _written(result: Any, contract: Contract) -> Any:
    if isinstance(result, Response):
        return compressed(result, contract.right)
    data, status, headers = result if isinstance(result, tuple) else (result, 200, {})
    if status == 204:
        return Response(status=204, headers=headers)
    body = contract.gives.dump(data) if contract.gives else data
    answer = Response(current_app.json.dumps(body), status=status, content_type="application/json")
    answer.headers.extend(headers)
    return compressed(answer, contract.right)


def _documented(api: Api, resource: Any, name: str, method: Any) -> dict[str, Any]:
    contract: Contract = method.contract
    stem = f"{resource.__name__}{name.title()}"
    found: dict[str, Any] = {
        "responses": {
            str(status): (WORDS[status], _model(api, stem, contract, status), {})
            for status in contract.statuses
        },
        "params": _parameters(contract, method.headers),
    }
    json = ("application/json",) if contract.gives or not contract.gives_bytes else ()
    found["produces"] = [*json, *contract.gives_bytes, "application/problem+json"]
    who = contract.right.who
    if who:
        found["security"] = [{"bearer": []}]
        roles = ", ".join(f"{role} ({reach})" for role, reach in who.items())
        found["description"] = f"Right `{contract.right.act}`: {roles}."
    if contract.takes:
        found["expect"] = [(_registered(api, f"{stem}Body", contract.takes), None)]
        found["params"]["payload"] = {"in": "body", "required": True}
    if contract.takes_file:
        found["consumes"] = ["multipart/form-data"]
    if contract.takes_bytes:
        found["consumes"] = [contract.takes_bytes]
        found["params"]["payload"] = {
            "in": "body",
            "schema": {"type": "string", "format": "binary"},
        }
    return found


def _model(api: Api, stem: str, contract: Contract, status: int) -> Any:
    if status >= 400:
        return _registered(api, "Problem", ProblemShape())
    if status in (204, 304) or not contract.gives:
        return None
    return _registered(api, f"{stem}Answer", contract.gives)


def _registered(api: Api, name: str, schema: Schema) -> Any:
    return api.models.get(name) or api.schema_model(name, _json_schema(schema))


def _converter() -> Any:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda _schema: None)
    APISpec(title="An Trú", version="1", openapi_version="2.0", plugins=[plugin])
    return plugin.converter


def _json_schema(schema: Schema) -> dict[str, Any]:
    return _converter().schema2jsonschema(schema)


def _parameters(contract: Contract, headers: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: {"in": "header", "type": "string", "description": words}
        for name, words in headers.items()
    }
    if contract.query:
        converter = _converter()
        for name, field in contract.query.load_fields.items():
            facts = converter.field2property(field)
            facts.pop("nullable", None)
            facts.pop("x-nullable", None)
            found[field.data_key or name] = {"in": "query", "required": field.required, **facts}
    if contract.takes_file:
        found["file"] = {"in": "formData", "type": "file", "required": True}
    return found
