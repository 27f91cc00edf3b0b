"""A school's own pupils while they are on its roll, by the record of settings: nobody else is found. Of a
pupil who has left, what the school itself sent stays readable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from alongside.casework import perms
from alongside.casework.families.events import REQUEST, is_possible
from alongside.casework.finding import facts_of
from alongside.casework.models import Case, CaseDuty, CaseEvent, ChildSetting, SchoolSending
from alongside.casework.plans.reviewed import looked_at
from alongside.casework.queries.one_case import case_head, means
from alongside.casework.queries.queue import WAITING, name_of
from alongside.casework.queries.setting_values import (
    PupilPage,
    PupilRow,
    ReviewOfPupil,
    SchoolDuty,
    SendingView,
)
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.bodies import NOTE
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.folding import CaseFact, processes_in
from alongside.casework.rules.searching import asked_for, begin_in, words_in
from alongside.casework.rules.settings import (
    PupilStands,
    Sent,
    may_send,
    shown_to_school,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.law.events import IN_ERROR
from alongside.law.processes import Process
from alongside.people.models import Organisation
from alongside.people.queries import organisations
from alongside.web.clock import london_day

ANNUAL_REVIEW, ADVICE, ANSWER = "REV-12M", "ADV-6W", "DEC-6W"
LONG_AGO = timedelta(days=90)
OF_MEETINGS = ("REV-NOTICE", "REV-PAPERS", "REV-REPORT")


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A pupil's case, with the school for which the actor works."""

    case: Case
    school: Organisation
    since: date | None


def schools_of(actor: Actor) -> frozenset[int]:
    """For which the actor works; nobody works so for a whole area."""
    return actor.organisations_for(perms.SCHOOL) or frozenset()


def on_roll(actor: Actor, *, case_ref: str, today: date) -> OnRoll:
    """Raises Hidden for whoever is at another school, and for nonsense."""
    found = _attending(actor, today).filter(child__case__ref=case_ref).first()
    if found is None:
        raise Hidden("pupil")
    return OnRoll(found.child.case, found.school, found.began_on)


def pupils(actor: Actor, *, today: date) -> tuple[PupilRow, ...]:
    """Those on roll of whom there is a case, by name; in two queries."""
    rows, reviews = list(_attending(actor, today)), _duties(actor, today).filter(rule=ANNUAL_REVIEW)
    due = {each.case.ref: each.due_on for each in reviews.filter(**WAITING)}
    return tuple(
        _row(row.child.case, row.school, row.began_on, due.get(row.child.case.ref))
        for row in sorted(rows, key=lambda row: name_of(row.child).lower())
    )


def called(rows: Sequence[PupilRow], words: str) -> tuple[PupilRow, ...]:
    """Those whose name has, for each of the words, one that begins with it; without words, all."""
    asked = asked_for(words)
    return tuple(each for each in rows if begin_in(asked, words_in([each.name])))


def pupils_who_left(actor: Actor, *, today: date) -> tuple[PupilRow, ...]:
    """Those about whom the school sent something while they were there."""
    rows = _own_sendings(actor).exclude(case__child__in=_attending(actor, today).values("child"))
    found = {row.case_id: row for row in rows.select_related("case__child", "school")}
    return tuple(_row(row.case, row.school, None) for row in found.values())


def school_work(actor: Actor, *, today: date) -> tuple[SchoolDuty, ...]:
    """What is not done for the pupils on roll, the nearest first; in one query."""
    rows = _duties(actor, today).filter(rule__in=(*OF_MEETINGS, ANNUAL_REVIEW), **WAITING)
    return tuple(_duty(each) for each in rows)


def pupil_page(actor: Actor, *, case_ref: str, today: date) -> PupilPage:
    """Raises Hidden."""
    mine = _sendings(actor, _own_sendings(actor).filter(case__ref=case_ref))
    try:
        pupil = on_roll(actor, case_ref=case_ref, today=today)
    except Hidden:
        return _left(actor, case_ref, mine)
    case, facts = pupil.case, facts_of(pupil.case)
    stands = stands_for_school(facts, joined_on=pupil.since)
    return PupilPage(
        row=_row(case, pupil.school, pupil.since),
        has_left=False,
        stands=stands,
        may_send=may_send(stands),
        duties=_duties_of_pupil(actor, pupil, today),
        told=tuple((fact.happened_on, means(fact.kind)) for fact in shown_to_school(facts)),
        sendings=mine,
    )


