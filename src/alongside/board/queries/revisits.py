"""The letters of revisits: what they judged of each weakness, and what came of what remained."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from alongside.board import perms
from alongside.board.models import Finding, FindingPoint, LetterPerson, PointAction, Revisit
from alongside.board.rules.codes import LetterRole, PointKind, ProgressCode
from alongside.board.rules.revisits import ends_visits
from alongside.board.words import PROGRESS_CODES, PROGRESS_COLOURS
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.plan.queries.loading import load_lines
from alongside.plan.queries.values import LineView
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class LetterInBrief:
    """``ends_visits``: progress is sufficient everywhere, so the formal visits cease.

    ``without_action_count`` of ``remaining_count`` sentences on what remains have no action yet.
    """

    ref: str
    title: str
    letter_on: date
    visited_from: date
    visited_last: date
    overall_judgement: str
    consequence: str
    ends_visits: bool
    is_complete: bool
    remaining_count: int
    without_action_count: int
    withdrawn_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether it is recorded in full and stands."""
        return self.is_complete and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class PointView:
    """One sentence of the letter. ``actions`` are as they stand today."""

    ref: str
    text: str
    actions: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingView:
    """``judgement_label`` is empty where the letter has no code for its judgement."""

    ref: str
    version: int
    number: int
    title: str
    weakness_title: str
    weakness_number: int | None
    weakness_text: str
    judgement: str
    judgement_code: str
    judgement_label: str
    judgement_colour: str
    strengths: tuple[PointView, ...]
    remaining: tuple[PointView, ...]
    caveats: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    ref: str
    name: str
    role: str
    organisation: str

    @property
    def words(self) -> str:
        return ", ".join(filter(None, (self.name, self.role, self.organisation)))


@dataclass(frozen=True, slots=True)
class RevisitPage:
    """``people`` are by the list of the letter in which they stand."""

    letter: LetterInBrief
    version: int
    statement_ref: str
    statement_title: str
    inspectorates: tuple[str, ...]
    copied_to: tuple[str, ...]
    notes: tuple[str, ...]
    legal_basis: str
    report_published_on: date | None
    judged_fit_on: date | None
    inspection_year: int | None
    source_file: str
    source_sha256: str
    letter_name: str
    imported: bool
    recorded_at: datetime
    recorded_by: str
    withdrawn_by: str
    withdrawn_why: str
    people: Mapping[LetterRole, tuple[PersonView, ...]]
    findings: tuple[FindingView, ...]


def latest_revisit(actor: Actor) -> LetterInBrief | None:
    """The letter with the latest date that is recorded in full and stands. Whoever reads visits is told
    of it, since it may end them.
    """
    if not any(actor.may_somewhere(each) for each in perms.SEES_VISITS):
        raise Hidden(perms.VISITS)
    row = _letters(actor).filter(completed_at__isnull=False, withdrawn_at=None).first()
    return _briefs(actor, [row])[0] if row is not None else None


def revisits(actor: Actor) -> tuple[LetterInBrief, ...]:
    """The latest first. What is still being written down is for those who write it."""
    check_may_read(actor)
    return tuple(_briefs(actor, list(_seen(actor))))


def revisit_page(actor: Actor, ref: str, *, today: date) -> RevisitPage:
    """Raises Hidden."""
    check_may_read(actor)
    rows = _seen(actor).select_related("statement", "letter", "recorded_by", "withdrawn_by")
    row = rows.filter(ref=ref).first()
    if row is None:
        raise Hidden("letter")
    findings = _findings(actor, row, today)
    return RevisitPage(
        letter=_brief(row, [f.judgement_code for f in findings], *_counts(findings)),
        version=row.version,
        statement_ref=row.statement.ref,
        statement_title=row.statement.title,
        inspectorates=tuple(row.inspectorates),
        copied_to=tuple(row.copied_to),
        notes=tuple(row.notes),
        legal_basis=row.legal_basis,
        report_published_on=row.report_published_on,
        judged_fit_on=row.judged_fit_on,
        inspection_year=row.inspection_year,
        source_file=row.source_file,
        source_sha256=row.source_sha256,
        letter_name=row.letter.name if row.letter else "",
        imported=bool(row.imported_sha256),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        withdrawn_why=row.withdrawn_why,
        people=_people(actor, row),
        findings=findings,
    )


def letter_file(actor: Actor, ref: str) -> StoredFile:
    """Raises Hidden; also while the letter’s own file is not kept."""
    check_may_read(actor)
    row = _seen(actor).select_related("letter").filter(ref=ref).first()
    if row is None or row.letter is None:
        raise Hidden("letter")
    file: StoredFile = row.letter
    return file


def _letters(actor: Actor) -> Any:
    return Revisit.objects.visible_to(actor).order_by("-letter_on", "-id")


def _seen(actor: Actor) -> Any:
    """A letter that is not complete is seen only by those who may write it down."""
    letters = _letters(actor)
    return letters if actor.may_somewhere(perms.RUN) else letters.exclude(completed_at=None)


