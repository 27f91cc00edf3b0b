"""Cases brought over from earlier records, and every duty worked out anew."""

from datetime import date
from typing import Any

import pytest

from alongside.casework import operations, perms, work
from alongside.casework.earlier import earlier_cases
from alongside.casework.finding import facts_of
from alongside.casework.models import Case, CaseDuty, CaseEvent
from alongside.casework.queries.letters_waiting import letters_waiting
from alongside.casework.rules.codes import Stage
from alongside.casework.work import rebuild_area
from alongside.jobs.models import Job
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Hidden, Refusals
from alongside.people.models import LocalArea, Post
from tests.casework.factories import AT, HEAD, TODAY, actor_for, happen, make_case, make_officer
from tests.people.factories import make_area, make_person

pytestmark = pytest.mark.django_db
ADA: dict[str, Any] = {
    "given_names": "Ada",
    "family_name": "Testly",
    "born_on": "2014-05-01",
    "sex": "F",
    "contacts": [{"name": "Mo Testly", "relation": "mother", "has_responsibility": True}],
    "events": [
        {"kind": "request_received", "on": "2024-01-08", "asker": "1", "source": "post"},
        {"kind": "decided_to_assess", "on": "2024-02-12"},
        {"kind": "decided_to_issue", "on": "2024-04-22"},
        {"kind": "draft_sent", "on": "2024-04-29"},
        {"kind": "final_plan_sent", "on": "2024-06-03"},
    ],
}


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def desk(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area)


@pytest.fixture
def operator(area: LocalArea) -> Actor:
    may = (perms.BRING_OVER, perms.REBUILD)
    return system_actor(name="operator", area_id=area.pk, area_slug=area.slug, permissions=may)


def given(desk: Post, /, **changed: Any) -> dict[str, Any]:
    return {**ADA, "post": desk.title, **changed}


def brought(operator: Actor, desk: Post, /, **changed: Any) -> Case:
    (earlier,) = earlier_cases(operator, given(desk, **changed))
    return operations.bring_over_case(actor=operator, at=AT, earlier=earlier)


def test_a_case_comes_with_its_days_and_its_duties(
    operator: Actor, desk: tuple[Actor, Post]
) -> None:
    case = brought(operator, desk[1])
    assert case.stage == Stage.IN_FORCE.value
    events = CaseEvent.objects.visible_to(operator).filter(case=case)
    assert [each.happened_on for each in events][:2] == [date(2024, 1, 8), date(2024, 2, 12)]
    assert {each.recorded_at for each in events} == {AT}
    final = CaseDuty.objects.in_area(case.area_id).get(case=case, rule="FINAL-20W", limb="")
    assert final.due_on == date(2024, 5, 27)
    assert final.done_on == date(2024, 6, 3)


def test_what_was_told_elsewhere_asks_for_no_letter_here(
    operator: Actor, desk: tuple[Actor, Post], area: LocalArea
) -> None:
    case = brought(operator, desk[1])
    assert letters_waiting(case, facts_of(case)).to_write == 0
    head = make_officer(area, "Hetty Head", HEAD)[0]
    happen(head, case, "review_held", TODAY)
    happen(head, case, "review_decided_maintain", TODAY)
    assert letters_waiting(case, facts_of(case)).to_write > 0
    assert letters_waiting(case, facts_of(case)[:5]).to_write == 0


def test_the_same_child_is_not_brought_over_twice(
    operator: Actor, desk: tuple[Actor, Post]
) -> None:
    brought(operator, desk[1])
    with pytest.raises(Exception, match="is here already"):
        brought(operator, desk[1])
    assert Case.objects.in_area(operator.area_id).count() == 1


