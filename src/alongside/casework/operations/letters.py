"""Writing the letters that follow from events, changing one's own words in them, checking, and ending.

What is due is derived from the events, so a letter that was never written stays on the list. One that
cannot be written is kept with the reason, and can be tried again.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.news import tell_of_withdrawn_letter
from alongside.casework.finding import find_case
from alongside.casework.keeping import keep_owed
from alongside.casework.letters.enclosing import check_enclosures
from alongside.casework.letters.finding import (
    check_stands,
    due_of,
    event_called,
    find_due,
    find_letter,
)
from alongside.casework.letters.law import tell_when_all_are_told
from alongside.casework.letters.material import Desk, desk_of, own_words, parties_of
from alongside.casework.models import Case, Letter
from alongside.casework.rules.bodies import DECISIONS, kind_told
from alongside.casework.rules.letter_acts import Act
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience, LetterDue
from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.rules.letters_writing import Written, write_letter
from alongside.casework.rules.revealing import Reader, check_reveals_nothing
from alongside.documents.content import content_bytes, content_sha256
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.operations import record
from alongside.people.versions import apply
from alongside.web.clock import london_day

MAKE_PAPERS = "casework.make_letter"
CHANGED = (
    "Something changed since this letter was written, or it was written on an earlier day. "
    "Write it again, and read it again."
)
UNSETTABLE = (
    "The words hold something that cannot be printed. Look at the reasons and your own words."
)
Key = tuple[str, str, str]


@transaction.atomic
def write_letters(
    *, actor: Actor, at: datetime, case_ref: str, wanted: Sequence[Key] = ()
) -> tuple[Letter, ...]:
    """The letters of these keys; without any, all that wait. What is written already stays as it is."""
    actor.check_may(perms.RECORD, case_ref=case_ref)
    today = london_day(at)
    desk = desk_of(find_case(actor, case_ref, today=today), today=today)
    live = _live(desk.case)
    sent = {key[:2] for key, row in live.items() if row.state == LetterState.SENT}
    made = tuple(
        _write(actor, at, desk, due, live.get(due.key))
        for due in desk.due()
        if (due.key in wanted if wanted else due.waits(sent))
        and (due.key not in live or live[due.key].state == LetterState.NOT_MADE)
    )
    for letter in made:
        _record(actor, at, letter, "casework.write_letter")
    keep_owed(actor.area_id, [desk.case.pk])
    return made


@transaction.atomic
def write_letter_again(
    *, actor: Actor, at: datetime, letter_ref: str, expected_version: int
) -> Letter:
    """With today's day and what is known today. One's own words stay. A checked one is checked again."""
    letter, desk = _open(actor, at, letter_ref, expected_version, act=Act.AGAIN)
    again = _write(actor, at, desk, due_of(letter, desk), letter)
    _record(actor, at, again, "casework.write_letter_again")
    return again


@transaction.atomic
def change_own_words(
    *, actor: Actor, at: datetime, letter_ref: str, expected_version: int, free_text: str
) -> Letter:
    """The one paragraph that is the officer's. A letter that would reveal an address is refused."""
    letter, desk = _open(actor, at, letter_ref, expected_version)
    letter.free_text = free_text.strip()
    written = _written(desk, due_of(letter, desk), letter.free_text, london_day(at))
    if isinstance(written, str):
        raise Refusal(written, field="free_text")
    apply(letter, {"free_text": letter.free_text, **_content(written, london_day(at))})
    _record(actor, at, letter, "casework.change_own_words")
    return letter


@transaction.atomic
def check_letter(*, actor: Actor, at: datetime, letter_ref: str, expected_version: int) -> Letter:
    """Somebody read it as it goes out. From now on its words do not change, and its papers are made.

    The letter of a decision is checked by somebody who may decide.
    """
    letter, desk = _open(actor, at, letter_ref, expected_version)
    if kind_told(letter.rests_on.kind, letter.rests_on.body) in DECISIONS:
        actor.check_may(perms.DECIDE, case_ref=letter.case.ref)
    due = due_of(letter, desk)
    if due.template.free and not letter.free_text:
        raise Refusal(f"{due.template.free} Write it in your own words first.")
    written = _written(desk, due, letter.free_text, london_day(at))
    if isinstance(written, str):
        raise Refusal(written)
    if letter.content_sha256 != content_sha256(written.document):
        raise Refusal(CHANGED)
    check_enclosures(letter, desk, due)
    checked = {
        "state": LetterState.CHECKED.value,
        "checked_at": at,
        "checked_by_id": actor.person_id,
    }
    apply(letter, {**checked, "paper_refusal": ""})
    enqueue(name=MAKE_PAPERS, key=letter.ref, arguments={"letter": letter.pk}, at=at)
    _record(actor, at, letter, "casework.check_letter")
    return letter


@transaction.atomic
def withdraw_letter(
    *, actor: Actor, at: datetime, letter_ref: str, expected_version: int, why: str
) -> Letter:
    """It stays readable. Its place is free, so that another can be written. One that was sent stays on the
    family's page too, with the reason.
    """
    today = london_day(at)
    letter = find_letter(actor, letter_ref, expected_version=expected_version, today=today)
    check_stands(letter, Act.WITHDRAW)
    if not why.strip():
        raise Refusal("Say why it is withdrawn.", field="why")
    was_sent = letter.state == LetterState.SENT and letter.audience == Audience.FAMILY
    if was_sent:
        _check_reason(letter, why)
    apply(letter, {"state": LetterState.WITHDRAWN.value, **_ended(actor, at, why)})
    keep_owed(letter.area_id, [letter.case_id])
    if was_sent:
        tell_of_withdrawn_letter(letter, actor=actor, at=at)
    _record(actor, at, letter, "casework.withdraw_letter")
    return letter