def review_of_pupil(actor: Actor, *, case_ref: str, today: date) -> ReviewOfPupil:
    """The rows of the EHC plan that a review looks at, for the school that holds it. Raises Hidden."""
    pupil = on_roll(actor, case_ref=case_ref, today=today)
    return ReviewOfPupil(
        name=name_of(pupil.case.child),
        version=pupil.case.version,
        stands=stands_for_school(facts_of(pupil.case), joined_on=pupil.since),
        looked=looked_at(pupil.case, today=today),
    )


def stands_for_school(facts: tuple[CaseFact, ...], *, joined_on: date | None = None) -> PupilStands:
    """From the events of a pupil who was found on roll."""
    processes = processes_in(facts, clock_of_the_law().rules)
    reviews = [each for each in processes if each.type == "review"]
    review = next((each for each in reviews if each.is_open), None)
    last = reviews[-1] if reviews and review is None else None
    is_owed = last is not None and _day(last, "review_report_received") is None
    plan = next((each for each in processes if each.type == "upkeep" and each.is_open), None)
    return PupilStands(
        may_be_asked_for=is_possible(REQUEST, facts),
        has_plan=plan is not None,
        plan_on=plan.events[-1][1].on if plan else None,
        joined_on=joined_on,
        begun_on=review.events[-1][1].on if review else None,
        meets_on=_aimed(review),
        invited_on=_day(review, "review_invited"),
        papers_on=_day(review, "review_papers_circulated"),
        held_on=_day(review, "review_held"),
        report_on=_day(review, "review_report_received"),
        owed_on=_day(last, "review_held") if is_owed else None,
    )


def own_file(actor: Actor, *, case_ref: str, sending_ref: str) -> StoredFile:
    """What the school itself sent, also after the pupil has left. Raises Hidden."""
    return _file(_own_sendings(actor).filter(case__ref=case_ref, ref=sending_ref))


def sendings_in_case(
    actor: Actor, *, case_ref: str, today: date
) -> tuple[CaseHead, tuple[SendingView, ...]]:
    """For whoever reads the case, the newest first. Raises Hidden."""
    head = case_head(actor, case_ref=case_ref, today=today)
    rows = SchoolSending.objects.in_area(actor.area_id).filter(case__ref=case_ref)
    return head, _sendings(actor, rows)


def file_in_case(actor: Actor, *, sending_ref: str, today: date) -> StoredFile:
    """For whoever reads the case. Raises Hidden."""
    mine = Case.objects.open_to(actor, today=today)
    rows = SchoolSending.objects.in_area(actor.area_id)
    return _file(rows.filter(ref=sending_ref, case__in=mine))


def own_sending(actor: Actor, *, case_ref: str, sending_ref: str, today: date) -> SendingView:
    """Of a pupil on roll. Raises Hidden."""
    pupil = on_roll(actor, case_ref=case_ref, today=today)
    found = _sendings(actor, _own_sendings(actor).filter(case=pupil.case, ref=sending_ref))
    if not found:
        raise Hidden("sending")
    return found[0]


def _file(rows: Any) -> StoredFile:
    found = rows.exclude(file=None).select_related("file").first()
    if found is None:
        raise Hidden("file")
    kept: StoredFile = found.file
    return kept


def _attending(actor: Actor, today: date) -> Any:
    """The settings that hold today at the actor's schools, with the child and the case."""
    return (
        ChildSetting.objects.in_area(actor.area_id)
        .filter(
            Q(began_on=None) | Q(began_on__lte=today),
            Q(ended_on=None) | Q(ended_on__gt=today),
            school__in=schools_of(actor),
            child__case__merged_into=None,
        )
        .select_related("child__case", "school")
        .order_by("id")
    )


def _own_sendings(actor: Actor) -> Any:
    rows = SchoolSending.objects.in_area(actor.area_id)
    return rows.filter(school__in=schools_of(actor))


