"""Terms of reference: versions are added, never changed. The latest agreed one is in force."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from alongside.board import perms
from alongside.board.models import Board, TermsOfReference
from alongside.board.operations.recording import record_on
from alongside.board.rules.governance import check_agreed
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.people.finding import find
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Text, file or both. ``what_changed`` is needed from the second version on."""

    agreed_on: date
    text: str = ""
    upload: "File[bytes] | None" = None
    what_changed: str = ""


@transaction.atomic
def add_terms(*, actor: Actor, at: datetime, board_ref: str, new: NewTerms) -> TermsOfReference:
    """The next version of what the board is for and how it works."""
    actor.check_may(perms.RUN)
    board = find(Board, actor, board_ref)
    last = board.terms.aggregate(number=Max("number"), agreed_on=Max("agreed_on"))
    check_agreed(new.agreed_on, today=london_day(at), previous=last["agreed_on"])
    if not new.text.strip() and new.upload is None:
        raise Refusal("Write the terms of reference, or give the file.", field="text")
    if last["number"] and not new.what_changed.strip():
        raise Refusal("Say what changed since the version before.", field="what_changed")
    terms = TermsOfReference.objects.create(
        area_id=actor.area_id,
        board=board,
        number=(last["number"] or 0) + 1,
        text=new.text.strip(),
        file=kept(actor=actor, at=at, upload=new.upload),
        what_changed=new.what_changed.strip(),
        agreed_on=new.agreed_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    facts: dict[str, JSON] = {"terms": terms.ref, "number": terms.number}
    record_on(actor=actor, at=at, verb="add_terms", subject=board, facts=facts)
    return terms


def kept(*, actor: Actor, at: datetime, upload: "File[bytes] | None") -> StoredFile | None:
    """The stored file. A refusal of the file is said beside the box that it came from."""
    if upload is None:
        return None
    try:
        return keep_file(actor=actor, upload=upload, at=at)
    except Refusal as refused:
        raise Refusal(refused.sentence, field="file") from refused
