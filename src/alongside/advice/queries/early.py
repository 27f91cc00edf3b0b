"""Early notifications: those that wait, one with its steps, and health's list reconciled with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.advice import perms
from alongside.advice.early_cases import known_of
from alongside.advice.models import EarlyNotice, EarlyNoticeStep, IdentifiedChild, IdentifiedList
from alongside.advice.rules.early import BY_HEALTH, EarlyStep, Says, why_not_decide, why_not_step
from alongside.advice.rules.reconciling import Listed, Notified, Reconciled, Unmatchable, reconcile
from alongside.casework.queries.alike import AlikeCase, cases_alike, known_child
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """``days`` are the steps that were recorded."""

    ref: str
    name: str
    born_on: date
    body: str
    days: Mapping[EarlyStep, date]
    says: Says | None
    is_start: bool
    case_ref: str
    case_number: str


@dataclass(frozen=True, slots=True)
class EarlyStepView:
    step: EarlyStep
    on: date
    words: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """``may``: steps that this person may record now. ``may_decide``: what the notice says is still open."""

    row: NoticeRow
    nhs_number: str
    opinion: str
    basis: str
    reasons: str
    decided_by: str
    decided_at: datetime | None
    steps: tuple[EarlyStepView, ...]
    may: tuple[EarlyStep, ...]
    may_decide: bool
    why_not_decide: str


@dataclass(frozen=True, slots=True)
class ListedChild:
    line: int
    nhs_number: str
    born_on: date
    identified_on: date
    body: str
    unmatchable: Unmatchable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """``list_ref`` is empty and ``listed_until`` None before a list was brought in. The lines of children of whom the authority was
    not told are only for whoever looks after health.
    """

    list_ref: str
    listed_until: date | None
    brought_at: datetime | None
    found: Reconciled
    not_notified: tuple[ListedChild, ...]
    unmatchable: tuple[ListedChild, ...]
    not_listed: tuple[NoticeRow, ...]
    notices_without_number: tuple[NoticeRow, ...]


def early_notices(actor: Actor) -> Any:
    """The newest first, to be read by page. Raises Hidden."""
    _check(actor)
    return EarlyNotice.objects.visible_to(actor).select_related("body", "case").order_by("-id")


def rows_of(notices: Sequence[EarlyNotice]) -> tuple[NoticeRow, ...]:
    """With their steps, in one query more."""
    days: dict[int, dict[EarlyStep, date]] = {each.pk: {} for each in notices}
    steps = EarlyNoticeStep.objects.across_areas(reason="Steps of notices that are in the area.")
    for notice_id, step, on in steps.filter(notice__in=days).values_list(
        "notice_id", "step", "happened_on"
    ):
        days[notice_id][EarlyStep(step)] = on
    return tuple(_row(each, days[each.pk]) for each in notices)


def notices_to_settle(actor: Actor) -> Any:
    """Sent, and not decided yet: the earliest first."""
    sent = EarlyNotice.objects.visible_to(actor).filter(steps__step=EarlyStep.SENT.value, says="")
    return sent.select_related("body", "case").order_by("id")


def notice_page(actor: Actor, *, notice_ref: str) -> NoticePage:
    """Raises Hidden."""
    _check(actor)
    found = _found(actor, notice_ref)
    known = known_of(found)
    steps = (EarlyStep.RECEIVED,) if actor.may(perms.RECORD_EARLY) else ()
    if actor.may(perms.NOTIFY):
        steps = (*BY_HEALTH, *steps)
    decides = actor.may(perms.RECORD_EARLY)
    return NoticePage(
        row=_row(found, known.days),
        nhs_number=found.nhs_number,
        opinion=found.opinion,
        basis=found.basis,
        reasons=found.reasons,
        decided_by=found.decided_by.name if found.decided_by else "",
        decided_at=found.decided_at,
        steps=tuple(_step(each) for each in found.steps.select_related("recorded_by")),
        may=tuple(each for each in steps if not why_not_step(each, known)),
        may_decide=decides and not why_not_decide(known),
        why_not_decide=why_not_decide(known),
    )


def alike_of(actor: Actor, *, notice_ref: str, today: date) -> tuple[AlikeCase, ...]:
    """Who may be here already. Raises Hidden."""
    found = _found(actor, notice_ref)
    return cases_alike(actor, known_child(found), today=today, nhs_number=found.nhs_number)


def reconciliation(actor: Actor) -> Reconciliation:
    """Of the latest list with every notice that was sent. Raises Hidden."""
    if not (actor.may(perms.OVERSEE_HEALTH) or actor.may(perms.RECORD_EARLY)):
        raise Hidden("list")
    latest = IdentifiedList.objects.visible_to(actor).first()
    lines = {str(each.pk): each for each in identified_children(actor)}
    sent = EarlyNotice.objects.visible_to(actor).filter(steps__step=EarlyStep.SENT.value)
    notices = {each.ref: each for each in sent.select_related("body", "case")}
    found = reconcile(
        [listed_of(each) for each in lines.values()],
        [Notified(each.ref, each.nhs_number) for each in notices.values()],
    )
    may_see = actor.may(perms.OVERSEE_HEALTH)
    return Reconciliation(
        list_ref=latest.ref if latest else "",
        listed_until=latest.listed_until if latest else None,
        brought_at=latest.brought_at if latest else None,
        found=found,
        not_notified=_children(lines, found.not_notified) if may_see else (),
        unmatchable=_children(lines, found.unmatchable_lines) if may_see else (),
        not_listed=rows_of([notices[key] for key in found.not_listed]),
        notices_without_number=rows_of([notices[key] for key in found.unmatchable_notices]),
    )


def identified_children(actor: Actor) -> Any:
    """The lines of the latest list."""
    latest = IdentifiedList.objects.in_area(actor.area_id).order_by("-id").values("pk")[:1]
    return IdentifiedChild.objects.in_area(actor.area_id).filter(of_list__in=latest).order_by("id")


def listed_of(each: IdentifiedChild) -> Listed:
    why = Unmatchable(each.unmatchable) if each.unmatchable else None
    return Listed(str(each.pk), each.nhs_number, each.identified_on, why)


def _check(actor: Actor) -> None:
    if not any(actor.may(each) for each in (*perms.EARLY, perms.OVERSEE_HEALTH)):
        raise Hidden("notices")


def _found(actor: Actor, ref: str) -> EarlyNotice:
    rows = EarlyNotice.objects.visible_to(actor).select_related("body", "case", "decided_by")
    found: EarlyNotice | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("notice")
    return found


def _row(each: EarlyNotice, days: Mapping[EarlyStep, date]) -> NoticeRow:
    return NoticeRow(
        ref=each.ref,
        name=f"{each.given_names} {each.family_name}",
        born_on=each.born_on,
        body=each.body.name,
        days=days,
        says=Says(each.says) if each.says else None,
        is_start=each.is_start,
        case_ref=each.case.ref if each.case else "",
        case_number=each.case.number if each.case else "",
    )


def _step(each: EarlyNoticeStep) -> EarlyStepView:
    return EarlyStepView(
        step=EarlyStep(each.step),
        on=each.happened_on,
        words=each.words,
        recorded_at=each.recorded_at,
        recorded_by=each.recorded_by.name if each.recorded_by else "",
    )


def _children(lines: Mapping[str, IdentifiedChild], keys: Sequence[str]) -> tuple[ListedChild, ...]:
    return tuple(
        ListedChild(
            line=each.line,
            nhs_number=each.nhs_number,
            born_on=each.born_on,
            identified_on=each.identified_on,
            body=each.body,
            unmatchable=Unmatchable(each.unmatchable) if each.unmatchable else None,
        )
        for each in (lines[key] for key in keys)
    )
