"""Somebody is away or leaves; late advice goes to whom the framework names; nobody is told in vain."""

from datetime import date

import pytest

from alongside.advice.models import PostCover
from alongside.advice.operations import moving, standing_in
from alongside.advice.operations.standing_in import NewCover
from alongside.advice.queries.away import posts_to_cover
from alongside.advice.queries.lists import BoardChoice, board, own_requests
from alongside.advice.queries.one_request import is_held, request_page, seniors
from alongside.advice.reminders import remind
from alongside.advice.rules.escalating import RungState
from alongside.kernel.refusals import Hidden, Refusal
from alongside.notices.models import Notice
from alongside.people.models import PostHolding
from tests.access.factories import give as give_role
from tests.advice.factories import (
    DUE,
    Place,
    Somebody,
    after,
    ask,
    asked_and_received,
    make_place,
    noon,
    receive,
    share,
    somebody,
)
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place(make_area())


def cover(who: Somebody, away: Somebody, post: Somebody, since: date, until: date) -> None:
    new = NewCover(away_ref=away.post.ref, post_ref=post.post.ref, since=since, until=until)
    standing_in.cover_post(actor=who.actor, at=noon(after(3)), new=new)


def person_of(who: Somebody) -> object:
    return PostHolding.objects.in_area(who.actor.area_id).get(post=who.post).person


def told(place: Place, who: Somebody) -> list[str]:
    rows = Notice.objects.in_area(place.area.pk).filter(person_id=who.actor.person_id)
    return list(rows.order_by("id").values_list("sentence", flat=True))


def test_whoever_stands_in_reads_what_is_there_and_what_comes_meanwhile(place: Place) -> None:
    first = asked_and_received(place)
    cover(place.point, place.point, place.camhs, after(3), after(10))
    later = receive(place, ask(place, adviser="social_care"))
    mine = own_requests(place.camhs.actor, today=after(5), choice=BoardChoice()).page(0, 9)
    assert {each.ref for each in mine} == {first.ref, later.ref}
    assert request_page(place.camhs.actor, request_ref=later.ref, today=after(9))
    for day in (after(2), after(10)):
        with pytest.raises(Hidden):
            request_page(place.camhs.actor, request_ref=first.ref, today=day)


def test_whoever_stands_in_is_reminded_too(place: Place) -> None:
    asked_and_received(place)
    cover(place.point, place.point, place.camhs, after(3), after(60))
    assert remind(at=noon(after(39)), today=after(39)) == 2


def test_a_cover_is_of_another_post_in_time_and_not_twice(place: Place) -> None:
    asked_and_received(place)
    with pytest.raises(Refusal, match="another post"):
        cover(place.point, place.point, place.point, after(3), after(10))
    with pytest.raises(Refusal, match="after today"):
        cover(place.point, place.point, place.camhs, after(1), after(3))
    cover(place.point, place.point, place.camhs, after(3), after(10))
    with pytest.raises(Refusal, match="covers already"):
        cover(place.point, place.point, place.camhs, after(9), after(20))


def test_nobody_arranges_cover_for_posts_that_are_not_theirs(place: Place) -> None:
    asked_and_received(place)
    for who in (place.speech, place.officer, place.head):
        with pytest.raises(Hidden):
            cover(who, place.point, place.camhs, after(3), after(10))
    assert [each.ref for each in posts_to_cover(place.doctor.actor, today=after(3))] == [
        place.point.post.ref
    ]
    assert [each.ref for each in posts_to_cover(place.speech.actor, today=after(3))] == [
        place.speech.post.ref
    ]


def test_everything_of_somebody_who_leaves_goes_to_another_at_once(place: Place) -> None:
    """Of the sides that the person looks after; what is closed stays where it was."""
    whole = asked_and_received(place)
    (part,) = share(place, whole, ("camhs", place.point))
    count = standing_in.hand_over_post(
        actor=place.doctor.actor,
        at=noon(after(4)),
        away_ref=place.point.post.ref,
        post_ref=place.physio.post.ref,
        note="Paul leaves.",
    )
    assert count == 2
    part.refresh_from_db()
    assert part.post == place.physio.post
    assert part.steps.order_by("-id")[0].words == "Paul leaves."
    assert told(place, place.physio)[-1] == "Requests for advice were handed over to you."
    with pytest.raises(Hidden):
        standing_in.hand_over_post(
            actor=place.doctor.actor, at=noon(after(4)), away_ref=place.point.post.ref,
            post_ref=place.camhs.post.ref, note="",
        )  # fmt: skip


def test_a_request_with_a_post_that_nobody_holds_says_so(place: Place) -> None:
    request = asked_and_received(place)
    PostHolding.objects.in_area(place.area.pk).filter(post=place.point.post).update(
        held_until=after(5)
    )
    choice = BoardChoice(what="nobody")
    assert board(place.doctor.actor, today=after(4), choice=choice).total == 0
    assert board(place.doctor.actor, today=after(5), choice=choice).total == 1
    assert not is_held(place.doctor.actor, request_ref=request.ref, today=after(5))
    assert posts_to_cover(place.doctor.actor, today=after(5))[0].holders == ""
    cover(place.doctor, place.point, place.camhs, after(5), after(30))
    assert board(place.doctor.actor, today=after(5), choice=choice).total == 0
    assert is_held(place.doctor.actor, request_ref=request.ref, today=after(5))


def test_the_next_to_be_told_is_offered_by_side_and_days(place: Place) -> None:
    lead = somebody(place.area, "Lena Lead", frozenset())
    for who, role in (
        (place.doctor, "designated_clinical_officer"),
        (lead, "icb_executive_lead"),
    ):
        give_role(place.area, person_of(who), role, at=noon(after(0)))
    request = asked_and_received(place)
    higher = BoardChoice(what="higher")
    assert board(place.doctor.actor, today=DUE, choice=higher).total == 0
    late = after(43)
    assert states(place.officer, request.ref, late)[0] == (RungState.NEXT, place.doctor.post)
    assert board(place.doctor.actor, today=late, choice=higher).total == 1
    escalate(place.officer, request.ref, place.doctor, late)
    assert board(place.doctor.actor, today=late, choice=higher).total == 0
    assert states(place.officer, request.ref, late)[0][0] is RungState.TOLD
    later = after(42 + 15)
    assert states(place.officer, request.ref, later)[1] == (RungState.NEXT, lead.post)
    cover_of_lead(place, lead, later)
    escalate(place.officer, request.ref, lead, later)
    assert (
        told(place, lead)
        == told(place, place.camhs)[-1:]
        == ["Advice that is waited for was brought to you."]
    )


def cover_of_lead(place: Place, lead: Somebody, day: date) -> None:
    """Whoever is told stands in for somebody who is away."""
    PostCover.objects.create(
        area=place.area,
        away=lead.post,
        post=place.camhs.post,
        covers_from=day,
        covers_until=date.fromordinal(day.toordinal() + 9),
        recorded_at=noon(day),
    )


def escalate(who: Somebody, request_ref: str, to: Somebody, day: date) -> None:
    moving.escalate_request(
        actor=who.actor,
        at=noon(day),
        request_ref=request_ref,
        post_ref=to.post.ref,
        note="Please find somebody who answers.",
    )


def states(who: Somebody, request_ref: str, day: date) -> list[tuple[RungState, object]]:
    found = seniors(who.actor, request_ref=request_ref, at=noon(day))
    return [(each.step.state, each.post) for each in found]
