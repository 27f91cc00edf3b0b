"""That other figures are hidden than before, though no figure was written: it changes what people read."""

from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.ledger.models import LedgerEntry
from alongside.ledger.operations import record


@transaction.atomic
def note_hidden_anew(*, actor: Actor, at: datetime) -> LedgerEntry:
    """In the transaction in which the worker marked them. Its verb asks for no figures to be worked out again."""
    return record(
        actor=actor,
        at=at,
        verb="measures.compute_figures",
        subject="people.area",
        subject_ref=actor.area_slug,
        detail={"hidden": "other figures than before"},
    )
