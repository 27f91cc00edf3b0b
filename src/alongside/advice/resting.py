"""Finding on what a row may rest, and what is said of it, before something is done with it."""

from typing import Any

from alongside.advice.models import (
    AdviceRow,
    AdviceSubmission,
    FamilyReport,
    RowUse,
    UseAnswer,
)
from alongside.advice.rules.codes import SubmissionState
from alongside.advice.rules.using import Answer, may_rest_on
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal

TAKEN_BACK = "It is not named any more."


def source_columns(actor: Actor, case_ref: str, code: str, *, is_final: bool) -> dict[str, Any]:
    """The columns of what is named. Raises Hidden for what is not of this case, and Refusal."""
    sort, _, ref = code.partition(":")
    match sort:
        case "report":
            reports = FamilyReport.objects.in_area(actor.area_id).filter(case__ref=case_ref)
            return {"report": _known(reports.filter(ref=ref).first())}
        case "row":
            rows = AdviceRow.objects.in_area(actor.area_id).filter(
                submission__request__case__ref=case_ref
            )
            row = _known(rows.select_related("submission").filter(ref=ref).first())
            return {"submission": _ready(row.submission, is_final=is_final), "row": row}
        case "advice":
            given = AdviceSubmission.objects.in_area(actor.area_id).filter(
                request__case__ref=case_ref
            )
            found = _known(given.filter(ref=ref).first())
            return {"submission": _ready(found, is_final=is_final), "row": None}
        case _:
            raise Hidden("source")


def _known(found: Any) -> Any:
    if found is None:
        raise Hidden("source")
    return found


def _ready(submission: Any, *, is_final: bool) -> Any:
    if not may_rest_on(SubmissionState(submission.state), is_final=is_final):
        raise Refusal(
            "A final EHC plan rests on advice that was accepted, a draft on what was given.",
            field="source",
        )
    return submission


def find_use(actor: Actor, ref: str) -> RowUse:
    """Locked. Raises Hidden, and Refusal for one that was taken back."""
    found: RowUse | None = (
        RowUse.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("case", "submission__request__post", "row", "report")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("use")
    if found.removed_on is not None:
        raise Refusal(TAKEN_BACK)
    return found


def find_objection(actor: Actor, ref: str) -> UseAnswer:
    """The last word of its author, not settled yet. Raises Hidden, and Refusal."""
    rows = UseAnswer.objects.visible_to(actor).select_for_update(of=("self",))
    found: UseAnswer | None = rows.filter(ref=ref, answer=Answer.OBJECTS.value).first()
    if found is None:
        raise Hidden("objection")
    found.use = find_use(actor, found.use.ref)
    if hasattr(found, "decision"):
        raise Refusal("This objection was answered already.")
    if found.use.answers.filter(pk__gt=found.pk).exists():
        raise Refusal("The author has said something else since.")
    return found
