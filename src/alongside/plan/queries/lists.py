"""Lines picked out for somebody's attention: ownerless, overdue, delayed, slipped, done but not
working, one's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden
from alongside.people.partial_dates import read
from alongside.plan import perms
from alongside.plan.models import (
    DateChange,
    ImportQuestion,
    Lead,
    Line,
    QuestionCandidate,
    Workstream,
)
from alongside.plan.queries.loading import check_may_view, load_lines
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import QuestionKind
from alongside.plan.rules.date_changes import slip_days
from alongside.plan.rules.difference import Difference
from alongside.plan.words import QUESTION_KINDS
from alongside.web.clock import london_day

CONSENTED, REFUSED, WITHDRAWN = "Consented", "Refused", "Withdrawn"


@dataclass(frozen=True, slots=True)
class DateChangeView:
    """A date change with its answer, if it has one. ``slip_days`` is 0 for a date that came
    earlier.
    """

    ref: str
    line_ref: str
    line_reference: str
    line_text: str
    which: str
    old: PartialDate | None
    new: PartialDate | None
    reason: str
    slip_days: int
    asked_at: datetime
    asked_on: date
    asked_by_id: int | None
    asked_by: str
    answer: str
    answered_at: datetime | None
    answered_on: date | None
    answered_by: str
    answer_note: str

    @property
    def is_waiting(self) -> bool:
        return not self.answer

    @property
    def title(self) -> str:
        """ "Move the end date from March 2021 to June 2021", or "Give a first end date: June 2021"."""
        if self.old is None:
            return f"Give a first {self.which} date: {self.new}"
        return f"Move the {self.which} date from {self.old} to {self.new}"

    @property
    def asked_words(self) -> str:
        if self.old is None:
            return f"Asked for a first {self.which} date: {self.new}"
        return f"Asked to move the {self.which} date from {self.old} to {self.new}"

    @property
    def answer_words(self) -> str:
        moved = f"{self.title[:1].lower()}{self.title[1:]}"
        slip = f", a slip of {self.slip_days} days" if self.slip_days else ""
        return f"{self.answer}: {moved}{slip if self.answer == CONSENTED else ''}"


@dataclass(frozen=True, slots=True)
class CandidateView:
    post_ref: str
    words: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Something an import asked. ``about`` is lead, start or end."""

    ref: str
    kind: str
    kind_label: str
    about: str
    printed: str
    context: str
    organisation: str
    line_ref: str
    line_reference: str
    line_text: str
    candidates: tuple[CandidateView, ...]
    answered_on: date | None
    answered_by: str
    answer: str


def ownerless_lines(
    actor: Actor, *, today: date, statement_id: int | None = None
) -> tuple[LineView, ...]:
    """Unfinished outcomes and actions with no lead, or nobody in the lead post, for an
    accountable partner.
    """
    return _picked(
        actor, today, statement_id, lambda line: bool(line.gaps) and not line.status.is_finished
    )


def lines_by_ownership(
    actor: Actor, *, today: date, statement_id: int | None = None
) -> tuple[tuple[LineView, ...], tuple[LineView, ...]]:
    """The ownerless lines; and the unfinished ones whose leads were never published, or are printed
    and not yet understood.
    """
    lines = _picked(actor, today, statement_id, lambda line: not line.status.is_finished)
    without = tuple(line for line in lines if line.gaps)
    return without, tuple(line for line in lines if line.unknown_leads)


def overdue_lines(
    actor: Actor, *, today: date, statement_id: int | None = None
) -> tuple[LineView, ...]:
    """Unfinished lines whose end date has passed, the longest overdue first."""
    found = _picked(actor, today, statement_id, lambda line: line.status.overdue_since is not None)
    return tuple(sorted(found, key=lambda line: line.status.overdue_since or today))


def late_first(lines: Sequence[LineView], today: date) -> tuple[LineView, ...]:
    """The late ones: the longest past its end date first, then those said to be delayed."""
    late = [line for line in lines if line.status.is_late]
    return tuple(
        sorted(late, key=lambda x: x.status.overdue_since or today + timedelta(days=1)),
    )