def _left(actor: Actor, case_ref: str, mine: tuple[SendingView, ...]) -> PupilPage:
    if not mine:
        raise Hidden("pupil")
    sending = (
        _own_sendings(actor)
        .filter(case__ref=case_ref)
        .select_related("case__child", "school")
        .first()
    )
    return PupilPage(
        row=_row(sending.case, sending.school, None),
        has_left=True,
        stands=PupilStands(),
        may_send=(),
        duties=(),
        told=(),
        sendings=mine,
    )


def _row(
    case: Case, school: Organisation, since: date | None, review_due_on: date | None = None
) -> PupilRow:
    return PupilRow(
        ref=case.ref,
        name=name_of(case.child),
        born_on=case.child.born_on,
        school=school.name,
        since=since,
        review_due_on=review_due_on,
    )


def _duties(actor: Actor, today: date) -> Any:
    """Of every pupil on roll, the nearest first."""
    on_roll_today = _attending(actor, today).order_by().values("child__case")
    rows = CaseDuty.objects.in_area(actor.area_id).filter(case__in=on_roll_today)
    return rows.exclude(due_on=None).select_related("case__child").order_by("due_on", "id")


def _duties_of_pupil(actor: Actor, pupil: OnRoll, today: date) -> tuple[SchoolDuty, ...]:
    """Of meetings, of the school's own advice, the annual review, and the answer to its request. What fell away, and what was done
    long ago, is left out.
    """
    bodies = (AdviceBody.EDUCATION.value, pupil.school.name)
    asked = _own_sendings(actor).filter(case=pupil.case, sent=Sent.REQUEST.value)
    rows = _duties(actor, today).filter(
        Q(rule__in=OF_MEETINGS)
        | Q(rule=ADVICE, concerning__in=bodies)
        | Q(rule=ANNUAL_REVIEW, done_on=None)
        | Q(rule=ANSWER, started_by__in=asked.values("event__ref")),
        Q(done_on=None) | Q(due_on__gte=today - LONG_AGO),
        case=pupil.case,
        ended_on=None,
    )
    return tuple(_duty(each) for each in rows)


def _duty(row: Any) -> SchoolDuty:
    return SchoolDuty(row.case.ref, name_of(row.case.child), row.rule, row.due_on, row.done_on)


def _sendings(actor: Actor, rows: Any) -> tuple[SendingView, ...]:
    said = CaseEvent.objects.in_area(actor.area_id).filter(
        case=OuterRef("case"), kind=NOTE, corrected_by=None
    )
    about = said.annotate(about=KT("body__about")).filter(about=OuterRef("event__ref"))
    wrong = about.annotate(said=KT("body__note")).order_by("id").values("said")[:1]
    found = rows.select_related("school", "file", "sent_by", "event__corrected_by").order_by("-id")
    return tuple(
        SendingView(
            ref=row.ref,
            sent=Sent(row.sent),
            school=row.school.name,
            on=london_day(row.sent_at),
            by=row.sent_by.name if row.sent_by else "",
            text=row.text,
            file_name=row.file.name if row.file else "",
            meeting_on=row.meeting_on,
            event_ref=row.event.ref,
            wrong=row.wrong or "",
            is_taken_back=_mended_by(row.event) == IN_ERROR,
            is_corrected=_mended_by(row.event) not in ("", IN_ERROR),
        )
        for row in found.annotate(wrong=Subquery(wrong))
    )


def _mended_by(event: CaseEvent) -> str:
    """The kind of event that takes the place of this one; empty while it stands."""
    return event.corrected_by.kind if hasattr(event, "corrected_by") else ""


def _day(review: Process | None, kind: str) -> date | None:
    found = review.by_kind.get(kind, []) if review else []
    return found[-1][1].on if found else None


def _aimed(review: Process | None) -> date | None:
    found = review.by_kind.get("review_meeting_arranged", []) if review else []
    return found[-1][1].for_on if found else None


def names_of_schools(actor: Actor) -> Mapping[str, str]:
    """The public name and the name of each school for which the actor works."""
    rows = organisations().filter(pk__in=schools_of(actor))
    return dict(rows.values_list("ref", "name"))
