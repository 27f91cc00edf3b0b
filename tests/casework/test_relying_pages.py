"""An exception as an officer records it: with reason, evidence and authoriser, for limits of the case."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.casework.models import Case, CaseDuty
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, happen, make_case
from tests.casework.test_pages import Desk, day_boxes
from tests.people.factories import make_area

pytestmark = [pytest.mark.django_db, pytest.mark.scenario(3)]
NOW = datetime(2025, 4, 7, 9, tzinfo=UTC)
KIND = "exception_relied_on"


@pytest.fixture(autouse=True)
def april_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return Desk(area, "Hetty Head", "head_of_send")


@pytest.fixture
def case(area: LocalArea, head: Desk) -> Case:
    actor = actor_for(area, head.account.person, HEAD)
    made = make_case(actor, head.post)
    happen(actor, made, "request_received", date(2025, 3, 3))
    return made


def sent(case: Case, **changed: Any) -> dict[str, Any]:
    case.refresh_from_db()
    told = {
        **day_boxes("happened_on", date(2025, 4, 1)),
        "source": "email",
        "ground": "EXC-C",
        "because": "The family lost their home.",
        "evidence": "The housing officer’s letter",
        "authorised_by": "The head of SEND",
        "expected_version": case.version,
    }
    return {**told, **changed}


def relied_on(case: Case) -> dict[str, str]:
    rows = CaseDuty.objects.in_area(case.area_id).filter(case=case).exclude(relies_on="")
    return dict(rows.values_list("rule", "relies_on"))


def test_only_the_limits_of_the_case_are_offered(head: Desk, case: Case) -> None:
    page = head.get("record_event", case.ref, KIND)
    assert "Final EHC plan (FINAL-20W)" in page
    assert "May rest on EXC-A, EXC-B, EXC-C, EXC-D" in page
    assert "REG44-A" not in page
    assert "ADV-6W" not in page


def test_it_reaches_the_limits_that_are_ticked(head: Desk, case: Case) -> None:
    answer = head.post_to("record_event", case.ref, KIND, **sent(case, rules=["FINAL-20W"]))
    assert answer.status_code == 302
    assert relied_on(case) == {"FINAL-20W": "EXC-C"}


def test_without_a_tick_it_reaches_every_limit_that_the_ground_may_excuse(
    head: Desk, case: Case
) -> None:
    assert head.post_to("record_event", case.ref, KIND, **sent(case)).status_code == 302
    assert relied_on(case) == {"DEC-6W": "EXC-C", "NOPLAN-16W": "EXC-C", "FINAL-20W": "EXC-C"}


def test_the_due_date_stays_and_lateness_is_said(
    head: Desk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    head.post_to("record_event", case.ref, KIND, **sent(case))
    monkeypatch.setattr(clock, "today", lambda: date(2025, 4, 20))
    page = head.get("case", case.ref)
    assert "14 April 2025" in page
    assert "late by 6 days" in page
    assert "The family lost their home" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"because": ""}, "Answer the question “Why was it impractical to keep the time?”"),
        ({"evidence": ""}, "Answer the question “What shows it?”"),
        ({"authorised_by": ""}, "Answer the question “Who authorised it?”"),
        ({"ground": "EXC-8C", "rules": ["FINAL-20W"]},
         "(EXC-8C) is no ground for this limit: final EHC plan (FINAL-20W)."),
        ({"rules": ["REG44-A"]}, "Choose answers from the list only."),
    ],
)  # fmt: skip
def test_what_it_lacks_is_said_and_nothing_is_recorded(
    head: Desk, case: Case, changed: dict[str, Any], sentence: str
) -> None:
    answer = head.post_to("record_event", case.ref, KIND, **sent(case, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert relied_on(case) == {}


def test_it_can_be_corrected_to_other_limits(head: Desk, case: Case) -> None:
    head.post_to("record_event", case.ref, KIND, **sent(case, rules=["FINAL-20W"]))
    event = case.events.get(kind=KIND)
    page = head.get("correct_event", event.ref)
    assert 'value="FINAL-20W"' in page
    told = sent(case, rules=["DEC-6W"], why="It was about the decision.")
    assert head.post_to("correct_event", event.ref, **told).status_code == 302
    assert relied_on(case) == {"DEC-6W": "EXC-C"}