def delayed_lines(
    actor: Actor, *, today: date, statement_id: int | None = None
) -> tuple[LineView, ...]:
    """Lines that read a delay today, by a person's word or because their date has passed."""
    return _picked(actor, today, statement_id, lambda line: line.status.is_delayed)


def slipped_lines(
    actor: Actor, *, today: date, statement_id: int | None = None
) -> tuple[LineView, ...]:
    """Lines whose date was moved later with consent, the most days first."""
    found = _picked(actor, today, statement_id, lambda line: line.slip_count > 0)
    return tuple(sorted(found, key=lambda line: -line.slip_days))


def not_making_a_difference(
    actor: Actor, *, today: date, statement_id: int | None = None
) -> tuple[LineView, ...]:
    """Finished lines whose measures miss their target."""
    return _picked(
        actor,
        today,
        statement_id,
        lambda line: line.difference == Difference.NOT_YET,
        with_measures=True,
    )


def my_lines(actor: Actor, *, today: date) -> tuple[LineView, ...]:
    """Lines that the person leads today, and tasks of workstreams whose responsible officer they
    are.
    """
    check_may_view(actor)
    if actor.person_id is None:
        return ()
    mine = _own_line_ids(actor, today)
    lines = load_lines(actor, today=today, within=Q())
    return tuple(line for line in lines if line.id in mine)


def _own_line_ids(actor: Actor, today: date) -> frozenset[int]:
    """In one query: lines led today, and lines of workstreams that the person answers for."""
    holding = Q(post__holdings__person_id=actor.person_id) & _held("post__holdings__", today)
    leads = Lead.objects.visible_to(actor).filter(
        holding,
        Q(lead_from=None) | Q(lead_from__lte=today),
        Q(lead_until=None) | Q(lead_until__gt=today),
    )
    office = Q(officer_post__holdings__person_id=actor.person_id)
    streams = Workstream.objects.visible_to(actor).filter(
        office & _held("officer_post__holdings__", today)
    )
    mine = Q(id__in=leads.values("line_id")) | Q(workstream__in=streams.values("id"))
    return frozenset(Line.objects.visible_to(actor).filter(mine).values_list("id", flat=True))


def lines_without_status_this_month(
    lines: tuple[LineView, ...], *, today: date
) -> tuple[LineView, ...]:
    """Of these, the unfinished ones with no status dated in today's month: for the monthly
    assurance report.
    """
    return tuple(
        line
        for line in lines
        if not line.status.is_finished
        and (line.status.on is None or line.status.on.first < today.replace(day=1))
    )


def date_changes(actor: Actor, *, only_waiting: bool = False) -> tuple[DateChangeView, ...]:
    """Every date change of the area: those that wait first, the oldest of them on top."""
    check_may_view(actor)
    rows = DateChange.objects.visible_to(actor).select_related(
        "line", "asked_by", "consented_by", "refused_by", "withdrawn_by"
    )
    if only_waiting:
        rows = rows.filter(consented_at=None, refused_at=None, withdrawn_at=None)
    views = [date_change_view(row) for row in rows.order_by("asked_at", "id")]
    waiting = [view for view in views if view.is_waiting]
    return (*waiting, *reversed([view for view in views if not view.is_waiting]))


def date_change(actor: Actor, *, change_ref: str) -> DateChangeView:
    """Raises Hidden."""
    check_may_view(actor)
    row = (
        DateChange.objects.visible_to(actor)
        .select_related("line", "asked_by", "consented_by", "refused_by", "withdrawn_by")
        .filter(ref=change_ref)
        .first()
    )
    if row is None:
        raise Hidden("date change")
    return date_change_view(row)


def date_change_view(row: DateChange) -> DateChangeView:
    old, new = read(row.old_on, row.old_precision), read(row.new_on, row.new_precision)
    answered_at = row.consented_at or row.refused_at or row.withdrawn_at
    answerer = row.consented_by or row.refused_by or row.withdrawn_by
    given = {CONSENTED: row.consented_at, REFUSED: row.refused_at, WITHDRAWN: row.withdrawn_at}
    return DateChangeView(
        ref=row.ref,
        line_ref=row.line.ref,
        line_reference=row.line.reference,
        line_text=row.line.text,
        which=row.which,
        old=old,
        new=new,
        reason=row.reason,
        slip_days=slip_days(row.which, old, new) if new else 0,
        asked_at=row.asked_at,
        asked_on=london_day(row.asked_at),
        asked_by_id=row.asked_by_id,
        asked_by=row.asked_by.name if row.asked_by else "",
        answer=next((answer for answer, at in given.items() if at), ""),
        answered_at=answered_at,
        answered_on=london_day(answered_at) if answered_at else None,
        answered_by=answerer.name if answerer else "",
        answer_note=row.answer_note,
    )


