"""Rounds, their meetings and their places: what is sent twice is kept once, and no title or note names anybody."""

from datetime import timedelta

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.models import DrawnItem, PutRight
from alongside.quality.operations import moderating, putting_right, rounds, seating
from alongside.quality.rules.codes import About, Present, SweepState
from alongside.quality.rules.moderating import NewMeeting
from alongside.web import clock
from tests.quality.factories import (
    OPENED,
    Council,
    assign,
    drawn_round,
    items,
    marked,
    new_round,
    plan_round,
)
from tests.quality.put_right_factories import begin_sweep
from tests.quality.test_put_right_pages import Seen

pytestmark = pytest.mark.django_db
LATER = OPENED + timedelta(days=14)
PLANS = 2


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def name_of(item: DrawnItem) -> str:
    child = item.case.child
    return f"{child.given_names} {child.family_name}"


def test_a_round_that_is_sent_twice_is_planned_once(council: Council) -> None:
    first = plan_round(council)
    assert plan_round(council) == first
    assert plan_round(council, sample_size=3) != first
    rounds.take_back_round(actor=council.lead, at=OPENED, round_ref=first.ref, why="Wrong month.")
    assert plan_round(council) != first


def test_the_title_of_a_round_names_nobody_who_was_audited(council: Council) -> None:
    item = items(drawn_round(council))[0]
    for title in (f"The EHC plan of {name_of(item)}", f"Case {item.case.number}"):
        with pytest.raises((Refusal, Refusals)):
            plan_round(council, title=title)
    found = plan_round(council, title="EHC plans of the summer term")
    with pytest.raises((Refusal, Refusals)):
        rounds.change_round(
            actor=council.lead,
            at=OPENED,
            round_ref=found.ref,
            expected_version=found.version,
            asked=(About.PLAN, new_round(title=name_of(item))),
        )


def test_a_meeting_that_is_sent_twice_counts_once_and_its_notes_name_nobody(
    council: Council,
) -> None:
    found = drawn_round(council)
    item = items(found)[0]

    def meet(notes: str) -> None:
        new = NewMeeting(held_on=LATER.date(), present={Present.PARENT: 2}, notes=notes)
        moderating.record_meeting(actor=council.lead, at=LATER, round_ref=found.ref, new=new)

    with pytest.raises((Refusal, Refusals), match="name"):
        meet(f"We spoke of {name_of(item)}.")
    meet("We spoke of section F.")
    meet("We spoke of section F.")
    meet("In the afternoon we spoke of section D.")
    assert found.meetings.count() == 2


def test_sharing_out_says_why_nothing_could_be_given(council: Council) -> None:
    found = drawn_round(council, sample_size=1)
    item = items(found)[0]
    assign(council, item)

    def share() -> None:
        refs = [council.people[0].ref]
        seating.share_out(actor=council.lead, at=LATER, round_ref=found.ref, person_refs=refs)

    if not item.is_double:
        DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=True)
    with pytest.raises(Refusal, match="may mark what is still free"):
        share()
    assign(council, item, 1, seat=seating.Seat.SECOND)
    with pytest.raises(Refusal, match="Every place is taken"):
        share()
    lead = Seen(council.area.slug, council.lead.person_id)
    assert "Every place is taken" in lead.get("share_out", found.ref)
    assert "Share it out to auditors" not in lead.get("round", found.ref)


def test_whoever_leads_is_led_to_the_meeting_before_its_grade(council: Council) -> None:
    found = drawn_round(council, sample_size=3)
    item = items(found)[0]
    DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=True)
    marked(council, item, "good")
    marked(council, item, "requires_improvement", 1, seating.Seat.SECOND)
    lead = Seen(council.area.slug, council.lead.person_id)
    page = lead.get("item", item.ref)
    assert "Record a moderation meeting" in page
    assert "Record the grade that was agreed" not in page
    assert "2 in one group. 3 were asked for, and there are no more." in lead.get(
        "round", found.ref
    )
    assert "Share it out to auditors" in lead.get("round", found.ref)
    closing = lead.get("close_round", found.ref)
    assert "Without a grade: 2 of 2." in closing
    assert "A meeting has still to agree 1 of these grades." in closing


def test_an_urgent_concern_that_is_sent_twice_is_raised_once(council: Council) -> None:
    item = items(drawn_round(council, sample_size=1))[0]
    assign(council, item)

    def raise_it(what: str) -> PutRight:
        return putting_right.raise_urgent(
            actor=council.auditors[0], at=LATER, item_ref=item.ref, what=what, is_about_safety=False
        )

    first = raise_it("Nobody helps him to eat.")
    assert raise_it("Nobody helps him to eat. ") == first
    assert raise_it("He has been at home for a month.") != first


def test_a_sweep_that_is_sent_twice_runs_once(council: Council) -> None:
    first = begin_sweep(council)
    assert begin_sweep(council) == first
    first.state = SweepState.DONE.value
    first.save(update_fields=["state"])
    assert begin_sweep(council) != first
