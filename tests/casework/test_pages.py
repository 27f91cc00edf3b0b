"""Casework as an officer, the head of SEND and everybody else see it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.models import Account
from alongside.casework.models import Case
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea, Post
from alongside.people.operations import appoint, create_post
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.factories import AT, HEAD, actor_for, happen, make_case
from tests.people.factories import make_area, make_organisation, operator

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 8, 4, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def august_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


class Desk:
    """Somebody who signs in, and the post they hold."""

    def __init__(self, area: LocalArea, name: str, role: str) -> None:
        self.account: Account = make_account(
            area, name, f"{name.split()[0].lower()}@example.org", role
        )
        self.area = area
        council = make_organisation(area, f"Council of {name}")
        desk = operator(area)
        self.post: Post = create_post(
            actor=desk, at=AT, organisation=council, title=f"Post of {name}"
        )
        appoint(
            actor=desk,
            at=AT,
            post=self.post,
            person=self.account.person,
            held_from=date(2020, 1, 1),
        )
        self.client = Client()
        self.client.force_login(self.account)

    def get(self, name: str, *parts: str, status: int = 200, **query: str) -> str:
        response = self.client.get(self.address(name, *parts), query)
        assert response.status_code == status, response.content.decode()[:2000]
        return response.content.decode()

    def post_to(self, name: str, *parts: str, **sent: Any) -> Any:
        return self.client.post(self.address(name, *parts), sent)

    def address(self, name: str, *parts: str) -> str:
        return reverse(f"casework:{name}", args=[self.area.slug, *parts])


@pytest.fixture
def officer(area: LocalArea) -> Desk:
    return Desk(area, "Olive Officer", "ehc_coordinator")


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return Desk(area, "Hetty Head", "head_of_send")


@pytest.fixture
def case(area: LocalArea, officer: Desk) -> Case:
    actor = actor_for(area, officer.account.person, HEAD)
    made = make_case(actor, officer.post)
    happen(actor, made, "request_received")
    return made


def day_boxes(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


@pytest.mark.scenario(54)
def test_lateness_is_said_by_days_and_nothing_hides_it(officer: Desk, case: Case) -> None:
    """20 weeks from 3 March ended on 21 July; 4 August is 14 days later."""
    page = officer.get("case", case.ref)
    assert "late by 14 days" in page
    assert "SEND Regulations 2014, reg 13(2)" in page
    assert "Ada Testly" in page


def test_a_rule_that_is_not_confirmed_says_so(officer: Desk, case: Case) -> None:
    assert "To be checked by the authority’s lawyer." in officer.get("case", case.ref)


def test_each_look_at_a_case_is_noted(officer: Desk, case: Case) -> None:
    officer.get("case", case.ref)
    looked = LedgerEntry.objects.get(verb="looked", subject="casework.case")
    assert (looked.subject_ref, looked.person_id) == (case.ref, officer.account.person_id)


def test_the_queue_puts_what_is_due_next_first_with_the_reason(officer: Desk, case: Case) -> None:
    page = officer.get("queue")
    assert "Ada Testly" in page
    assert "Late by 112 days" in page  # the decision of six weeks, due on 14 April
    assert "6 weeks from 3 March 2025" in page


def test_filters_narrow_the_queue(officer: Desk, case: Case) -> None:
    assert "Ada Testly" in officer.get("queue", when="late", whose="ours", stage="considering")
    assert "No case is shown" in officer.get("queue", when="soon")
    assert "No case is shown" in officer.get("queue", stage="in_force")


@pytest.mark.scenario(49)
def test_another_officers_case_looks_like_nonsense(area: LocalArea, case: Case) -> None:
    other = Desk(area, "Otto Other", "ehc_coordinator")
    theirs = other.get("case", case.ref, status=404)
    nonsense = other.get("case", "zzzzzzzzzzzzzzzz", status=404)
    assert theirs == nonsense
    assert "Ada" not in other.get("queue")


@pytest.mark.scenario(51)
@pytest.mark.parametrize("role", ["chair", "administrator", "scrutiny_member", "forum_officer"])
def test_a_high_office_opens_no_case(area: LocalArea, case: Case, role: str) -> None:
    outsider = Desk(area, "Somebody Else", role)
    for name in ("case", "chronology", "choose_step"):
        outsider.get(name, case.ref, status=404)
    outsider.get("queue", status=404)
    found = outsider.client.get(f"/{area.slug}/search/", {"q": "Testly"}).content.decode()
    assert case.ref not in found


def test_a_child_is_registered_and_a_request_recorded(head: Desk) -> None:
    sent = {
        "given_names": "Bea", "family_name": "Sample", "sex": "F", "post": head.post.ref,
        **day_boxes("born_on", date(2016, 2, 29)),
    }  # fmt: skip
    answered = head.post_to("register", **sent)
    assert answered.status_code == 302, answered.content.decode()[:3000]
    ref = answered["Location"].rstrip("/").rpartition("/")[2]
    happened = {
        "source": "phone", "asker": "1", "expected_version": "1",
        **day_boxes("happened_on", date(2025, 8, 1)), **day_boxes("received_on", date(2025, 8, 4)),
    }  # fmt: skip
    answered = head.post_to("record_event", ref, "request_received", **happened)
    assert answered.status_code == 302, answered.content.decode()[:3000]
    page = head.get("case", ref)
    assert "1 August 2025, received 4 August 2025" in page
    assert "15 September 2025" in page  # six weeks from receipt


def test_whoever_works_on_cases_registers_for_their_own_post(head: Desk, officer: Desk) -> None:
    """Whoever gives cases to others has to choose."""
    chosen = f'<option value="{officer.post.ref}" selected'
    assert chosen in officer.get("register")
    page = head.get("register")
    assert f'<option value="{head.post.ref}"' in page
    assert f'<option value="{head.post.ref}" selected' not in page


@pytest.mark.scenario(8)
@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("2-21", "3", "2025", "day"),
        ("30", "2", "2025", "February"),
        ("3", "3", "25", "four"),
        ("5", "8", "2025", "still to come"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_kept(
    head: Desk, case: Case, day: str, month: str, year: str, sentence: str
) -> None:
    case.refresh_from_db()
    sent = {
        "source": "phone", "expected_version": str(case.version), "note": "Rang",
        "happened_on_day": day, "happened_on_month": month, "happened_on_year": year,
    }  # fmt: skip
    answered = head.post_to("record_event", case.ref, "note_made", **sent)
    assert answered.status_code == 422
    assert sentence in answered.content.decode()
    assert case.events.count() == 1


def test_what_may_happen_next_is_offered_and_the_rest_says_why(head: Desk, case: Case) -> None:
    page = head.get("choose_step", case.ref)
    assert head.address("decide", case.ref, "decided_to_assess") in page
    assert page.count(head.address("record_event", case.ref, "decided_to_assess")) == 1
    assert "The family was told outside this record" in page
    assert head.address("record_event", case.ref, "final_plan_sent") not in page
    assert (
        "This has to be recorded first: the family was told that the authority will assess." in page
    )


def test_a_coordinator_is_offered_no_decision(officer: Desk, case: Case) -> None:
    page = officer.get("choose_step", case.ref)
    assert officer.address("record_event", case.ref, "decided_to_assess") not in page
    assert officer.address("decide", case.ref, "decided_to_assess") not in page
    officer.get("record_event", case.ref, "decided_to_assess", status=404)
    officer.get("decide", case.ref, "decided_to_assess", status=404)


def test_a_decision_alone_leads_to_its_letters_and_says_that_nobody_is_told(
    head: Desk, case: Case
) -> None:
    form = head.get("decide", case.ref, "decided_to_assess")
    assert "This tells nobody yet" in form
    case.refresh_from_db()
    sent = {"expected_version": str(case.version), **day_boxes("happened_on", date(2025, 4, 8))}
    answer = head.post_to("decide", case.ref, "decided_to_assess", **sent)
    assert answer["Location"] == head.address("letters", case.ref)
    sentence = (
        "The authority decided on 8 April 2025 that it will assess. The family is not told yet."
    )
    assert sentence in head.get("case", case.ref)
    assert sentence in head.get("queue")
    owed = head.get("letters_owed")
    assert "The authority decided that it will assess" in owed
    assert head.address("letters", case.ref) in owed
    assert "Decided or issued, and the family not told yet" in head.get("manager")
    made = case.events.get(kind="decision_made")
    assert "it will assess" in head.get("correct_event", made.ref)
    head.get("decide", case.ref, "draft_sent", status=404)
    head.get("record_event", case.ref, "decision_made", status=404)


def test_a_refusal_asks_for_the_limb_and_the_reasons(head: Desk, case: Case) -> None:
    case.refresh_from_db()
    sent = {
        "source": "own_work", "expected_version": str(case.version),
        **day_boxes("happened_on", date(2025, 8, 4)),
    }  # fmt: skip
    answered = head.post_to("record_event", case.ref, "decided_not_to_assess", **sent)
    assert answered.status_code == 422
    assert "reasons" in answered.content.decode().lower()


def test_search_finds_a_case_by_name_and_by_number(officer: Desk, case: Case) -> None:
    for words in ("testly ada", case.number):
        found = officer.client.get(f"/{officer.area.slug}/search/", {"q": words}).content.decode()
        assert officer.address("case", case.ref) in found


def test_the_home_page_says_what_is_due_next(officer: Desk, case: Case) -> None:
    page = officer.client.get(f"/{officer.area.slug}/").content.decode()
    assert "Cases: what is due next" in page
    assert "Late by 112 days" in page


def test_no_address_holds_a_name(officer: Desk, case: Case) -> None:
    assert "testly" not in officer.address("case", case.ref).lower()
    page = officer.get("choose_step", case.ref)
    assert "Testly" in page
    assert "/Testly" not in page