def questions(actor: Actor, *, only_open: bool = True) -> tuple[QuestionView, ...]:
    """What imports asked, in the order of the document."""
    actor.check_may(perms.EDIT)
    rows = ImportQuestion.objects.visible_to(actor).select_related(
        "line", "answered_by", "answer_post"
    )
    if only_open:
        rows = rows.filter(answered_at=None)
    ordered = list(rows.order_by("answered_at", "id"))
    candidates = _candidates(actor, ordered)
    return tuple(_question_view(row, candidates.get(row.pk, ())) for row in ordered)


def waiting_questions(actor: Actor) -> tuple[QuestionView, ...]:
    """Those not answered yet, in the order of the document and without their candidates."""
    actor.check_may(perms.EDIT)
    rows = ImportQuestion.objects.visible_to(actor).filter(answered_at=None)
    beside = rows.select_related("line", "answered_by", "answer_post").order_by("id")
    return tuple(_question_view(row, ()) for row in beside)


def question(actor: Actor, *, question_ref: str) -> QuestionView:
    """Raises Hidden."""
    actor.check_may(perms.EDIT)
    row = (
        ImportQuestion.objects.visible_to(actor)
        .select_related("line", "answered_by", "answer_post")
        .filter(ref=question_ref)
        .first()
    )
    if row is None:
        raise Hidden("question")
    return _question_view(row, _candidates(actor, [row]).get(row.pk, ()))


def _picked(
    actor: Actor,
    today: date,
    statement_id: int | None,
    wanted: Callable[[LineView], bool],
    *,
    with_measures: bool = False,
) -> tuple[LineView, ...]:
    within = Q(statement_id=statement_id) if statement_id is not None else Q()
    lines = load_lines(actor, today=today, within=within, with_measures=with_measures)
    return tuple(line for line in lines if wanted(line))


def _held(prefix: str, today: date) -> Q:
    began = Q(**{f"{prefix}held_from": None}) | Q(**{f"{prefix}held_from__lte": today})
    return began & (Q(**{f"{prefix}held_until": None}) | Q(**{f"{prefix}held_until__gt": today}))


def _candidates(actor: Actor, rows: list[ImportQuestion]) -> dict[int, tuple[CandidateView, ...]]:
    found: dict[int, tuple[CandidateView, ...]] = {}
    candidates = (
        QuestionCandidate.objects.visible_to(actor)
        .filter(question__in=[row.pk for row in rows])
        .select_related("leader", "post", "post__organisation")
        .order_by("question_id", "order")
    )
    for each in candidates:
        name = f"{each.leader.name}, " if each.leader and each.leader.name else ""
        words = f"{name}{each.post.title}, {each.post.organisation.name}"
        view = CandidateView(each.post.ref, words, each.proposed)
        found[each.question_id] = (*found.get(each.question_id, ()), view)
    return found


def _question_view(row: ImportQuestion, candidates: tuple[CandidateView, ...]) -> QuestionView:
    answered = read(row.answer_on, row.answer_precision)
    post = row.answer_post.title if row.answer_post else ""
    return QuestionView(
        ref=row.ref,
        kind=row.kind,
        kind_label=QUESTION_KINDS[QuestionKind(row.kind)],
        about=row.about,
        printed=row.printed,
        context=row.context,
        organisation=row.organisation,
        line_ref=row.line.ref if row.line else "",
        line_reference=row.line.reference if row.line else "",
        line_text=row.line.text if row.line else "",
        candidates=candidates,
        answered_on=london_day(row.answered_at) if row.answered_at else None,
        answered_by=row.answered_by.name if row.answered_by else "",
        answer=post or (str(answered) if answered else row.answer_note),
    )
