"""A bundle as a message: which entries it must have, and what they say together.

Everything that is wrong is gathered in the findings; what is returned is sound only if they are
empty.
"""

import re
from typing import assert_never

from alongside.exchange.fhir.codes import NOTE_NEEDED, Event, NoteKind, Stage
from alongside.exchange.fhir.elements import Element, Findings
from alongside.exchange.fhir.entries import Entries
from alongside.exchange.fhir.model import (
    AdviceProgress,
    AdviceReply,
    Body,
    Document,
    Message,
    Note,
    Organisation,
)
from alongside.exchange.fhir.names import Names
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.exchange.fhir.reading_advice import Advice, check_documents, document_in
from alongside.exchange.fhir.reading_child import child_in
from alongside.exchange.fhir.reading_parts import (
    Reader,
    check_not_before,
    coded,
    organisation_in,
    post_in,
    reference_of,
    service_in,
)
from alongside.exchange.fhir.reading_request import dates_in, request_in
from alongside.exchange.fhir.reading_stage import reason_in, stage_in
from alongside.exchange.json_documents import JSON

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def message_in(bundle: dict[str, JSON], *, names: Names, findings: Findings) -> Message | None:
    """None when there is no header or no task to begin with; the findings then say so."""
    root = Element(bundle, "Bundle", findings)
    root.skip("type")
    entries = Entries(root)
    reader = Reader(names, entries, findings)
    entries.check_first("MessageHeader")
    header, task = entries.one("MessageHeader"), entries.one("Task")
    if header is None or task is None:
        return None
    message = _message(reader, root, header, task)
    entries.check_all_asked()
    return message


def _message(reader: Reader, root: Element, header: Element, task: Element) -> Message:
    sent_at = root.instant("timestamp")
    _check_focus(reader, header)
    event = _event(reader, header)
    body = _body(reader, task, event)
    changed = task.instant("lastModified")
    check_not_before(
        task, "lastModified", earlier=changed, later=sent_at, sentence="This is after the sending."
    )
    return Message(
        message_id=_message_id(reader, root),
        sent_at=sent_at,
        sender=_sender(reader, header),
        receiver=_receiver(reader, header),
        sequence=_sequence(task),
        body=body,
        answers=_answered(header),
    )


def _message_id(reader: Reader, root: Element) -> str:
    system = reader.names.identifier("message")
    holder = root.element("identifier", needed=True)
    if holder is None:
        return ""
    if holder.text("system") != system:
        holder.wrong("system", f"Use the system {system}.")
    return _uuid(holder, "value")


def _uuid(holder: Element, name: str) -> str:
    value = holder.text(name, needed=True, longest=100)
    if value and not _UUID.fullmatch(value):
        holder.wrong(name, "A message is named by a UUID in small letters.")
    return value


def _event(reader: Reader, header: Element) -> Event:
    coding = header.element("eventCoding", needed=True)
    if coding is None:
        return Event.PROGRESS
    system = reader.names.codes("message-event")
    if coding.text("system") != system:
        coding.wrong("system", f"Use the system {system}.", IssueCode.CODE_INVALID)
    coding.skip("display")
    coding.text("code", needed=True)
    return coding.code("code", Event, Event.PROGRESS)


def _check_focus(reader: Reader, header: Element) -> None:
    focus = header.only("focus")
    reader.entries.follow(focus, ("Task",))


def _sender(reader: Reader, header: Element) -> Organisation:
    source = header.element("source", needed=True)
    if source:
        source.skip("name", "endpoint", "software", "version", "contact")
    return organisation_in(reader, header.element("sender", needed=True))


def _receiver(reader: Reader, header: Element) -> Organisation:
    destination = header.only("destination")
    if destination is None:
        return Organisation()
    destination.skip("name", "endpoint")
    return organisation_in(reader, destination.element("receiver", needed=True))


def _answered(header: Element) -> str:
    response = header.element("response")
    if response is None:
        return ""
    response.skip("code")
    return _uuid(response, "identifier")


