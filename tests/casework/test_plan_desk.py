"""The drafting desk: checks beside the text, the thread, how it reads, and words that families voted on."""

import json
from datetime import date
from typing import Any

import pytest

from alongside.casework.models import Case, KeptTerm, PlanChange, PlanVersion
from alongside.casework.operations import plan_words, plans
from alongside.casework.operations.glossary import list_word
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Need, Outcome, Provision
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, happen, make_case, make_officer
from tests.casework.plan_factories import add, begin, write_whole
from tests.casework.test_pages import Desk
from tests.casework.test_plan_pages import NOW
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
VAGUE = {
    "what": "Regular access to support as required.",
    "who": "School staff",
    "asked_by": "officer",
}
PLAIN = {
    "what": "One 45-minute session a week by a speech and language therapist, in term time.",
    "who": "A speech and language therapist", "asked_by": "officer",
}  # fmt: skip


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def officer(area: LocalArea) -> Desk:
    return Desk(area, "Olive Officer", "ehc_coordinator")


@pytest.fixture
def writer(area: LocalArea, officer: Desk) -> Actor:
    return actor_for(area, officer.account.person, HEAD)


@pytest.fixture
def owner(area: LocalArea) -> Actor:
    """Looks after the area's list of words."""
    return make_officer(area, "Wanda Words", {"casework.glossary"})[0]


@pytest.fixture
def case(officer: Desk, writer: Any) -> Case:
    made = make_case(writer, officer.post)
    happen(writer, made, "request_received")
    happen(writer, made, "decided_to_assess", date(2025, 4, 7))
    happen(writer, made, "decided_to_issue", date(2025, 6, 2))
    return made


@pytest.fixture
def draft(writer: Actor, case: Case) -> PlanVersion:
    made = begin(writer, case, at=NOW)
    write_whole(writer, made, at=NOW)
    return made


def checked(officer: Desk, draft: PlanVersion, row: dict[str, str], **more: Any) -> str:
    """The page after its button for checking was pressed."""
    address = officer.address("add_plan_part", draft.ref, "F", "provision")
    answer = officer.client.post(address, {**row, "check": "1"}, **more)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.scenario(15)
def test_help_is_checked_beside_the_text_before_it_is_kept(
    officer: Desk, draft: PlanVersion
) -> None:
    page = checked(officer, draft, VAGUE)
    assert "3 things could be plainer." in page
    assert '<q class="plan-noticed__words">as required</q>' in page
    assert "The sentence does not say what, who, how much, how often" in page
    assert "Regular access to support as required." in page  # what was typed is there still
    assert "Nothing could be plainer" in checked(officer, draft, PLAIN)
    assert draft.parts.filter(section="F").count() == 1


