"""What social care offers when it does not know a child: recorded, answered, and the advice still owed."""

from dataclasses import replace

import pytest
from django.urls import reverse

from alongside.advice import perms
from alongside.advice.forms.offering import OfferForm
from alongside.advice.models import AdviceRequest, HelpOffer, OfferAnswer
from alongside.advice.operations import offering
from alongside.advice.operations.answering import answer_not_known
from alongside.advice.operations.offering import NewAnswer, NewOffer
from alongside.advice.pages.offering import offers_door
from alongside.advice.queries.offering import offers_to_family
from alongside.advice.queries.one_request import request_page
from alongside.advice.rules.offering import FamilySays
from alongside.casework.models import Contact
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.web import clock
from tests.advice.factories import (
    Place,
    Somebody,
    after,
    ask,
    make_place,
    noon,
    receive,
    said_on,
    somebody,
)
from tests.advice.test_own_evidence import NOW, browser, of
from tests.casework.families import Family
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
CARE = frozenset({perms.OVERSEE_SOCIAL_CARE})
YES = NewAnswer(says="agreed", answered_on=after(12), source="phone", words="Her mother.")
ASSESSMENT = NewOffer(
    kind="section_17",
    offered_on=after(11),
    offered_by="Sam Worker, social worker",
    answer=NewAnswer(says="waiting"),
)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def not_known(place: Place) -> AdviceRequest:
    request = receive(place, ask(place, adviser="social_care"))
    return answer_not_known(
        actor=place.point.actor,
        at=noon(after(10)),
        request_ref=request.ref,
        said=said_on(after(10)),
    )


def offer(who: Somebody, request: AdviceRequest, new: NewOffer = ASSESSMENT) -> HelpOffer:
    return offering.record_offer(
        actor=who.actor, at=noon(after(20)), request_ref=request.ref, new=new
    )


def seen(who: Actor, request: AdviceRequest) -> list[tuple[str, str]]:
    found = request_page(who, request_ref=request.ref, today=after(20))
    return [(each.kind, each.says) for each in found.offers]


def test_an_offer_is_recorded_and_answered_and_the_advice_is_still_owed(place: Place) -> None:
    request, care = not_known(place), somebody(place.area, "Dan Social", CARE)
    made = offer(care, request)
    assert seen(place.officer.actor, request) == [("section_17", "waiting")]
    for says in ("agreed", "declined"):
        offering.record_offer_answer(
            actor=place.officer.actor,
            at=noon(after(20)),
            offer_ref=made.ref,
            new=replace(YES, says=says),
        )
    for who in (care, place.officer, place.point):
        assert seen(who.actor, request) == [("section_17", "declined")]
    request.refresh_from_db()
    assert (request.state, request.first_given_on) == ("not_known", None)
    assert request_page(care.actor, request_ref=request.ref, today=after(43)).row.is_late(after(43))
    told = LedgerEntry.objects.filter(verb__in=("advice.record_offer", "advice.answer_offer"))
    assert told.count() == 3


def test_an_offer_that_waits_asks_for_no_way_in_which_an_answer_came(place: Place) -> None:
    day = {"offered_on_day": "3", "offered_on_month": "6", "offered_on_year": "2025"}
    waiting = {"kind": "section_17", "offered_by": "Sam Worker, social worker", "says": "waiting"}
    form = OfferForm({**day, **waiting})
    assert form.is_valid(), form.errors
    assert form.new_offer().answer == NewAnswer(says="waiting")
    request = not_known(place)
    with pytest.raises(Refusal, match="how the answer reached you"):
        offer(place.point, request, replace(ASSESSMENT, answer=replace(YES, source="")))


def test_early_help_is_refused_until_the_family_agreed(place: Place) -> None:
    request = not_known(place)
    early = replace(ASSESSMENT, kind="early_help")
    for answer in (NewAnswer(says="waiting"), replace(YES, says="declined")):
        with pytest.raises(Refusal, match="needs the family’s agreement"):
            offer(place.point, request, replace(early, answer=answer))
    assert not HelpOffer.objects.in_area(place.area.pk).exists()
    offer(place.point, request, replace(early, answer=YES))
    assert seen(place.point.actor, request) == [("early_help", "agreed")]


