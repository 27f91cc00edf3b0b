"""Advice that came in and is not accepted: it may inform a draft, and no final EHC plan rests on it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.advice.models import AdviceRequest, RowUse
from alongside.advice.rules.codes import WITH_LAW_DAY, Adviser, State
from alongside.advice.words import ADVISERS
from alongside.kernel.dates import day_in_words

FINAL_PLAN = "casework.final_plan"
UNCHECKED = (State.GIVEN.value, State.SENT_BACK.value)


def unchecked_in(area_id: int, step: str, case_ref: str) -> Sequence[str]:
    """A sentence for each body or service: what was asked for this assessment, and whatever a row rests on.
    Whoever asked may also withdraw the request.
    """
    if step != FINAL_PLAN:
        return ()
    rows = (
        AdviceRequest.objects.in_area(area_id)
        .filter(
            Q(purpose__in=WITH_LAW_DAY) | Q(submissions__in=_rests_on(area_id, case_ref)),
            case__ref=case_ref,
            state__in=UNCHECKED,
            parts=None,
        )
        .distinct()
    )
    return tuple(_sentences(rows.values_list("adviser", "state", "given_on").order_by("id")))


def _rests_on(area_id: int, case_ref: str) -> Any:
    """On what rows of the EHC plan rest, whatever it was asked for."""
    rows = RowUse.objects.in_area(area_id).filter(case__ref=case_ref, removed_on=None)
    return rows.filter(submission__isnull=False).values("submission_id")


def _sentences(rows: Iterable[tuple[str, str, date]]) -> Iterator[str]:
    for adviser, state, given_on in rows:
        name = ADVISERS[Adviser(adviser)]
        if state == State.SENT_BACK.value:
            yield f"{name}: the advice was sent back for amendment and is not accepted yet."
        else:
            day = day_in_words(given_on)
            yield f"{name}: the advice that was given on {day} is not checked yet."
