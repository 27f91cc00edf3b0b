"""A provider’s own page: what its own organisation was asked, for whoever manages it, and no child by name."""

from dataclasses import replace

import pytest

from alongside.advice import perms
from alongside.advice.models import AdviceRequest
from alongside.advice.offers import home_cards, navigation
from alongside.advice.pages.parts import provider_requests
from alongside.advice.queries.days import service_days
from alongside.advice.queries.lists import BoardChoice
from alongside.advice.queries.provider import ProviderPage, provider_page
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.kernel.refusals import Hidden
from alongside.people.models import Organisation
from tests.advice.factories import (
    Place,
    Somebody,
    after,
    asked_and_received,
    assessed,
    check,
    give,
    make_place,
    share,
)
from tests.people.factories import make_area, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


@pytest.fixture
def trust(place: Place) -> Organisation:
    """To which the speech and language therapist and the physiotherapist belong, and nobody else."""
    made = make_organisation(place.area, "A Trust", "provider")
    for who in (place.speech, place.physio):
        who.post.organisation = made
        who.post.save()
    return made


def manager(place: Place, organisation: Organisation) -> Actor:
    scope = Scope(organisation_id=organisation.pk)
    holding = Holding("provider_manager", frozenset({perms.PROVIDER}), scope)
    return replace(place.camhs.actor, holdings=(holding,))


def shared(place: Place) -> list[AdviceRequest]:
    services: list[tuple[str, Somebody]] = [
        ("speech_and_language", place.speech),
        ("physiotherapy", place.physio),
        ("camhs", place.camhs),
    ]
    return share(place, asked_and_received(place), *services)


def seen(place: Place, organisation: Organisation, days: int, what: str = "") -> ProviderPage:
    return provider_page(
        manager(place, organisation), today=after(days), choice=BoardChoice(what=what)
    )


def test_a_manager_sees_what_their_own_organisation_was_asked_and_nothing_of_another(
    place: Place, trust: Organisation
) -> None:
    shared(place)
    found = seen(place, trust, 50)
    assert found.names == ("A Trust",)
    assert (found.board.late, found.board.total) == (2, 2)
    assert {each.organisation for each in found.board.page(0, 9)} == {"A Trust"}
    other = make_organisation(place.area, "Another Trust", "provider")
    assert seen(place, other, 50).board.total == 0


def test_days_and_first_submissions_are_of_their_own(place: Place, trust: Organisation) -> None:
    speech, physio, camhs = shared(place)
    check(place.doctor, give(place.camhs, camhs, after(5)), after(6), "accepted")
    check(place.doctor, give(place.physio, physio, after(20)), after(22), "accepted")
    first = give(place.speech, speech, after(30))
    check(place.doctor, first, after(31), "sent_back", reasons="How often?")
    found = seen(place, trust, 40)
    assert [(each.adviser, each.median) for each in found.days] == [
        ("physiotherapy", 20.0),
        ("speech_and_language", 30.0),
    ]
    assert (found.first_time.numerator, found.first_time.denominator) == (1, 2)
    assert found.board.sent_back == 1


def test_no_child_is_named_and_nothing_opens(place: Place, trust: Organisation) -> None:
    shared(place)
    today = after(50)
    table = provider_requests(seen(place, trust, 50).board.page(0, 9), today, empty="None")
    assert place.case.number in repr(table)
    assert place.case.child.family_name not in repr(table)
    assert place.case.child.given_names not in repr(table)
    (card,) = home_cards(manager(place, trust), today)
    assert card.total_count == 2
    assert place.case.child.family_name not in repr(card)
    (link,) = navigation(manager(place, trust))
    assert {row.address for row in card.rows} == {link.address}


def test_a_manager_opens_the_chart_of_a_service_that_nobody_else_gives(
    place: Place, trust: Organisation
) -> None:
    speech, *_ = shared(place)
    give(place.speech, speech, after(30))
    who = manager(place, trust)
    assert seen(place, trust, 40).alone == {"speech_and_language", "physiotherapy"}
    found = service_days(who, service="speech_and_language", today=after(40))
    assert found.days is not None
    assert found.days.count == 1
    (elsewhere,) = (each for each in shared_elsewhere(place) if each.adviser == "physiotherapy")
    assert elsewhere.post == place.camhs.post
    for service in ("physiotherapy", "camhs", "health"):
        with pytest.raises(Hidden):
            service_days(who, service=service, today=after(40))


def shared_elsewhere(place: Place) -> list[AdviceRequest]:
    """A second child, whose physiotherapist is of another organisation."""
    place.case = assessed(place.head.actor, place.officer.post, family_name="Other")
    return share(place, asked_and_received(place), ("physiotherapy", place.camhs))


def test_whoever_manages_no_provider_finds_nothing(place: Place) -> None:
    area_wide = replace(place.camhs.actor, holdings=(Holding("test", frozenset({perms.PROVIDER})),))
    for actor in (place.doctor.actor, place.speech.actor, area_wide):
        with pytest.raises(Hidden):
            provider_page(actor, today=after(1), choice=BoardChoice())
