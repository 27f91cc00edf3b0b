"""What all the area's action plans hold together, for the rooms above: lines, workstreams and
evidence to choose from, what the area wants to be sure of, and what was done.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from alongside.kernel.actor import Actor
from alongside.plan.models import Activity, Evidence, Passage, Statement, Workstream
from alongside.plan.queries.for_forms import EvidenceChoice
from alongside.plan.queries.loading import check_may_view, lines_for
from alongside.plan.rules.codes import EvidenceKind, LineKind
from alongside.plan.words import EVIDENCE_KINDS
from alongside.web.writing import day, shortened

Choices = list[tuple[str, str]]
ASSURANCE = "assurance"
SHORT = 100
ASKED_ABOUT = (LineKind.OUTCOME, LineKind.PRIORITY, LineKind.OBJECTIVE, LineKind.ACTION)


@dataclass(frozen=True, slots=True)
class ActivityOfPlan:
    """``months`` hold "2020-01"; ``month_text`` is how they were printed or entered."""

    text: str
    month_text: str
    months: tuple[str, ...]
    statement_ref: str
    statement_title: str


@dataclass(frozen=True, slots=True)
class AssurancesSought:
    """What one action plan says that its leaders want to be sure of, as printed."""

    statement_ref: str
    statement_title: str
    texts: tuple[str, ...]


def statement_choices(actor: Actor) -> Choices:
    """Every action plan of the area, the first one first."""
    check_may_view(actor)
    rows = Statement.objects.visible_to(actor).order_by("id")
    return list(rows.values_list("ref", "title"))


def line_choices(actor: Actor, *, also: str = "") -> Choices:
    """Outcomes and actions of every action plan, in their printed order, and the line ``also``."""
    wanted = Q(kind__in=ASKED_ABOUT) | Q(ref=also)
    rows = lines_for(actor).filter(wanted).order_by("statement_id", "order", "id")
    columns = ("ref", "reference", "text")
    return [
        (ref, _short(f"{reference} {text}")) for ref, reference, text in rows.values_list(*columns)
    ]


def workstream_choices(actor: Actor) -> Choices:
    check_may_view(actor)
    rows = Workstream.objects.visible_to(actor).order_by("statement_id", "order", "id")
    return list(rows.values_list("ref", "title"))


def evidence_choices(actor: Actor) -> tuple[EvidenceChoice, ...]:
    """Everything that stands as evidence in the area, the newest first, with the line it is for."""
    check_may_view(actor)
    rows = (
        Evidence.objects.visible_to(actor)
        .filter(withdrawal=None)
        .annotate(of_line=Coalesce("line__reference", "impact__line__reference"))
        .order_by("-attached_at", "-id")
    )
    return tuple(
        EvidenceChoice(
            ref, title, ", ".join(filter(None, _hints(of_line, kind, dated_on))), of_line or ""
        )
        for ref, title, of_line, kind, dated_on in rows.values_list(
            "ref", "title", "of_line", "kind", "dated_on"
        )
    )


def assurances_sought(actor: Actor) -> tuple[AssurancesSought, ...]:
    """By action plan; one that names none is left out."""
    check_may_view(actor)
    rows = (
        Passage.objects.visible_to(actor)
        .filter(section=ASSURANCE, line=None)
        .order_by("statement_id", "order", "id")
        .values_list("statement__ref", "statement__title", "text")
    )
    found: dict[tuple[str, str], list[str]] = {}
    for ref, title, text in rows:
        found.setdefault((ref, title), []).append(text)
    return tuple(AssurancesSought(*key, tuple(texts)) for key, texts in found.items())


def activities(actor: Actor) -> tuple[ActivityOfPlan, ...]:
    """What the area did since it was inspected, in the order of its documents."""
    check_may_view(actor)
    rows = Activity.objects.visible_to(actor).order_by("statement_id", "order")
    columns = ("text", "month_text", "months", "statement__ref", "statement__title")
    return tuple(
        ActivityOfPlan(text, month_text, tuple(months), ref, title)
        for text, month_text, months, ref, title in rows.values_list(*columns)
    )


def _hints(of_line: str | None, kind: str, dated_on: date | None) -> tuple[str, ...]:
    return of_line or "", EVIDENCE_KINDS[EvidenceKind(kind)], day(dated_on)


def _short(words: str) -> str:
    return shortened(words, SHORT)