def _sequence(task: Element) -> int:
    meta = task.element("meta", needed=True)
    if meta is None:
        return 0
    value = meta.text("versionId", needed=True, longest=64)
    if value and not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        meta.wrong("versionId", "Count the messages about a request: 1, 2, 3 and so on.")
        return 0
    return int(value or 0)


def _body(reader: Reader, task: Element, event: Event) -> Body:
    stage = stage_in(reader.names, task, event)
    match event:
        case Event.ASKED:
            return request_in(reader, task)
        case Event.PROGRESS:
            return _progress(reader, task, stage)
        case Event.GIVEN:
            return _reply(reader, task, stage)
        case _ as never:
            assert_never(never)


def _progress(reader: Reader, task: Element, stage: Stage) -> AdviceProgress:
    received_on, due_on = dates_in(task)
    if stage is Stage.RECEIVED and received_on is None:
        sentence = "Say from which day the six weeks run."
        task.wrong("restriction", sentence, IssueCode.REQUIRED)
    note = _note(reader)
    if stage in NOTE_NEEDED and note is None:
        task.wrong("status", "At this stage a message about progress needs a note.")
    return AdviceProgress(
        reference=reference_of(task, reader.names.identifier("advice-request")),
        stage=stage,
        changed_at=task.instant("lastModified"),
        received_on=received_on,
        due_on=due_on,
        service=service_in(reader, task),
        reason=reason_in(reader.names, task, stage),
        note=note,
    )


def _note(reader: Reader) -> Note | None:
    found = reader.entries.one("Communication", needed=False)
    if found is None:
        return None
    found.skip("sent")
    if found.text("status", needed=True) != "completed":
        found.wrong("status", "Use: completed.", IssueCode.CODE_INVALID)
    reader.entries.follow(found.only("basedOn"), ("Task",))
    for party in (found.only("recipient", needed=False), found.element("sender")):
        reader.entries.follow(party, ("Organization",))
    payload = found.only("payload")
    return Note(
        kind=coded(
            found.only("category"), (reader.names.codes("ehc-advice-note"),), NoteKind.NOTICE
        ),
        words=payload.text("contentString", needed=True) if payload else "",
    )


def _reply(reader: Reader, task: Element, stage: Stage) -> AdviceReply:
    child = child_in(reader, task.element("for", needed=True))
    author = post_in(reader, task.element("owner", needed=True))
    advice, documents = _outputs(reader, task)
    return AdviceReply(
        reference=reference_of(task, reader.names.identifier("advice-request")),
        stage=stage,
        given_at=task.instant("lastModified"),
        child=child,
        author=author,
        framework=advice.framework,
        seen_on=advice.seen_on,
        text=advice.texts.get("text", ""),
        basis=advice.texts.get("basis", ""),
        sharing=advice.texts.get("sharing", ""),
        answers=advice.answers,
        remarks=advice.remarks,
        needs=advice.needs,
        outcomes=advice.outcomes,
        provisions=advice.provisions,
        documents=documents,
    )


def _outputs(reader: Reader, task: Element) -> tuple[Advice, tuple[Document, ...]]:
    """The questionnaire that was answered, if any, and the documents, in the order of the task."""
    response, documents = None, []
    for output in task.elements("output"):
        output.skip("type")
        reference = output.element("valueReference", needed=True)
        found = reader.entries.follow(reference, ("QuestionnaireResponse", "DocumentReference"))
        if found is None:
            continue
        if found.text("resourceType") == "DocumentReference":
            documents.append(document_in(reader, found))
        else:
            response = reader.entries.one("QuestionnaireResponse")
            _check_parties(reader, found)
    if response is None and not documents:
        task.wrong("output", "Advice has rows, documents, or both.", IssueCode.REQUIRED)
    check_documents(task, "output", documents)
    return Advice(reader, response), tuple(documents)


def _check_parties(reader: Reader, found: Element) -> None:
    reader.entries.follow(found.element("subject", needed=True), ("Patient",))
    reader.entries.follow(found.element("author", needed=True), ("PractitionerRole",))
