"""Keeping the papers of a checked letter, or the sentence that says why they could not be made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from alongside.casework import perms
from alongside.casework.letters.finding import check_stands
from alongside.casework.models import Letter
from alongside.casework.operations.letters import MAKE_PAPERS
from alongside.casework.rules.letter_acts import UNCHECKED, Act
from alongside.casework.rules.letter_codes import LetterState
from alongside.files.operations import keep_file
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record

FROZEN = (LetterState.CHECKED, LetterState.SENT)


@dataclass(frozen=True, slots=True)
class Papers:
    """``large_print`` is empty where nobody asked for another format."""

    pdf: bytes
    word: bytes
    large_print: bytes = b""


@transaction.atomic
def keep_letter_papers(*, actor: Actor, at: datetime, letter_ref: str, papers: Papers) -> Letter:
    """Made from the frozen content alone. Raises Refusal for a letter that was written again meanwhile."""
    letter = _frozen(actor, letter_ref)
    name = f"letter-{letter.ref}"
    pdf = keep_file(actor=actor, at=at, upload=ContentFile(papers.pdf, name=f"{name}.pdf"))
    word = keep_file(actor=actor, at=at, upload=ContentFile(papers.word, name=f"{name}.docx"))
    large = None
    if papers.large_print:
        upload = ContentFile(papers.large_print, name=f"{name}-large-print.pdf")
        large = keep_file(actor=actor, at=at, upload=upload)
    _keep(letter, {"pdf": pdf, "word": word, "large_print": large, "paper_refusal": ""})
    _record(actor, at, letter, "casework.keep_letter_papers")
    return letter


@transaction.atomic
def tell_papers_failed(*, actor: Actor, at: datetime, letter_ref: str, sentence: str) -> Letter:
    """The letter itself stays as it was checked; its papers can be asked for again."""
    letter = _frozen(actor, letter_ref)
    _keep(letter, {"paper_refusal": sentence})
    _record(actor, at, letter, "casework.tell_papers_failed")
    return letter


@transaction.atomic
def ask_for_papers(*, actor: Actor, at: datetime, letter_ref: str) -> Letter:
    """Once more, after they could not be made."""
    letter = _frozen(actor, letter_ref)
    check_stands(letter, Act.PAPERS)
    _keep(letter, {"paper_refusal": ""})
    enqueue(name=MAKE_PAPERS, key=letter.ref, arguments={"letter": letter.pk}, at=at)
    _record(actor, at, letter, "casework.ask_for_papers")
    return letter


def _frozen(actor: Actor, ref: str) -> Letter:
    found: Letter | None = (
        Letter.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("case", "contact")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("letter")
    actor.check_may(perms.RECORD, case_ref=found.case.ref)
    if found.state not in FROZEN:
        raise Refusal(UNCHECKED)
    return found


def _keep(letter: Letter, papers: Mapping[str, object]) -> None:
    """The version stays: its words are the same, and nobody who is about to say how it went is disturbed."""
    for name, value in papers.items():
        setattr(letter, name, value)
    letter.save(update_fields=list(papers))


def _record(actor: Actor, at: datetime, letter: Letter, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=letter.case.ref,
        detail={"letter": letter.ref, "sha256": letter.content_sha256},
    )
