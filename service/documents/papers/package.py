"""A DOCX as the zip that it is: what one from outside may hold, and the same bytes each time.

An office's template reaches Word and LibreOffice, so it is opened within bounds and by a list of
what is known to be harmless; everything else is refused by its name.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from service.domain.errors import Unfit

TEMPLATE_BYTES = 2 * 1024 * 1024
INFLATED_BYTES = 20 * 1024 * 1024
XML_BYTES = 4 * 1024 * 1024  # of one part
ENTRIES_MOST = 200
PIECE_BYTES = 64 * 1024

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
WORD = f"{OPEN_XML}wordprocessingml."
MAIN = f"{WORD}document.main+xml"
TYPES = {
    MAIN,
    *(f"{WORD}{name}+xml" for name in (
        "styles", "settings", "webSettings", "fontTable", "numbering", "header", "footer",
        "footnotes", "endnotes")),
    "application/vnd.ms-word.stylesWithEffects+xml",
    f"{OPEN_XML}theme+xml", f"{OPEN_XML}customXmlProperties+xml",
    f"{OPEN_XML}extended-properties+xml", f"{OPEN_XML}custom-properties+xml",
    "application/vnd.openxmlformats-package.core-properties+xml",
    "application/vnd.openxmlformats-package.relationships+xml",
    "application/xml", "text/xml", "image/png", "image/jpeg", "image/jpg",
}  # fmt: skip
RELATIONS = {
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail",
    "styles", "settings", "webSettings", "fontTable", "theme", "numbering", "header", "footer",
    "footnotes", "endnotes", "image", "customXml", "customXmlProps", "stylesWithEffects",
}  # fmt: skip
# Fields that count pages; any other could fetch a file, a mail list or an address.
COUNTS, SWITCHES = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"}, {"\\*", "MERGEFORMAT", "Arabic"}
OUTSIDE = re.compile(r"\s*(https?:|ftp:|file:|smb:|mhtml:|\\\\|//)", re.IGNORECASE)
NAMESPACE = re.compile(r"http://(schemas\.(openxmlformats\.org|microsoft\.com)|www\.w3\.org)/")
REFUSED_ELEMENTS = {
    "altChunk", "object", "control", "subDoc", "mailMerge", "attachedTemplate", "OLEObject",
    "dataBinding",
}  # fmt: skip
EARLIEST = (1980, 1, 1, 0, 0, 0)  # of what a zip can say


def refused(words: str) -> Unfit:
    return Unfit(words, code="template-refused")


def entries(data: bytes) -> dict[str, bytes]:
    """The parts of a DOCX by name, inflated within bounds; :class:`Unfit` for anything else."""
    if len(data) > TEMPLATE_BYTES:
        raise refused(f"Tệp lớn hơn {TEMPLATE_BYTES // 1024**2} MB. Xin bỏ bớt hình trong mẫu.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _inflated(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError,
            NotImplementedError, RuntimeError):  # fmt: skip
        raise refused("Tệp không phải DOCX, hoặc đã hỏng. Xin lưu lại bằng Word.") from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise refused("Tệp DOCX đã hỏng. Xin lưu lại bằng Word.") from None


def check(parts: dict[str, bytes]) -> None:
    """Refuse what could run, fetch or hide anything."""
    _check_types(parts)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            for element in _parsed(name, content).iter():
                _check_element(name, element)
            _check_instructions(name, content)


def repacked(data: bytes) -> bytes:
    """The same DOCX as bytes that depend on nothing but its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            package.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, 6)
    return target.getvalue()


def _inflated(package: zipfile.ZipFile) -> dict[str, bytes]:
    infos = package.infolist()
    if len(infos) > ENTRIES_MOST or len({info.filename.lower() for info in infos}) < len(infos):
        raise refused("Tệp DOCX có quá nhiều phần, hoặc hai phần trùng tên. Xin lưu lại bằng Word.")
    left, found = INFLATED_BYTES, {}
    for info in infos:
        if ".." in info.filename or info.filename.startswith(("/", "\\")):
            raise refused("Tệp DOCX có phần mang tên lạ. Xin lưu lại bằng Word.")
        content = b"".join(_pieces(package, info, left))
        left -= len(content)
        found[info.filename] = content
    return found


