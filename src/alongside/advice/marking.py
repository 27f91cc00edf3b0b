"""Rows of a submission that were marked in its text or its file, and copying them to the next version."""

from alongside.access.by_link import link_ref
from alongside.advice.models import AdviceRow, AdviceSubmission
from alongside.advice.rules.codes import Stand, SubmissionState
from alongside.kernel.actor import Actor

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


def is_authors(actor: Actor, submission: AdviceSubmission, how: frozenset[Stand]) -> bool:
    """Whether this person writes it: by the same link, or with the post where it was begun by no link."""
    if submission.link is None:
        return Stand.HOLDER in how
    return Stand.VISITOR in how and submission.link.ref == link_ref(actor)


def wrote(actor: Actor, submission: AdviceSubmission) -> bool:
    """Nobody checks what they wrote. Whoever entered what came another way did not write it."""
    return submission.entered_by_id == actor.person_id and not submission.is_entered_for


def may_mark(actor: Actor, submission: AdviceSubmission, how: frozenset[Stand]) -> bool:
    """Its author while it is written; and whoever or whatever enters reports, in one of those until
    its check.
    """
    if submission.state == SubmissionState.WRITING:
        return is_authors(actor, submission, how)
    is_entered = submission.is_entered_for and submission.state == SubmissionState.GIVEN
    return is_entered and not how.isdisjoint({Stand.OVERSEER, Stand.ASKER, Stand.SYSTEM})
