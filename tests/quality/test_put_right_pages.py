"""Putting right and sweeps as an officer, an auditor, a clinician, a lead and a family see them."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.models import Account
from alongside.kernel.actor import Actor
from alongside.quality.models import PutRight, Sweep, SweepCandidate
from alongside.quality.rules.codes import Because
from alongside.quality.sweep_work import run_sweep
from alongside.web import clock
from tests.casework.families import Family, Home, words_of
from tests.casework.test_pages import Desk, day_boxes
from tests.people.factories import make_area
from tests.quality.factories import (
    OPENED,
    Council,
    assign,
    drawn_round,
    items,
    make_council,
    noon,
)
from tests.quality.put_right_factories import (
    FOUND,
    HELD,
    found_by_grade,
    hold_review,
    make_clinician,
    may_read_every_case,
)

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 20)


class Seen:
    """A browser of somebody who signs in, at the addresses of quality."""

    def __init__(self, slug: str, person_id: int | None) -> None:
        self.slug, self.client = slug, Client()
        self.client.force_login(Account.objects.get(person=person_id))

    def address(self, name: str, *parts: str) -> str:
        return reverse(f"quality:{name}", args=[self.slug, *parts])

    def get(self, name: str, *parts: str, status: int = 200, **query: str) -> str:
        response = self.client.get(self.address(name, *parts), query)
        assert response.status_code == status
        return words_of(response.content.decode()) if status == 200 else ""

    def send(self, name: str, *parts: str, status: int = 302, **sent: Any) -> str:
        response = self.client.post(self.address(name, *parts), sent)
        page = response.content.decode()
        assert response.status_code == status, words_of(page)
        return words_of(page) if status != 302 else str(response["Location"])


@pytest.fixture(autouse=True)
def september_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    _move(monkeypatch, noon(TODAY))


def _move(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(clock, "today", now.date)


@pytest.fixture
def council() -> Council:
    return make_council(make_area(), plans=2)


@pytest.fixture
def head(council: Council) -> Seen:
    desk = Desk(council.area, "Hetty Head", "head_of_send")
    return Seen(council.area.slug, desk.account.person_id)


def _as(council: Council, actor: Actor) -> Seen:
    return Seen(council.area.slug, actor.person_id)


def test_an_officer_tells_the_family_and_closes_it_by_a_review(
    council: Council, head: Seen
) -> None:
    found = found_by_grade(council)
    assert "A review was held" not in head.get("close_put_right", found.ref)
    assert "No review was held" in head.get("close_put_right", found.ref)
    review = hold_review(council, found.case)
    assert f"Case {found.case.number}" in head.get("put_rights")
    page = head.get("put_right", found.ref)
    assert "Not told yet" in page
    assert "The grade of an audit: Requires improvement" in page
    refused = head.send(
        "tell_family",
        found.ref,
        status=422,
        expected_version="1",
        how="Olive rang them.",
        **day_boxes("on", date(2025, 8, 1)),
    )
    assert "It was not found yet on this day." in refused
    assert "Olive rang them." in refused
    told = {"expected_version": "1", "how": "Olive rang them.", **day_boxes("on", HELD)}
    head.send("tell_family", found.ref, **told)
    assert "Held on 10 September 2025" in head.get("close_put_right", found.ref)
    close = {"expected_version": "2", "way": "review", "reason": "We agreed on changes."}
    refused = head.send("close_put_right", found.ref, status=422, **close)
    assert "held after this was found" in refused
    assert "We agreed on changes." in refused
    head.send("close_put_right", found.ref, review=review.ref, **close)
    page = head.get("put_right", found.ref)
    assert "By a review, 10 September 2025. Recorded on 20 September 2025." in page
    assert "This was closed." in head.get("close_put_right", found.ref)
    assert "Nothing is shown" in head.get("put_rights")
    assert found.case.number in head.get("put_rights", what="closed")


def test_it_is_given_to_another_post_on_its_page(council: Council, head: Seen) -> None:
    found = found_by_grade(council)
    other, post = next(each for each in council.officers if each[1].pk != found.owner_id)
    assert post.title not in head.get("hand_over_put_right", found.ref)
    may_read_every_case(council, other)
    head.send("hand_over_put_right", found.ref, expected_version="1", post=post.ref)
    found.refresh_from_db()
    assert found.owner_id == post.pk


def test_an_auditor_raises_an_urgent_concern(council: Council) -> None:
    item = items(drawn_round(council))[0]
    auditor = _as(council, council.auditors[0])
    auditor.get("urgent", item.ref, status=404)
    assign(council, item)
    assert "Raise an urgent concern" in auditor.get("urgent", item.ref)
    refused = auditor.send("urgent", item.ref, status=422, what="She is afraid.", safety="yes")
    assert "Ring the duty social worker now" in refused
    assert "She is afraid." in refused
    auditor.send("urgent", item.ref, what="The medicine is wrong.", safety="no")
    made = PutRight.objects.in_area(council.area.pk).get()
    assert (made.because, made.due_on) == (Because.URGENT, TODAY)


def test_a_lead_begins_a_sweep_and_a_clinician_judges_what_it_found(council: Council) -> None:
    lead, doctor = _as(council, council.lead), make_clinician(council)
    asked = {"title": "Health advice", "rules": "no_health_advice"}
    refused = lead.send(
        "begin_sweep", status=422, **asked, **day_boxes("target_on", date(2025, 9, 1))
    )
    assert "The target is a day that is still to come." in refused
    lead.send("begin_sweep", **asked, **day_boxes("target_on", date(2025, 12, 1)))
    sweep = Sweep.objects.in_area(council.area.pk).get()
    assert "Waits to begin" in lead.get("sweep", sweep.ref)
    run_sweep(sweep_id=sweep.pk, at=noon(TODAY), today=TODAY, progress=lambda done, total: None)
    assert "Here you see the counts." in lead.get("sweep", sweep.ref)
    assert "Testly" not in lead.get("sweep", sweep.ref)
    found = SweepCandidate.objects.in_area(council.area.pk).earliest("pk")
    lead.get("candidate", found.ref, status=404)
    clinician = _as(council, doctor)
    assert "The EHC plan rests on no health advice" in clinician.get("sweep", sweep.ref)
    assert "Here stands what you judge." in clinician.get("sweep", sweep.ref)
    page = clinician.get("candidate", found.ref)
    assert "Educational psychologist" in page
    assert "Newest health advice None with a day is known" in page
    assert "I like trains." not in page
    judged = {"expected_version": "1", "judged": "not_appropriate", "why": "No nurse was asked."}
    clinician.send("judge_candidate", found.ref, **judged)
    assert "To put right With" in clinician.get("candidate", found.ref)
    assert "It was judged as not appropriate" in clinician.get("judge_candidate", found.ref)


def _found_in(family: Family, **changed: Any) -> PutRight:
    """By a sweep, and told."""
    sweep = Sweep.objects.create(
        area=family.area, title="Health", rules=["no_health_advice"], target_on=TODAY,
        begun_at=OPENED,
    )  # fmt: skip
    candidate = SweepCandidate.objects.create(
        area=family.area, sweep=sweep, case=family.case, found_by=["no_health_advice"]
    )
    usual = {
        "what": "The clinician says: no nurse.",
        "told_on": FOUND,
        "told_how": "By phone.",
        "due_on": date(2025, 9, 15),
    }
    return PutRight.objects.create(
        area=family.area, case=family.case, because="sweep", candidate=candidate,
        owner=family.post, opened_on=FOUND, opened_at=OPENED, **{**usual, **changed},
    )  # fmt: skip


def test_a_family_reads_what_was_found_once_it_was_told() -> None:
    family = Family(make_area())
    mother = Home(family, family.account(family.mother, "Mo Testly", OPENED))
    found = _found_in(family, told_on=None)
    assert "checked our work" not in mother.get()
    PutRight.objects.in_area(family.area.pk).filter(pk=found.pk).update(told_on=FOUND)
    assert "What we found when we checked our work" in mother.get()
    seen = Seen(family.area.slug, _person(mother))
    page = seen.get("told", family.case.ref)
    assert "The EHC plan rests on no health advice" in page
    assert "This day has passed, and it is not put right. We are late." in page
    assert "no nurse" not in page
    assert "By phone" not in page


def _person(home: Home) -> int:
    return int(Account.objects.get(pk=home.client.session["_auth_user_id"]).person_id)


def test_a_family_is_told_what_its_choice_changes() -> None:
    family = Family(make_area())
    mother = Home(family, family.account(family.mother, "Mo Testly", OPENED))
    seen = Seen(family.area.slug, _person(mother))
    page = seen.client.get(seen.address("own_consent", family.case.ref)).content.decode()
    assert "checked" not in page
    for allow, said in (
        ("no", "You do not allow it. Nobody reads a copy"),
        ("yes", "You allow it from now on."),
        ("yes", "You allow it already."),
        ("no", "You no longer allow it. From now on nobody reads"),
        ("no", "You do not allow it. Nobody reads a copy"),
    ):
        seen.send("own_consent", family.case.ref, allow=allow)
        assert said in seen.get("own_consent", family.case.ref)


def test_an_officer_records_what_a_family_said(council: Council, head: Seen) -> None:
    case = council.plans[0].case
    page = head.get("consent", case.ref)
    assert "The family decides" in page
    assert "You decide" not in page
    assert "Our own work" not in page


def test_a_family_that_comes_by_link_reads_the_same() -> None:
    family = Family(make_area())
    access, secret = family.link(family.mother, at=noon(TODAY))
    home = Home(family)
    home.come_in(secret, access, noon(TODAY))
    _found_in(
        family, state="closed", way="no_need", reason="A nurse had been asked.", closed_on=TODAY,
        closed_at=noon(TODAY),
    )  # fmt: skip
    assert reverse("family_audits:told") in home.get()
    response = home.client.get(reverse("family_audits:told"))
    page = words_of(response.content.decode())
    assert "decided that nothing needs to change" in page
    assert "Recorded on 20 September 2025, after its day." in page
    assert "What came of it: A nurse had been asked." in page


def test_whoever_must_not_know_a_place_reads_no_free_words() -> None:
    family = Family(make_area())
    father = family.contact("Fred Testly", "father", restriction="He must not know the school.")
    home = Home(family, family.account(father, "Fred Testly", OPENED))
    _found_in(
        family, state="closed", way="no_need", reason="She has moved to Hill School.",
        closed_on=TODAY, closed_at=noon(TODAY),
    )  # fmt: skip
    page = Seen(family.area.slug, _person(home)).get("told", family.case.ref)
    assert "decided that nothing needs to change" in page
    assert "Hill School" not in page
