"""What the plan room answers to "what needs me today?", for each who asks."""

from datetime import date

import pytest

from alongside.kernel.dates import PartialDate
from alongside.plan import operations
from alongside.plan.commands import Assessment, ImpactReply, NewEvidence, RiskDetails
from alongside.plan.models import Line
from alongside.plan.offers import OFFERS
from alongside.plan.rules.codes import AnswerKind, Partner, RiskKind
from alongside.web.offers import HomeCard
from tests.plan.factories import AT, TODAY, Place, complete, lead, make_action, record
from tests.plan.test_date_changes import ask
from tests.plan.test_queries import with_measure

pytestmark = pytest.mark.django_db
LATER = date(2021, 4, 10)


def cards(place: Place, name: str, *roles: str, today: date = LATER) -> dict[str, HomeCard]:
    found = OFFERS.home_cards(place.actor(name, *roles), today)
    return {card.title: card for card in found}


def texts(card: HomeCard) -> list[str]:
    return [row.text for row in card.rows]


def test_the_chair_sees_what_waits_what_is_late_and_what_has_no_lead(
    place: Place, line: Line
) -> None:
    record(place, line, "on_track")
    ask(place, line)
    found = cards(place, "Charlie Chair", "chair")
    assert texts(found["Date changes that wait for your consent"]) == [
        "2.1-A Write the strategy together"
    ]
    (late,) = found["Late"].rows
    assert (late.tag, late.tag_colour) == ("Delayed since 1 April 2021", "amber")
    assert found["A lead is missing"].total_count == 2
    assert found["Done, not yet making a difference"].rows == []
    assert "Questions from an import" not in found


def test_the_longest_late_comes_first(place: Place, line: Line) -> None:
    make_action(place, line.parent, "2.1-B", end=PartialDate(2020, 8))
    found = texts(cards(place, "Charlie Chair", "chair")["Late"])
    assert [each.split()[0] for each in found] == ["2.1-B", "2.1-A"]


def test_an_officer_sees_own_lines_without_a_status_this_month(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Olive Officer")
    title = "Your lines that need a status this month"
    assert texts(cards(place, "Olive Officer", "workstream_officer", today=TODAY)[title]) == [
        "2.1-A Write the strategy together"
    ]
    record(place, line, "on_track", TODAY)
    assert cards(place, "Olive Officer", "workstream_officer", today=TODAY)[title].rows == []
    assert cards(place, "Olive Officer", "workstream_officer")[title].total_count == 1
    complete(place, line, date(2020, 7, 1))
    assert cards(place, "Olive Officer", "workstream_officer")[title].total_count == 0


def test_the_forum_sees_impacts_that_have_evidence_and_no_view(place: Place, line: Line) -> None:
    impact = operations.add_impact(
        actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families are heard."
    )
    title = "Impacts that wait for the forum’s view"
    assert cards(place, "Frances Forum", "forum_officer")[title].rows == []
    proof = operations.attach_evidence(
        actor=place.officer,
        at=AT,
        new=NewEvidence(title="Survey", document_reference="S1"),
        impact_ref=impact.ref,
    )
    operations.answer_impact(
        actor=place.officer,
        at=AT,
        impact_ref=impact.ref,
        reply=ImpactReply(AnswerKind.EVIDENCE, TODAY, evidence_ref=proof.ref),
    )
    assert texts(cards(place, "Frances Forum", "forum_officer")[title]) == ["Families are heard."]


def test_whoever_may_not_read_the_plan_is_offered_nothing(place: Place, line: Line) -> None:
    for role in ("administrator", "parent"):
        actor = place.actor("Ada", role)
        assert OFFERS.home_cards(actor, TODAY) == ()
        assert OFFERS.search(actor, "strategy") == ()
        assert OFFERS.dates(actor, TODAY) == ()
        assert OFFERS.navigation(actor) == ()


@pytest.mark.parametrize(
    ("words", "found"), [("strategy together", 1), ("2.1", 2), ("joint COMM", 1), ("unicorn", 0)]
)
def test_search_finds_lines_by_reference_and_by_words(
    place: Place, line: Line, words: str, found: int
) -> None:
    hits = OFFERS.search(place.chair, words)
    assert len(hits) == found
    assert all(hit.address.startswith("/york/plan/") for hit in hits)


def hits(place: Place, words: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in OFFERS.search(place.chair, words)]


def test_search_finds_risks_by_their_words(place: Place, line: Line) -> None:
    details = RiskDetails(
        kind=RiskKind.RISK,
        title="Families pay for reports",
        description="",
        mitigation="Share the cost of travel",
        owner_post_ref="",
        review_on=None,
        line_refs=(line.ref,),
    )
    risk = operations.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        details=details,
        assessment=Assessment(TODAY, 3, 3, 2, 2),
    )
    assert hits(place, "families pay") == [("Risk", "Families pay for reports")]
    (found,) = OFFERS.search(place.chair, "cost of TRAVEL")
    assert found.address == f"/york/plan/risks/{risk.ref}/"