@transaction.atomic
def leave_out_letter(*, actor: Actor, at: datetime, case_ref: str, key: Key, why: str) -> Letter:
    """For a letter that is not needed: it was sent before this record began, or somebody was told in
    another way. The reason is kept.
    """
    actor.check_may(perms.RECORD, case_ref=case_ref)
    today = london_day(at)
    desk = desk_of(find_case(actor, case_ref, today=today), today=today)
    due, there = find_due(desk, key), _live(desk.case).get(key)
    if due is None:
        raise Hidden("letter")
    if there is not None and there.state != LetterState.NOT_MADE:
        raise Refusal("This letter is written already. Withdraw it instead.")
    if not why.strip():
        raise Refusal("Say why no letter is needed.", field="why")
    ended = {"state": LetterState.NOT_NEEDED.value, **_ended(actor, at, why)}
    letter = _keep(actor, at, desk, due, there, {**ended, "refusal": "", "dated_on": today})
    tell_when_all_are_told(actor, at, letter, due, desk)
    keep_owed(letter.area_id, [letter.case_id])
    _record(actor, at, letter, "casework.leave_out_letter")
    return letter


def _check_reason(letter: Letter, why: str) -> None:
    """Raises Refusal: whoever was sent the letter reads the reason."""
    contact = letter.contact
    reader = Reader(
        ref=contact.ref if contact else "",
        name=letter.recipient_name,
        address=contact.address if contact else "",
        email=contact.email if contact else "",
        restriction=contact.restriction if contact else "",
    )
    parties = parties_of(letter.case, own_words(letter.area_id))
    try:
        check_reveals_nothing(why, reader, parties, what="The reason")
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="why") from None


def _live(case: Case) -> dict[Key, Letter]:
    rows = case.letters.exclude(state=LetterState.WITHDRAWN.value).select_related("event")
    return {(row.event.ref, row.template, row.recipient_key): row for row in rows}


def _open(
    actor: Actor, at: datetime, ref: str, expected_version: int, act: Act = Act.CHANGE
) -> tuple[Letter, Desk]:
    today = london_day(at)
    letter = find_letter(actor, ref, expected_version=expected_version, today=today)
    check_stands(letter, act)
    return letter, desk_of(letter.case, today=today)


def _write(actor: Actor, at: datetime, desk: Desk, due: LetterDue, there: Letter | None) -> Letter:
    today = london_day(at)
    written = _written(desk, due, there.free_text if there else "", today)
    if isinstance(written, str):
        failed = {"state": LetterState.NOT_MADE.value, "refusal": written, "dated_on": today}
        return _keep(actor, at, desk, due, there, {**failed, **NOTHING})
    return _keep(actor, at, desk, due, there, _content(written, today))


NOTHING = {
    "title": "", "content": "", "content_sha256": "", "left_out": "", "checked_at": None,
    "checked_by_id": None, "pdf": None, "word": None, "large_print": None,
}  # fmt: skip


def _written(desk: Desk, due: LetterDue, free_text: str, today: date) -> Written | str:
    """The letter, or the sentence that says why it cannot be made."""
    try:
        material = desk.material(due, dated_on=today)
        return write_letter(material, free_text=free_text, book=letter_book())
    except Refusal as refusal:
        return refusal.sentence
    except Refusals as refusals:
        return " ".join(each.sentence for each in refusals.refusals)
    except ValueError:
        return UNSETTABLE


def _content(written: Written, today: date) -> dict[str, object]:
    return {
        **NOTHING,
        "state": LetterState.DRAFTED.value,
        "refusal": "",
        "dated_on": today,
        "title": written.document.title,
        "content": content_bytes(written.document).decode(),
        "content_sha256": content_sha256(written.document),
        "left_out": " ".join(written.left_out),
    }


def _keep(
    actor: Actor,
    at: datetime,
    desk: Desk,
    due: LetterDue,
    there: Letter | None,
    fields: dict[str, object],
) -> Letter:
    recipient = due.recipient
    wanted = {
        **fields,
        "rests_on": event_called(desk.case, due.event.ref),
        "template_version": due.template.version,
        "recipient_name": recipient.name,
        "made_at": at,
        "made_by_id": actor.person_id,
    }
    if there is not None:
        apply(there, wanted)
        return there
    contact = desk.case.child.contacts.filter(ref=recipient.contact_ref).first()
    return Letter.objects.create(
        area_id=desk.case.area_id,
        case=desk.case,
        event=event_called(desk.case, due.root),
        template=due.template.code,
        audience=recipient.audience.value,
        recipient_key=recipient.key,
        contact=contact,
        **wanted,
    )


def _ended(actor: Actor, at: datetime, why: str) -> dict[str, object]:
    return {"ended_at": at, "ended_by_id": actor.person_id, "why_ended": why.strip()}


def _record(actor: Actor, at: datetime, letter: Letter, verb: str) -> None:
    """What kind of letter and how it stands: no name and none of its words."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=letter.case.ref,
        detail={
            "letter": letter.ref,
            "template": letter.template,
            "audience": letter.audience,
            "state": str(letter.state),
            "sha256": letter.content_sha256,
        },
    )
