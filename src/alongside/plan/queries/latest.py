"""What is read with each line of a page in the same query: its latest status and the forum's latest view
as JSON values, whether a document brought it, and whether anybody ever led it.

Beside a status stands whether the proof that it rests on was withdrawn since.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat, JSONObject

from alongside.plan.models import (
    BoardJudgement,
    ForumView,
    JudgementEvidence,
    Lead,
    Passage,
    StatusEntry,
    StatusEvidence,
)
from alongside.plan.rules.codes import AS_IMPORTED, FINISHED

STATUS_COLUMNS = (
    "code",
    "status_on",
    "status_precision",
    "as_published",
    "printed",
    "forecast_on",
    "forecast_precision",
)
_JOINED = "Joined to lines that are in the actor’s area."
_FINISHED = [step.value for step in FINISHED]


def latest_status() -> Any:
    """The latest entry that no later one corrects, by its index."""
    columns = {name: name for name in STATUS_COLUMNS}
    return (
        _standing()
        .filter(line=OuterRef("pk"))
        .order_by("-status_on", "-id")
        .values(
            data=JSONObject(
                **columns, evidence_lost=_evidence_lost(), judgement_lost=_judgement_lost()
            )
        )[:1]
    )


def is_imported() -> Exists:
    """Whether a document brought the line: importers remember it under the line's reference."""
    name = Concat(Value("line:"), OuterRef("reference"))
    brought = Passage.objects.across_areas(reason=_JOINED).filter(section=AS_IMPORTED)
    return Exists(brought.filter(statement=OuterRef("statement"), topic=name))


def is_led_here() -> Exists:
    """Whether anybody ever led the line."""
    return Exists(Lead.objects.across_areas(reason=_JOINED).filter(line=OuterRef("pk")))


def latest_view() -> Any:
    return (
        ForumView.objects.across_areas(reason=_JOINED)
        .filter(line=OuterRef("pk"))
        .order_by("-viewed_on", "-id")
        .values(data=JSONObject(verdict="verdict", viewed_on="viewed_on"))[:1]
    )


def _standing() -> Any:
    return StatusEntry.objects.across_areas(reason=_JOINED).filter(corrected_by_entry=None)


def _evidence_lost() -> Exists:
    """Whether an entry of the present completion named evidence of which nothing stands."""
    links = StatusEvidence.objects.across_areas(reason=_JOINED).filter(status=OuterRef("pk"))
    later = Q(status_on__gt=OuterRef("status_on")) | Q(
        status_on=OuterRef("status_on"), id__gt=OuterRef("id")
    )
    opened_again = _standing().filter(later, line=OuterRef("line")).exclude(code__in=_FINISHED)
    return Exists(
        _standing().filter(
            Exists(links),
            ~Exists(links.filter(evidence__withdrawal=None)),
            ~Exists(opened_again),
            line=OuterRef("line"),
            code__in=_FINISHED,
        )
    )


def _judgement_lost() -> Exists:
    """The same of the board's latest judgement."""
    judgements = BoardJudgement.objects.across_areas(reason=_JOINED)
    links = JudgementEvidence.objects.across_areas(reason=_JOINED).filter(judgement=OuterRef("pk"))
    later = Q(judged_on__gt=OuterRef("judged_on")) | Q(
        judged_on=OuterRef("judged_on"), id__gt=OuterRef("id")
    )
    return Exists(
        judgements.filter(
            Exists(links),
            ~Exists(links.filter(evidence__withdrawal=None)),
            ~Exists(judgements.filter(later, line=OuterRef("line"))),
            line=OuterRef("line"),
        )
    )
