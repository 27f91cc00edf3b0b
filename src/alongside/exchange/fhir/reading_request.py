"""A request for advice, read back from its task, its order and what goes with them."""

from dataclasses import dataclass
from datetime import date

from alongside.exchange.fhir.codes import AdviceKind, Purpose
from alongside.exchange.fhir.elements import NO_DAY, Element
from alongside.exchange.fhir.model import (
    AdviceRequest,
    Child,
    Consent,
    Document,
    Post,
)
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.exchange.fhir.reading_advice import check_documents, document_in, framework_in
from alongside.exchange.fhir.reading_child import child_in, consent_in
from alongside.exchange.fhir.reading_parts import (
    NO_POST,
    Reader,
    check_not_before,
    coded,
    organisation_in,
    post_in,
    reference_of,
    service_in,
)


@dataclass(frozen=True, slots=True)
class Order:
    """What the ServiceRequest says beside the task."""

    purpose: Purpose = Purpose.ASSESSMENT
    asked_by: Post = NO_POST
    case_reference: str = ""
    reason: str = ""
    consents: tuple[Consent, ...] = ()
    documents: tuple[Document, ...] = ()


def request_in(reader: Reader, task: Element) -> AdviceRequest:
    names = reader.names
    asked = reader.entries.follow_or_only(task.only("basedOn"), "ServiceRequest")
    order = _order(reader, asked, task)
    reader.entries.follow(task.element("focus"), ("ServiceRequest",))
    received_on, due_on = dates_in(task)
    child = child_in(reader, task.element("for", needed=True))
    _check_times(task, child)
    if due_on is None:
        sentence = "Say by which day the advice is due."
        task.wrong("restriction", sentence, IssueCode.REQUIRED)
    kinds = (names.codes("ehc-advice-request"),)
    return AdviceRequest(
        reference=reference_of(task, names.identifier("advice-request")),
        kind=coded(task.element("code", needed=True), kinds, AdviceKind.MEDICAL),
        purpose=order.purpose,
        asked_at=task.instant("authoredOn"),
        due_on=due_on or NO_DAY,
        child=child,
        asked_by=order.asked_by,
        asked_of=organisation_in(reader, task.element("owner", needed=True)),
        framework=framework_in(reader, task),
        case_reference=order.case_reference,
        received_on=received_on,
        service=service_in(reader, task),
        part_of=_part_of(reader, task),
        reason=order.reason,
        consents=order.consents,
        documents=order.documents,
    )


def dates_in(task: Element) -> tuple[date | None, date | None]:
    """The day from which the six weeks run, and the day by which advice is due."""
    restriction = task.element("restriction")
    period = restriction.element("period", needed=True) if restriction else None
    if period is None:
        return None, None
    received_on, due_on = period.day("start"), period.day("end")
    check_not_before(
        period,
        "end",
        earlier=received_on,
        later=due_on,
        sentence="Advice cannot be due before the request was received.",
    )
    return received_on, due_on


def _check_times(task: Element, child: Child) -> None:
    asked_at = task.instant("authoredOn")
    check_not_before(
        task,
        "lastModified",
        earlier=asked_at,
        later=task.instant("lastModified"),
        sentence="This is before the request was written.",
    )
    check_not_before(
        task,
        "for",
        earlier=child.born_on,
        later=asked_at.date(),
        sentence="The child was born after the request was written.",
    )


def _part_of(reader: Reader, task: Element) -> str:
    """The single point’s request is named, not repeated."""
    whole = task.only("partOf", needed=False)
    holder = whole.element("identifier", needed=True) if whole else None
    if whole is None or holder is None:
        return ""
    whole.skip("type", "display")
    if holder.text("system") != reader.names.identifier("advice-request"):
        holder.wrong("system", f"Use the system {reader.names.identifier('advice-request')}.")
    return holder.key("value")


def _order(reader: Reader, asked: Element | None, task: Element) -> Order:
    if asked is None:
        return Order()
    _check_same(reader, asked, task)
    consents, documents = _supporting(reader, asked)
    purposes = (reader.names.codes("ehc-advice-purpose"),)
    reason = asked.only("reasonCode", needed=False)
    case = asked.element("requisition")
    if case and case.text("system") != reader.names.identifier("case"):
        case.wrong("system", f"Use the system {reader.names.identifier('case')}.")
    return Order(
        purpose=coded(asked.only("category"), purposes, Purpose.ASSESSMENT),
        asked_by=post_in(reader, asked.element("requester", needed=True)),
        case_reference=case.key("value") if case else "",
        reason=reason.text("text", needed=True) if reason else "",
        consents=consents,
        documents=documents,
    )


def _check_same(reader: Reader, asked: Element, task: Element) -> None:
    """Task and order are about the same request, kind, child and body, or one of them is wrong."""
    asked.skip("authoredOn")
    if (asked.text("status"), asked.text("intent")) != ("active", "order"):
        asked.wrong("status", "An order is active, with the intent order.", IssueCode.INVARIANT)
    system = reader.names.identifier("advice-request")
    kinds = (reader.names.codes("ehc-advice-request"),)
    pairs = [
        ("identifier", reference_of(asked, system), reference_of(task, system)),
        ("code", *(coded(each.element("code"), kinds, AdviceKind.OTHER) for each in (asked, task))),
        ("subject", _led_to(reader, asked, "subject"), _led_to(reader, task, "for")),
        ("performer", _performer(reader, asked), _led_to(reader, task, "owner")),
    ]
    for name, one, other in pairs:
        if one != other:
            asked.wrong(name, "The task says something else.", IssueCode.INVARIANT)
    requester = task.element("requester")
    reader.entries.follow(requester, ("Organization",))


def _led_to(reader: Reader, element: Element, name: str) -> str:
    found = reader.entries.follow(element.element(name, needed=True), ("Patient", "Organization"))
    return found.place if found else ""


def _performer(reader: Reader, asked: Element) -> str:
    found = reader.entries.follow(asked.only("performer"), ("Organization",))
    return found.place if found else ""


def _supporting(reader: Reader, asked: Element) -> tuple[tuple[Consent, ...], tuple[Document, ...]]:
    consents, documents = [], []
    for reference in asked.elements("supportingInfo"):
        found = reader.entries.follow(reference, ("DocumentReference", "Consent"))
        if found is None:
            continue
        if found.text("resourceType") == "Consent":
            consents.append(consent_in(reader, found))
        else:
            documents.append(document_in(reader, found))
    check_documents(asked, "supportingInfo", documents)
    return tuple(consents), tuple(documents)
