"""A decision and its letter: who decides, who asked, and a letter from its words to its sending."""

from datetime import UTC, date, datetime
from typing import Any

from alongside.casework import operations
from alongside.casework.models import (
    Case,
    CaseDuty,
    CaseEvent,
    Letter,
)
from alongside.casework.operations import letter_sending, letters
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.families.settling import NewSettings, change_family_settings
from alongside.casework.operations.letter_details import Details, change_letter_details
from alongside.casework.operations.letter_sending import NewSending
from alongside.casework.rules.letter_codes import LetterState
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from tests.casework.factories import (
    AT,
    HEAD,
    TODAY,
    happen,
    make_case,
    make_officer,
)
from tests.casework.letter_paths import OWN
from tests.people.factories import make_area

REFUSAL: dict[str, Any] = {"reasons": "The school meets the needs.", "limbs": ("may_need_plan",)}
DECIDED, SENT = date(2025, 4, 10), date(2025, 4, 16)
"""The sixth week ends on 14 April 2025: decided in time, and told late by two days."""


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def make_head() -> Actor:
    """Who decides, in an area that has written down what its letters say."""
    actor, post = make_officer(make_area(), "Hetty Head", HEAD | {"casework.family_settings"})
    names = [each for each in OWN if each not in ("support_contact", "complaints_contact")]
    change_letter_details(
        actor=actor,
        at=AT,
        expected_version=1,
        details=Details(**{name: OWN[name] for name in names}),
    )
    change_family_settings(
        actor=actor,
        at=AT,
        expected_version=1,
        new=NewSettings(
            question_days=5,
            not_happening_days=5,
            messages_read="On working days.",
            call_now="999",
            advice_service=OWN["support_contact"],
            complaints=OWN["complaints_contact"],
            worry_post_ref=post.ref,
        ),
    )
    return actor


def make_asked(head: Actor, **changed: Any) -> Case:
    """Two parents asked for an assessment on 3 March 2025."""
    case = make_case(head, Post.objects.in_area(head.area_id).first(), **changed)
    for name in ("Mo Testly", "Fred Testly"):
        new = ContactDetails(name=name, relation="mother", has_responsibility=True)
        operations.add_contact(actor=head, at=AT, case_ref=case.ref, new=new)
    happen(head, case, "request_received", TODAY)
    return case


def written(actor: Actor, case: Case, day: date) -> dict[tuple[str, str], Letter]:
    letters.write_letters(actor=actor, at=at(day), case_ref=case.ref)
    rows = Letter.objects.in_area(case.area_id).filter(case=case, state=LetterState.DRAFTED.value)
    return {(each.template, each.recipient_name): each for each in rows}


def send(actor: Actor, letter: Letter, day: date, *, gone_on: date | None = None) -> None:
    """Checked and sent on that day; written again first where it is of another. ``gone_on``: said a day later
    to have gone then.
    """
    letter.refresh_from_db()
    now: dict[str, Any] = {"actor": actor, "at": at(day), "letter_ref": letter.ref}
    if letter.dated_on != day:
        letter = letters.write_letter_again(**now, expected_version=letter.version)
    if letter.state != LetterState.CHECKED:
        letter = letters.check_letter(**now, expected_version=letter.version)
    letter_sending.send_letter(
        **{**now, "at": at(gone_on or day)},
        expected_version=letter.version,
        sending=NewSending(way="post", sent_on=gone_on or day, proof="Receipt 7"),
    )


def standing(case: Case, kind: str) -> list[CaseEvent]:
    rows = CaseEvent.objects.in_area(case.area_id).filter(case=case, kind=kind, corrected_by=None)
    return list(rows.order_by("id"))


def due(case: Case, rule: str) -> CaseDuty:
    return CaseDuty.objects.in_area(case.area_id).get(case=case, rule=rule, limb="")
