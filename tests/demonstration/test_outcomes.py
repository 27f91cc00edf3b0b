"""York's outcomes framework and evidence of impact, as somebody finds them who opens the demonstration."""

from datetime import date

import pytest

from alongside.demonstration.content import MARK
from alongside.kernel.actor import Actor
from alongside.measures.codes import FrameworkState
from alongside.measures.queries.framework import framework_page, frameworks
from alongside.measures.queries.impacts import impact_page, impacts
from alongside.plan.models import ImpactStatement

pytestmark = pytest.mark.django_db
YORKS = [
    "I am healthy",
    "I have a choice and am heard",
    "I am safe",
    "I achieve my goals",
    "I am included",
    "I can overcome challenges and difficulties alone or with support",
    "I am becoming (more) independent",
]


def test_yorks_seven_statements_are_in_use_and_the_wording_before_is_kept(chair: Actor) -> None:
    used, first = frameworks(chair)
    assert (used.state, used.in_use_from) == (FrameworkState.IN_USE, date(2021, 5, 17))
    assert (first.state, first.in_use_until) == (FrameworkState.REPLACED, date(2021, 5, 17))
    statements = framework_page(chair, used.ref).statements
    assert [each.text for each in statements] == YORKS
    assert {len(each.descriptors) for each in statements} == {2, 3}
    assert {bool(each.measures) for each in statements} == {True, False}
    assert len(framework_page(chair, first.ref).statements) == 7


def test_every_version_says_what_of_it_is_made_up(chair: Actor) -> None:
    assert [each for each in frameworks(chair) if MARK not in each.made_with] == []


def test_evidence_of_impact_is_an_example_and_says_what_is_not_known(chair: Actor) -> None:
    rows = impacts(chair)
    assert {row.about.value for row in rows} == {"resource", "procedure", "training"}
    assert [row for row in rows if MARK not in row.title] == []
    assert [row.about.value for row in rows if "What changed" in row.unknown] == [
        "resource",
        "training",
    ]
    assert sorted(len(impact_page(chair, row.ref).earlier) for row in rows) == [0, 1, 1]


def test_impacts_of_the_action_plan_point_to_their_evidence(chair: Actor) -> None:
    told = ImpactStatement.objects.visible_to(chair).filter(told_in__isnull=False)
    found = told.order_by("line__reference").values_list("line__reference", flat=True)
    assert list(found) == ["1.5", "3.2"]