def test_a_case_that_could_not_have_gone_so_leaves_nothing(
    operator: Actor, desk: tuple[Actor, Post]
) -> None:
    events = [ADA["events"][0], {"kind": "final_plan_sent", "on": "2024-06-03"}]
    sentence = ""
    with pytest.raises(
        Exception, match="Event 2 of 3 June 2024: This has to be recorded first"
    ) as e:
        brought(operator, desk[1], events=events)
    sentence = str(e.value)
    assert "draft" in sentence
    assert not Case.objects.in_area(operator.area_id).exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"post": "Nobody’s"}, "Case 1: There is no post called “Nobody’s” here."),
        ({"school": "Nowhere"}, "Case 1: There is no school or setting called “Nowhere” here."),
        ({"sex": "X"}, "Case 1: “sex” is “X”, which is no code of ours."),
        ({"born_on": ""}, "Case 1: “born_on” is missing."),
        ({"born_on": "30 February 2014"}, "30 February 2014"),
        ({"nickname": "A"}, "Case 1: The case has “nickname”, which is not known here."),
        ({"events": {}}, "Case 1: “events” is not written as a list."),
        ({"events": [{"kind": "flown", "on": "2024-01-08"}]}, "cannot be recorded here"),
        ({"events": [{"kind": "request_received", "on": "2024-01-08"}]}, "Say who asked"),
        ({"events": [{**ADA["events"][0], "on": "2031-01-08"}]}, "is still to come"),
        ({"contacts": [{"name": "Mo", "relation": "aunt"}]}, "“relation” is “aunt”"),
        (
            {"contacts": [{"name": 3, "relation": "mother"}]},
            "“name” is not written as it should be",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    operator: Actor, desk: tuple[Actor, Post], changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(Exception, match=r".") as caught:
        brought(operator, desk[1], **changed)
    assert words in str(caught.value)
    assert not Case.objects.in_area(operator.area_id).exists()


def test_everything_wrong_in_a_file_is_said_at_once(
    operator: Actor, desk: tuple[Actor, Post]
) -> None:
    both = [given(desk[1], sex="X"), given(desk[1]), given(desk[1], born_on="")]
    with pytest.raises(Refusals) as caught:
        earlier_cases(operator, both)
    sentence = str(caught.value)
    assert "Case 1:" in sentence
    assert "Case 3:" in sentence
    assert "Case 2:" not in sentence


def test_an_officer_does_not_bring_cases_over(area: LocalArea, desk: tuple[Actor, Post]) -> None:
    with pytest.raises(Hidden):
        brought(desk[0], desk[1])


def test_duties_that_were_lost_are_worked_out_again(
    operator: Actor, desk: tuple[Actor, Post]
) -> None:
    case = make_case(*desk)
    happen(desk[0], case, "request_received", TODAY)
    other = make_case(*desk, family_name="Otherly")
    kept = list(case.duties.values_list("rule", "due_on").order_by("rule", "limb"))
    case.duties.all().delete()
    Case.objects.in_area(case.area_id).filter(pk=case.pk).update(stage="moved", next_due_on=None)
    moved: list[tuple[int, int]] = []
    found = operations.rebuild_duties(
        actor=operator, at=AT, progress=lambda done, total: moved.append((done, total))
    )
    case.refresh_from_db()
    assert found == []
    assert moved == [(2, 2)]
    assert list(case.duties.values_list("rule", "due_on").order_by("rule", "limb")) == kept
    assert case.stage == Stage.CONSIDERING.value
    assert case.next_due_on is not None
    assert not other.duties.exists()


def test_rebuilding_disturbs_nobody_who_writes(operator: Actor, desk: tuple[Actor, Post]) -> None:
    case = make_case(*desk)
    happen(desk[0], case, "request_received", TODAY)
    case.refresh_from_db()
    before = case.version
    assert rebuild_area(area_id=case.area_id, at=AT, progress=lambda done, total: None) == []
    case.refresh_from_db()
    assert case.version == before


def test_where_the_law_has_changed_duties_are_asked_for_once(
    monkeypatch: pytest.MonkeyPatch, area: LocalArea, desk: tuple[Actor, Post]
) -> None:
    make_area(slug="shire", name="Shire")
    make_case(*desk)
    assert work.follow_the_law(at=AT) == 1
    Job.objects.filter(name=work.REBUILD).delete()
    rebuild_area(area_id=area.pk, at=AT, progress=lambda done, total: None)
    assert work.follow_the_law(at=AT) == 0
    monkeypatch.setattr(work, "mark_of_the_law", lambda: "another law")
    assert [work.follow_the_law(at=AT), work.follow_the_law(at=AT)] == [1, 0]
    assert [each.arguments["law"] for each in Job.objects.filter(name=work.REBUILD)] == [
        "another law"
    ]


def test_events_that_the_law_refuses_are_told_and_what_was_kept_stays(
    operator: Actor, desk: tuple[Actor, Post]
) -> None:
    case = make_case(*desk)
    happen(desk[0], case, "request_received", TODAY)
    kept = case.duties.count()
    CaseEvent.objects.visible_to(operator).filter(case=case).update(body={"until": "2024-01-01"})
    CaseEvent.objects.create(
        area_id=case.area_id, case=case, kind="absence", schema=1, happened_on=TODAY,
        source="email", body={"until": "2001-01-01"}, recorded_at=AT,
    )  # fmt: skip
    found = operations.rebuild_duties(actor=operator, at=AT, progress=lambda done, total: None)
    assert found == [case.number]
    assert case.duties.count() == kept


def test_another_area_is_left_alone(operator: Actor, desk: tuple[Actor, Post]) -> None:
    elsewhere = make_area(slug="shire", name="Shire")
    there = make_officer(elsewhere, "Sue Shire")
    case = make_case(*there)
    happen(there[0], case, "request_received", TODAY)
    case.duties.all().delete()
    operations.rebuild_duties(actor=operator, at=AT, progress=lambda done, total: None)
    assert not case.duties.exists()


def test_whoever_may_not_rebuild_finds_nothing(area: LocalArea) -> None:
    nobody = actor_for(area, make_person(area, "Nora Nobody"), frozenset())
    with pytest.raises(Hidden):
        operations.rebuild_duties(actor=nobody, at=AT, progress=lambda done, total: None)
