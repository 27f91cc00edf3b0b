"""A case as its family sees it, by account and by link; and the officer's side of the same."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.casework import operations
from alongside.casework.models import FamilyMessage, FamilySettings
from alongside.casework.operations import families
from alongside.casework.operations.families.choosing import NewChoice
from alongside.casework.queries.family_everything import everything_held
from alongside.casework.rules.bodies import Relied
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor, Holding
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.ledger.operations import record_look
from alongside.notices.models import Notice
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.factories import actor_for, decide, happen
from tests.casework.families import Family, Home, words_of
from tests.casework.family_days import Clock, by_link
from tests.casework.test_pages import Desk
from tests.people.factories import make_area, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    kept = Clock()
    monkeypatch.setattr(clock, "now", lambda: kept.at)
    monkeypatch.setattr(clock, "today", lambda: kept.at.date())
    return kept


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def family(area: LocalArea, now: Clock) -> Family:
    return Family(area)


@pytest.fixture(params=["account", "link"])
def home(request: pytest.FixtureRequest, family: Family, now: Clock) -> Home:
    """The mother, by each way in."""
    if request.param == "account":
        return Home(family, family.account(family.mother, "Mo Testly"))
    return by_link(family, now)


def test_a_decision_is_told_by_its_letter_and_the_page_says_that_it_is_not_told_yet(
    home: Home, family: Family, now: Clock
) -> None:
    """The day, and not what was decided: that the letter says, with its rights. Nobody is sent news."""
    family.settings()
    happen(family.head, family.case, "request_received", date(2025, 3, 3))
    notices = Notice.objects.in_area(family.area.pk)
    told = notices.count()
    decide(family.head, family.case, "decided_to_assess", date(2025, 4, 1))
    assert notices.count() == told
    words = words_of(home.get())
    assert "The council decided on 1 April 2025. You are not told yet" in words
    assert "decided that" not in words
    assert "that the council will assess" not in words
    happen(family.head, family.case, "decided_to_assess", date(2025, 4, 2))
    words = words_of(home.get())
    assert "You are not told yet" not in words
    assert "The family was told that the council will assess" in words
    for body in ("health", "Sal Speech, Clinic Road"):
        happen(family.head, family.case, "advice_request_sent", date(2025, 4, 2), body=body)
    words = words_of(home.get())
    assert "Advice was asked for: health services" in words
    assert "Advice was asked for: somebody else who was asked" in words
    assert "Clinic Road" not in words


@pytest.mark.scenario(54)
def test_on_day_141_the_page_says_late_by_1_day_and_what_can_be_done(
    home: Home, family: Family, now: Clock
) -> None:
    family.settings()
    happen(family.head, family.case, "request_received", date(2025, 3, 3))
    happen(family.head, family.case, "decided_to_assess", date(2025, 4, 1))
    now.to(date(2025, 7, 21))
    if home.by_link:
        home = by_link(family, now)
    assert "final EHC plan. This was due" not in words_of(home.get())
    now.to(date(2025, 7, 22))
    if home.by_link:
        home = by_link(family, now)
    page = words_of(home.get())
    assert "Late by 1 day" in page
    assert "The council has to send you the final EHC plan. This was due on 21 July 2025." in page
    assert "Next: the advice comes in." in page
    assert "SENDIASS: 01632 960222." in page
    assert "Ombudsman" in page
    assert "You cannot appeal to the SEND tribunal because something is late." in page
    assert "Officer: Olive Officer" in page


@pytest.mark.scenario(54)
def test_an_exception_is_told_with_its_ground_and_hides_nothing(
    home: Home, family: Family, now: Clock
) -> None:
    happen(family.head, family.case, "request_received", date(2025, 3, 3))
    now.to(date(2025, 4, 20))
    family.case.refresh_from_db()
    operations.record_event(
        actor=family.head,
        at=now.at,
        case_ref=family.case.ref,
        expected_version=family.case.version,
        new=NewEvent(
            kind="exception_relied_on",
            happened_on=date(2025, 4, 10),
            source="own_work",
            body=Relied(
                ground="EXC-C",
                because="There was a death in the family",
                evidence="A letter",
                authorised_by="Head of SEND",
            ),
        ),
    )
    if home.by_link:
        home = by_link(family, now)
    page = words_of(home.get())
    assert "Late by 6 days" in page
    assert "There was a death in the family" in page
    assert "The day it was due does not change." in page


def test_no_setting_hides_lateness() -> None:
    """What an area can set is its words and its days: nothing that a page asks before it says late."""
    names = {field.name for field in FamilySettings._meta.get_fields()}
    assert names == {
        "id", "area", "question_days", "not_happening_days", "messages_read", "call_now",
        "advice_service", "complaints", "worry_post", "version",
    }  # fmt: skip


@pytest.mark.scenario(55)
def test_a_notice_says_no_personal_detail_and_nothing_changed_is_no_notice(
    family: Family, now: Clock
) -> None:
    mother = family.account(family.mother, "Mo Testly")
    own = Notice.objects.in_area(family.area.pk).filter(person=mother.person)
    assert own.count() == 0
    happen(family.officer, family.case, "note_made", date(2025, 3, 3), note="Rang.")
    assert own.count() == 0
    happen(family.officer, family.case, "request_received", date(2025, 3, 3))
    assert [each.sentence for each in own] == ["Something changed in a case that you follow."]
    home = Home(family, mother)
    home.get()
    assert own.count() == 1


@pytest.mark.scenario(55)
def test_the_page_says_what_changed_since_the_last_visit(family: Family, now: Clock) -> None:
    home = Home(family, family.account(family.mother, "Mo Testly"))
    assert "This is your first visit" in home.get()
    now.to(date(2025, 3, 5))
    assert "Nothing changed since your last visit" in home.get()
    happen(family.officer, family.case, "request_received", date(2025, 3, 6))
    now.to(date(2025, 3, 7))
    page = words_of(home.get())
    assert "New since your last visit on 5 March 2025" in page
    assert "6 March 2025: The council received the request for an assessment" in page


@pytest.mark.scenario(52)
def test_the_family_sees_who_looked_and_what_is_withheld_is_counted(
    home: Home, family: Family, now: Clock
) -> None:
    inspector = make_person(family.area, "Ina Inspector")
    looker = Actor(
        inspector.pk, "Ina", family.area.pk, family.area.slug, (Holding("inspector", frozenset()),)
    )
    for _ in range(2):
        record_look(
            actor=looker,
            at=now.at,
            subject="casework.case",
            subject_ref=family.case.ref,
            reason="The case",
        )
    page = words_of(home.get("looked"))
    assert "Inspector" in page
    assert "twice" in page or "2 times" in page
    assert "Ina" not in page
    lead = actor_for(
        family.area,
        make_person(family.area, "Gus Lead"),
        frozenset({"casework.protect_looks", "ledger.view"}),
    )
    seq = LedgerEntry.objects.filter(verb=LOOK, person_id=inspector.pk).first()
    assert seq is not None
    families.protect_look(actor=lead, at=now.at, seq=seq.seq, reason="A police inquiry.")
    page = words_of(home.get("looked"))
    assert "1 entry withheld" in page
    assert "police" not in page


@pytest.mark.scenario(53)
def test_everything_held_is_handed_over_and_third_parties_are_withheld_and_listed(
    home: Home, family: Family, now: Clock
) -> None:
    father = family.contact("Pat Otherly", "father", address="12 Hidden Road", phone="01632 960333")
    happen(family.officer, family.case, "request_received", date(2025, 3, 3), note="By e-mail.")
    home.send("tell", "everything", text="")
    asked = FamilyMessage.objects.in_area(family.area.pk).get()
    assert asked.reply_due_on == date(2025, 4, 3)
    items = everything_held(asked)
    others = [each.key for each in items if each.is_of_others]
    assert f"contact-{father.ref}" in others
    families.release_everything(
        actor=family.officer,
        at=now.at,
        message_ref=asked.ref,
        withhold=others,
        reason="About somebody else.",
    )
    page = words_of(home.get("release", asked.ref))
    assert "Ada Testly" in page
    assert "By e-mail." in page
    assert "Hidden Road" not in page
    assert "Pat Otherly" not in page
    assert "Somebody else in the record" in page
    assert "About somebody else." in page


@pytest.mark.scenario(53)
def test_nothing_is_handed_over_that_nobody_read(home: Home, family: Family, now: Clock) -> None:
    home.send("tell", "everything", text="")
    asked = FamilyMessage.objects.in_area(family.area.pk).get()
    lead = Desk(family.area, "Hetty Lead", "head_of_send")
    lead.get("release_everything", asked.ref)
    listed = str(len(everything_held(asked)))
    family.contact("Pat Otherly", "father", phone="01632 960333")
    sent = {"reason": "", "expected_version": listed}
    answered = lead.post_to("release_everything", asked.ref, **sent)
    assert answered.status_code == 422
    assert "recorded in this case meanwhile" in words_of(answered.content.decode())
    assert not hasattr(FamilyMessage.objects.in_area(family.area.pk).get(), "release")


@pytest.mark.scenario(50)
def test_when_the_rights_pass_the_parents_page_explains_and_rests_on_a_choice(
    area: LocalArea, now: Clock
) -> None:
    family = Family(area, born_on=date(2009, 5, 1))
    parent = Home(family, family.account(family.mother, "Mo Testly"))
    young = Home(family, family.account(None, "Ada Testly"))
    happen(family.officer, family.case, "request_received", date(2025, 3, 3))
    assert "On 27 June 2025 the rights pass to Ada" in words_of(parent.get())
    now.to(date(2025, 6, 27))
    closed = words_of(parent.get())
    assert "Since 27 June 2025 the rights are the young person’s own." in closed
    assert "Whose turn" not in closed
    parent.get("looked", status=404)
    parent.get("tell", "question", status=404)
    young.send("choose", contact=family.mother.ref, reach="sees")
    page = words_of(parent.get())
    assert "Whose turn" in page
    assert "The young person chose that you see this page." in page
    assert "Ask a question" not in page
    parent.send("tell", "question", text="May I ask?", status=404)
    young.send("choose", contact=family.mother.ref, reach="acts")
    parent.send("tell", "question", text="May I ask?")
    young.send("choose", contact=family.mother.ref, reach="nothing")
    assert "Whose turn" not in words_of(parent.get())
    families.record_choice(
        actor=family.officer,
        at=now.at,
        case_ref=family.case.ref,
        new=NewChoice(
            contact_ref=family.mother.ref,
            reach="represents",
            source="meeting",
            note="For the choice of college; capacity was assessed on 20 June.",
        ),
    )
    assert "Whose turn" in words_of(parent.get())
    desk = Client()
    desk.force_login(make_account(area, "Cora Clerk", "cora@example.org", "head_of_send"))
    sent = desk.post(
        reverse("casework:record_choice", args=[area.slug, family.case.ref]),
        {"contact": family.mother.ref, "reach": "nothing", "source": "phone"},
    )
    assert sent.status_code == 302
    assert "Whose turn" not in words_of(parent.get())


def test_a_parent_sees_nothing_of_the_other_nor_of_places(family: Family, now: Clock) -> None:
    father = family.contact("Pat Otherly", "father", restriction="Must not know where they live.")
    mother = family.account(family.mother, "Mo Testly")
    home, other = Home(family, mother), Home(family, family.account(father, "Pat Otherly"))
    happen(family.head, family.case, "request_received", date(2025, 3, 3))
    happen(family.head, family.case, "decided_to_assess", date(2025, 4, 1))
    happen(family.head, family.case, "decided_to_issue", date(2025, 6, 2))
    happen(family.head, family.case, "draft_sent", date(2025, 6, 9))
    happen(
        family.head,
        family.case,
        "institution_consulted",
        date(2025, 6, 10),
        body="Hidden Lane School",
    )
    now.to(date(2025, 6, 16))
    home.send("tell", "school", about="Hidden Lane School", text="We moved to Hidden Lane.")
    assert "Hidden Lane" in home.get()
    page = other.get()
    assert "Hidden Lane" not in page
    assert "Mo Testly" not in page
    said = FamilyMessage.objects.in_area(family.area.pk).get()
    other.get("file", said.ref, status=404)
    other.get("follow", said.ref, status=404)
    other.send("tell", "everything", text="")
    asked = FamilyMessage.objects.in_area(family.area.pk).get(said="everything")
    families.release_everything(
        actor=family.officer, at=now.at, message_ref=asked.ref, withhold=[], reason=""
    )
    handed = other.get("release", asked.ref)
    assert "Hidden Lane" not in handed
    assert "mo@example.org" not in handed
    home.get("release", asked.ref, status=404)


def test_each_look_of_the_family_is_noted(home: Home, family: Family) -> None:
    before = LedgerEntry.objects.filter(verb=LOOK).count()
    home.get()
    assert LedgerEntry.objects.filter(verb=LOOK).count() == before + 1
