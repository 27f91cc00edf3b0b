"""A family's side of a case as officers see it: who comes in, what was said and answered, what waits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework.families.finding import alerts_open_to
from alongside.casework.models import (
    Case,
    FamilyAccess,
    FamilyMessage,
    SafetyAlert,
)
from alongside.casework.queries.families import choices_of, message_view, messages_of
from alongside.casework.queries.family_everything import everything_held
from alongside.casework.queries.family_values import (
    AccessView,
    AlertView,
    ChoiceView,
    MessageView,
    WaitingRow,
)
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.posts import post_title
from alongside.casework.queries.queue import name_of
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.family_codes import Said, Way
from alongside.casework.rules.family_release import Item
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySide:
    """``contacts`` are (public name, words) of everybody who is still in contact."""

    head: CaseHead
    rights_passed: bool
    rights_pass_on: date
    contacts: tuple[tuple[str, str], ...]
    accesses: tuple[AccessView, ...]
    choices: tuple[ChoiceView, ...]
    messages: tuple[MessageView, ...]
    alerts: tuple[AlertView, ...]


def family_side(actor: Actor, *, case_ref: str, today: date) -> FamilySide:
    """Raises Hidden. Alerts only for whoever may read the case: whoever raised one reads it again here."""
    head = case_head(actor, case_ref=case_ref, today=today)
    case = _case(actor, case_ref, today)
    contacts = list(case.child.contacts.all())
    passes_on = rights_pass_on(case.child.born_on)
    return FamilySide(
        head=head,
        rights_passed=today >= passes_on,
        rights_pass_on=passes_on,
        contacts=tuple((each.ref, each.name) for each in contacts if not each.is_ended),
        accesses=tuple(_access(row) for row in _accesses(case)),
        choices=choices_of(case),
        messages=tuple(message_view(row) for row in messages_of(case)),
        alerts=tuple(alert_view(row) for row in _alerts(case)),
    )


def message_for_officer(
    actor: Actor, *, message_ref: str, today: date
) -> tuple[CaseHead, FamilyMessage]:
    """The row, for the page that reads and answers it. Raises Hidden."""
    found: FamilyMessage | None = (
        FamilyMessage.objects.visible_to(actor)
        .select_related(
            "case__child__school", "contact", "file", "followed_by", "release", "follows"
        )
        .prefetch_related("answers__answered_by")
        .filter(ref=message_ref)
        .first()
    )
    if found is None:
        raise Hidden("message")
    return case_head(actor, case_ref=found.case.ref, today=today), found


def items_to_release(
    actor: Actor, *, message_ref: str, today: date
) -> tuple[CaseHead, FamilyMessage, tuple[Item, ...]]:
    """Raises Hidden for anything but a request for everything held that waits."""
    head, row = message_for_officer(actor, message_ref=message_ref, today=today)
    if row.said != Said.EVERYTHING.value or hasattr(row, "release"):
        raise Hidden("message")
    return head, row, everything_held(row)


def access_for_officer(
    actor: Actor, *, access_ref: str, today: date
) -> tuple[CaseHead, AccessView]:
    """Raises Hidden."""
    found: FamilyAccess | None = (
        FamilyAccess.objects.visible_to(actor)
        .select_related("case", "contact", "given_by")
        .filter(ref=access_ref)
        .first()
    )
    if found is None:
        raise Hidden("access")
    return case_head(actor, case_ref=found.case.ref, today=today), _access(found)


def alert_for(actor: Actor, *, alert_ref: str, today: date) -> AlertView:
    """Raises Hidden for an alert that is with another post."""
    rows = alerts_open_to(actor, today=today).select_related("raised_by", "answered_by")
    found: SafetyAlert | None = rows.filter(ref=alert_ref).first()
    if found is None:
        raise Hidden("alert")
    return alert_view(found)


def alerts_for(actor: Actor, *, today: date) -> tuple[AlertView, ...]:
    """The open ones first, and of the others those of the last weeks."""
    rows = alerts_open_to(actor, today=today).select_related("raised_by", "answered_by")
    open_ones = list(rows.filter(answered_at=None).order_by("due_on", "id"))
    over = list(rows.exclude(answered_at=None).order_by("-answered_at")[:50])
    return tuple(alert_view(row) for row in [*open_ones, *over])


def alerts_waiting(actor: Actor, *, today: date) -> tuple[AlertView, ...]:
    """Those that are not answered, the oldest first."""
    rows = alerts_open_to(actor, today=today).select_related("raised_by", "answered_by")
    return tuple(alert_view(row) for row in rows.filter(answered_at=None))


def waiting(actor: Actor, *, today: date) -> Any:
    """What families said in the cases that the actor may read and that waits for an answer."""
    mine = Case.objects.open_to(actor, today=today)
    return FamilyMessage.objects.in_area(actor.area_id).filter(
        case__in=mine, answered_on=None, reply_due_on__isnull=False
    )


def waiting_rows(
    actor: Actor, rows: Any, *, today: date, shown: tuple[int, int]
) -> tuple[WaitingRow, ...]:
    """The earliest first, from one to before another."""
    start, stop = shown
    told = rows.annotate(post_title=post_title(actor, today, case="case_id"))
    ordered = told.select_related("case__child").order_by("reply_due_on", "id")
    return tuple(_waiting(row) for row in ordered[start:stop])


def alert_view(row: SafetyAlert) -> AlertView:
    return AlertView(
        ref=row.ref,
        case_ref=row.case.ref,
        number=row.case.number,
        name=name_of(row.case.child),
        worry=row.worry,
        message=row.message.text if row.message else "",
        raised_at=row.raised_at,
        raised_by=row.raised_by.name if row.raised_by else "",
        due_on=row.due_on,
        post=row.post.title,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
    )


def _case(actor: Actor, ref: str, today: date) -> Case:
    found: Case | None = (
        Case.objects.open_to(actor, today=today).select_related("child").filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("case")
    return found


def _accesses(case: Case) -> Any:
    return case.family_accesses.select_related("contact", "given_by").order_by("-given_at", "-id")


def _access(row: FamilyAccess) -> AccessView:
    return AccessView(
        ref=row.ref,
        who=row.contact.name if row.contact else "",
        way=Way(row.way).value,
        checked_how=row.checked_how,
        checked_on=row.checked_on,
        given_at=row.given_at,
        given_by=row.given_by.name if row.given_by else "",
        given_until=row.given_until,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
    )


def _alerts(case: Case) -> Any:
    return case.alerts.select_related(
        "case__child", "message", "post", "raised_by", "answered_by"
    ).order_by("-raised_at")


def _waiting(row: Any) -> WaitingRow:
    return WaitingRow(
        ref=row.ref,
        case_ref=row.case.ref,
        number=row.case.number,
        name=name_of(row.case.child),
        said=Said(row.said),
        is_second=row.follows_id is not None,
        received_on=row.received_on,
        due_on=row.reply_due_on or row.received_on,
        post=row.post_title,
    )
