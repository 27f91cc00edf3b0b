"""A family’s own reports: given on their own page, by an account and by a link, and seen with what came of it;
and everything held, which holds what this room has too.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from alongside.advice import perms
from alongside.advice.models import FamilyReport
from alongside.advice.operations import family_reports
from alongside.advice.operations.family_reports import GivenReport, NewReport
from alongside.advice.operations.links import NewLink, give_advice_link
from alongside.advice.queries.family_reports import case_reports
from alongside.advice.queries.family_side import family_side
from alongside.casework.families.door import link_actor
from alongside.casework.models import Contact, FamilyMessage
from alongside.casework.operations.families.choosing import NewChoice, record_choice
from alongside.casework.queries.family_everything import everything_held
from alongside.casework.rules.family_release import Item
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import PostHolding
from alongside.web import clock
from tests.advice.factories import Place, after, asked_and_received, give, make_place, noon
from tests.advice.known_links import ROLE
from tests.casework.factories import OFFICER, actor_for
from tests.casework.families import Family, Home
from tests.people.factories import make_area, make_organisation

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def family() -> Family:
    return Family(make_area())


def of(family: Family, contact: Contact | None) -> Actor:
    return link_actor(family.link(contact, at=NOW)[0])


def browser(family: Family, contact: Contact | None) -> Client:
    access, secret = family.link(contact, at=NOW)
    home = Home(family)
    home.come_in(secret, access, NOW)
    return home.client


def photo() -> "ContentFile[bytes]":
    return ContentFile(b"What she found.\n", "report.txt")


def given(family: Family, who: Actor, **told: Any) -> FamilyReport:
    new = GivenReport(**{"title": "A report", "upload": photo(), **told})
    return family_reports.give_report(actor=who, at=NOW, case_ref=family.case.ref, new=new)


def titles(family: Family, who: Actor) -> list[str]:
    found = family_side(who, case_ref=family.case.ref, at=NOW)
    return [each.title for each in found.reports]


def test_what_a_parent_gives_is_the_officers_to_consider_and_theirs_to_see(family: Family) -> None:
    mother = of(family, family.mother)
    made = given(
        family, mother, bought="late", bought_words="Speech therapy never came.", may_share=True
    )
    assert (made.given_by, made.received_on, made.source) == ("Mo Testly", NOW.date(), "online")
    assert (made.bought, made.shared_on) == ("late", NOW.date())
    told = Notice.objects.in_area(family.area.pk).get(key=f"advice.evidence:{made.ref}")
    assert told.person_id == family.officer.person_id
    officer = with_ask(family)
    family_reports.consider_report(
        actor=officer, at=NOW, report_ref=made.ref, outcome="in_part", words="Row F1 rests on it."
    )
    (seen,) = family_side(mother, case_ref=family.case.ref, at=NOW).reports
    assert [each.words for each in seen.considered] == ["Row F1 rests on it."]
    _, (kept,) = case_reports(officer, case_ref=family.case.ref, today=NOW.date())
    assert kept.ref == made.ref


def with_ask(family: Family) -> Actor:
    person = PostHolding.objects.in_area(family.area.pk).get(post=family.post).person
    return actor_for(family.area, person, OFFICER | {perms.ASK})


def test_nobody_else_of_the_family_sees_it(family: Family) -> None:
    father = family.contact("Fred Testly", "father")
    made = given(family, of(family, family.mother), title="Of the mother")
    given(family, of(family, father), title="Of the father")
    assert titles(family, of(family, family.mother)) == ["Of the mother"]
    assert titles(family, of(family, father)) == ["Of the father"]
    address = reverse("family_evidence:report", args=[made.ref])
    assert browser(family, father).get(address).status_code == 404
    answer = browser(family, family.mother).get(address)
    assert b"".join(answer) == b"What she found.\n"
    answer.close()


def test_what_staff_wrote_down_is_seen_by_whom_it_came_from(family: Family) -> None:
    new = NewReport(
        title="On paper",
        given_by="The mother",
        received_on=NOW.date(),
        source="post",
        contact_ref=family.mother.ref,
    )
    family_reports.record_report(actor=with_ask(family), at=NOW, case_ref=family.case.ref, new=new)
    assert titles(family, of(family, family.mother)) == ["On paper"]


def test_a_file_is_needed_and_whoever_only_looks_gives_nothing() -> None:
    family = Family(make_area(), born_on=date(2008, 1, 2))
    choice = NewChoice(contact_ref=family.mother.ref, reach="sees", source="phone")
    record_choice(actor=family.officer, at=NOW, case_ref=family.case.ref, new=choice)
    with pytest.raises(Refusal, match="act"):
        given(family, of(family, family.mother))
    with pytest.raises(Refusal, match="Add the file"):
        given(family, of(family, None), upload=None)


def test_it_is_given_on_the_page_that_the_link_opens(family: Family) -> None:
    client = browser(family, family.mother)
    home = client.get(reverse("family:case")).content.decode()
    assert reverse("family_evidence:evidence") in home
    answer = client.post(
        reverse("family_evidence:give"),
        {
            "title": "A report by a speech therapist",
            "bought": "missing",
            "bought_words": "Nobody came.",
            "may_share": "no",
            "upload": photo(),
        },
        follow=True,
    )
    page = answer.content.decode()
    assert "A report by a speech therapist" in page
    assert "Not considered yet" in page
    assert "You paid for it, as the council’s advice was missing: Nobody came." in page
    made = FamilyReport.objects.in_area(family.area.pk).get()
    assert (made.shared_on, made.contact_id) == (None, family.mother.pk)


def test_whoever_gave_it_opens_it_to_advisers_and_closes_it_again(family: Family) -> None:
    mother = of(family, family.mother)
    made = given(family, mother)
    for may_share in (True, False):
        share_own(family, mother, made, may_share=may_share)
        made.refresh_from_db()
        assert (made.shared_on is not None, made.shared_at is not None) == (may_share, may_share)
        (seen,) = case_reports(with_ask(family), case_ref=family.case.ref, today=NOW.date())[1]
        assert seen.title == "A report"
    told = LedgerEntry.objects.filter(verb="advice.share_own_report").count()
    assert told == 2
    with pytest.raises(Refusal, match="stands already"):
        share_own(family, mother, made, may_share=False)


def test_nobody_else_of_the_family_and_nobody_who_only_looks_opens_it(family: Family) -> None:
    made = given(family, of(family, family.mother))
    other = family.contact("Fay Testly", "father", email="fay@example.org")
    with pytest.raises(Hidden):
        share_own(family, of(family, other), made, may_share=True)
    made.refresh_from_db()
    assert made.shared_on is None


def test_it_is_changed_on_the_page_that_the_link_opens(family: Family) -> None:
    made = given(family, of(family, family.mother))
    client = browser(family, family.mother)
    door = reverse("family_evidence:sharing", args=[made.ref])
    assert door in client.get(reverse("family_evidence:evidence")).content.decode()
    assert "The council always reads what you give us" in client.get(door).content.decode()
    assert client.post(door, {"may_share": "yes"}).status_code == 302
    made.refresh_from_db()
    assert made.shared_on == NOW.date()


def share_own(family: Family, who: Actor, made: FamilyReport, *, may_share: bool) -> None:
    family_reports.share_own_report(
        actor=who, at=NOW, case_ref=family.case.ref, report_ref=made.ref, may_share=may_share
    )


def test_without_a_visit_the_pages_are_closed(family: Family) -> None:
    made = given(family, of(family, family.mother))
    client = Client()
    for name, parts in (("evidence", []), ("give", []), ("report", [made.ref])):
        assert client.get(reverse(f"family_evidence:{name}", args=parts)).status_code == 403


def test_nothing_typed_is_lost_when_a_reason_is_missing(family: Family) -> None:
    client = browser(family, family.mother)
    told = {"title": "A report", "bought": "late", "may_share": "no", "upload": photo()}
    answer = client.post(reverse("family_evidence:give"), told)
    assert answer.status_code == 422
    assert "Say what was late or missing." in answer.content.decode()
    assert 'value="A report"' in answer.content.decode()
    assert not FamilyReport.objects.in_area(family.area.pk).exists()


def held(case: Any, contact: Contact | None) -> list[Item]:
    message = FamilyMessage(area_id=case.area_id, case=case, contact=contact, said="everything")
    return [each for each in everything_held(message) if each.key.startswith("advice-")]


@pytest.mark.scenario(53)
def test_everything_held_lists_requests_advice_links_and_evidence() -> None:
    place = make_place(make_area())
    request = asked_and_received(place)
    give(place.point, request, after(9))
    link = a_link(place, request.ref)
    new = NewReport(title="On paper", given_by="His mother", received_on=after(9), source="post")
    family_reports.record_report(
        actor=place.officer.actor, at=noon(after(9)), case_ref=place.case.ref, new=new
    )
    items = {each.key: each for each in held(place.case, None)}
    assert len(items) == 4
    advice = next(each for key, each in items.items() if key.startswith("advice-version"))
    assert "One 45-minute session a week" in " ".join(advice.lines)
    assert items[f"advice-link-{link}"].is_of_others
    assert "A link that was sent on" in items[f"advice-link-{link}"].title
    assert not any(each.is_closed for each in items.values())


def a_link(place: Place, request_ref: str) -> str:
    new = NewLink(
        email="lee@hospital.example",
        organisation_ref=make_organisation(place.area, "Hospital", "health").ref,
        role=ROLE,
        consent="The mother agreed.",
        lasts=28,
        checked_how="Rang the switchboard.",
    )
    made = give_advice_link(
        actor=place.officer.actor, at=noon(after(9)), request_ref=request_ref, new=new
    )
    return made.link.ref
