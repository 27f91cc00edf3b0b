"""Making a plan and what stands beside its lines: refusals with sentences, events for every change."""

from datetime import UTC, date, datetime

import pytest

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.plan import operations, queries
from alongside.plan.commands import (
    Assessment,
    ImpactReply,
    NewEvidence,
    NewLine,
    NewMeasure,
    RiskDetails,
    StatementDetails,
)
from alongside.plan.models import ImpactAnswer, Line, RiskAssessment
from alongside.plan.rules.codes import (
    AnswerKind,
    LineKind,
    MeasureKind,
    MemberSide,
    RiskKind,
    StatementKind,
    Verdict,
)
from tests.plan.factories import AT, TODAY, Place, make_action, make_outcome, make_statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        (StatementDetails(" "), "Give the document a title"),
        (StatementDetails("A", embedded_review_points=0), "between 1 and 24"),
        (
            StatementDetails(
                "A", inspected_from=date(2019, 12, 9), inspected_until=date(2019, 12, 9)
            ),
            "must end after it begins",
        ),
        (
            StatementDetails("A", submitted_on=date(2020, 5, 22), judged_fit_on=date(2020, 5, 1)),
            "judged fit before it was submitted",
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    place: Place, details: StatementDetails, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        operations.create_statement(
            actor=place.officer, at=AT, kind=StatementKind.WRITTEN_STATEMENT, details=details
        )
    assert queries.statements(place.chair) == ()


def test_only_an_officer_makes_a_plan(place: Place) -> None:
    for actor in (place.chair, place.forum, place.actor("Ada", "administrator", "data_analyst")):
        with pytest.raises(Hidden):
            operations.create_statement(
                actor=actor, at=AT, kind=StatementKind.STRATEGY, details=StatementDetails("A")
            )


@pytest.mark.both_engines
def test_the_second_editor_of_a_plan_sees_each_difference(place: Place) -> None:
    statement = make_statement(place)
    edit = {"actor": place.officer, "at": AT, "statement_ref": statement.ref, "expected_version": 1}
    operations.edit_statement(
        details=StatementDetails("Theirs", submitted_on=date(2020, 5, 22)), **edit
    )
    with pytest.raises(Changed) as changed:
        operations.edit_statement(
            details=StatementDetails("Yours", submitted_on=date(2020, 5, 22)), **edit
        )
    assert changed.value.differences == (("Title", "Theirs", "Yours"),)


def test_a_weakness_has_a_number_of_its_own(place: Place) -> None:
    statement = make_statement(place)
    with pytest.raises(Refusal, match="already a weakness 2"):
        operations.add_weakness(
            actor=place.officer, at=AT, statement_ref=statement.ref, number=2, title="Again"
        )


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (NewLine(LineKind.OUTCOME, " ", "A"), "Give the line a reference"),
        (NewLine(LineKind.OUTCOME, "9.1", " "), "Say what is promised"),
        (NewLine(LineKind.OUTCOME, "2.1", "A"), "already a line 2.1"),
        (NewLine(LineKind.ACTION, "9.1", "A"), "stands below an outcome or an objective"),
        (NewLine(LineKind.OUTCOME, "9.1", "A", weakness_number=7), "one of the weaknesses"),
        (
            NewLine(
                LineKind.OUTCOME, "9.1", "A", start=PartialDate(2021, 1), end=PartialDate(2020, 12)
            ),
            r"The end \(December 2020\) cannot be before the start \(January 2021\)",
        ),
    ],
)
def test_a_line_that_cannot_be_is_refused(place: Place, new: NewLine, sentence: str) -> None:
    outcome = make_outcome(place, make_statement(place))
    with pytest.raises(Refusal, match=sentence):
        operations.add_line(
            actor=place.officer, at=AT, statement_ref=outcome.statement.ref, new=new
        )


def test_the_words_of_a_promise_change_with_a_reason_and_the_old_ones_stay(
    place: Place, line: Line
) -> None:
    change = {"actor": place.officer, "at": AT, "line_ref": line.ref, "expected_version": 1}
    with pytest.raises(Refusal, match="Say why the words change"):
        operations.reword_line(text="New words", reason="", **change)
    operations.reword_line(text="New words", reason="Plainer.", **change)
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert page.line.text == "New words"
    assert [r.old_text for r in page.rewordings] == ["Write the strategy together"]
    with pytest.raises(Changed):
        operations.reword_line(text="Other words", reason="Mine.", **change)


