"""Who is written to in the bench's cases, and their letters: sent on the day of what they tell, and a few owed."""

from collections.abc import Iterator
from datetime import date, datetime, time

from alongside.casework.models import Case, CaseEvent, Contact, Letter, LetterSending
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import YOUNG_PERSON, Audience
from alongside.documents.content import Document, Paragraph, content_bytes, content_sha256
from alongside.people.models import Person
from alongside.web import clock

TOLD = {"decided_to_assess": "will_assess", "final_plan_sent": "final_plan"}
WORDS = (
    "We have looked at everything that we were sent, and we write to tell you what happens next. "
)
PARAGRAPHS, SENTENCES = 8, 4
IN_LARGE_PRINT, NOT_GIVEN, NOT_SENT = 250, 500, 200
"""One case in so many: who asks for large print, who has it not yet, and whose other parent waits for a letter."""
PRINT = "Large print"
_DOCUMENT = Document(
    title="What was decided",
    author="Area 0",
    dated=date(2025, 1, 1),
    blocks=(Paragraph(WORDS * SENTENCES),) * PARAGRAPHS,
)
_CONTENT, _SHA256 = content_bytes(_DOCUMENT).decode(), content_sha256(_DOCUMENT)


def contacts_of(case: Case, number: int, at: datetime) -> list[Contact]:
    """Two parents. In one case of three the second has no parental responsibility, and is not written to."""
    return [
        Contact(
            area_id=case.area_id,
            child=case.child,
            name=f"{name} {case.child.family_name}",
            relation=relation,
            has_responsibility=is_written_to,
            asked_for="" if number % IN_LARGE_PRINT or relation == "father" else PRINT,
            added_at=at,
        )
        for name, relation, is_written_to in (
            ("Una", "mother", True),
            ("Otto", "father", bool(number % 3)),
        )
    ]


def letters_of(
    events: list[CaseEvent], contacts: list[Contact], number: int, by: Person
) -> Iterator[Letter]:
    """To each parent, or to the young person once the rights are theirs."""
    for event in events:
        if event.kind not in TOLD:
            continue
        born_on = contacts[0].child.born_on
        if event.happened_on >= rights_pass_on(born_on):
            yield _letter(event, None, by)
            continue
        for contact in contacts:
            if contact.has_responsibility:
                is_late = event.kind == "final_plan_sent" and not number % NOT_SENT
                waits = is_late and contact.relation == "father"
                yield _letter(
                    event, contact, by, LetterState.DRAFTED if waits else LetterState.SENT
                )


def sendings_of(letters: list[Letter]) -> Iterator[LetterSending]:
    for letter in letters:
        if letter.state != LetterState.SENT:
            continue
        asked_for = letter.contact.asked_for if letter.contact else ""
        is_given = bool(asked_for) and bool(int(letter.case.number[-5:]) % NOT_GIVEN)
        yield LetterSending(
            area_id=letter.area_id,
            letter=letter,
            sent_by_way="post",
            sent_on=letter.dated_on,
            proof="First class, with a certificate of posting.",
            asked_for=asked_for,
            format_given_on=letter.dated_on if is_given else None,
            format_known="With the letter." if is_given else "",
            format_given_at=letter.made_at if is_given else None,
            sent_at=letter.made_at,
        )


def _letter(
    event: CaseEvent,
    contact: Contact | None,
    by: Person,
    state: LetterState = LetterState.SENT,
) -> Letter:
    at = datetime.combine(event.happened_on, time(13), tzinfo=clock.LONDON)
    is_checked = state is LetterState.SENT
    return Letter(
        area_id=event.area_id,
        case=event.case,
        event=event,
        rests_on=event,
        template=TOLD[event.kind],
        template_version=1,
        audience=Audience.FAMILY.value,
        recipient_key=f"contact:{contact.ref}" if contact else YOUNG_PERSON,
        recipient_name=contact.name if contact else event.case.child.given_names,
        contact=contact,
        state=state.value,
        dated_on=event.happened_on,
        title=_DOCUMENT.title,
        content=_CONTENT,
        content_sha256=_SHA256,
        made_at=at,
        made_by=by,
        checked_at=at if is_checked else None,
        checked_by=by if is_checked else None,
    )