def _pieces(package: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """What the header says of the length is not believed."""
    with package.open(info) as entry:
        while piece := entry.read(PIECE_BYTES):
            most -= len(piece)
            if most < 0:
                raise refused("Tệp DOCX bung ra quá lớn. Xin bỏ bớt hình trong mẫu.")
            yield piece


def _parsed(name: str, content: bytes) -> Element:
    if len(content) > XML_BYTES:
        raise refused(f"Phần {name} của mẫu quá lớn. Xin bỏ bớt nội dung.")
    try:
        found: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise refused(f"Phần {name} của tệp không đọc được. Xin lưu lại bằng Word.") from None
    return found


def _check_types(parts: dict[str, bytes]) -> None:
    if "[Content_Types].xml" not in parts:
        raise refused("Tệp không phải DOCX. Xin lưu mẫu bằng Word với đuôi .docx.")
    types = [
        each.get("ContentType", "")
        for each in _parsed("[Content_Types].xml", parts["[Content_Types].xml"])
    ]
    for kind in types:
        if "macro" in kind.lower() or "vba" in kind.lower():
            raise refused("Mẫu có macro nên không nhận. Xin lưu lại thành .docx không macro.")
        if kind not in TYPES:
            raise refused(f"Mẫu có phần loại {kind} nên không nhận. Xin bỏ phần đó khỏi mẫu.")
    if MAIN not in types:
        raise refused("Tệp không phải văn bản Word .docx. Xin lưu lại với đuôi .docx.")


def _check_element(part: str, element: Element) -> None:
    name = element.tag.rpartition("}")[2]
    if name == "Relationship":
        _check_relation(part, element)
    if name in REFUSED_ELEMENTS:
        raise refused(f"Mẫu nhúng đối tượng khác ({name}) nên không nhận. Xin bỏ đối tượng đó.")
    for key, value in element.attrib.items():
        if OUTSIDE.match(value) and not NAMESPACE.match(value):
            raise refused(f"Mẫu trỏ ra ngoài ({key.rpartition('}')[2]}: {value[:80]}). Xin bỏ đi.")


def _check_relation(part: str, element: Element) -> None:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode", "Internal").lower() != "internal":
        raise refused(f"Mẫu có liên kết ra ngoài ({target[:80]}). Xin bỏ liên kết đó.")
    if kind not in RELATIONS:
        raise refused(f"Mẫu gắn thêm phần loại {kind} ở {part} nên không nhận. Xin bỏ phần đó.")


def _check_instructions(part: str, content: bytes) -> None:
    for words in _instructions(_parsed(part, content)):
        if not _is_count(words):
            raise refused(
                f"Mẫu có trường Word «{words.strip()[:60]}» nên không nhận. Chỉ dùng trường số "
                "trang (PAGE, NUMPAGES); nội dung khác viết bằng {{ tên_trường }}."
            )


def _is_count(instruction: str) -> bool:
    name, *switches = instruction.replace("\\*", " \\* ").split() or [""]
    return name in COUNTS and SWITCHES.issuperset(switches)


def _instructions(root: Element) -> Iterator[str]:
    """The words of each field of Word; they may lie in pieces, and in one another."""
    open_fields: list[str] = []
    for element in root.iter():
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append("")
            elif open_fields and kind == "separate":
                yield open_fields[-1]
            elif open_fields and kind == "end":
                yield open_fields.pop()
        elif element.tag in (f"{W}instrText", f"{W}delInstrText"):
            if not open_fields:
                open_fields.append("")
            open_fields[-1] += element.text or ""
    yield from open_fields
