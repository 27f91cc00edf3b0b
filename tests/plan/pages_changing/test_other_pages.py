"""Judgements, leads, words, measures, workstreams, risks and questions, through their pages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from alongside.measures import operations as measures
from alongside.measures.operations import SeriesDetails
from alongside.plan import operations
from alongside.plan.commands import Assessment, RiskDetails
from alongside.plan.models import (
    BoardJudgement,
    ForumView,
    ImpactAnswer,
    ImportQuestion,
    Lead,
    Line,
    MeasureOfSuccess,
    QuestionCandidate,
    Risk,
    Statement,
    Workstream,
)
from alongside.plan.rules.codes import Partner, QuestionKind, RiskKind
from tests.measures.outcomes import impact as impact_page
from tests.plan.factories import AT, TODAY, Place, complete, lead, make_statement
from tests.plan.pages_changing.conftest import SignIn, boxes, to, words


def test_the_board_judges_on_named_evidence(chair: Client, place: Place, line: Line) -> None:
    complete(place, line)
    evidence = line.evidence.get()
    address = to("record_judgement", line.ref)
    sent = {"verdict": "yes", "text": "Families say so", **boxes("judged_on", 15, 6, 2020)}
    refused = chair.post(address, sent)
    assert "Name the evidence that the board judged on." in words(refused)
    assert chair.post(address, {**sent, "evidence": [evidence.ref]}).status_code == 302
    assert BoardJudgement.objects.in_area(line.area_id).get().evidence_links.count() == 1


def test_the_forum_gives_its_view(forum: Client, line: Line) -> None:
    sent = {"verdict": "not_yet", "text": "Not felt yet", **boxes("viewed_on", 15, 6, 2020)}
    assert forum.post(to("record_forum_view", line.ref), sent).status_code == 302
    assert ForumView.objects.in_area(line.area_id).get().verdict == "not_yet"


@pytest.mark.parametrize(
    ("who", "kind"), [("chair", "board"), ("forum", "forum"), ("officer", "evidence")]
)
def test_an_impact_is_answered_by_whom_it_concerns(
    request: pytest.FixtureRequest, place: Place, line: Line, who: str, kind: str
) -> None:
    complete(place, line.parent)
    impact = operations.add_impact(
        actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families wait less"
    )
    evidence = line.parent.evidence.get()
    sent = {"text": "We saw it", "evidence": evidence.ref, **boxes("answered_on", 15, 6, 2020)}
    sent |= {} if kind == "evidence" else {"verdict": "partly"}
    clients = {name: request.getfixturevalue(name) for name in ("chair", "forum", "officer")}
    for name, client in clients.items():
        expected = 302 if name == who else 404
        answer = client.post(to("answer_impact", impact.ref, kind), sent)
        assert answer.status_code == expected, name
    assert ImpactAnswer.objects.in_area(line.area_id).get().kind == kind
    assert clients[who].get(to("answer_impact", impact.ref, "hearsay")).status_code == 404


def test_an_impact_points_to_its_evidence_for_those_who_may_read_it(
    officer: Client, sign_in: SignIn, place: Place, line: Line
) -> None:
    impact = operations.add_impact(
        actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families wait less"
    )
    told = impact_page(place.officer)
    sent = {"told_in": told.ref, "expected_version": "1"}
    assert officer.post(to("link_impact", impact.ref), sent).status_code == 302
    page = officer.get(to("line", line.parent.ref))
    assert "Evidence of impact: Easy-read strategy" in words(page)
    assert reverse("measures:one_impact", args=["york", told.ref]) in page.content.decode()
    senco = sign_in("Sam Senco", "senco", organisation=place.council)
    assert "Easy-read strategy" not in words(senco.get(to("line", line.parent.ref)))


def test_a_lead_is_added_and_ended(officer: Client, place: Place, line: Line) -> None:
    post = place.post("Director", holder="Dora Director")
    page = words(officer.get(to("assign_lead", line.ref)))
    assert "Director, City of York Council (Dora Director)" in page
    assert "No health lead" in page
    sent = {"partner": "council", "post": post.ref}
    assert officer.post(to("assign_lead", line.ref), sent).status_code == 302
    twice = officer.post(to("assign_lead", line.ref), sent)
    assert "Director already leads this line." in words(twice)
    led = Lead.objects.in_area(line.area_id).get()
    assert "“No council lead”" in words(officer.get(to("end_lead", led.ref)))
    ended = officer.post(to("end_lead", led.ref), boxes("lead_until", 15, 6, 2020))
    assert ended.status_code == 302
    led.refresh_from_db()
    assert led.lead_until == TODAY


def test_the_words_of_a_promise_change_with_a_reason(officer: Client, line: Line) -> None:
    address = to("reword_line", line.ref)
    sent = {"text": "Write it with families", "reason": "Clearer", "expected_version": line.version}
    assert officer.post(address, sent).status_code == 302
    stale = officer.post(address, {**sent, "text": "Write it alone"})
    said = words(stale)
    assert "What is promised Write it with families Write it alone" in said
    assert "Save mine over theirs" in said


def test_lines_are_added_in_their_places(officer: Client, place: Place) -> None:
    statement = make_statement(place, "Another written statement of action")
    top = {"kind": "outcome", "reference": "9.1", "text": "Families know", "weakness": "2"}
    answer = officer.post(to("add_line", statement.ref), top)
    outcome = Line.objects.in_area(place.area.pk).get(reference="9.1")
    assert answer["Location"] == to("line", outcome.ref)
    below = {"reference": "9.1-A", "part": "A", "text": "Tell them", **boxes("end", "", 3, 2021)}
    assert officer.post(to("add_line_below", outcome.ref), below).status_code == 302
    action = Line.objects.in_area(place.area.pk).get(reference="9.1-A")
    assert (action.parent_id, action.end_precision) == (outcome.pk, "month")
    again = officer.post(to("add_line_below", outcome.ref), below)
    assert "There is already a line 9.1-A. Choose another reference." in words(again)


def test_an_action_plan_is_begun_and_changed(officer: Client, place: Place) -> None:
    sent = {
        "kind": "written_statement_of_action",
        "title": "Written statement of action",
        "embedded_review_points": "3",
        **boxes("inspected_from", 9, 12, 2019),
        **boxes("inspected_until", 13, 12, 2019),
    }
    answer = officer.post(to("new_statement"), sent)
    made = Statement.objects.in_area(place.area.pk).get()
    assert answer["Location"] == to("statement", made.ref)
    assert made.inspected_until.isoformat() == "2019-12-14"
    page = officer.get(to("edit_statement", made.ref)).content.decode()
    assert re.search(r'name="inspected_until_day"[^>]*value="13"', page)
    changed = {**sent, "title": "Our written statement of action", "expected_version": 1}
    assert officer.post(to("edit_statement", made.ref), changed).status_code == 302
    partners = {"partners": ["council", "health", "families"]}
    assert officer.post(to("set_partners", made.ref), partners).status_code == 302
    refused = officer.post(to("set_partners", made.ref), {"partners": ["council"]})
    assert "The council and health are always accountable." in words(refused)


def test_a_measure_is_promised_and_its_figures_chosen(
    officer: Client, place: Place, line: Line
) -> None:
    outcome = line.parent
    sent = {
        "reference": "2.1-k1",
        "text": "Plans finished in time",
        "kind": "quantified",
        "target_value": "90",
        "unit": "percent",
        "date_role": "by",
        **boxes("by", "", 9, 2021),
    }
    assert officer.post(to("add_measure", outcome.ref), sent).status_code == 302
    measure = MeasureOfSuccess.objects.in_area(place.area.pk).get()
    assert (measure.comparator, measure.date_on.isoformat()) == ("at_least", "2021-09-30")
    series = measures.create_series(
        actor=place.officer, at=AT, details=SeriesDetails("Plans in time", "percent", "SEN2")
    )
    page = words(officer.get(to("link_measure", measure.ref)))
    assert "Target at least 90%" in page
    chosen = {"series": series.ref, "expected_version": measure.version}
    assert officer.post(to("link_measure", measure.ref), chosen).status_code == 302
    measure.refresh_from_db()
    assert measure.series_id == series.pk


def test_a_measure_that_is_counted_needs_its_target(officer: Client, line: Line) -> None:
    sent = {"reference": "2.1-k1", "text": "Plans in time", "kind": "quantified"}
    page = officer.post(to("add_measure", line.parent.ref), sent)
    assert "Give the target as a number, or as all." in words(page)


def test_a_milestone_is_added_and_done(officer: Client, line: Line) -> None:
    officer.post(to("add_milestone", line.ref), {"text": "A draft", **boxes("due", "", 9, 2020)})
    milestone = line.milestones.get()
    address = to("complete_milestone", milestone.ref)
    early = {"expected_version": 1, **boxes("done_on", 16, 6, 2020)}
    assert "16 June 2020 has not come yet." in words(officer.post(address, early))
    done = {"expected_version": 1, **boxes("done_on", 15, 6, 2020)}
    assert officer.post(address, done).status_code == 302


def test_a_workstream_has_members_from_all_sides_and_tasks(
    officer: Client, place: Place, line: Line
) -> None:
    statement = line.statement
    place.person("Petra Parent")
    answer = officer.post(
        to("create_workstream", statement.ref), {"title": "Commissioning", "weakness": "2"}
    )
    stream = Workstream.objects.in_area(place.area.pk).get()
    assert answer["Location"] == to("workstream", stream.ref)
    joined = boxes("member_from", 1, 6, 2020)
    nobody = officer.post(to("add_member", stream.ref), {"side": "families", **joined})
    assert "Choose a post or a person." in words(nobody)
    parent = {"side": "families", "person": place.person("Petra Parent").ref, **joined}
    assert officer.post(to("add_member", stream.ref), parent).status_code == 302
    task = {"action": line.ref, "text": "Ask three families"}
    assert officer.post(to("add_task", stream.ref), task).status_code == 302
    assert Line.objects.in_area(place.area.pk).filter(reference="2.1-A.1").exists()


def risk_answers(**more: object) -> dict[str, object]:
    return {
        "kind": "risk",
        "title": "Nobody to write it",
        "likelihood_before": "4",
        "impact_before": "4",
        "likelihood_after": "2",
        "impact_after": "3",
        **boxes("assessed_on", 15, 6, 2020),
        **more,
    }


def test_a_risk_is_raised_in_words_and_numbers(officer: Client, line: Line) -> None:
    address = to("raise_risk", line.statement.ref)
    page = words(officer.get(address))
    assert "4. Likely" in page
    assert "5. Very large" in page
    worse = officer.post(address, risk_answers(likelihood_after="5", impact_after="5"))
    assert "What is done about it should not make it worse." in words(worse)
    assert officer.post(address, risk_answers(lines=[line.ref])).status_code == 302
    assert Risk.objects.in_area(line.area_id).get().line_links.get().line_id == line.pk


def test_a_risk_is_changed_assessed_and_closed(officer: Client, place: Place, line: Line) -> None:
    risk = operations.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        details=RiskDetails(RiskKind.RISK, "Nobody to write it", line_refs=(line.ref,)),
        assessment=Assessment(TODAY, 4, 4, 2, 3),
    )
    changed = {"kind": "issue", "title": "Nobody writes it", "expected_version": 1}
    assert officer.post(to("edit_risk", risk.ref), changed).status_code == 302
    stale = officer.post(to("edit_risk", risk.ref), {**changed, "title": "All is well"})
    assert "Title Nobody writes it All is well" in words(stale)
    again = {k: v for k, v in risk_answers().items() if k not in {"kind", "title"}}
    assert officer.post(to("assess_risk", risk.ref), again).status_code == 302
    risk.refresh_from_db()
    closing = {
        "closing_words": "Somebody was found",
        "expected_version": risk.version,
        **boxes("closed_on", 15, 6, 2020),
    }
    assert officer.post(to("close_risk", risk.ref), closing).status_code == 302
    late = officer.post(to("close_risk", risk.ref), closing)
    assert "It has been closed." in words(late)


def question(place: Place, line: Line, **more: object) -> ImportQuestion:
    facts: dict[str, object] = {
        "kind": QuestionKind.AMBIGUOUS_INITIALS.value,
        "about": "lead",
        "printed": "S.S",
        "context": "(S.S) CYC",
        "partner": "council",
        **more,
    }
    return ImportQuestion.objects.create(
        area=place.area, statement=line.statement, line=line, asked_at=AT, **facts
    )


@pytest.mark.scenario(37)
def test_initials_are_answered_by_a_person_and_never_chosen_beforehand(
    officer: Client, place: Place, line: Line
) -> None:
    asked = question(place, line)
    sam, sue = place.post("Head of Schools"), place.post("Head of Social Care")
    for order, post in enumerate((sam, sue)):
        QuestionCandidate.objects.create(
            area=place.area, question=asked, order=order, post=post, proposed=order == 0
        )
    page = officer.get(to("answer_question", asked.ref))
    assert "Head of Schools, City of York Council Proposed, not chosen." in words(page)
    assert "“(S.S) CYC”" in words(page)
    assert "checked" not in page.content.decode()
    answer = officer.post(to("answer_question", asked.ref), {"post": sue.ref})
    assert answer["Location"] == to("questions")
    assert Lead.objects.in_area(place.area.pk).get().post_id == sue.pk
    assert "Answered by Olive Officer" in words(officer.get(to("answer_question", asked.ref)))


def test_somebody_else_and_nobody_are_answers_too(
    officer: Client, place: Place, line: Line
) -> None:
    other = place.post("Director")
    first, second = question(place, line), question(place, line, printed="S.D")
    address = to("answer_question", first.ref)
    half = officer.post(address, {"post": "somebody-else"})
    assert "Choose the post that is meant." in words(half)
    whole = {"post": "somebody-else", "other_post": other.ref}
    assert officer.post(address, whole).status_code == 302
    address = to("answer_question", second.ref)
    assert "Say in the note why nobody is meant." in words(
        officer.post(address, {"post": "nobody"})
    )
    sent = {"post": "nobody", "note": "A slip of the printer"}
    assert officer.post(address, sent).status_code == 302
    assert Lead.objects.in_area(place.area.pk).get().post_id == other.pk


def test_an_unclear_date_is_answered_with_a_date(officer: Client, place: Place, line: Line) -> None:
    Line.objects.in_area(line.area_id).filter(pk=line.pk).update(end_on=None, end_precision="")
    asked = question(
        place, line, kind=QuestionKind.UNCLEAR_DATE.value, about="end", printed="March 2-21"
    )
    address = to("answer_question", asked.ref)
    assert "Which end date is meant by “March 2-21”?" in words(officer.get(address))
    assert "Give the date." in words(officer.post(address, {"note": ""}))
    assert officer.post(address, boxes("on", "", 3, 2021)).status_code == 302
    line.refresh_from_db()
    assert line.end_on.isoformat() == "2021-03-31"


def test_a_line_is_linked_to_an_outcome_of_another_plan(
    officer: Client, place: Place, line: Line
) -> None:
    assert "no other action plan" in words(officer.get(to("link_outcome", line.ref)))
    other = make_statement(place, "Another one")
    made = {"kind": "outcome", "reference": "1.1", "text": "Families know"}
    officer.post(to("add_line", other.ref), made)
    outcome = Line.objects.in_area(place.area.pk).get(reference="1.1")
    sent = {"outcome": outcome.ref}
    assert officer.post(to("link_outcome", line.ref), sent).status_code == 302
    assert "already linked" in words(officer.post(to("link_outcome", line.ref), sent))


def test_the_doors_of_a_line_are_those_that_its_reader_may_open(
    officer: Client, chair: Client, forum: Client, place: Place, line: Line
) -> None:
    lead(place, line, Partner.COUNCIL, "Director")
    address = to("line", line.ref)
    assert to("record_status", line.ref) in officer.get(address).content.decode()
    assert to("record_status", line.ref) not in chair.get(address).content.decode()
    assert to("record_judgement", line.ref) in chair.get(address).content.decode()
    assert to("record_forum_view", line.ref) in forum.get(address).content.decode()
    assert to("record_judgement", line.ref) not in forum.get(address).content.decode()


def test_a_weakness_is_reached_from_the_action_plan_and_changed(
    officer: Client, chair: Client, line: Line
) -> None:
    weakness = line.statement.weaknesses.get()
    address = to("edit_weakness", weakness.ref)
    page = to("statement", line.statement.ref)
    assert address in officer.get(page).content.decode()
    assert address not in chair.get(page).content.decode()
    sent = {"title": "Commissioning together", "text": "", "expected_version": weakness.version}
    assert officer.post(address, sent).status_code == 302
    weakness.refresh_from_db()
    assert weakness.title == "Commissioning together"
