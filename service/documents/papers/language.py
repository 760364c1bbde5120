"""The language of templates: printing declared fields, ``if`` over them and ``for`` through lists.

Templates are read as a tree before they are ever run. What is not in the list below is refused by
its name, so a template can call nothing, count nothing up and reach no attribute of anything.
"""

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from service.documents.papers.fields import Fields, Many, Part, Picture, Text, Truth
from service.documents.papers.package import refused

BLANK_MOST = 200
BLANK = 10  # signs of three dots
NEAR = 120  # characters of the place of a mistake
LOOP = Part("the turn of a loop", {
    "index": Text("1, 2, 3"), "length": Text("how many"), "first": Truth("the first"),
    "last": Truth("the last"),
})  # fmt: skip


def blank(value: Any, signs: int = BLANK) -> Any:
    """What is missing is left as dots, to be filled in by hand."""
    return value or "…" * min(signs, BLANK_MOST)


def upper(value: str) -> str:
    return value.upper()


def lower(value: str) -> str:
    return value.lower()


FILTERS = {each.__name__: each for each in (blank, upper, lower)}


class Language(SandboxedEnvironment):
    """Jinja without anything but fields: a name after a dot is a key and never an attribute."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.filters = dict(FILTERS)
        self.tests = {}
        self.globals = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj.get(attribute, self.undefined(name=attribute))
        return super().getattr(obj, attribute)


def check(source: str, fields: Fields) -> None:
    """Refuse (:class:`Unfit`) what is no template, or reads what is not declared."""
    try:
        tree = Language().parse(source)
    except TemplateSyntaxError as error:
        raise refused(
            f"Mẫu viết sai lệnh gần «{_near(source, error.lineno)}»: "
            f"{(error.message or '').rstrip('.')}. Xin xem lại các dấu {{{{ }}}} và {{% %}}."
        ) from None
    _statements(tree.body, dict(fields), ())


def _statements(body: list[Any], known: dict[str, Any], loops: tuple[str, ...]) -> None:
    for node in body:
        match node:
            case nodes.Output():
                for each in node.nodes:
                    _printed(each, known)
            case nodes.If():
                _expression(node.test, known)
                for part in (node.body, node.elif_, node.else_):
                    _statements(part, known, loops)
            case nodes.For(recursive=False, test=None, target=nodes.Name()):
                inside = _inside(node, known, loops)
                _statements(node.body, inside, (*loops, node.target.name))
                _statements(node.else_, known, loops)
            case _:
                raise _unknown_statement(node)


def _inside(node: nodes.For, known: dict[str, Any], loops: tuple[str, ...]) -> dict[str, Any]:
    """What is known inside a loop. A list inside another is one of its things' own: so a template
    goes through everything once, and cannot multiply."""
    many = _expression(node.iter, known)
    if not isinstance(many, Many):
        raise refused(f"Chỉ lặp được qua danh sách; {_written(node.iter)} không phải danh sách.")
    if loops and _written(node.iter).partition(".")[0] != loops[-1]:
        raise refused(
            f"Danh sách lồng bên trong phải là của «{loops[-1]}», như {loops[-1]}.tên_danh_sách; "
            f"{_written(node.iter)} thì không."
        )
    target = node.target.name  # type: ignore[attr-defined]
    return {**known, target: Part("one of them", many.fields), "loop": LOOP}


def _printed(node: Any, known: dict[str, Any]) -> None:
    if isinstance(node, nodes.TemplateData):
        return
    if not isinstance(_expression(node, known), Text | Picture):
        raise refused(
            f"Không in được {_written(node)}: đó là một nhóm, một danh sách hoặc câu hỏi đúng sai. "
            "Xin in từng trường của nó, hoặc dùng {% if %}."
        )


def _expression(node: Any, known: dict[str, Any]) -> Any:
    """The field that an expression is; a computed one is a text."""
    match node:
        case nodes.Name():
            return _field(known, node.name, node.name)
        case nodes.Getattr():
            above = _expression(node.node, known)
            inner = above.fields if isinstance(above, Part) else {}
            return _field(inner, node.attr, _written(node))
        case nodes.Const():
            return Text("said by the template")
        case nodes.Not():
            _expression(node.node, known)
            return Truth("computed")
        case nodes.CondExpr(expr2=None):
            raise refused("Lệnh «a if b» trong {{ }} phải có «else». Xin bổ sung.")
        case nodes.And() | nodes.Or() | nodes.Concat() | nodes.CondExpr() | nodes.Compare():
            return _joined(node, known)
        case nodes.Filter(name=name) if name in FILTERS and node.node and not node.kwargs:
            if not all(isinstance(each, nodes.Const) for each in node.args):
                raise _unknown_statement(node)
            kind = _expression(node.node, known)
            if not isinstance(kind, Text | Picture):
                raise refused(f"Bộ lọc {name} chỉ dùng cho trường chữ: {_written(node.node)}.")
            return kind
        case nodes.Filter(name=name):
            raise refused(f"Mẫu dùng bộ lọc lạ: {name}. Chỉ có {', '.join(FILTERS)}.")
    raise _unknown_statement(node)


def _joined(node: Any, known: dict[str, Any]) -> Any:
    for child in node.iter_child_nodes():
        _expression(child.expr if isinstance(child, nodes.Operand) else child, known)
    return Truth("computed") if isinstance(node, nodes.Compare) else Text("computed")


def _field(known: Mapping[str, Any], name: str, written: str) -> Any:
    if name not in known:
        raise refused(
            f"Mẫu dùng trường không có: {written}. Xem các trường: flask templates fields."
        )
    return known[name]


def _written(node: Any) -> str:
    if isinstance(node, nodes.Name):
        return str(node.name)
    return f"{_written(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else "biểu thức"


def _unknown_statement(node: Any) -> Exception:
    return refused(
        f"Mẫu dùng lệnh không được phép ({type(node).__name__}). Chỉ dùng "
        "{{ trường }}, {% if %} và {% for %}."
    )


def _near(source: str, line: int) -> str:
    text = re.sub(r"<[^>]*>", "", source.splitlines()[line - 1])
    return text.strip()[:NEAR]
