"""The drafting desk: checks beside the text, the thread, how it reads, and words that families voted on."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alongside.casework.models import Case, KeptTerm, PlanChange, PlanVersion
from alongside.casework.operations import plan_parts, plan_words, plans
from alongside.casework.operations.glossary import list_word
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Need, Outcome, Provision
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, happen, make_case, make_officer
from tests.casework.plan_factories import AGREEMENT, HEALTH, OFFICER, add, begin, write_whole
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


def plainer(word: str, plain: str) -> plan_words.Plainer:
    return plan_words.Plainer(word=word, plain=plain, ticked=())


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
        "Section E: E2 comes from no need, has no help that leads to it and says what will be given, not what will be different.",
        "Section F: F2 does not say which need it meets.",
    ):
        assert sentence in page
    assert "It does not say which need it meets." in page
    assert officer.get("plan_desk", draft.ref).count("B2 has no help that meets it.") == 1


def test_a_need_with_help_and_no_outcome_is_drawn_as_a_gap(
    officer: Desk, writer: Actor, draft: PlanVersion
) -> None:
    need = add(writer, draft, Section.B, Need(area="learning", need="Reading is slow."), at=NOW)
    body = Provision(what="Reading lessons", who="A teacher", needs=(need.key,))
    add(writer, draft, Section.F, body, at=NOW)
    page = officer.get("plan_thread", draft.ref)
    assert "Section B: B2 has help and no outcome that the help leads to." in page
    assert '<p class="plan-knot__gap">Nothing says what will be different.</p>' in page
    first = draft.parts.get(section="B", body__area="communication")
    add(writer, draft, Section.F, replace(body, needs=(first.key,)), at=NOW)
    assert "Help F3, without an outcome of this need" in officer.get("plan_thread", draft.ref)


@pytest.mark.scenario(19)
def test_own_words_are_not_opened_for_changing(officer: Desk, draft: PlanVersion) -> None:
    own = draft.parts.filter(section="A").first()
    assert own is not None
    officer.get("change_plan_part", own.ref, status=404)
    assert officer.post_to("change_plan_part", own.ref, words="Mine").status_code == 404
    assert "Change" not in officer.get("plan_desk", draft.ref).split("Section B")[0]


def test_who_found_that_there_is_none_is_said_once(officer: Desk, draft: PlanVersion) -> None:
    desk = officer.get("plan_desk", draft.ref)
    assert "None identified: said by the disabled children’s team" in desk
    assert "Who found this" not in desk


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


def codes(page: str) -> list[str]:
    return re.findall(r'name="ticked" value="([^"]+)"', page)


@pytest.mark.scenario(18)
def test_plainer_words_are_shown_sentence_by_sentence_and_only_what_is_ticked_is_written(
    officer: Desk, owner: Actor, writer: Actor, draft: PlanVersion
) -> None:
    list_word(actor=owner, at=NOW, word="trains", plain="railways", reason="")
    need = Need(area="learning", need="Trains matter. He draws trains.")
    row = add(writer, draft, Section.B, need, at=NOW)
    assert "Write “railways”" in officer.get("plan_desk", draft.ref)
    page = officer.get("replace_word", draft.ref, "trains")
    for sentence in (
        "B2: Railways matter.", "Now: Trains matter.", "B2: He draws railways.", "Now: He draws trains.",
    ):  # fmt: skip
        assert sentence in page
    assert "I like trains." not in page
    _, second = codes(page)
    refused = officer.post_to("replace_word", draft.ref, "trains", pressed="1")
    assert "Tick the sentences" in refused.content.decode()
    row.refresh_from_db()
    assert row.body["need"] == "Trains matter. He draws trains."
    assert officer.post_to("replace_word", draft.ref, "trains", ticked=[second]).status_code == 302
    row.refresh_from_db()
    assert row.body["need"] == "Trains matter. He draws railways."
    own = draft.parts.filter(section="A").values_list("body", flat=True)
    assert "I like trains." in json.dumps(list(own))
    kept = PlanChange.objects.in_area(draft.area_id).get(key=row.key, act="changed")
    assert (kept.asked_by, kept.why) == ("officer", "Families here did not understand “trains”.")
    late = officer.post_to("replace_word", draft.ref, "trains", ticked=[second])
    assert late.status_code == 422
    officer.get("replace_word", draft.ref, "help", status=404)


def test_a_row_of_an_agreed_section_g_warns_that_the_agreement_falls(
    officer: Desk, owner: Actor, writer: Actor, draft: PlanVersion
) -> None:
    list_word(actor=owner, at=NOW, word="trains", plain="railways", reason="")
    none_found = draft.parts.get(section="G")
    plan_parts.remove_part(
        actor=writer, at=NOW, part_ref=none_found.ref, expected_version=1, asked=OFFICER
    )
    add(
        writer,
        draft,
        Section.G,
        replace(HEALTH, what="Speech therapy with trains", needs=(), outcomes=()),
        at=NOW,
    )
    assert "agreement falls" not in officer.get("replace_word", draft.ref, "trains")
    plan_parts.agree_health_provision(
        actor=writer, at=NOW, version_ref=draft.ref, agreement=AGREEMENT, asked=OFFICER
    )
    page = officer.get("replace_word", draft.ref, "trains")
    assert "Now: Speech therapy with trains The agreement to section G falls." in page
    assert "you have to ask them again." in page


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
            actor=writer, at=NOW, version_ref=draft.ref, plainer=plainer("help", "aid")
        )
    assert officer.post_to("replace_word", draft.ref, "help", ticked=["x"]).status_code == 404
    officer.get("keep_word", draft.ref, "help", status=404)


def test_a_word_that_was_written_away_meanwhile_is_said_to_stand_there_no_longer(
    officer: Desk, owner: Actor, writer: Actor, draft: PlanVersion
) -> None:
    list_word(actor=owner, at=NOW, word="SEMH", plain="feelings", reason="")
    page = officer.get("keep_word", draft.ref, "SEMH")
    assert "“SEMH” stands in this draft no longer, so there is nothing to keep." in page
    assert f"/{draft.ref}/write/#words" in page
    refused = officer.post_to("keep_word", draft.ref, "SEMH", reason="The school uses it.")
    assert refused.status_code == 422
    assert "The school uses it." in refused.content.decode()
    assert not draft.kept_terms.exists()


def test_another_officer_finds_nothing_of_it(area: LocalArea, draft: PlanVersion) -> None:
    other = Desk(area, "Otto Other", "ehc_coordinator")
    for name in ("plan_thread", "plan_reading", "plan_simple", "read_simple_with"):
        other.get(name, draft.ref, status=404)
    assert other.post_to("replace_word", draft.ref, "SEMH", ticked=["x"]).status_code == 404
    stranger = make_officer(area, "Sam Strange")[0]
    with pytest.raises(Hidden):
        plan_words.replace_word(
            actor=stranger, at=NOW, version_ref=draft.ref, plainer=plainer("SEMH", "feelings")
        )
