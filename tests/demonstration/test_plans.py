"""EHC plans that somebody finds in the demonstration."""

import pytest

from alongside.casework.models import ConfusingTerm, PlanChange, PlanVersion
from alongside.casework.rules.bodies import MADE
from alongside.demonstration import content
from alongside.kernel.actor import Actor
from alongside.language import vague_wording
from tests.casework.owing import check_owed_is_kept

pytestmark = pytest.mark.django_db


def test_some_children_have_a_whole_plan(chair: Actor) -> None:
    versions = PlanVersion.objects.visible_to(chair)
    finals = versions.filter(kind="final", state="issued")
    assert finals.exclude(file=None).exclude(word_file=None).exists()
    assert finals.count() == sum("place" in each for each in content.read("plans")["plans"])
    for final in finals:
        assert final.event.kind == MADE
        assert final.event.corrected_by.kind == "final_plan_sent"
        assert final.issued_on == final.event.corrected_by.happened_on


def test_one_has_changes_that_are_being_proposed(chair: Actor) -> None:
    writing = PlanVersion.objects.visible_to(chair).get(state="writing", kind="amended_draft")
    asked = PlanChange.objects.visible_to(chair).filter(plan=writing)
    assert {each.asked_by for each in asked} == {"family", "school", "young_person"}


def test_one_draft_is_vague_and_a_word_waits_for_a_decision(chair: Actor) -> None:
    writing = PlanVersion.objects.visible_to(chair).get(state="writing", kind="amended_draft")
    rows = writing.parts.filter(section="F").values_list("body", flat=True)
    assert any(vague_wording(each["what"]) for each in rows)
    term = ConfusingTerm.objects.visible_to(chair).get()
    assert (term.name, term.votes.count(), term.decisions.count()) == ("SEMH", 1, 0)
    assert any("SEMH" in str(each.body) for each in writing.parts.exclude(section="A"))


def test_all_advice_that_came_in_is_listed_or_known_to_be_missing(chair: Actor) -> None:
    for version in PlanVersion.objects.visible_to(chair).filter(kind="final"):
        listed = {part.body.get("event") for part in version.parts.filter(section="K")}
        came = version.case.events.filter(
            kind="advice_returned", happened_on__lte=version.issued_on
        )
        assert {each.ref for each in came} <= listed


def test_what_is_owed_is_kept_on_every_case(chair: Actor) -> None:
    check_owed_is_kept(chair.area_id)