def test_a_milestone_is_done_once_and_not_in_the_future(place: Place, line: Line) -> None:
    milestone = operations.add_milestone(
        actor=place.officer, at=AT, line_ref=line.ref, text="Draft", due=PartialDate(2020, 5)
    )
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    assert page.milestones[0].is_overdue
    done = {"actor": place.officer, "at": AT, "milestone_ref": milestone.ref}
    with pytest.raises(Refusal, match="has not come yet"):
        operations.complete_milestone(expected_version=1, done_on=date(2020, 6, 16), **done)
    operations.complete_milestone(expected_version=1, done_on=TODAY, **done)
    with pytest.raises(Refusal, match="done already"):
        operations.complete_milestone(expected_version=2, done_on=TODAY, **done)
    page = queries.line_page(place.chair, line_ref=line.ref, today=date(2020, 7, 1))
    assert not page.milestones[0].is_overdue


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (NewMeasure("", "A", MeasureKind.QUALITATIVE), "Give the measure a reference"),
        (NewMeasure("k1", "A", MeasureKind.QUANTIFIED), "Give the target as a number"),
        (
            NewMeasure("k1", "A", MeasureKind.QUANTIFIED, target_value=5),
            "Say what the target counts",
        ),
    ],
)
def test_a_measure_that_cannot_be_counted_is_refused(
    place: Place, line: Line, new: NewMeasure, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        operations.add_measure(actor=place.officer, at=AT, line_ref=line.parent.ref, new=new)


def test_a_plain_target_means_at_least(place: Place, line: Line) -> None:
    new = NewMeasure(
        "k1",
        "5 projects",
        MeasureKind.QUANTIFIED,
        target_value=5,
        unit="projects",
        by=PartialDate(2021, 9),
    )
    operations.add_measure(actor=place.officer, at=AT, line_ref=line.parent.ref, new=new)
    page = queries.line_page(place.chair, line_ref=line.ref, today=TODAY)
    (measure,) = page.measures
    assert (measure.target, measure.by, measure.date_role) == (
        "at least 5 projects",
        PartialDate(2021, 9),
        "by",
    )


def test_an_impact_is_answered_by_evidence_the_board_and_the_forum(
    place: Place, line: Line
) -> None:
    outcome = line.parent
    impact = operations.add_impact(
        actor=place.officer, at=AT, line_ref=outcome.ref, text="Families are heard."
    )
    proof = operations.attach_evidence(
        actor=place.officer,
        at=AT,
        new=NewEvidence(title="Survey", address="https://example.org/survey"),
        impact_ref=impact.ref,
    )
    replies = (
        (place.officer, ImpactReply(AnswerKind.EVIDENCE, TODAY, evidence_ref=proof.ref)),
        (place.chair, ImpactReply(AnswerKind.BOARD, TODAY, Verdict.YES, "It shows.")),
        (place.forum, ImpactReply(AnswerKind.FORUM, TODAY, Verdict.NOT_YET, "Not for all of us.")),
        (place.forum, ImpactReply(AnswerKind.FORUM, TODAY, Verdict.PARTLY, "Better now.")),
    )
    for actor, reply in replies:
        operations.answer_impact(actor=actor, at=AT, impact_ref=impact.ref, reply=reply)
    page = queries.line_page(place.chair, line_ref=outcome.ref, today=TODAY)
    (story,) = page.impacts
    assert [answer.verdict for answer in story.answers] == ["partly", "not_yet", "yes", ""]
    assert story.awaits == ()
    assert ImpactAnswer.objects.in_area(place.area.pk).count() == 4


def test_nobody_answers_for_the_forum_or_the_board(place: Place, line: Line) -> None:
    impact = operations.add_impact(
        actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families are heard."
    )
    for actor, kind in (
        (place.chair, AnswerKind.FORUM),
        (place.forum, AnswerKind.BOARD),
        (place.officer, AnswerKind.FORUM),
    ):
        with pytest.raises(Hidden):
            operations.answer_impact(
                actor=actor,
                at=AT,
                impact_ref=impact.ref,
                reply=ImpactReply(kind, TODAY, Verdict.YES, "Yes."),
            )


def workstream(place: Place, line: Line) -> str:
    return operations.create_workstream(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        title="Joint commissioning",
        weakness_number=2,
        officer_post_ref=place.post("Commissioning officer", holder="Carla Commissioner").ref,
    ).ref


def test_a_workstream_says_which_side_is_missing(place: Place, line: Line) -> None:
    ref = workstream(place, line)
    add = {"actor": place.officer, "at": AT, "workstream_ref": ref, "member_from": TODAY}
    operations.add_member(
        side=MemberSide.HEALTH,
        post_ref=place.post("Chief Nurse", place.health, "Nora Nurse").ref,
        **add,
    )
    operations.add_member(
        side=MemberSide.FAMILIES, person_ref=place.person("Petra Parent").ref, **add
    )
    page = queries.workstream_page(place.chair, workstream_ref=ref, today=TODAY)
    assert page.missing_sides == ("Education", "Care")
    assert [(m.side, m.people) for m in page.members] == [
        ("families", ("Petra Parent",)),
        ("health", ("Nora Nurse",)),
    ]
    with pytest.raises(Refusal, match="already belong"):
        operations.add_member(
            side=MemberSide.FAMILIES, person_ref=place.person("Petra Parent").ref, **add
        )
    with pytest.raises(Refusal, match="either a post or a person"):
        operations.add_member(side=MemberSide.CARE, **add)


def test_tasks_stand_below_actions_and_are_their_officers_own_lines(
    place: Place, line: Line
) -> None:
    ref = workstream(place, line)
    for text in ("Ask five families", "Write the first draft"):
        operations.add_task(
            actor=place.officer,
            at=AT,
            workstream_ref=ref,
            action_ref=line.ref,
            text=text,
            end=PartialDate(2020, 9),
        )
    page = queries.workstream_page(place.chair, workstream_ref=ref, today=TODAY)
    assert [task.reference for task in page.tasks] == ["2.1-A.1", "2.1-A.2"]
    assert [action.reference for action in page.actions] == ["2.1-A"]
    assert page.tasks[0].gaps == ()
    mine = queries.my_lines(place.actor("Carla Commissioner", "workstream_officer"), today=TODAY)
    assert [each.reference for each in mine] == ["2.1-A.1", "2.1-A.2"]


ASSESSED = Assessment(TODAY, 4, 5, 2, 5)


def risk(place: Place, line: Line, **more: object) -> str:
    details = RiskDetails(RiskKind.RISK, "Nobody to lead it", line_refs=(line.ref,), **more)
    return operations.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        details=details,
        assessment=ASSESSED,
    ).ref


