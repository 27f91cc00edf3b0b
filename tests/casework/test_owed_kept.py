"""That something is owed is kept on the case, and made anew by whatever changes it. After each test of this room what
is kept is compared with what is owed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.casework import perms
from alongside.casework.models import Contact, Letter
from alongside.casework.operations import letters
from alongside.casework.operations.children import ContactDetails, add_contact, change_contact
from alongside.casework.operations.families.choosing import NewChoice, end_choice, record_choice
from alongside.casework.operations.letter_formats import give_letter_format
from alongside.casework.operations.taking_back import take_back_event
from alongside.casework.queries.letter_values import OwedIn
from alongside.casework.work import rebuild_area
from alongside.kernel.actor import Holding
from alongside.people.models import Post
from tests.casework.deciding import (
    DECIDED,
    SENT,
    at,
    make_asked,
    make_head,
    send,
    standing,
    written,
)
from tests.casework.factories import HEAD, decide, make_case
from tests.casework.owing import check_the_migration_finds_it, forget, kept_as_owed
from tests.casework.test_letters_owed import current
from tests.casework.test_merging import merge
from tests.casework.test_parting import part

pytestmark = pytest.mark.django_db
LATER = SENT + timedelta(days=1)
PRINT = "Large print"
NOW: dict[str, Any] = {"at": at(LATER)}


class Desk:
    """Two parents asked, and it was decided to assess. Mo was sent her letter, and Fred was not."""

    def __init__(self, **child: Any) -> None:
        self.head = make_head()
        self.case = make_asked(self.head, **child)

    def tell(self, name: str = "Mo Testly") -> Letter:
        decide(self.head, self.case, "decided_to_assess", DECIDED)
        made = written(self.head, self.case, SENT)["will_assess", name]
        send(self.head, made, SENT)
        return made

    def owes(self) -> bool:
        return kept_as_owed(self.case) != OwedIn()

    def contact(self, name: str) -> Contact:
        found: Contact = self.case.child.contacts.get(name=name)
        return found

    def change(self, name: str, **changed: Any) -> None:
        found = self.contact(name)
        kept = {each: getattr(found, each) for each in ContactDetails.__slots__}
        change_contact(
            actor=self.head,
            **NOW,
            contact_ref=found.ref,
            expected_version=found.version,
            details=ContactDetails(**{**kept, **changed}),
        )

    def letter(self, name: str) -> Letter:
        found: Letter = self.case.letters.get(recipient_name=name, template="will_assess")
        return found


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _send_the_other(desk: Desk) -> None:
    send(desk.head, desk.letter("Fred Testly"), LATER)


def _withdraw_the_sent(desk: Desk) -> None:
    now: dict[str, Any] = {"actor": desk.head, **NOW, "why": "It named the wrong school."}
    letters.withdraw_letter(**now, **current(desk.letter("Mo Testly")))


def _leave_out_the_other(desk: Desk) -> None:
    now: dict[str, Any] = {"actor": desk.head, **NOW, "why": "He was handed a copy."}
    letter = desk.letter("Fred Testly")
    letters.withdraw_letter(**now, **current(letter))
    assert desk.owes()
    key = (letter.event.ref, letter.template, letter.recipient_key)
    letters.leave_out_letter(**now, case_ref=desk.case.ref, key=key)


def _end_the_other(desk: Desk) -> None:
    desk.change("Fred Testly", is_ended=True)


def _take_responsibility_from_the_other(desk: Desk) -> None:
    desk.change("Fred Testly", has_responsibility=False)
    assert not desk.owes()
    desk.change("Fred Testly", has_responsibility=True)
    assert desk.owes()
    desk.change("Fred Testly", has_responsibility=False)


CHANGES: tuple[Callable[[Desk], None], ...] = (
    _send_the_other,
    _withdraw_the_sent,
    _leave_out_the_other,
    _end_the_other,
    _take_responsibility_from_the_other,
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_letter_of_the_other_parent_is_owed_until(
    desk: Desk, change: Callable[[Desk], None]
) -> None:
    assert not desk.owes()
    desk.tell()
    assert desk.owes()
    change(desk)
    assert not desk.owes()


def test_somebody_who_is_added_later_is_owed_their_letter(desk: Desk) -> None:
    desk.tell()
    _send_the_other(desk)
    assert not desk.owes()
    new = ContactDetails(name="Gran Testly", relation="grandparent", has_responsibility=True)
    add_contact(actor=desk.head, **NOW, case_ref=desk.case.ref, new=new)
    assert desk.owes()


def test_the_letter_of_whoever_acts_for_a_young_person_is_owed_while_they_act() -> None:
    desk = Desk(born_on=date(2008, 1, 1))
    desk.tell("Ada Testly")
    assert not desk.owes()
    contact_ref = desk.contact("Mo Testly").ref
    now: dict[str, Any] = {"actor": desk.head, **NOW, "case_ref": desk.case.ref}
    for reach, owes in (("sees", False), ("acts", True)):
        chosen = NewChoice(contact_ref=contact_ref, reach=reach, source="phone")
        record_choice(**now, new=chosen)
        assert desk.owes() is owes
    end_choice(**now, contact_ref=contact_ref)
    assert not desk.owes()


def test_a_format_is_owed_until_it_is_given(desk: Desk) -> None:
    desk.change("Mo Testly", asked_for=PRINT)
    letter = desk.tell()
    _end_the_other(desk)
    assert desk.owes()
    now: dict[str, Any] = {"actor": desk.head, **NOW, "given_on": LATER, "known": "By post."}
    give_letter_format(**now, **current(letter))
    assert not desk.owes()


def test_what_is_taken_back_leaves_nothing_owed(desk: Desk) -> None:
    desk.tell()
    (event,) = standing(desk.case, "decided_to_assess")
    _withdraw_the_sent(desk)
    now: dict[str, Any] = {"actor": desk.head, **NOW, "why": "It never happened."}
    take_back_event(**now, event_ref=event.ref)
    assert not desk.owes()


def test_what_is_owed_goes_with_the_letters_when_cases_are_merged_and_parted(desk: Desk) -> None:
    desk.tell()
    may = Holding("test", HEAD | {perms.MERGE})
    head = replace(desk.head, holdings=(may,)), Post.objects.in_area(desk.head.area_id).get()
    kept = make_case(*head, given_names="Ada Mary", family_name="Testley")
    merged = merge(head, kept, desk.case)
    assert (kept_as_owed(kept), desk.owes()) == (OwedIn(own_letter=True), False)
    part(head, merged, at=at(LATER))
    assert (kept_as_owed(kept), desk.owes()) == (OwedIn(), True)


@pytest.mark.parametrize("asked_for", ["", PRINT])
def test_it_can_be_made_anew_at_any_time(desk: Desk, asked_for: str) -> None:
    desk.change("Mo Testly", asked_for=asked_for)
    desk.tell()
    if asked_for:
        _end_the_other(desk)
    check_the_migration_finds_it(desk.case)
    forget(desk.case)
    rebuild_area(area_id=desk.case.area_id, at=at(LATER), progress=lambda done, total: None)
    assert desk.owes()