def test_search_finds_evidence_until_it_is_withdrawn(place: Place, line: Line) -> None:
    evidence = operations.attach_evidence(
        actor=place.officer,
        at=AT,
        line_ref=line.ref,
        new=NewEvidence(title="Minutes of the forum", document_reference="CYC/12"),
    )
    (found,) = OFFERS.search(place.chair, "minutes of")
    assert (found.kind, found.title, found.excerpt) == (
        "Evidence",
        "Minutes of the forum",
        "of 2.1-A",
    )
    assert found.address == f"/york/plan/lines/{line.ref}/"
    assert hits(place, "cyc/12") == [("Evidence", "Minutes of the forum")]
    operations.withdraw_evidence(
        actor=place.officer, at=AT, evidence_ref=evidence.ref, reason="Another document was meant"
    )
    assert hits(place, "minutes of") == []


def test_search_finds_a_post_by_the_lines_that_it_leads(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    (found,) = OFFERS.search(place.chair, "head of")
    assert (found.kind, found.excerpt) == ("Lines that this post leads", line.statement.title)
    assert found.address.startswith(f"/york/plan/plans/{line.statement.ref}/?lead=")


def test_a_persons_own_dates_are_the_ends_of_their_lines_milestones_and_reviews(
    place: Place, line: Line
) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    operations.add_milestone(
        actor=place.officer, at=AT, line_ref=line.ref, text="Draft", due=PartialDate(2020, 12)
    )
    operations.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        details=RiskDetails(
            RiskKind.RISK,
            "Staff",
            owner_post_ref=place.post("Head of SEND").ref,
            review_on=date(2020, 8, 1),
        ),
        assessment=Assessment(TODAY, 3, 3, 2, 2),
    )
    dates = OFFERS.dates(place.actor("Harriet Head", "head_of_send"), TODAY)
    assert [(d.on, d.title) for d in dates] == [
        (date(2021, 3, 31), "End date of 2.1-A of the action plan"),
        (date(2020, 12, 31), "Milestone of 2.1-A of the action plan"),
        (date(2020, 8, 1), "Review of a risk in the action plan"),
    ]
    assert OFFERS.dates(place.chair, TODAY) == ()


def test_whoever_enters_figures_sees_which_are_due_and_where_to_enter_them(
    place: Place, line: Line
) -> None:
    with_measure(place, line, 95)
    title = "Figures that are due"
    assert cards(place, "Dana Analyst", "data_analyst", today=date(2020, 8, 31))[title].rows == []
    (due,) = cards(place, "Dana Analyst", "data_analyst", today=date(2020, 9, 1))[title].rows
    assert due.text == "2.1-k1 90% of decisions"
    assert due.note == "due since 1 September 2020"
    assert due.address.startswith("/york/measures/")
