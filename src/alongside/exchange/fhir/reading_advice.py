"""The framework, the advice and the documents, read back."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from alongside.exchange.fhir.advice_items import QUESTION, ROWS, SEEN, TEXTS, Part, link_id
from alongside.exchange.fhir.codes import (
    DocumentKind,
    ProvisionKind,
    RemarkKind,
    Worded,
    of_code,
)
from alongside.exchange.fhir.elements import Element
from alongside.exchange.fhir.model import (
    Answer,
    Document,
    Framework,
    Need,
    Outcome,
    Provision,
    Question,
    Remark,
)
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.exchange.fhir.reading_parts import Reader, coded
from alongside.exchange.fhir.shaping import attachment_hash

MEDIA_TYPES = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
        "application/rtf",
        "text/plain",
        "image/jpeg",
        "image/png",
        "image/tiff",
    }
)
_KINDS: dict[str, type[Worded]] = {"remark": RemarkKind, "provision": ProvisionKind}
_TEXT_NAMES = frozenset(part.name for part in TEXTS)
_VERSION = re.compile(r"[A-Za-z0-9._-]{1,64}")


def framework_in(reader: Reader, task: Element) -> Framework:
    """The questions that stand in the bundle, which must be those that the task asks for."""
    found = reader.entries.one("Questionnaire")
    if found is None:
        return Framework("", "", "", ())
    found.skip("status", "subjectType")
    code, version = _framework_code(reader, found, "url"), found.key("version")
    wanted = task.only("input")
    asked = wanted.text("valueCanonical", needed=True, longest=500) if wanted else ""
    if wanted and asked and asked != f"{reader.names.questionnaire(code)}|{version}":
        sentence = "This is not the framework whose questions are in the bundle."
        wanted.wrong("valueCanonical", sentence, IssueCode.INVARIANT)
    if wanted:
        wanted.skip("type")
    questions = tuple(_question(item) for item in found.elements("item"))
    _check_once(found, "item", [each.code for each in questions])
    return Framework(code, version, found.text("title", needed=True, longest=500), questions)


def _framework_code(reader: Reader, holder: Element, name: str) -> str:
    url = holder.text(name, needed=True, longest=500)
    prefix = reader.names.questionnaire("")
    code = url.removeprefix(prefix).split("|")[0]
    if url and not (url.startswith(prefix) and _VERSION.fullmatch(code)):
        holder.wrong(name, f"This must begin with {prefix} and end with a code.")
    return code


def _question(item: Element) -> Question:
    item.skip("type")
    is_required = item.raw("required") is True
    return Question(_question_code(item), item.text("text", needed=True), is_required)


def _question_code(item: Element) -> str:
    link = item.text("linkId", needed=True, longest=100)
    code = link.removeprefix(QUESTION)
    if link and not (link.startswith(QUESTION) and _VERSION.fullmatch(code)):
        item.wrong("linkId", f"This must begin with “{QUESTION}” and end with a code.")
    return code


def document_in(reader: Reader, found: Element) -> Document:
    if found.text("status", needed=True) != "current":
        found.wrong("status", "Send only documents that are current.", IssueCode.NOT_SUPPORTED)
    found.skip("docStatus", "subject", "date", "author", "context")
    _check_subject(reader, found)
    holder = found.element("masterIdentifier", needed=True)
    if holder and holder.text("system") != reader.names.identifier("document"):
        holder.wrong("system", f"Use the system {reader.names.identifier('document')}.")
    systems = (reader.names.codes("ehc-advice-document"),)
    content = found.only("content")
    attachment = content.element("attachment", needed=True) if content else None
    return Document(
        key=holder.key("value") if holder else "",
        kind=coded(found.element("type", needed=True), systems, DocumentKind.OTHER),
        title=attachment.text("title", needed=True, longest=500) if attachment else "",
        media_type=_media_type(attachment) if attachment else "",
        content=_data(attachment) if attachment else b"",
        written_on=attachment.day("creation") if attachment else None,
    )


def check_documents(holder: Element, name: str, documents: Sequence[Document]) -> None:
    """Each document is named once, and stands in the message once."""
    _check_once(holder, name, [document.key for document in documents])


def _check_subject(reader: Reader, found: Element) -> None:
    reader.entries.follow(found.element("subject", needed=True), ("Patient",))


def _media_type(attachment: Element) -> str:
    value = attachment.text("contentType", needed=True, longest=100)
    if value and value not in MEDIA_TYPES:
        sentence = f"This kind of file is not taken. Use one of: {', '.join(sorted(MEDIA_TYPES))}."
        attachment.wrong("contentType", sentence, IssueCode.NOT_SUPPORTED)
    return value


def _data(attachment: Element) -> bytes:
    """The content stands in the message itself: nothing is fetched from an address."""
    if attachment.has("url"):
        attachment.skip("url")
        sentence = "Put the content into the message. Nothing is fetched from an address."
        attachment.wrong("url", sentence, IssueCode.NOT_SUPPORTED)
    value = attachment.raw("data")
    if not isinstance(value, str) or not value:
        attachment.wrong("data", "This is missing.", IssueCode.REQUIRED)
        return b""
    try:
        content = b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        attachment.wrong("data", "This is not base64.")
        return b""
    _check_whole(attachment, content)
    return content


def _check_whole(attachment: Element, content: bytes) -> None:
    size, digest = attachment.raw("size"), attachment.text("hash", longest=100)
    if size is not None and size != len(content):
        attachment.wrong("size", "The content does not have this size.", IssueCode.INVARIANT)
    if digest and digest != attachment_hash(content):
        attachment.wrong("hash", "The content does not have this hash.", IssueCode.INVARIANT)


class Advice:
    """The parts of a questionnaire that was answered; empty when there is none."""

    def __init__(self, reader: Reader, found: Element | None) -> None:
        self.framework: tuple[str, str] = ("", "")
        self.seen_on: tuple[date, ...] = ()
        self.answers: tuple[Answer, ...] = ()
        self.texts: dict[str, str] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {row: [] for row in ROWS}
        if found is None:
            return
        if found.text("status", needed=True) != "completed":
            found.wrong("status", "Send only advice that is complete.", IssueCode.NOT_SUPPORTED)
        found.skip("authored", "source", "identifier", "basedOn")
        code = _framework_code(reader, found, "questionnaire")
        version = found.text("questionnaire").partition("|")[2]
        if not _VERSION.fullmatch(version):
            found.wrong("questionnaire", "End it with a bar and the version that was answered.")
        self.framework = (code, version)
        self._take(found.elements("item"))
        self._check(found)

    def _take(self, items: Iterable[Element]) -> None:
        for item in items:
            link = item.text("linkId", needed=True, longest=100)
            item.skip("text")
            if link in ROWS:
                self._rows[link].append(_row(link, item))
            elif link == SEEN:
                self.seen_on += tuple(a.needed_day("valueDate") for a in item.elements("answer"))
            elif link in _TEXT_NAMES and link not in self.texts:
                self.texts[link] = _only_words(item)
            elif link.startswith(QUESTION):
                self.answers += (Answer(_question_code(item), _only_words(item)),)
            elif link:
                sentence = "This part of the advice is not known here, or stands twice."
                item.wrong("linkId", sentence, IssueCode.NOT_SUPPORTED)

    def _check(self, found: Element) -> None:
        _check_once(found, "item", [each.question for each in self.answers])
        keys = {row: {each["key"] for each in rows} for row, rows in self._rows.items()}
        for rows in self._rows.values():
            _check_once(found, "item", [each["key"] for each in rows])
            for each in rows:
                _check_links(found, each, keys)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return tuple(Remark(**row) for row in self._rows["remark"])

    @property
    def needs(self) -> tuple[Need, ...]:
        return tuple(Need(**row) for row in self._rows["need"])

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(Outcome(**row) for row in self._rows["outcome"])

    @property
    def provisions(self) -> tuple[Provision, ...]:
        return tuple(Provision(**row) for row in self._rows["provision"])


def _only_words(item: Element) -> str:
    answer = item.only("answer")
    return answer.text("valueString", needed=True) if answer else ""


def _row(row: str, item: Element) -> dict[str, Any]:
    parts = {link_id(row, part): part for part in ROWS[row]}
    read: dict[str, Any] = {}
    for inner in item.elements("item"):
        link = inner.text("linkId", needed=True, longest=100)
        part = parts.pop(link, None)
        if part is None:
            if link:
                sentence = "This part is not known here, or stands twice."
                inner.wrong("linkId", sentence, IssueCode.NOT_SUPPORTED)
            continue
        inner.skip("text")
        read[part.name] = _value(part, inner)
    for part in parts.values():
        if part.needed:
            item.wrong("item", f"“{part.words}” is missing.", IssueCode.REQUIRED)
    return {"key": "", "words": "", **_kind(row, read, item), **read}


def _kind(row: str, read: dict[str, Any], item: Element) -> dict[str, Any]:
    """The kind of a remark or a provision, if it says one; the missing one of a remark is told."""
    kinds = _KINDS.get(row)
    if kinds is None:
        return {}
    code = str(read.pop("kind", ""))
    kind = of_code(kinds, code)
    if code and kind is None:
        item.wrong("item", f"The kind must be one of: {', '.join(kinds)}.")
    return {"kind": kind}


def _value(part: Part, inner: Element) -> Any:
    if part.is_list:
        return tuple(answer.key("valueString") for answer in inner.elements("answer"))
    answer = inner.only("answer")
    if answer is None:
        return ""
    if part.name == "key":
        return answer.key("valueString")
    return answer.text("valueString", needed=True)


def _check_links(found: Element, row: Mapping[str, Any], keys: Mapping[str, set[str]]) -> None:
    for name, target in (("needs", "need"), ("outcomes", "outcome")):
        if not set(row.get(name, ())) <= keys[target]:
            sentence = f"A row names a {target} that is not in this advice."
            found.wrong("item", sentence, IssueCode.NOT_FOUND)


def _check_once(found: Element, name: str, keys: list[str]) -> None:
    if len(set(keys)) != len(keys):
        found.wrong(name, "Two parts have the same key.", IssueCode.DUPLICATE)
