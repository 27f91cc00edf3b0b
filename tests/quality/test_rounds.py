"""Rounds: planned, drawn by a kept seed, shared out, and closed."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.documents.rewriting import texts_of
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea, Person
from alongside.quality import reading_tools, tools
from alongside.quality.models import DrawnItem
from alongside.quality.operations import rounds, seating
from alongside.quality.pages.round_parts import has_free_seat
from alongside.quality.queries.marking import own_audit
from alongside.quality.queries.reading import document_to_audit
from alongside.quality.queries.rounds import is_drawn_again_the_same, round_page
from alongside.quality.rules.codes import (
    About,
    AuditState,
    Exclusion,
    Grade,
    Seat,
    Stratum,
)
from alongside.quality.rules.marking import OWN_WORK
from alongside.quality.tools import tool_numbered
from alongside.web import clock
from tests.access.factories import give
from tests.quality.council_desks import LATER, only_item, seen
from tests.quality.factories import (
    OPENED,
    Council,
    assign,
    draw,
    drawn_round,
    issue,
    items,
    marked,
    new_round,
    plan_round,
)
from tests.quality.test_put_right_pages import Seen

pytestmark = pytest.mark.django_db
PLANS = 4


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def area(council: Council) -> LocalArea:
    return council.area


def name_of(item: DrawnItem) -> str:
    child = item.case.child
    return f"{child.given_names} {child.family_name}"


@pytest.mark.scenario(21)
def test_a_draw_is_kept_with_its_seed_and_its_population_and_can_be_checked(
    council: Council,
) -> None:
    found = drawn_round(council, strata=(Stratum.TEAM,))
    page = round_page(council.lead, round_ref=found.ref)
    assert [each.population_count for each in page.draws] == [4]
    assert {each.stratum for each in page.items} == {"North", "South"}
    assert sum(each.is_double for each in page.items) == 1
    assert is_drawn_again_the_same(council.lead, draw_ref=page.draws[0].ref) is True
    issue(council, 5)
    assert is_drawn_again_the_same(council.lead, draw_ref=page.draws[0].ref) is None


@pytest.mark.scenario(21)
def test_drawing_again_needs_a_reason_is_logged_and_keeps_the_first_sample(
    council: Council,
) -> None:
    found = drawn_round(council, sample_size=2)
    first = items(found)
    audit = assign(council, first[0])
    with pytest.raises(Refusal, match="Say why"):
        draw(council, found, seed="c0de")
    draw(council, found, seed="c0de", why="The period was a week short.")
    audit.refresh_from_db()
    assert (audit.state, audit.ended_why) == (AuditState.GIVEN_BACK, "The sample was drawn again.")
    page = round_page(council.lead, round_ref=found.ref)
    assert [each.why for each in page.draws] == ["", "The period was a week short."]
    assert DrawnItem.objects.in_area(council.area.pk).filter(draw__number=1).count() == 2
    drawn = LedgerEntry.objects.filter(verb="quality.draw_sample").count()
    assert drawn == 2
    with pytest.raises(Hidden):
        assign(council, first[0])


def test_nobody_draws_again_once_a_result_is_known(council: Council) -> None:
    found = drawn_round(council)
    marked(council, next(each for each in items(found) if not each.is_double))
    with pytest.raises(Refusal, match="results are known"):
        draw(council, found, seed="c0de", why="We do not like it.")


def test_a_round_leaves_out_what_another_graded(council: Council) -> None:
    first = drawn_round(council, sample_size=1)
    item = items(first)[0]
    DrawnItem.objects.in_area(council.area.pk).update(is_double=False)
    marked(council, item)
    again = drawn_round(council, title="Again", exclusions=(Exclusion.AUDITED_BEFORE,))
    page = round_page(council.lead, round_ref=again.ref)
    assert page.draws[0].left_out == {Exclusion.AUDITED_BEFORE: 1}
    assert page.row.drawn_count == 3


def test_a_round_keeps_the_version_of_its_tool(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drawn_round(council)
    first = tool_numbered("ehc_plan", 1)
    newer = replace(first, version=2, begins=date(2025, 9, 1))
    monkeypatch.setattr(tools, "tools", lambda: (first, newer))
    page = round_page(council.lead, round_ref=found.ref)
    assert page.tool.version == 1
    assert plan_round(council, title="The next").tool_version == 2
    assert reading_tools.tool_of_round(found).version == 1


@pytest.mark.scenario(22)
def test_nobody_is_given_their_own_case(council: Council, area: LocalArea) -> None:
    officer = Person.objects.get(pk=council.officers[0][0].person_id)
    give(area, officer, "quality_auditor")
    found = drawn_round(council)
    own = [each for each in items(found) if each.author_id == officer.pk]
    others = [each for each in items(found) if each.author_id != officer.pk]
    with pytest.raises(Refusal) as caught:
        seating.assign_audit(
            actor=council.lead,
            at=OPENED,
            item_ref=own[0].ref,
            seat=Seat.FIRST,
            person_ref=officer.ref,
        )
    assert caught.value.sentence == OWN_WORK
    made = seating.share_out(
        actor=council.lead,
        at=OPENED,
        round_ref=found.ref,
        person_refs=[officer.ref, council.people[0].ref],
    )
    given = {each.item_id for each in made if each.auditor_id == officer.pk}
    assert given
    assert given <= {each.pk for each in others}
    assert len(made) == 4 + (1 if any(each.is_double for each in others) else 0)


def test_a_round_is_not_closed_while_somebody_marks(council: Council) -> None:
    found = drawn_round(council)
    audit = assign(council, items(found)[0])
    with pytest.raises(Refusal, match="still open"):
        rounds.close_round(
            actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
        )
    seating.give_back_audit(
        actor=council.lead, at=LATER, audit_ref=audit.ref, why="The period ended."
    )
    rounds.close_round(
        actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
    )
    with pytest.raises(Refusal, match="closed"):
        assign(council, items(found)[1])


def test_what_was_audited_is_read_no_more_once_the_round_is_closed(council: Council) -> None:
    found = drawn_round(council, sample_size=1)
    DrawnItem.objects.in_area(council.area.pk).update(is_double=False)
    audit = marked(council, items(found)[0])
    auditor = council.auditors[0]
    _, document = document_to_audit(auditor, audit_ref=audit.ref, today=LATER.date())
    assert "Long instructions" in " ".join(texts_of(document))
    rounds.close_round(
        actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
    )
    with pytest.raises(Hidden):
        document_to_audit(auditor, audit_ref=audit.ref, today=LATER.date())
    assert own_audit(auditor, audit_ref=audit.ref).grade is Grade.GOOD


def test_whoever_only_audits_draws_nothing(council: Council) -> None:
    with pytest.raises(Hidden):
        rounds.plan_round(actor=council.auditors[0], at=OPENED, about=About.PLAN, new=new_round())
    found = drawn_round(council)
    with pytest.raises(Hidden):
        round_page(council.auditors[0], round_ref=found.ref)


def test_a_round_still_says_what_it_can_show_once_it_is_drawn(council: Council) -> None:
    found = drawn_round(council, sample_size=40)
    page = seen(council, council.lead).get("round", found.ref)
    assert "What a sample of this size can show" in page
    assert "No target is set here" in page
    reviews = plan_round(council, about=About.REVIEW, title="Reviews")
    assert "can show" in seen(council, council.lead).get("round", reviews.ref)


def test_sharing_out_is_the_first_thing_to_do_only_while_a_seat_is_free(council: Council) -> None:
    item = only_item(council)
    assert has_free_seat(round_page(council.lead, round_ref=item.draw.round.ref))
    for each in items(item.draw.round):
        for seat in (Seat.FIRST, Seat.SECOND) if each.is_double else (Seat.FIRST,):
            who = council.auditors[seat is Seat.SECOND]
            seating.assign_audit(
                actor=council.lead,
                at=OPENED,
                item_ref=each.ref,
                seat=seat,
                person_ref=Person.objects.get(pk=who.person_id).ref,
            )
    assert not has_free_seat(round_page(council.lead, round_ref=item.draw.round.ref))


def test_a_round_says_that_a_newer_tool_is_in_use_and_keeps_its_own(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drawn_round(council)
    lead = seen(council, council.lead)
    assert "is in use since" not in lead.get("round", found.ref)
    first = tool_numbered("ehc_plan", 1)
    newer = replace(first, version=2, begins=date(2025, 8, 1))
    monkeypatch.setattr(tools, "tools", lambda: (first, newer))
    page = lead.get("round", found.ref)
    assert "EHC plan, version 1. Version 2 is in use since 1 August 2025." in page
    rounds.close_round(
        actor=council.lead, at=OPENED, round_ref=found.ref, expected_version=found.version
    )
    assert "is in use since" not in lead.get("round", found.ref)


def test_a_round_is_changed_or_taken_back_until_it_is_drawn(council: Council) -> None:
    found = plan_round(council)
    asked = (About.PLAN, new_round(title="EHC plans of summer", sample_size=3))
    rounds.change_round(
        actor=council.lead, at=OPENED, round_ref=found.ref, expected_version=1, asked=asked
    )
    found.refresh_from_db()
    assert (found.title, found.sample_size, found.version) == ("EHC plans of summer", 3, 2)
    with pytest.raises(Refusal, match="while the page was open"):
        rounds.draw_sample(actor=council.lead, at=OPENED, round_ref=found.ref, expected_version=1)
    other = plan_round(council, title="A mistake")
    with pytest.raises(Refusal, match="Say why"):
        rounds.take_back_round(actor=council.lead, at=OPENED, round_ref=other.ref, why=" ")
    rounds.take_back_round(
        actor=council.lead, at=OPENED, round_ref=other.ref, why="The wrong month."
    )
    page = seen(council, council.lead).get("round", other.ref)
    assert "Taken back" in page
    assert "The wrong month." in page
    draw(council, found)
    for change in ("change_round", "take_back_round"):
        page = seen(council, council.lead).get(change, found.ref)
        assert "The sample is drawn" in page
        assert "Nothing is drawn yet" not in page
    with pytest.raises(Refusal, match="The sample is drawn"):
        rounds.take_back_round(actor=council.lead, at=LATER, round_ref=found.ref, why="Late.")


def test_groups_are_named_in_words(council: Council) -> None:
    found = drawn_round(council, strata=(Stratum.TEAM, Stratum.NEED, Stratum.STAGE))
    groups = {each.stratum for each in round_page(council.lead, round_ref=found.ref).items}
    assert all("learning" not in each.split("; ")[1:2] for each in groups)
    assert all(each.split("; ")[0] in ("North", "South") for each in groups)
    assert all("primary" not in each for each in groups)


def test_every_tool_and_the_framework_can_be_read(council: Council) -> None:
    auditor = seen(council, council.auditors[0])
    page = auditor.get("tools")
    assert "Quality assurance framework, version 1" in page
    page = auditor.get("tool", "ehc_plan", "1")
    assert "Must be met" in page
    assert "Where to look" in page
    auditor.get("tool", "ehc_plan", "9", status=404)
    lead = seen(council, council.lead)
    assert "See what it asks" in lead.get("round", plan_round(council).ref)


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
