"""What the author of an EHC plan, review or advice says to the grade it got."""

from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.quality.finding import find_item_of_author
from alongside.quality.models import AuthorComment


@transaction.atomic
def comment(*, actor: Actor, at: datetime, item_ref: str, words: str) -> AuthorComment:
    """The same sent twice stands once. Raises Refusal while there is no grade that counts, and for no words."""
    item = find_item_of_author(actor, item_ref)
    if not item.agreed_grade or item.author is None:
        raise Refusal("There is no grade yet.")
    if not words.strip():
        raise Refusal("Write what you want to say.", field="words")
    twice: AuthorComment | None = item.comments.filter(said_by=item.author).order_by("-id").first()
    if twice is not None and twice.words == words.strip():
        return twice
    made = AuthorComment.objects.create(
        area_id=item.area_id, item=item, words=words.strip(), said_at=at, said_by=item.author
    )
    record(
        actor=actor,
        at=at,
        verb="quality.comment",
        subject="quality.item",
        subject_ref=item.ref,
        detail={"comment": made.ref},
    )
    return made