def test_nobody_else_offers_and_nothing_is_offered_before_the_answer(place: Place) -> None:
    request = receive(place, ask(place, adviser="social_care"))
    with pytest.raises(Refusal, match="once it answered"):
        offer(place.point, request)
    health = receive(place, ask(place))
    answer_not_known(
        actor=place.point.actor, at=noon(after(9)), request_ref=health.ref, said=said_on(after(9))
    )
    with pytest.raises(Refusal, match="Only social care"):
        offer(place.doctor, health)
    known = not_known_again(place, request)
    for who in (place.doctor, place.speech):
        with pytest.raises(Hidden):
            offer(who, known)
    assert not HelpOffer.objects.in_area(place.area.pk).exists()


def not_known_again(place: Place, request: AdviceRequest) -> AdviceRequest:
    return answer_not_known(
        actor=place.point.actor,
        at=noon(after(10)),
        request_ref=request.ref,
        said=said_on(after(10)),
    )


@pytest.fixture
def family() -> Family:
    return Family(make_area())


def offered(family: Family) -> HelpOffer:
    request = AdviceRequest.objects.create(
        area=family.area,
        case=family.case,
        adviser="social_care",
        side="social_care",
        body="social_care",
        purpose="assessment",
        framework=1,
        post=make_post(family),
        state="not_known",
        asked_on=after(0),
        recorded_at=noon(after(0)),
    )
    return HelpOffer.objects.create(
        area=family.area,
        request=request,
        kind="section_17",
        offered_on=after(11),
        offered_by="Sam Worker, social worker",
        recorded_at=noon(after(11)),
    )


def make_post(family: Family) -> object:
    return somebody(family.area, "Paul Point", CARE).post


def test_a_family_reads_it_in_plain_words_and_answers_by_itself(family: Family) -> None:
    offered(family)
    client = browser(family, family.mother)
    page = client.get(reverse("family_evidence:help")).content.decode()
    assert "A look at what help you and your family need." in page
    assert "Sam Worker" not in page
    assert "Which of these do you answer?" not in page
    door = reverse("family_evidence:help")
    assert client.post(door, {"says": "agreed"}).status_code == 302
    (kept,) = OfferAnswer.objects.in_area(family.area.pk)
    assert (kept.says, kept.answered_on, kept.source) == ("agreed", NOW.date(), "online")
    assert "Answered: yes" in client.get(reverse("family_evidence:help")).content.decode()


def test_a_family_says_which_of_two_offers_it_answers(family: Family) -> None:
    first, second = offered(family), offered(family)
    client, door = browser(family, family.mother), reverse("family_evidence:help")
    assert "Which of these do you answer?" in client.get(door).content.decode()
    assert client.post(door, {"says": "declined"}).status_code == 422
    assert client.post(door, {"which": second.ref, "says": "declined"}).status_code == 302
    assert [each.offer for each in OfferAnswer.objects.in_area(family.area.pk)] == [second]
    assert not first.answers.exists()


def test_where_nothing_was_offered_no_door_leads_there(family: Family) -> None:
    mother = of(family, family.mother)
    assert offers_door(mother, family.case.ref, NOW) == ()
    assert offers_to_family(mother, case_ref=family.case.ref, at=NOW).offers == ()
    offered(family)
    assert len(offers_door(mother, family.case.ref, NOW)) == 1


def test_a_parent_who_is_restricted_learns_nothing_of_it(family: Family) -> None:
    made = offered(family)
    Contact.objects.in_area(family.area.pk).filter(pk=family.mother.pk).update(
        restriction="No contact without the court."
    )
    mother = of(family, family.mother)
    assert offers_door(mother, family.case.ref, NOW) == ()
    assert offers_to_family(mother, case_ref=family.case.ref, at=NOW).offers == ()
    with pytest.raises(Hidden):
        offering.answer_own_offer(
            actor=mother,
            at=NOW,
            case_ref=family.case.ref,
            offer_ref=made.ref,
            says=FamilySays.AGREED.value,
        )