def _briefs(actor: Actor, rows: Sequence[Any]) -> list[LetterInBrief]:
    ids = [row.pk for row in rows]
    findings = Finding.objects.visible_to(actor).filter(revisit_id__in=ids)
    codes = _grouped(findings.values_list("revisit_id", "judgement_code"))
    points = FindingPoint.objects.visible_to(actor).filter(
        finding__revisit_id__in=ids, kind=PointKind.REMAINING.value
    )
    remaining = _grouped(points.values_list("finding__revisit_id", "id"))
    answered = set(_links(actor, Q(point__in=points)).values_list("point_id", flat=True))
    briefs = []
    for row in rows:
        of_letter = remaining.get(row.pk, [])
        open_count = len([pk for pk in of_letter if pk not in answered])
        briefs.append(_brief(row, codes.get(row.pk, []), len(of_letter), open_count))
    return briefs


def _brief(row: Any, codes: Sequence[str], remaining: int, without_action: int) -> LetterInBrief:
    return LetterInBrief(
        ref=row.ref,
        title=row.title,
        letter_on=row.letter_on,
        visited_from=row.visited_from,
        visited_last=row.visited_until - timedelta(days=1),
        overall_judgement=row.overall_judgement,
        consequence=row.consequence,
        ends_visits=ends_visits(row.consequence, codes),
        is_complete=row.completed_at is not None,
        remaining_count=remaining,
        without_action_count=without_action,
        withdrawn_on=london_day(row.withdrawn_at) if row.withdrawn_at else None,
    )


def _counts(findings: Iterable[FindingView]) -> tuple[int, int]:
    points = [point for finding in findings for point in finding.remaining]
    return len(points), len([point for point in points if not point.actions])


def _findings(actor: Actor, row: Any, today: date) -> tuple[FindingView, ...]:
    rows = Finding.objects.visible_to(actor).filter(revisit=row).select_related("weakness")
    points: dict[tuple[int, str], list[PointView]] = defaultdict(list)
    actions = _actions(actor, row, today)
    of_letter = FindingPoint.objects.visible_to(actor).filter(finding__revisit=row)
    for pk, finding_id, kind, ref, text in of_letter.order_by("order", "id").values_list(
        "id", "finding_id", "kind", "ref", "text"
    ):
        points[finding_id, kind].append(PointView(ref, text, tuple(actions.get(pk, ()))))
    return tuple(_finding(each, points) for each in rows.order_by("number"))


def _finding(row: Any, points: Mapping[tuple[int, str], Sequence[PointView]]) -> FindingView:
    code = ProgressCode(row.judgement_code) if row.judgement_code else None
    return FindingView(
        ref=row.ref,
        version=row.version,
        number=row.number,
        title=row.title,
        weakness_title=weakness_words(row),
        weakness_number=row.weakness_number,
        weakness_text=row.weakness_text,
        judgement=row.judgement,
        judgement_code=row.judgement_code,
        judgement_label=PROGRESS_CODES[code] if code else "",
        judgement_colour=PROGRESS_COLOURS[code] if code else "grey",
        strengths=tuple(points.get((row.pk, PointKind.STRENGTH), ())),
        remaining=tuple(points.get((row.pk, PointKind.REMAINING), ())),
        caveats=tuple(points.get((row.pk, PointKind.CAVEAT), ())),
    )


def weakness_words(row: Any) -> str:
    return f"{row.weakness.number}. {row.weakness.title}" if row.weakness else ""


def _actions(actor: Actor, row: Any, today: date) -> dict[int, list[LineView]]:
    """Point id -> its actions as they stand today."""
    pairs = list(
        _links(actor, Q(point__finding__revisit=row))
        .order_by("id")
        .values_list("point_id", "line_id")
    )
    if not pairs:
        return {}
    within = Q(pk__in=[line_id for _, line_id in pairs])
    lines = {
        line.id: line for line in load_lines(actor, today=today, within=within, with_measures=False)
    }
    return _grouped((point_id, lines[line_id]) for point_id, line_id in pairs)


def _links(actor: Actor, wanted: Q) -> Any:
    return PointAction.objects.visible_to(actor).filter(wanted)


def _people(actor: Actor, row: Any) -> dict[LetterRole, tuple[PersonView, ...]]:
    rows = LetterPerson.objects.visible_to(actor).filter(revisit=row).order_by("order", "id")
    found_people = _grouped(
        (listed_in, PersonView(*rest))
        for listed_in, *rest in rows.values_list("listed_in", "ref", "name", "role", "organisation")
    )
    return {role: tuple(found_people.get(role.value, ())) for role in LetterRole}


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def check_may_read(actor: Actor) -> None:
    """The letter of a revisit is public: whoever reads packs or visits reads it. Raises Hidden."""
    if not any(actor.may_somewhere(each) for each in perms.READS_LETTERS):
        raise Hidden(perms.VIEW)