def test_a_check_while_somebody_types_keeps_nothing_and_complains_of_nothing(
    officer: Desk, draft: PlanVersion
) -> None:
    address = officer.address("add_plan_part", draft.ref, "E", "outcome")
    answer = officer.client.post(
        address,
        {"outcome": "Ada will receive weekly therapy."},
        headers={"X-House-Check": "1"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This says what will be given" in page
    assert "There is a problem" not in page
    assert (
        not PlanChange.objects.in_area(draft.area_id).filter(section="E", act="added").count() > 1
    )


def test_a_row_that_is_changed_shows_what_could_be_plainer_at_once(
    officer: Desk, writer: Actor, draft: PlanVersion
) -> None:
    body = Provision(what="Support where possible", who="SALT", needs=(), outcomes=())
    row = add(writer, draft, Section.F, body, at=NOW)
    page = officer.get("change_plan_part", row.ref)
    assert "where possible" in page
    assert "Families may not know the abbreviation “SALT”" in page
    desk = officer.get("plan_desk", draft.ref)
    assert "things could be plainer<" in desk
    assert "Less than a minute to read aloud." in desk


@pytest.mark.scenario(19)
def test_own_words_are_not_checked_at_the_desk(officer: Desk, draft: PlanVersion) -> None:
    page = officer.get("add_plan_part", draft.ref, "A", "words")
    assert "data-house-check" not in page
    assert "What could be plainer" not in page


@pytest.mark.scenario(16)
def test_the_thread_is_drawn_with_each_gap(
    officer: Desk, writer: Actor, draft: PlanVersion
) -> None:
    add(writer, draft, Section.B, Need(area="learning", need="Reading is slow."), at=NOW)
    given = Outcome(outcome="Ada will have weekly therapy.", by_on=date(2026, 7, 1))
    add(writer, draft, Section.E, given, at=NOW)
    add(writer, draft, Section.F, Provision(what="A reader", who="A teacher"), at=NOW)
    page = officer.get("plan_thread", draft.ref)
    for sentence in (
        "Section B: B2 has no help that meets it.",
        "Section E: E2 has no help that leads to it and says what will be given, not what will be different.",
        "Section F: F2 does not say which need it meets.",
    ):
        assert sentence in page
    assert "It does not say which need it meets." in page
    assert officer.get("plan_desk", draft.ref).count("B2 has no help that meets it.") == 1


def test_how_it_reads_is_shown_by_section_with_what_drives_it(
    officer: Desk, writer: Actor, draft: PlanVersion
) -> None:
    long = "He " + "likes to read and " * 6 + "sleeps."
    text = f"{long} " + "He reads with his friend each day. " * 20
    add(writer, draft, Section.B, Need(area="learning", need=text), at=NOW)
    page = officer.get("plan_reading", draft.ref)
    assert "B2: 26 words" in page
    assert "B: Special educational needs" in page
    assert "Too short" in page
    assert "1 of 1 rows" in page
    assert "I like trains." not in page


@pytest.mark.scenario(18)
def test_a_confusing_word_is_replaced_with_one_click_but_never_in_own_words(
    officer: Desk, owner: Actor, writer: Actor, draft: PlanVersion
) -> None:
    list_word(actor=owner, at=NOW, word="trains", plain="railways", reason="")
    need = Need(area="learning", need="Trains matter. He draws trains.")
    row = add(writer, draft, Section.B, need, at=NOW)
    page = officer.get("plan_desk", draft.ref)
    assert "Write “railways”" in page
    sent = officer.post_to("replace_word", draft.ref, word="trains", plain="railways")
    assert sent.status_code == 302
    row.refresh_from_db()
    assert row.body["need"] == "Railways matter. He draws railways."
    own = draft.parts.filter(section="A").values_list("body", flat=True)
    assert "I like trains." in json.dumps(list(own))
    kept = PlanChange.objects.in_area(draft.area_id).get(key=row.key, act="changed")
    assert (kept.asked_by, kept.why) == ("officer", "Families here did not understand “trains”.")
    assert "Write “railways”" not in officer.get("plan_desk", draft.ref)


@pytest.mark.scenario(18)
def test_a_confusing_word_is_kept_with_a_reason_that_stays_with_the_version(
    officer: Desk, owner: Actor, writer: Actor, draft: PlanVersion
) -> None:
    list_word(actor=owner, at=NOW, word="SEMH", plain="feelings", reason="")
    add(writer, draft, Section.B, Need(area="emotional", need="SEMH needs."), at=NOW)
    refused = officer.post_to("keep_word", draft.ref, "SEMH", reason=" ")
    assert refused.status_code == 422
    officer.post_to("keep_word", draft.ref, "SEMH", reason="The school uses it.")
    assert "It stays: The school uses it." in officer.get("plan_desk", draft.ref)
    draft.refresh_from_db()
    plans.issue_draft(actor=writer, at=NOW, version_ref=draft.ref, expected_version=draft.version)
    with pytest.raises(Refusal, match="never changed"):
        plan_words.keep_word(
            actor=writer, at=NOW, version_ref=draft.ref, word="SEMH", reason="Another."
        )
    final = begin(writer, draft.case, VersionKind.FINAL, at=NOW)
    assert final.kept_terms.get().reason == "The school uses it."
    assert KeptTerm.objects.in_area(draft.area_id).get(plan=draft).reason == "The school uses it."


def test_a_word_that_nobody_found_confusing_is_neither_replaced_nor_kept(
    officer: Desk, writer: Actor, draft: PlanVersion
) -> None:
    with pytest.raises(Refusal, match="No family said"):
        plan_words.replace_word(
            actor=writer, at=NOW, version_ref=draft.ref, word="help", plain="aid"
        )
    officer.post_to("replace_word", draft.ref, word="help", plain="aid")
    assert "No family said" in officer.get("plan_desk", draft.ref)
    officer.get("keep_word", draft.ref, "help", status=404)


def test_another_officer_finds_nothing_of_it(area: LocalArea, draft: PlanVersion) -> None:
    other = Desk(area, "Otto Other", "ehc_coordinator")
    for name in ("plan_thread", "plan_reading", "plan_simple", "read_simple_with"):
        other.get(name, draft.ref, status=404)
    assert other.post_to("replace_word", draft.ref, word="SEMH", plain="x").status_code in (
        302,
        404,
    )
    stranger = make_officer(area, "Sam Strange")[0]
    with pytest.raises(Hidden):
        plan_words.replace_word(
            actor=stranger, at=NOW, version_ref=draft.ref, word="SEMH", plain="feelings"
        )
