"""Rows of a submission that were marked in its text or its file, and copying them to the next version."""

from alongside.advice.models import AdviceRow, AdviceSubmission
from alongside.advice.rules.codes import Stand, SubmissionState

WORDS = (
    "words", "who", "how_much", "how_often", "how_long", "where", "by_when", "found_at",
)  # fmt: skip


def copy_rows(before: AdviceSubmission, made: AdviceSubmission) -> None:
    """In their order, each provision with the need that it answers."""
    copies: dict[int, AdviceRow] = {}
    rows = list(before.rows.order_by("order", "id"))
    for row in rows:
        said = {name: getattr(row, name) for name in (*WORDS, "kind", "order")}
        copies[row.pk] = AdviceRow.objects.create(area_id=made.area_id, submission=made, **said)
    for row in rows:
        if row.meets_id is not None:
            copies[row.pk].meets = copies[row.meets_id]
            copies[row.pk].save(update_fields=["meets"])


def may_mark(submission: AdviceSubmission, how: frozenset[Stand]) -> bool:
    """Its author’s post while it is written; and whoever or whatever enters reports, in one of those until
    its check.
    """
    if submission.state == SubmissionState.WRITING:
        return Stand.HOLDER in how
    is_entered = submission.is_entered_for and submission.state == SubmissionState.GIVEN
    return is_entered and not how.isdisjoint({Stand.OVERSEER, Stand.ASKER, Stand.SYSTEM})
