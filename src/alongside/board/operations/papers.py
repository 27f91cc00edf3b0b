"""Papers for a meeting: a file with a title, for one item or for the whole meeting."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from alongside.board import perms
from alongside.board.meeting_facts import item_of, state_of
from alongside.board.models import Meeting, Paper
from alongside.board.operations.recording import record_on
from alongside.board.operations.terms import kept
from alongside.board.queries.presenting import may_add_to
from alongside.board.rules.meetings import check_may_prepare, is_late
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.finding import find
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class NewPaper:
    """``item_ref`` is empty for a paper of the whole meeting."""

    title: str
    upload: "File[bytes] | None"
    item_ref: str = ""


@transaction.atomic
def add_paper(*, actor: Actor, at: datetime, meeting_ref: str, new: NewPaper) -> Paper:
    """By whoever runs the board, or for an item by whoever presents it. It shows as late when it comes
    after the day papers were due.
    """
    meeting = find(Meeting, actor, meeting_ref)
    item = item_of(actor, meeting, new.item_ref)
    if not may_add_to(actor, item, today=london_day(at)):
        raise Hidden(perms.RUN)
    check_may_prepare(state_of(meeting))
    if not new.title.strip():
        raise Refusal("Give the paper a title.", field="title")
    file = kept(actor=actor, at=at, upload=new.upload)
    if file is None:
        raise Refusal("Choose the file of the paper.", field="file")
    paper = Paper.objects.create(
        area_id=actor.area_id,
        meeting=meeting,
        item=item,
        title=new.title.strip(),
        file=file,
        added_at=at,
        added_by_id=actor.person_id,
    )
    facts: dict[str, JSON] = {
        "paper": paper.ref,
        "late": is_late(london_day(at), meeting.papers_due_on),
    }
    record_on(actor=actor, at=at, verb="add_paper", subject=meeting, facts=facts)
    return paper


@transaction.atomic
def withdraw_paper(*, actor: Actor, at: datetime, paper_ref: str, why: str) -> Paper:
    """Nobody is handed it from then on, at any time: it may have been the wrong file. It stays
    listed with the reason.
    """
    actor.check_may(perms.RUN)
    paper = find(Paper, actor, paper_ref)
    if paper.withdrawn_at is not None:
        raise Refusal("This paper has been taken back already.")
    if not why.strip():
        raise Refusal("Say why the paper is taken back.", field="why")
    paper.withdrawn_why = why.strip()
    paper.withdrawn_at = at
    paper.withdrawn_by_id = actor.person_id
    paper.save(update_fields=["withdrawn_why", "withdrawn_at", "withdrawn_by"])
    facts = {"paper": paper.ref}
    record_on(actor=actor, at=at, verb="withdraw_paper", subject=paper.meeting, facts=facts)
    return paper