def test_a_risk_stands_in_the_matrix_before_and_after_what_is_done(
    place: Place, line: Line
) -> None:
    ref = risk(place, line)
    page = queries.risks_page(place.chair, statement_ref=line.statement.ref, today=TODAY)
    before = [c for row in page.matrix_before for c in row if c.risks]
    after = [c for row in page.matrix_after for c in row if c.risks]
    assert [(c.likelihood, c.impact, c.band) for c in before] == [(4, 5, "very_high")]
    assert [(c.likelihood, c.impact, c.band) for c in after] == [(2, 5, "high")]
    assert page.open[0].lines[0].reference == "2.1-A"
    assert [
        r.ref for r in queries.line_page(place.chair, line_ref=line.ref, today=TODAY).risks
    ] == [ref]


def test_a_new_assessment_stands_beside_the_old_one(place: Place, line: Line) -> None:
    ref = risk(place, line)
    later = datetime(2020, 9, 1, tzinfo=UTC)
    operations.assess_risk(
        actor=place.officer,
        at=later,
        risk_ref=ref,
        assessment=Assessment(date(2020, 9, 1), 2, 2, 1, 2),
    )
    view = queries.risk(place.chair, risk_ref=ref, today=TODAY)
    assert [a.score_after for a in view.assessments] == [2, 10]
    assert RiskAssessment.objects.in_area(place.area.pk).count() == 2


def test_a_risk_is_due_for_review_on_its_day_until_it_is_closed(place: Place, line: Line) -> None:
    ref = risk(place, line, review_on=date(2020, 7, 1))
    assert queries.risks_to_review(place.chair, today=date(2020, 6, 30)) == ()
    assert [r.ref for r in queries.risks_to_review(place.chair, today=date(2020, 7, 1))] == [ref]
    close = {
        "actor": place.officer,
        "at": AT,
        "risk_ref": ref,
        "expected_version": 1,
        "closed_on": TODAY,
    }
    with pytest.raises(Refusal, match="Say why it is closed"):
        operations.close_risk(closing_words="", **close)
    operations.close_risk(closing_words="A lead was found.", **close)
    assert queries.risks_to_review(place.chair, today=date(2020, 7, 1)) == ()
    with pytest.raises(Refusal, match="has been closed"):
        operations.assess_risk(actor=place.officer, at=AT, risk_ref=ref, assessment=ASSESSED)


@pytest.mark.both_engines
def test_the_second_editor_of_a_risk_sees_what_changed(place: Place, line: Line) -> None:
    ref = risk(place, line)
    edit = {"actor": place.officer, "at": AT, "risk_ref": ref, "expected_version": 1}
    operations.edit_risk(details=RiskDetails(RiskKind.ISSUE, "Nobody leads it"), **edit)
    with pytest.raises(Changed) as changed:
        operations.edit_risk(details=RiskDetails(RiskKind.ISSUE, "Mine"), **edit)
    assert changed.value.differences == (("Title", "Nobody leads it", "Mine"),)
    assert queries.risk(place.chair, risk_ref=ref, today=TODAY).lines == ()


def test_a_line_of_another_plan_is_not_touched_by_a_risk(place: Place, line: Line) -> None:
    other = make_action(place, make_outcome(place, make_statement(place, "Another")))
    details = RiskDetails(RiskKind.RISK, "Risk", line_refs=(other.ref,))
    with pytest.raises(Refusal, match="lines of the same action plan"):
        operations.raise_risk(
            actor=place.officer,
            at=AT,
            statement_ref=line.statement.ref,
            details=details,
            assessment=ASSESSED,
        )


def test_every_change_left_an_event_and_none_holds_what_people_wrote(
    place: Place, line: Line
) -> None:
    risk(place, line, description="Ann Example is leaving.")
    operations.add_impact(
        actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families are heard."
    )
    facts = [
        str(entry.detail.words)
        for entry in LedgerEntry.objects.filter(verb__startswith="plan.").select_related("detail")
    ]
    assert len(facts) == 6
    assert not any("Ann Example" in words or "Families" in words for words in facts)
