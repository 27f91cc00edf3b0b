"""Letters of a case: what is still to be written, what stands how, one letter whole, and what somebody of
the family was sent.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from alongside.casework import perms
from alongside.casework.letters.enclosing import lacks_plan
from alongside.casework.letters.material import Desk, desk_of, own_words
from alongside.casework.models import Case, Letter, LetterDetails
from alongside.casework.queries.enclosures import enclosures_of
from alongside.casework.queries.letter_values import (
    CaseLetters,
    DetailsView,
    LetterHead,
    LetterPage,
    LetterView,
    SendingView,
    SentLetter,
    ToWrite,
)
from alongside.casework.queries.one_case import means, means_of
from alongside.casework.queries.queue import name_of
from alongside.casework.rules.bodies import DECISIONS, MADE, kind_told
from alongside.casework.rules.folding import decided_means
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import YOUNG_PERSON, LetterDue
from alongside.casework.rules.letters_filling import values_of
from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.rules.letters_writing import write_letter
from alongside.casework.the_law import clock_of_the_law
from alongside.documents.content import content_sha256, from_json
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden, Refusal, Refusals

Key = tuple[str, str, str]
TOLD_TO_FAMILIES = ("support_contact", "complaints_contact")
"""What letters take over from what every family is told."""
STILL_OPEN = (LetterState.NOT_MADE.value, LetterState.DRAFTED.value, LetterState.CHECKED.value)
_WITH = ("event", "rests_on", "sending__sent_by", "sending__served_by", "made_by", "checked_by")


def letters_of_case(actor: Actor, *, case_ref: str, today: date) -> CaseLetters:
    """Raises Hidden."""
    case = _case(actor, case_ref, today)
    desk, rows = desk_of(case, today=today), _rows(case)
    there = {_key(row) for row in rows if row.state != LetterState.WITHDRAWN}
    sent = {_key(row)[:2] for row in rows if row.state == LetterState.SENT}
    due = desk.due()
    unwritten = [each for each in due if each.key not in there]
    over = {each.key: _over_by(each) for each in due if each.over_by}
    return CaseLetters(
        head=_head(case),
        to_write=tuple(_to_write(each) for each in unwritten if each.waits(sent)),
        may_write=tuple(
            _to_write(each)
            for each in _latest([one for one in unwritten if one.is_extra and not one.waits(sent)])
            if not each.over_by and _is_offered(desk, each, today)
        ),
        fell_away=tuple(
            _to_write(each)
            for each in unwritten
            if each.over_by and not each.is_told and not each.is_extra
        ),
        letters=tuple(replace(_view(row), over_by=over.get(_key(row), "")) for row in rows),
    )


def letter_page(actor: Actor, *, letter_ref: str, today: date) -> LetterPage:
    """One letter as it will look, with what the officer has to know before it goes out. Raises Hidden."""
    row = _letter(actor, letter_ref, today)
    desk = desk_of(row.case, today=today)
    due = next((each for each in desk.due() if each.key == _key(row)), None)
    template = letter_book().version(row.template, row.template_version)
    return LetterPage(
        head=_head(row.case),
        letter=_view(row),
        about=template.about,
        document=from_json(json.loads(row.content)) if row.content else None,
        recipient=due.recipient if due else None,
        unconfirmed=_unconfirmed(template.rules),
        free_text=row.free_text,
        free_wanted=template.free,
        is_gone=due is None,
        is_stale=due is not None and _is_stale(row, desk, due, today),
        is_corrected=due is not None and due.event.ref != row.rests_on.ref,
        over_by=_over_by(due) if due else "",
        is_decision=kind_told(row.rests_on.kind, row.rests_on.body) in DECISIONS,
        enclosed=enclosures_of(row),
        lacks_plan=lacks_plan(row, due) if due and row.state in STILL_OPEN else "",
    )


def letter_file(actor: Actor, *, letter_ref: str, what: str, today: date) -> tuple[str, StoredFile]:
    """The ref of the case, and the file. ``what``: "pdf", "word", "large" or "proof". Raises Hidden, also while it is
    not made.
    """
    row = _letter(actor, letter_ref, today)
    sending = getattr(row, "sending", None)
    known = {
        "pdf": row.pdf,
        "word": row.word,
        "large": row.large_print,
        "proof": sending and sending.proof_file,
    }
    found = known.get(what)
    if found is None:
        raise Hidden("file")
    return row.case.ref, found


def letters_for_contact(
    *, area_id: int, case_id: int, contact_id: int | None
) -> tuple[SentLetter, ...]:
    """What this person was sent, the newest first, with what was withdrawn later; of the young person where
    ``contact_id`` is None. Whoever calls has made sure who is asking.
    """
    whose = {"contact_id": contact_id} if contact_id else {"recipient_key": YOUNG_PERSON}
    rows = (
        Letter.objects.in_area(area_id)
        .filter(case_id=case_id, sending__isnull=False, **whose)
        .order_by("-sending__sent_on", "-id")
    )
    known = ("ref", "title", "sending__sent_on", "pdf_id", "ended_at", "why_ended")
    return tuple(SentLetter(*row) for row in rows.values_list(*known))


def letter_details(actor: Actor) -> DetailsView:
    kept = LetterDetails.objects.in_area(actor.area_id).first()
    own = own_words(actor.area_id)
    missing = tuple(letter_book().gaps[name].missing for name in TOLD_TO_FAMILIES if not own[name])
    return DetailsView(version=kept.version if kept else 1, own=own, missing=missing)


def _case(actor: Actor, ref: str, today: date) -> Case:
    found: Case | None = (
        Case.objects.open_to(actor, today=today)
        .select_related("child__school")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("case")
    return found


def _letter(actor: Actor, ref: str, today: date) -> Letter:
    rows = Letter.objects.visible_to(actor).select_related(
        *_WITH, "pdf", "word", "large_print", "sending__proof_file", "case"
    )
    found: Letter | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("letter")
    found.case = _case(actor, found.case.ref, today)
    return found


def _rows(case: Case) -> list[Letter]:
    return list(case.letters.select_related(*_WITH))


def _key(row: Letter) -> Key:
    return (row.event.ref, row.template, row.recipient_key)


def _head(case: Case) -> LetterHead:
    return LetterHead(ref=case.ref, number=case.number, child=name_of(case.child))


def _to_write(due: LetterDue) -> ToWrite:
    return ToWrite(
        key="|".join(due.key),
        title=due.template.about,
        recipient=due.recipient.name,
        audience=due.recipient.audience,
        follows=_follows(due),
        on=due.event.happened_on,
        is_restricted=bool(due.recipient.restriction),
        asked_for=due.recipient.asked_for,
        over_by=_over_by(due),
    )


def _over_by(due: LetterDue) -> str:
    """Why nobody waits for it; empty where somebody does."""
    over = due.over_by
    if over is None:
        return ""
    rules = clock_of_the_law().rules
    told = decided_means(over.kind, rules) if over.is_untold else rules.kinds[over.kind].means
    return f"On {day_in_words(over.happened_on)} {told}."


def _follows(due: LetterDue) -> str:
    if due.event.is_untold:
        return means_of(MADE, due.event.body)
    return means(due.event.kind)


def _latest(found: Sequence[LetterDue]) -> Sequence[LetterDue]:
    """What may be written to somebody is offered once, after the latest event that allows it."""
    return list({(each.template.code, each.recipient.key): each for each in found}.values())


def _is_offered(desk: Desk, due: LetterDue, today: date) -> bool:
    wanted = due.template.only_with
    if not wanted:
        return True
    try:
        return wanted in values_of(desk.material(due, dated_on=today), letter_book().gaps)
    except Refusal:
        return False


def _view(row: Letter) -> LetterView:
    return LetterView(
        ref=row.ref,
        title=row.title or letter_book().version(row.template, row.template_version).about,
        recipient=row.recipient_name,
        audience=row.audience,
        follows=means_of(row.rests_on.kind, row.rests_on.body),
        follows_on=row.rests_on.happened_on,
        state=LetterState(row.state),
        dated_on=row.dated_on,
        refusal=row.refusal,
        paper_refusal=row.paper_refusal,
        left_out=row.left_out,
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "",
        checked_at=row.checked_at,
        checked_by=row.checked_by.name if row.checked_by else "",
        why_ended=row.why_ended,
        has_pdf=row.pdf_id is not None,
        has_word=row.word_id is not None,
        has_large_print=row.large_print_id is not None,
        sha256=row.content_sha256,
        version=row.version,
        sending=_sending(row),
    )


def _sending(row: Letter) -> SendingView | None:
    sending = getattr(row, "sending", None)
    if sending is None:
        return None
    return SendingView(
        way=sending.sent_by_way,
        sent_on=sending.sent_on,
        proof=sending.proof,
        has_file=sending.proof_file_id is not None,
        sent_by=sending.sent_by.name if sending.sent_by else "",
        served_on=sending.served_on,
        served_known=sending.served_known,
        asked_for=sending.asked_for,
        format_given_on=sending.format_given_on,
        format_known=sending.format_known,
    )


def _is_stale(row: Letter, desk: Desk, due: LetterDue, today: date) -> bool:
    """Whether it would be written otherwise today: of what is still open alone."""
    if row.state != LetterState.DRAFTED:
        return False
    try:
        material = desk.material(due, dated_on=today)
        now = write_letter(material, free_text=row.free_text, book=letter_book())
    except (Refusal, Refusals, ValueError):
        return True
    return content_sha256(now.document) != row.content_sha256


def _unconfirmed(rules: Sequence[str]) -> tuple[str, ...]:
    """The rules behind a letter that are still to be checked by the authority's lawyer."""
    found: Mapping[str, str] = {
        each.rule: each.title
        for each in clock_of_the_law().rules.latest.provisions
        if each.rule in rules and not each.status.is_confirmed
    }
    return tuple(f"{title} ({rule})" for rule, title in found.items())


def may_check(actor: Actor, page: LetterPage) -> bool:
    """The letter of a decision is checked by somebody who may decide."""
    needed = perms.DECIDE if page.is_decision else perms.RECORD
    return actor.may_somewhere(needed)
