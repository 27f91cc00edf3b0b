"""Rounds of audits as whoever leads them sees them: every sample, who marks, and what was agreed. Nobody’s
mark is told before both auditors have submitted.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.quality import perms
from alongside.quality.models import Audit, AuditConsent, AuditRound, Draw, DrawnItem
from alongside.quality.populations import amended_meanwhile, drawn_from, population_of
from alongside.quality.queries.answers import ANSWERS, PAIR, answers_of, readable_seats
from alongside.quality.queries.values import (
    AuditRow,
    DrawRow,
    ItemHead,
    ItemPage,
    ItemRow,
    MeetingRow,
    RoundPage,
    RoundRow,
)
from alongside.quality.reading_tools import tool_of_round
from alongside.quality.rules.codes import (
    About,
    AuditState,
    CopyState,
    Exclusion,
    Grade,
    Present,
    RoundState,
    Seat,
    Stratum,
)
from alongside.quality.rules.marking import check_may_clear, may_read_grade, needs_moderation
from alongside.quality.words import group_in_words


def rounds(actor: Actor) -> tuple[RoundRow, ...]:
    """The newest first. Raises Hidden."""
    actor.check_may(perms.LEAD)
    return tuple(round_row(each) for each in _with_counts(actor))


def round_page(actor: Actor, *, round_ref: str) -> RoundPage:
    """With the sample that stands. Raises Hidden."""
    actor.check_may(perms.LEAD)
    found = _one(_with_counts(actor), round_ref)
    draws = list(found.draws.select_related("drawn_by"))
    items = _items(actor, draws[-1]) if draws else ()
    return RoundPage(
        row=round_row(found),
        version=found.version,
        tool=tool_of_round(found),
        strata=tuple(Stratum(each) for each in found.strata),
        exclusions=tuple(Exclusion(each) for each in found.exclusions),
        with_families=found.with_families,
        draws=tuple(_draw(each) for each in draws),
        items=items,
        meetings=meetings_of(found),
    )


def item_head(actor: Actor, *, item_ref: str) -> ItemHead:
    """For pages that only stand below an item. Raises Hidden."""
    actor.check_may(perms.LEAD)
    found = _one(_item_rows(actor), item_ref)
    return ItemHead(
        row=item_row(found),
        round=round_row(_one(_with_counts(actor), found.draw.round.ref)),
        case_ref=found.case.ref,
    )


def item_page(actor: Actor, *, item_ref: str) -> ItemPage:
    """Raises Hidden."""
    actor.check_may(perms.LEAD)
    rows = _item_rows(actor).select_related("redacted")
    found = _one(rows.prefetch_related(*(f"audits__{each}" for each in ANSWERS)), item_ref)
    about, audits = found.draw.round, list(found.audits.all())
    seats = readable_seats(audits, seat=None, is_double=found.is_double)
    copy = getattr(found, "redacted", None)
    consents = AuditConsent.objects.in_area(actor.area_id).filter(case=found.case_id)
    taken_back_on = list(consents.values_list("withdrawn_on", flat=True))
    return ItemPage(
        row=item_row(found, amended_meanwhile(actor, [found])),
        round=round_row(_one(_with_counts(actor), about.ref)),
        case_ref=found.case.ref,
        version=str(found.plan.number) if found.plan else "",
        author_comments=tuple(found.comments.order_by("id").values_list("words", flat=True)),
        agreed=tuple(found.agreed.order_by("id").values_list("question", "mark", "why")),
        has_consent=None in taken_back_on,
        was_allowed=bool(taken_back_on),
        copy=CopyState(copy.state) if copy else None,
        meetings=meetings_of(about),
        tool=tool_of_round(about),
        answers=answers_of(found, audits, seats & {*PAIR}),
        family_answers=answers_of(found, audits, seats & {Seat.FAMILY}),
    )


def audit_to_clear(actor: Actor, *, audit_ref: str) -> tuple[str, str]:
    """The item’s public name, and why there is nothing to clear; empty where there is. Raises Hidden."""
    actor.check_may(perms.LEAD)
    row: Audit = _one(Audit.objects.in_area(actor.area_id).select_related("item"), audit_ref)
    is_waiting = bool(row.may_know_at and not row.cleared_at)
    try:
        check_may_clear(state=AuditState(row.state), is_waiting=is_waiting)
    except Refusal as refusal:
        return row.item.ref, refusal.sentence
    return row.item.ref, ""


def is_drawn_again_the_same(actor: Actor, *, draw_ref: str) -> bool | None:
    """Whether the recorded seed draws the same from the population as it is now; None when the population
    has changed since. Raises Hidden.
    """
    actor.check_may(perms.LEAD)
    draws = Draw.objects.in_area(actor.area_id).select_related("round")
    found: Draw = _one(draws, draw_ref)
    rows = found.items.order_by("position").values_list(
        "plan__ref", "event__ref", "submission__ref"
    )
    kept = [next(ref for ref in row if ref) for row in rows]
    population, _ = population_of(actor, found.round)
    if population.sha256 != found.population_sha256:
        return None
    return [each.key for each in drawn_from(found.round, population, seed=found.seed)] == kept


def meetings_of(found: AuditRound) -> tuple[MeetingRow, ...]:
    rows = found.meetings.prefetch_related("present").annotate(
        grades_count=Count("agreed", filter=Q(agreed__question="")),
        answers_count=Count("agreed", filter=~Q(agreed__question="")),
    )
    return tuple(
        MeetingRow(
            ref=each.ref,
            held_on=each.held_on,
            present={Present(one.present_as): one.count for one in each.present.all()},
            notes=each.notes,
            grades_count=each.grades_count,
            answers_count=each.answers_count,
        )
        for each in rows
    )


def round_row(found: Any) -> RoundRow:
    return RoundRow(
        ref=found.ref,
        title=found.title,
        about=About(found.about),
        from_on=found.from_on,
        last_on=found.until_on - timedelta(days=1),
        due_on=found.due_on,
        state=RoundState(found.state),
        sample_size=found.sample_size,
        drawn_count=found.drawn_count,
        graded_count=found.graded_count,
        ended_why=found.ended_why,
    )


def item_row(found: Any, amended: Collection[int] = ()) -> ItemRow:
    """With prefetched audits. ``amended`` are versions after which another was issued."""
    audits = [each for each in found.audits.all() if each.state != AuditState.GIVEN_BACK]
    states = {Seat(each.seat): AuditState(each.state) for each in audits}
    readable = may_read_grade(seat=None, states=states, is_double=found.is_double)
    grades = {Seat(e.seat): Grade(e.grade) for e in audits if e.grade and Seat(e.seat) in readable}
    return ItemRow(
        ref=found.ref,
        position=found.position,
        about=About(found.draw.round.about),
        case_number=found.case.number,
        happened_on=found.happened_on,
        stratum=group_in_words(found.stratum, found.draw.round.strata),
        is_double=found.is_double,
        audits=tuple(_audit(each, grades) for each in found.audits.all()),
        agreed_grade=Grade(found.agreed_grade) if found.agreed_grade else None,
        is_apart=not found.agreed_grade and needs_moderation(grades),
        was_superseded=found.was_superseded,
        has_later=found.plan_id in amended,
    )


def _audit(row: Any, grades: Mapping[Seat, Grade]) -> AuditRow:
    seat = Seat(row.seat)
    is_read = row.state == AuditState.SUBMITTED and seat in grades
    return AuditRow(
        ref=row.ref,
        seat=seat,
        auditor=row.auditor.name,
        state=AuditState(row.state),
        answered_count=row.answered_count,
        submitted_on=row.submitted_on,
        grade=grades[seat] if is_read else None,
        words=row.words if is_read else "",
        ended_why=row.ended_why,
        may_know=bool(row.may_know_at and not row.cleared_at),
        cleared_why=row.cleared_why,
    )


def _items(actor: Actor, drawn: Draw) -> tuple[ItemRow, ...]:
    rows = list(_item_rows(actor).filter(draw=drawn).order_by("position"))
    amended = amended_meanwhile(actor, rows)
    return tuple(item_row(each, amended) for each in rows)


def _item_rows(actor: Actor) -> Any:
    answered = Count("answers", filter=~Q(answers__mark=""))
    audits = (
        Audit.objects.in_area(actor.area_id)
        .select_related("auditor")
        .annotate(answered_count=answered)
        .order_by("id")
    )
    return (
        DrawnItem.objects.in_area(actor.area_id)
        .select_related("draw__round", "case", "plan")
        .prefetch_related(Prefetch("audits", audits))
    )


def _with_counts(actor: Actor) -> Any:
    """Of the sample that stands."""
    newest = Draw.objects.in_area(actor.area_id).order_by("-number")
    return (
        AuditRound.objects.in_area(actor.area_id)
        .annotate(
            drawn_count=Count("draws__items", filter=_standing(newest), distinct=True),
            graded_count=Count(
                "draws__items",
                filter=_standing(newest) & ~Q(draws__items__agreed_grade=""),
                distinct=True,
            ),
        )
        .order_by("-id")
    )


def _standing(newest: Any) -> Q:
    return Q(draws__pk=Subquery(newest.filter(round=OuterRef("pk")).values("pk")[:1]))


def _draw(row: Any) -> DrawRow:
    return DrawRow(
        ref=row.ref,
        number=row.number,
        seed=row.seed,
        why=row.why,
        population_count=row.population_count,
        population_sha256=row.population_sha256,
        left_out={Exclusion(code): count for code, count in row.left_out.items()},
        drawn_at=row.drawn_at,
        drawn_by=row.drawn_by.name if row.drawn_by else "",
    )


def _one(rows: Any, ref: str) -> Any:
    found = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("record")
    return found
