"""The advice itself, as a questionnaire that was answered and as documents."""

from collections.abc import Iterable

from alongside.exchange.fhir.advice_items import QUESTION, ROWS, SEEN, TEXTS, Part, link_id
from alongside.exchange.fhir.bundling import Bundling
from alongside.exchange.fhir.model import (
    AdviceReply,
    Answer,
    Document,
    Need,
    Outcome,
    Provision,
    Remark,
)
from alongside.exchange.fhir.shaping import (
    Object,
    attachment_hash,
    base64_of,
    day,
    identifier,
    instant,
    known,
    worded,
)
from alongside.exchange.fhir.writing_framework import canonical
from alongside.exchange.json_documents import JSON

Row = Remark | Need | Outcome | Provision


def documents_out(out: Bundling, documents: Iterable[Document], child: Object) -> list[Object]:
    return [
        _document(out, f"document/{index}", document, child)
        for index, document in enumerate(documents)
    ]


def _document(out: Bundling, part: str, document: Document, child: Object) -> Object:
    attachment: Object = {
        "contentType": document.media_type,
        "data": base64_of(document.content),
        "size": len(document.content),
        "hash": attachment_hash(document.content),
        "title": document.title,
        "creation": day(document.written_on),
    }
    content: Object = {
        "masterIdentifier": identifier(out.names.identifier("document"), document.key),
        "status": "current",
        "docStatus": "final",
        "type": worded(out.names.codes("ehc-advice-document"), document.kind),
        "subject": child,
        "content": [{"attachment": known(attachment)}],
    }
    return out.add("DocumentReference", part, content)


def response_out(out: Bundling, reply: AdviceReply, child: Object, author: Object) -> list[Object]:
    """Nothing when only documents are sent."""
    items = [*_seen(reply), *_texts(reply), *_answers(reply.answers)]
    for row, rows in (
        ("remark", reply.remarks),
        ("need", reply.needs),
        ("outcome", reply.outcomes),
        ("provision", reply.provisions),
    ):
        items += [_row(row, each) for each in rows]
    if not items and reply.framework == ("", ""):
        return []
    content: Object = {
        "questionnaire": canonical(out.names, *reply.framework),
        "status": "completed",
        "subject": child,
        "authored": instant(reply.given_at),
        "author": author,
        "item": [*items],
    }
    return [out.add("QuestionnaireResponse", "advice", content)]


def _seen(reply: AdviceReply) -> list[Object]:
    dates: list[JSON] = [{"valueDate": day(each)} for each in reply.seen_on]
    return [{"linkId": SEEN, "text": "Dates seen", "answer": dates}] if dates else []


def _texts(reply: AdviceReply) -> list[Object]:
    return [
        {"linkId": part.name, "text": part.words, "answer": [{"valueString": words}]}
        for part in TEXTS
        if (words := getattr(reply, part.name))
    ]


def _answers(answers: Iterable[Answer]) -> list[Object]:
    return [
        {"linkId": f"{QUESTION}{each.question}", "answer": [{"valueString": each.words}]}
        for each in answers
    ]


def _row(name: str, row: Row) -> Object:
    items = [item for part in ROWS[name] for item in _part(name, part, getattr(row, part.name))]
    return {"linkId": name, "item": [*items]}


def _part(row: str, part: Part, value: str | tuple[str, ...] | None) -> list[Object]:
    values = value if isinstance(value, tuple) else (value,) if value else ()
    if not values:
        return []
    answers: list[JSON] = [{"valueString": str(each)} for each in values]
    return [{"linkId": link_id(row, part), "text": part.words, "answer": answers}]
