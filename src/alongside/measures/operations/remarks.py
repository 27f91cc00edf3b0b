"""Notes on a chart, the story behind it, working its limits out anew, and taking that back."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.access.queries import people_who_may
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.measures import perms
from alongside.measures.finding import current_series, measure_in_use
from alongside.measures.models import Annotation, Recalculation, Story
from alongside.measures.operations.measures import record_about
from alongside.measures.queries.baselines import days_of
from alongside.measures.refreshing import ask_for_refresh
from alongside.measures.rules.beginnings import check_may_recalculate, check_may_withdraw
from alongside.notices.telling import tell
from alongside.people.finding import find
from alongside.people.models import Person
from alongside.people.queries import person, post_holders_of
from alongside.web.clock import LONDON

MOST_LETTERS = 200
"""A note stands below the chart."""


@transaction.atomic
def recalculate(
    *, actor: Actor, at: datetime, measure_ref: str, from_on: date, cause: str, approved_by: str
) -> Recalculation:
    """Work the limits of the chart out anew from a day. ``approved_by`` is a person's public name.

    Whoever is named is told at once, and may withdraw it. Raises Refusal without a cause, without another
    person's approval, on too few figures, or when nothing would change. Whoever approves reads measures, or
    the message would lead them nowhere.
    """
    actor.check_may(perms.DEFINE)
    measure = measure_in_use(actor, measure_ref)
    series = current_series(measure)
    if series is None:
        raise Refusal("This measure has no figures yet.")
    approver = person(actor, approved_by)
    check_may_recalculate(
        from_on=from_on,
        cause=cause,
        days=days_of(measure, series),
        recorder=actor.person_id,
        approver=approver.pk,
    )
    _check_holds_a_post(actor, at, approver)
    _check_may_read(actor, at, approver)
    if series.recalculations.filter(from_on=from_on, withdrawn_at=None).exists():
        raise Refusal("The limits are worked out anew from this day already.", field="from_on")
    made = Recalculation.objects.create(
        area_id=actor.area_id,
        series=series,
        from_on=from_on,
        cause=cause.strip(),
        approved_by=approver,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    record_about(actor=actor, at=at, verb="recalculate", measure=measure, facts=_facts(made))
    _tell_approver(actor, at, made)
    ask_for_refresh(area_id=actor.area_id, at=at)
    return made


@transaction.atomic
def withdraw_recalculation(
    *, actor: Actor, at: datetime, recalculation_ref: str, why: str, approved_by: str = ""
) -> Recalculation:
    """The limits before stand again. What was recorded stays to be read, with the reason.

    Whoever is said to have approved the new limits withdraws them alone, without ``approved_by``. Raises
    Hidden, and Refusal without a reason or another person's approval.
    """
    found = find(Recalculation, actor, recalculation_ref)
    is_named = found.approved_by_id == actor.person_id
    if not is_named:
        actor.check_may(perms.DEFINE)
    approver = found.approved_by if is_named else person(actor, approved_by)
    check_may_withdraw(
        why=why,
        is_withdrawn=found.withdrawn_at is not None,
        recorder=actor.person_id,
        approver=approver.pk,
        is_named=is_named,
    )
    if not is_named:
        _check_holds_a_post(actor, at, approver)
    measure = measure_in_use(actor, _measure_ref(found))
    found.withdrawn_at, found.withdrawn_by_id = at, actor.person_id
    found.withdrawn_why, found.withdrawal_approved_by = why.strip(), approver
    found.save()
    facts = _facts(found) | {
        "cause": found.cause,
        "reason": found.withdrawn_why,
        "approved_by": approver.ref,
    }
    record_about(actor=actor, at=at, verb="withdraw_recalculation", measure=measure, facts=facts)
    ask_for_refresh(area_id=actor.area_id, at=at)
    return found


@transaction.atomic
def annotate(*, actor: Actor, at: datetime, measure_ref: str, on: date, text: str) -> Annotation:
    """A note on the chart: what happened on a day."""
    actor.check_may(perms.ENTER)
    measure = measure_in_use(actor, measure_ref)
    if on > at.astimezone(LONDON).date():
        raise Refusal("Choose today or a day before it: a note says what happened.", field="on")
    if not text.strip():
        raise Refusal("Say what happened.", field="text")
    if len(text.strip()) > MOST_LETTERS:
        raise Refusal(f"Shorten the note to {MOST_LETTERS} characters or fewer.", field="text")
    made = Annotation.objects.create(
        area_id=actor.area_id,
        measure=measure,
        on=on,
        text=text.strip(),
        written_at=at,
        written_by_id=actor.person_id,
    )
    record_about(
        actor=actor,
        at=at,
        verb="annotate",
        measure=measure,
        facts={"on": on.isoformat(), "text": made.text},
    )
    ask_for_refresh(area_id=actor.area_id, at=at)
    return made


@transaction.atomic
def tell_story(
    *, actor: Actor, at: datetime, measure_ref: str, text: str, partners: str = ""
) -> Story:
    """The story behind the curve as it is told today; the ones before stay."""
    actor.check_may(perms.ENTER)
    measure = measure_in_use(actor, measure_ref)
    if not text.strip():
        raise Refusal("Tell the story behind the figures.", field="text")
    made = Story.objects.create(
        area_id=actor.area_id,
        measure=measure,
        text=text.strip(),
        partners=partners.strip(),
        written_at=at,
        written_by_id=actor.person_id,
    )
    record_about(actor=actor, at=at, verb="tell_story", measure=measure, facts={"story": made.ref})
    return made


def _check_holds_a_post(actor: Actor, at: datetime, approver: Person) -> None:
    held = post_holders_of(actor, at.astimezone(LONDON).date())
    if not held.filter(pk=approver.pk).exists():
        raise Refusal("Choose somebody who holds a post.", field="approved_by")


def _check_may_read(actor: Actor, at: datetime, approver: Person) -> None:
    if approver not in people_who_may(actor, perms.VIEW, at=at):
        raise Refusal(
            f"{approver.name} may not read measures, so they could not see what is said to be "
            "approved by them. Choose somebody who may.",
            field="approved_by",
        )


def _measure_ref(found: Recalculation) -> str:
    measure = found.series.measure
    return measure.ref if measure else ""


def _tell_approver(actor: Actor, at: datetime, made: Recalculation) -> None:
    tell(
        people={made.approved_by_id},
        area_id=made.area_id,
        sentence="New limits of a measure’s chart were recorded as approved by you. If they were not, "
        "withdraw them.",
        address=reverse("measures:withdraw_recalculation", args=[actor.area_slug, made.ref]),
        at=at,
        key=f"measures.limits_approved:{made.ref}",
    )


def _facts(made: Recalculation) -> dict[str, JSON]:
    return {
        "from": made.from_on.isoformat(),
        "reason": made.cause,
        "approved_by": made.approved_by.ref,
    }
