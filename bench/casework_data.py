"""The bench's cases: many in the first area, with their events, letters, and every duty worked out by the law.

Rows are written in bulk, past the operations, because only reading is measured here.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import TypeVar

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model

from alongside.access.models import Account, Grant
from alongside.casework.keeping import duty_row, follows_from, keep_owed, words_of
from alongside.casework.models import (
    Case,
    CaseAssignment,
    CaseDuty,
    CaseEvent,
    CaseWord,
    Child,
    Contact,
    FamilyAccess,
    Letter,
    LetterSending,
)
from alongside.casework.rules.bodies import SCHEMA
from alongside.casework.rules.folding import CaseFact
from alongside.casework.the_law import clock_of_the_law
from alongside.people.models import LocalArea, Person, Post
from alongside.web import clock
from bench import letters_data

CASES = int(os.environ.get("BENCH_CASES", "20000"))
BATCH = 500
NAMES = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Rowan")
GIVEN = ("Ada", "Bilal", "Cora", "Dara", "Esme", "Finn", "Grace", "Hana", "Idris", "Jude")
COURSE = (
    (0, "request_received", {"asker": "1"}),
    (34, "decided_to_assess", {}),
    (34, "others_notified_of_decision", {}),
    (36, "advice_request_sent", {"body": "health"}),
    (37, "advice_request_received", {"body": "health"}),
    (77, "advice_returned", {"body": "health"}),
    (95, "decided_to_issue", {}),
    (98, "draft_sent", {}),
    (99, "draft_served", {}),
    (136, "final_plan_sent", {}),
    (136, "rights_notice_sent", {}),
)
"""Each case has come as far along it as its age allows."""
SPREAD = 700
CHILD_SINCE = date(2013, 1, 1)
PARENT = "parent@bench.example"
Row = TypeVar("Row", bound=Model)


def load(area: LocalArea, posts: list[Post], *, at: datetime) -> None:
    """A transaction for each batch: one of 100,000 cases outgrows what the database keeps in memory."""
    numbers = iter(range(CASES))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _load_batch(area, posts, batch, at)
    assert Case.objects.in_area(area.pk).count() == CASES


def one_case(area: LocalArea) -> Case:
    """Of a child with an EHC plan: the whole course, and parents who see it."""
    rows = Case.objects.in_area(area.pk).filter(stage="in_force", child__born_on__gte=CHILD_SINCE)
    found: Case = rows.order_by("id")[0]
    return found


def let_a_parent_in(area: LocalArea, *, password: str, at: datetime) -> None:
    """Somebody who signs in as ``PARENT`` and reads the family's page of ``one_case``."""
    case = one_case(area)
    person = Person.objects.create(name="A Parent", email=PARENT, registered_in=area)
    account = Account.objects.create(
        person=person, email=PARENT, password=make_password(password), created_at=at
    )
    EmailAddress.objects.create(user=account, email=PARENT, verified=True, primary=True)
    Grant.objects.create(
        area=area,
        person=person,
        role="parent",
        purpose="The bench",
        case_ref=case.ref,
        granted_from=at,
    )
    contact = Contact.objects.in_area(area.pk).get(child=case.child, relation="mother")
    FamilyAccess.objects.create(
        area=area,
        case=case,
        contact=contact,
        way="account",
        person=person,
        checked_how="documents",
        checked_on=at.date(),
        given_at=at,
    )


def _load_batch(area: LocalArea, posts: list[Post], numbers: list[int], at: datetime) -> None:
    children = Child.objects.bulk_create(_child(area, number, at) for number in numbers)
    cases = Case.objects.bulk_create(
        Case(area=area, child=child, number=f"2022-{number:05}", opened_at=at - _age(number))
        for child, number in zip(children, numbers, strict=True)
    )
    numbered = list(zip(cases, numbers, strict=True))
    CaseAssignment.objects.bulk_create(
        CaseAssignment(
            area=area,
            case=case,
            post=posts[number % len(posts)],
            assigned_from=date(2020, 1, 1),
            assigned_at=at,
        )
        for case, number in numbered
    )
    events = {case: list(_events(case, number, at.date())) for case, number in numbered}
    duties = [duty for case, own in events.items() for duty in _worked_out(case, own)]
    CaseEvent.objects.bulk_create(chain.from_iterable(events.values()), batch_size=2_000)
    CaseDuty.objects.bulk_create(duties, batch_size=2_000)
    CaseWord.objects.bulk_create(
        CaseWord(area=area, case=case, word=word) for case in cases for word in words_of(case)
    )
    Case.objects.in_area(area.pk).bulk_update(
        cases, ["stage", "stage_since_on", "next_due_on", "ours_due_on"]
    )
    _load_letters(events, dict(numbered), at)
    keep_owed(area.pk, [case.pk for case in cases])


def _load_letters(
    events: dict[Case, list[CaseEvent]], numbers: dict[Case, int], at: datetime
) -> None:
    by = Person.objects.order_by("id").first() or Person.objects.create(
        name="Who writes", email="writes@bench.example", registered_in=next(iter(numbers)).area
    )
    letters: list[Letter] = []
    contacts = {
        case: letters_data.contacts_of(case, number, at) for case, number in numbers.items()
    }
    Contact.objects.bulk_create(chain.from_iterable(contacts.values()))
    for case, number in numbers.items():
        letters += letters_data.letters_of(events[case], contacts[case], number, by)
    Letter.objects.bulk_create(letters)
    LetterSending.objects.bulk_create(letters_data.sendings_of(letters))


def _age(number: int) -> timedelta:
    """How long ago the case began, and was opened here."""
    return timedelta(days=number % SPREAD)


def _child(area: LocalArea, number: int, at: datetime) -> Child:
    return Child(
        area=area,
        given_names=GIVEN[number % 10],
        family_name=f"Example-{NAMES[number // 10 % 10]}",
        born_on=date(2006, 9, 1) + timedelta(days=number * 7 % 5_000),
        sex="FM"[number % 2],
        registered_at=at,
    )


def _events(case: Case, number: int, today: date) -> Iterator[CaseEvent]:
    began = today - _age(number)
    for day, kind, body in COURSE:
        on = began + timedelta(days=day)
        if on <= today:
            yield CaseEvent(
                area_id=case.area_id,
                case=case,
                kind=kind,
                schema=SCHEMA,
                happened_on=on,
                source="email",
                body=body,
                recorded_at=datetime.combine(on, time(12), tzinfo=clock.LONDON),
            )


def _worked_out(case: Case, events: list[CaseEvent]) -> list[CaseDuty]:
    facts = [
        CaseFact(ref=event.ref, kind=event.kind, happened_on=event.happened_on, body=event.body)
        for event in events
    ]
    follows, duties = follows_from(facts, clock_of_the_law())
    for name, value in follows.items():
        setattr(case, name, value)
    return [duty_row(case.area_id, case.pk, told) for told in duties]
