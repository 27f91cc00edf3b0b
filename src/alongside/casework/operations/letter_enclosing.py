"""What goes out with a letter: put in and taken out while the letter is still being written. Each time the
letter is written again, because it names what is enclosed.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from alongside.casework.letters.enclosing import check_enclosed
from alongside.casework.letters.finding import check_stands, due_of, find_letter
from alongside.casework.letters.material import desk_of
from alongside.casework.models import Letter, LetterEnclosure, PlanVersion
from alongside.casework.operations.letters import write_letter_again
from alongside.casework.plans.words import KINDS
from alongside.casework.rules.enclosing import MOST, TOO_MANY, EnclosureKind, file_name
from alongside.casework.rules.letter_acts import Act
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.plans.codes import VersionKind, VersionState
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnclosure:
    """An issued EHC plan by ``plan_ref``, or a file with its own ``title``."""

    kind: str
    plan_ref: str = ""
    title: str = ""
    upload: "File[bytes] | None" = None


@transaction.atomic
def enclose(
    *, actor: Actor, at: datetime, letter_ref: str, expected_version: int, new: NewEnclosure
) -> LetterEnclosure:
    """Raises Refusal for what whoever the letter is for must not learn. A checked letter is checked again."""
    letter = _open(actor, at, letter_ref, expected_version)
    if letter.enclosures.count() >= MOST:
        raise Refusal(TOO_MANY)
    plan = _plan(letter, new)
    title, file = _paper(plan) if plan else _uploaded(actor, at, new)
    if letter.enclosures.filter(title=title).exists():
        raise Refusal("The letter names this enclosure already.", field="title")
    desk = desk_of(letter.case, today=london_day(at))
    due = due_of(letter, desk)
    check_enclosed(title, new.kind, file, desk=desk, due=due)
    made: LetterEnclosure = LetterEnclosure.objects.create(
        area_id=letter.area_id,
        letter=letter,
        kind=new.kind,
        title=title,
        file=file,
        plan=plan,
        is_read_through=bool(due.recipient.restriction),
        added_at=at,
        added_by_id=actor.person_id,
    )
    was_made = letter.state != LetterState.NOT_MADE
    again = _again(actor, at, letter)
    if was_made and again.state == LetterState.NOT_MADE:
        raise Refusal(again.refusal, field="title")
    _record(actor, at, letter, "casework.enclose", made)
    return made


@transaction.atomic
def take_out_enclosure(
    *, actor: Actor, at: datetime, enclosure_ref: str, expected_version: int
) -> None:
    """Before the letter leaves. The file stays in the store; the ledger says that it was once enclosed."""
    found: LetterEnclosure | None = (
        LetterEnclosure.objects.visible_to(actor)
        .select_related("letter", "file")
        .filter(ref=enclosure_ref)
        .first()
    )
    if found is None:
        raise Hidden("enclosure")
    letter = _open(actor, at, found.letter.ref, expected_version)
    _record(actor, at, letter, "casework.take_out_enclosure", found)
    found.delete()
    _again(actor, at, letter)


def _open(actor: Actor, at: datetime, ref: str, expected_version: int) -> Letter:
    letter = find_letter(actor, ref, expected_version=expected_version, today=london_day(at))
    check_stands(letter, Act.AGAIN)
    return letter


def _again(actor: Actor, at: datetime, letter: Letter) -> Letter:
    return write_letter_again(
        actor=actor, at=at, letter_ref=letter.ref, expected_version=letter.version
    )


def _plan(letter: Letter, new: NewEnclosure) -> PlanVersion | None:
    """An issued one of this case, whose paper is there. Raises Refusal."""
    if new.kind != EnclosureKind.PLAN.value:
        return None
    found: PlanVersion | None = (
        letter.case.plan_versions.filter(ref=new.plan_ref, state=VersionState.ISSUED.value)
        .select_related("file")
        .first()
    )
    if found is None:
        raise Refusal("Choose the EHC plan that is enclosed.", field="plan")
    if found.file is None:
        raise Refusal(
            "The paper of this EHC plan is still being made. Try again in a minute.", field="plan"
        )
    return found


def _paper(plan: PlanVersion) -> tuple[str, StoredFile]:
    if plan.file is None or plan.issued_on is None:
        raise Refusal("The paper of this EHC plan is still being made.", field="plan")
    return f"{KINDS[VersionKind(plan.kind)]}, {day_in_words(plan.issued_on)}", plan.file


def _uploaded(actor: Actor, at: datetime, new: NewEnclosure) -> tuple[str, StoredFile]:
    if not new.upload:
        raise Refusal("Choose the file that is enclosed.", field="upload")
    if not new.title.strip():
        raise Refusal("Say what is enclosed, as the letter names it.", field="title")
    new.upload.name = file_name(new.title, new.upload.name or "")
    try:
        file = keep_file(actor=actor, upload=new.upload, at=at)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="upload") from None
    return new.title.strip(), file


def _record(
    actor: Actor, at: datetime, letter: Letter, verb: str, enclosure: LetterEnclosure
) -> None:
    """Which kind, and the fingerprint of the file: never its title."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=letter.case.ref,
        detail={
            "letter": letter.ref,
            "enclosure": enclosure.ref,
            "kind": enclosure.kind,
            "sha256": enclosure.file.sha256,
        },
    )
