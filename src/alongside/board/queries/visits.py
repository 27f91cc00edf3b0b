"""Visits with their evidence, what came after the freeze, and the quarters without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q

from alongside.board import perms
from alongside.board.models import Visit, VisitPaper
from alongside.board.queries.governance import improvement_board
from alongside.board.queries.revisits import LetterInBrief, latest_revisit
from alongside.board.rules.visits import Gaps, is_too_late, latest_freeze, quarter_gaps
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.plan.queries.statements import inspected_plans
from alongside.web.clock import london_day

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit. ``frozen_on`` is None while its evidence is open today, and where nothing froze;
    ``has_edition``: its pack is frozen.
    """

    id: int
    ref: str
    version: int
    held_on: date
    freezes_on: date
    frozen_on: date | None
    visitors: str
    focus: str
    paper_count: int
    addendum_count: int
    has_edition: bool
    letter_on: date | None
    letter_name: str
    outcome: str
    called_off_on: date | None
    called_off_why: str
    planned_on: date

    @property
    def is_history(self) -> bool:
        """Whether it was recorded when its day had come: nothing froze by itself then."""
        return self.held_on <= self.planned_on

    @property
    def is_too_late(self) -> bool:
        """Whether its day was set too late to freeze the evidence two weeks ahead."""
        return is_too_late(self.held_on, self.freezes_on)

    @property
    def is_open(self) -> bool:
        """Whether it may still change: neither called off nor closed by its letter."""
        return self.called_off_on is None and self.letter_on is None

    @property
    def wants_freeze_on(self) -> date | None:
        """The day of freezing where it was set earlier than two weeks ahead."""
        return self.freezes_on if self.freezes_on < latest_freeze(self.held_on) else None


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """``ended_on`` is the letter after which no visit is owed; ``past`` is the latest first."""

    coming: tuple[VisitRow, ...]
    past: tuple[VisitRow, ...]
    called_off: tuple[VisitRow, ...]
    gaps: Gaps
    has_board: bool
    letter: LetterInBrief | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper with its stamp: when, by whom, why late, and the digest of its file."""

    ref: str
    title: str
    file_name: str
    size_bytes: int
    sha256: str
    added_at: datetime
    added_by: str
    why_late: str
    taken_out_at: datetime | None
    taken_out_by: str
    taken_out_why: str


@dataclass(frozen=True, slots=True)
class VisitPapers:
    """``evidence`` is what belongs to the visit’s evidence, ``addenda`` what came after its freeze."""

    evidence: tuple[PaperView, ...]
    addenda: tuple[PaperView, ...]
    taken_out: tuple[PaperView, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitPage:
    visit: VisitRow
    papers: VisitPapers


def visits_page(actor: Actor, *, today: date) -> VisitsPage:
    rows = _rows(actor, Q(), today)
    taking_place = [row for row in rows if row.called_off_on is None]
    past = [row for row in taking_place if row.held_on < today]
    letter = latest_revisit(actor)
    has_come = letter is not None and letter.letter_on <= today
    ended_on = letter.letter_on if letter and letter.ends_visits and has_come else None
    since = min((p.judged_fit_on for p in inspected_plans(actor) if p.judged_fit_on), default=None)
    return VisitsPage(
        coming=tuple(reversed([row for row in taking_place if row.held_on >= today])),
        past=tuple(past),
        called_off=tuple(row for row in rows if row.called_off_on is not None),
        gaps=quarter_gaps(
            [row.held_on for row in taking_place], since=since, until=ended_on, today=today
        ),
        has_board=improvement_board(actor) is not None,
        letter=letter,
        ended_on=ended_on,
    )


def visit_page(actor: Actor, ref: str, *, today: date) -> VisitPage:
    """Raises Hidden."""
    rows = _rows(actor, Q(ref=ref), today)
    if not rows:
        raise Hidden("visit")
    return VisitPage(rows[0], visit_papers(actor, rows[0].id))


def latest_visit(actor: Actor, today: date) -> VisitRow | None:
    """The last visit that took place, today’s included."""
    held = Q(held_on__lte=today, called_off_at=None)
    return next(iter(_rows(actor, held, today)), None)


def next_visit(actor: Actor, today: date) -> VisitRow | None:
    """The next visit to come after today."""
    coming = _rows(actor, Q(held_on__gt=today, called_off_at=None), today)
    return coming[-1] if coming else None


def visits_freezing(actor: Actor, today: date) -> tuple[VisitRow, ...]:
    """Visits whose evidence freezes within a week, today included: for reminders."""
    soon = Q(freezes_on__range=(today, today + SOON), called_off_at=None, letter=None)
    return tuple(row for row in _rows(actor, soon, today) if row.frozen_on is None)


def visit_papers(actor: Actor, visit_id: int) -> VisitPapers:
    """The papers of a visit, in the order in which they came."""
    _check_may_read(actor)
    rows = VisitPaper.objects.visible_to(actor).filter(visit_id=visit_id)
    found = [
        (row.is_addendum, _paper(row))
        for row in rows.select_related("file", "added_by", "taken_out_by")
    ]
    there = [(late, paper) for late, paper in found if paper.taken_out_at is None]
    return VisitPapers(
        evidence=tuple(paper for late, paper in there if not late),
        addenda=tuple(paper for late, paper in there if late),
        taken_out=tuple(paper for _, paper in found if paper.taken_out_at is not None),
    )


def visit_paper_file(actor: Actor, ref: str) -> StoredFile:
    """Raises Hidden. What was taken out stays readable to those who run the board’s business."""
    _check_may_read(actor)
    row = VisitPaper.objects.visible_to(actor).select_related("file").filter(ref=ref).first()
    if row is None or (row.taken_out_at is not None and not actor.may_somewhere(perms.RUN)):
        raise Hidden("paper")
    file: StoredFile = row.file
    return file


def visit_letter_file(actor: Actor, ref: str) -> StoredFile:
    """Raises Hidden; also while no letter is filed."""
    _check_may_read(actor)
    row = Visit.objects.visible_to(actor).select_related("letter").filter(ref=ref).first()
    if row is None or row.letter is None:
        raise Hidden("letter")
    file: StoredFile = row.letter
    return file


def _rows(actor: Actor, wanted: Q, today: date) -> Sequence[VisitRow]:
    """The latest first."""
    _check_may_read(actor)
    standing = Q(papers__taken_out_at=None)
    rows = (
        Visit.objects.visible_to(actor)
        .filter(wanted)
        .select_related("letter")
        .annotate(
            first_frozen_at=Min("packs__editions__frozen_at"),
            paper_count=Count(
                "papers", filter=standing & Q(papers__is_addendum=False), distinct=True
            ),
            addendum_count=Count(
                "papers", filter=standing & Q(papers__is_addendum=True), distinct=True
            ),
        )
        .order_by("-held_on", "-id")
    )
    return [_row(row, today) for row in rows]


def _row(row: Any, today: date) -> VisitRow:
    planned_on = london_day(row.created_at)
    freezes_itself = row.held_on > planned_on and today > row.freezes_on
    frozen = [row.freezes_on] if freezes_itself else []
    if row.first_frozen_at is not None:
        frozen.append(london_day(row.first_frozen_at))
    return VisitRow(
        id=row.pk,
        ref=row.ref,
        version=row.version,
        held_on=row.held_on,
        freezes_on=row.freezes_on,
        frozen_on=min(frozen, default=None),
        visitors=row.visitors,
        focus=row.focus,
        paper_count=row.paper_count,
        addendum_count=row.addendum_count,
        has_edition=row.first_frozen_at is not None,
        letter_on=row.letter_on,
        letter_name=row.letter.name if row.letter else "",
        outcome=row.outcome,
        called_off_on=london_day(row.called_off_at) if row.called_off_at else None,
        called_off_why=row.called_off_why,
        planned_on=planned_on,
    )


def _paper(row: VisitPaper) -> PaperView:
    return PaperView(
        ref=row.ref,
        title=row.title,
        file_name=row.file.name,
        size_bytes=row.file.size_bytes,
        sha256=row.file.sha256,
        added_at=row.added_at,
        added_by=row.added_by.name if row.added_by else "",
        why_late=row.why_late,
        taken_out_at=row.taken_out_at,
        taken_out_by=row.taken_out_by.name if row.taken_out_by else "",
        taken_out_why=row.taken_out_why,
    )


def _check_may_read(actor: Actor) -> None:
    if not any(actor.may_somewhere(each) for each in perms.SEES_VISITS):
        raise Hidden(perms.VISITS)
