"""What was sent back, for whom it is; section G that waits for agreement; and advice in more than one document."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from alongside.advice.operations import giving
from alongside.advice.queries.agreements import agreement_waiting, agreements_waiting
from alongside.advice.queries.one_request import submission_file, submission_page
from alongside.advice.queries.themes import themes_for_training, themes_sent_back
from alongside.casework.operations.plan_parts import agree_health_provision, change_part
from alongside.casework.rules.plans.codes import Section
from alongside.kernel.refusals import Hidden, Refusal
from tests.advice.factories import (
    GOOD,
    Place,
    after,
    asked_and_received,
    check,
    give,
    make_place,
    noon,
    share,
)
from tests.advice.use_factories import DRAFTED, later
from tests.casework import plan_factories as plans
from tests.people.factories import make_area

HELP = replace(plans.HEALTH, needs=(), outcomes=())
pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def test_an_author_sees_what_was_sent_back_of_their_own_alone(place: Place) -> None:
    whole = asked_and_received(place)
    mine, other = share(place, whole, ("speech_and_language", place.speech), ("camhs", place.camhs))
    for who, part, theme in ((place.speech, mine, "provision"), (place.camhs, other, "terms")):
        first = give(who, part, after(10))
        check(place.doctor, first, after(12), "sent_back", reasons="Why?", themes=(theme,))
    own = themes_sent_back(place.speech.actor, today=after(20))
    assert own.is_own
    assert [(e.adviser, e.theme, e.counts[-1]) for e in own.themes] == [
        ("speech_and_language", (1, "provision"), 1)
    ]
    whole_side = themes_sent_back(place.doctor.actor, today=after(20))
    assert [
        (each.adviser, each.sent_back[-1], each.checks[-1]) for each in whole_side.services
    ] == [
        ("camhs", 1, 1),
        ("speech_and_language", 1, 1),
    ]
    assert len(whole_side.themes) == 2
    assert themes_for_training(area_id=place.area.pk, today=after(20))[1] == ()
    assert themes_sent_back(place.head.actor, today=after(20)).themes == ()


def test_section_g_waits_until_the_rows_as_they_stand_are_agreed(place: Place) -> None:
    assert agreements_waiting(place.doctor.actor) == ()
    plan = plans.begin(place.officer.actor, place.case, at=noon(DRAFTED))
    officer, doctor = place.officer.actor, place.doctor.actor
    row = plans.add(officer, plan, Section.G, HELP, at=noon(DRAFTED))
    (waiting,) = agreements_waiting(doctor)
    assert (waiting.case_ref, waiting.since, waiting.is_lapsed) == (place.case.ref, DRAFTED, False)
    assert [first for first, _ in waiting.rows] == ["Speech and language therapy"]
    with pytest.raises(Hidden):
        agreements_waiting(place.head.actor)
    agree_health_provision(
        actor=officer,
        at=noon(later(1)),
        version_ref=plan.ref,
        agreement=plans.AGREEMENT,
        asked=plans.OFFICER,
    )
    assert agreements_waiting(doctor) == ()
    with pytest.raises(Hidden):
        agreement_waiting(doctor, case_ref=place.case.ref)
    change_part(
        actor=officer,
        at=noon(later(3)),
        part_ref=row.ref,
        expected_version=row.version,
        body=replace(HELP, how_much="45 minutes"),
        asked=plans.OFFICER,
    )
    lapsed = agreement_waiting(doctor, case_ref=place.case.ref)
    assert (lapsed.is_lapsed, lapsed.since) == (True, later(3))


def test_advice_may_come_in_several_documents(place: Place) -> None:
    request = asked_and_received(place)
    papers = tuple(ContentFile(f"{n}\n".encode(), f"advice-{n}.txt") for n in (1, 2, 3))
    new = replace(GOOD, text="", further=papers)
    first = give(place.point, request, after(3), new)
    page = submission_page(place.doctor.actor, submission_ref=first.ref, today=after(3))
    assert (page.has_file, page.papers) == (True, (2, 3))
    for number in (1, 2, 3):
        file = submission_file(
            place.doctor.actor, submission_ref=first.ref, today=after(3), number=number
        )
        assert file.name == f"advice-{number}.txt"
    for who, number in ((place.doctor, 4), (place.speech, 2)):
        with pytest.raises(Hidden):
            submission_file(who.actor, submission_ref=first.ref, today=after(3), number=number)
    check(place.doctor, first, after(4), "sent_back", reasons="How often?")
    again = save(place, request.ref, replace(GOOD))
    assert [each.number for each in again.papers.all()] == [2, 3]
    again = save(place, request.ref, replace(GOOD, drops_further=True))
    assert [each.number for each in again.papers.all()] == []
    assert [each.number for each in first.papers.all()] == [2, 3]


def test_there_is_an_end_to_how_many_documents_are_kept(place: Place) -> None:
    request = asked_and_received(place)
    papers = tuple(ContentFile(f"{n}\n".encode(), f"advice-{n}.txt") for n in range(12))
    with pytest.raises(Refusal, match="No more than 10 documents"):
        give(place.point, request, after(3), replace(GOOD, further=papers))


def save(place: Place, request_ref: str, new: giving.Written) -> object:
    return giving.save_writing(
        actor=place.point.actor,
        at=noon(after(5)),
        request_ref=request_ref,
        expected_version=0,
        new=new,
    )
