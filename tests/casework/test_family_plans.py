"""EHC plans as families read them: in simple text, with votes on words that they do not understand; and what
whoever looks after the list of words decides.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.access.actors import arrive
from alongside.casework.models import ConfusingTerm, PlanVersion, TermVote
from alongside.casework.operations import glossary as operations
from alongside.casework.operations import plans
from alongside.casework.operations.plan_words import Plainer, keep_word, replace_word
from alongside.casework.plans.making import make_simple_paper
from alongside.casework.queries.glossary import area_glossary, listed_glossary, one_word
from alongside.casework.queries.simple_texts import simple_view
from alongside.casework.rules.glossary import Decided
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Need
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerDetail
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, happen, make_case, make_officer
from tests.casework.families import Family, Home, words_of
from tests.casework.plan_factories import add, begin, go_out, write_whole
from tests.casework.test_pages import Desk, day_boxes
from tests.casework.test_plan_pages import NOW
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def family(area: LocalArea) -> Family:
    return Family(area)


@pytest.fixture
def writer(area: LocalArea, family: Family) -> Actor:
    return make_officer(area, "Hilda Head", HEAD)[0]


@pytest.fixture
def owner(area: LocalArea) -> Desk:
    """Looks after the list, and reads no case."""
    return Desk(area, "Enid Engage", "engagement_officer")


@pytest.fixture
def draft(family: Family, writer: Actor) -> PlanVersion:
    """Sent to the family, with a word in it that stands in section A as well."""
    case = family.case
    happen(writer, case, "request_received")
    happen(writer, case, "decided_to_assess", date(2025, 4, 7))
    happen(writer, case, "decided_to_issue", date(2025, 6, 2))
    made = begin(writer, case, at=NOW)
    write_whole(writer, made, at=NOW)
    add(writer, made, Section.B, Need(area="emotional", need="SEMH needs and phonics."), at=NOW)
    made.refresh_from_db()
    issued = plans.issue_draft(
        actor=writer, at=NOW, version_ref=made.ref, expected_version=made.version
    )
    go_out(writer, issued)
    return issued


@pytest.fixture
def mother(family: Family) -> Home:
    return Home(family, family.account(family.mother, "Mo Testly", NOW))


def vote(home: Home, draft: PlanVersion, word: str = "SEMH", status: int = 302, **said: str) -> Any:
    return home.send("plan_words", draft.ref, status=status, word=word, **said)


def votes(area: LocalArea) -> list[tuple[str, str]]:
    rows = TermVote.objects.in_area(area.pk).order_by("id")
    return list(rows.values_list("term__name", "suggested"))


def not_understood(area: LocalArea) -> int:
    """By how many, as the desk has it."""
    term = area_glossary(area.pk).find("SEMH")
    assert term is not None
    return term.not_understood


def plain_word(area: LocalArea) -> str:
    """What families are told that it means."""
    term = listed_glossary(area.pk).find("SEMH")
    assert term is not None
    return term.plain


@pytest.mark.scenario(18)
def test_a_family_votes_a_term_confusing_and_the_next_draft_is_offered_the_replacement(
    area: LocalArea,
    family: Family,
    writer: Actor,
    mother: Home,
    owner: Desk,
    draft: PlanVersion,
) -> None:
    assert "tell us which words you do not understand" in words_of(mother.get())
    page = words_of(mother.get("plan", draft.ref))
    assert "SEMH feelings and mental health" in page
    vote(mother, draft, suggested="worries and moods")
    assert votes(area) == [("SEMH", "worries and moods")]
    other = make_case(writer, family.post, given_names="Bea", born_on=date(2015, 1, 2))
    happen(writer, other, "request_received")
    officer = Desk(area, "Olive Officer", "head_of_send")
    plan = begin(writer, other, at=NOW)
    add(writer, plan, Section.B, Need(area="emotional", need="SEMH needs."), at=NOW)
    desk = words_of(officer.get("plan_desk", plan.ref))
    assert "1 person here did not understand it. It stands in B1." in desk
    assert "Families would say: “worries and moods”." in desk
    assert "Write “worries and moods”" not in desk
    assert "Write “feelings and mental health”" in desk
    assert "Keep it, with a reason" in desk
    assert "Mo Testly" not in desk
    with pytest.raises(Refusal, match="stand in no list"):
        replace_word(
            actor=writer, at=NOW, version_ref=plan.ref,
            plainer=Plainer(word="SEMH", plain="worries and moods", ticked=()),
        )  # fmt: skip
    term = ConfusingTerm.objects.in_area(area.pk).get()
    owner.post_to("decide_word", term.ref, decided="listed", plain="worries and moods", reason="")
    decided = words_of(officer.get("plan_desk", plan.ref))
    assert "Write “worries and moods”" in decided
    assert "Families would say" not in decided


def test_somebody_who_came_by_link_votes_too_and_counts_once_with_their_account(
    area: LocalArea, family: Family, draft: PlanVersion
) -> None:
    access, secret = family.link(family.mother, NOW)
    visitor = Home(family)
    visitor.come_in(secret, access, NOW)
    assert "SEMH" in visitor.get("plan", draft.ref)
    vote(visitor, draft, suggested="moods")
    at_home = Home(family, family.account(family.mother, "Mo Testly", NOW))
    assert 'value="SEMH"' not in at_home.get("plan_words", draft.ref)  # told already, by link
    vote(at_home, draft, word="", other="SEMH", suggested="feelings")
    vote(at_home, draft, word="", other="SEMH")
    assert votes(area) == [("SEMH", "")]
    father = family.contact("Fa Testly", "father")
    access, secret = family.link(father, NOW)
    second = Home(family)
    second.come_in(secret, access, NOW)
    vote(second, draft)
    assert len(votes(area)) == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"word": "", "other": ""}, "Choose a word, or write one."),
        ({"word": "", "other": "dysregulated"}, "does not stand in the EHC plan"),
        ({"word": "", "other": "trains"}, "does not stand in the EHC plan"),
        ({"word": "SEMH", "suggested": "what Testly has"}, "Leave out the names of people."),
        ({"word": "SEMH", "other": "phonics"}, "You chose “SEMH” and wrote “phonics”."),
        ({"word": "", "other": "an"}, "This is too short to be a word of the list."),
        ({"word": "SEMH", "suggested": "ring 01632 960001"}, "Write it in letters"),
        ({"word": "SEMH", "suggested": "x" * 61}, "characters or fewer"),
    ],
)
def test_what_cannot_be_a_word_of_the_list_is_refused(
    area: LocalArea, mother: Home, draft: PlanVersion, said: dict[str, str], sentence: str
) -> None:
    answer = mother.send("plan_words", draft.ref, status=422, **said)
    assert sentence in answer.content.decode()
    assert votes(area) == []


def test_a_choice_can_be_taken_back(area: LocalArea, mother: Home, draft: PlanVersion) -> None:
    assert "None of these. I write the word below." in mother.get("plan_words", draft.ref)
    vote(mother, draft, word="", other="Phonics")
    vote(mother, draft, word="SEMH", other="semh")
    assert votes(area) == [("Phonics", ""), ("SEMH", "")]


def test_a_word_of_no_list_is_voted_on_as_it_stands(
    area: LocalArea, mother: Home, draft: PlanVersion
) -> None:
    vote(mother, draft, word="", other="Phonics")
    assert votes(area) == [("Phonics", "")]
    assert area_glossary(area.pk).find("phonics") is not None


def test_the_owner_accepts_and_whoever_voted_reads_it(
    area: LocalArea, mother: Home, owner: Desk, draft: PlanVersion
) -> None:
    vote(mother, draft, suggested="moods")
    term = ConfusingTerm.objects.in_area(area.pk).get()
    assert "1 person did not understand it" in owner.client.get(f"/{area.slug}/").content.decode()
    page = words_of(owner.get("glossary"))
    assert "Families would say: “moods”" in page
    assert "Mo Testly" not in page
    assert plain_word(area) == "feelings and mental health"
    owner.post_to("decide_word", term.ref, decided="listed", plain="moods", reason="Two said so")
    assert plain_word(area) == "moods"
    assert "From now on the council writes “moods”. Two said so." in words_of(
        mother.get("plan_words", draft.ref)
    )


def test_a_word_that_is_set_aside_is_confusing_no_more_until_somebody_votes_again(
    area: LocalArea, family: Family, mother: Home, owner: Desk, draft: PlanVersion
) -> None:
    vote(mother, draft)
    term = ConfusingTerm.objects.in_area(area.pk).get()
    refused = owner.post_to("decide_word", term.ref, decided="set_aside", reason="")
    assert "Those who voted read it." in refused.content.decode()
    owner.post_to("decide_word", term.ref, decided="set_aside", reason="It is the law’s word")
    assert not_understood(area) == 0
    assert "The word stays. Why: It is the law’s word." in words_of(
        mother.get("plan_words", draft.ref)
    )
    father = family.contact("Fa Testly", "father")
    viewer = family.account(father, "Fa Testly", NOW)
    later = NOW + timedelta(days=1)
    arrived = arrive(person_id=viewer.person_id, area_slug=area.slug, at=later)
    assert arrived is not None
    operations.vote_on_word(
        actor=arrived.actor, at=later, case_ref=family.case.ref, version_ref=draft.ref,
        word="SEMH", suggested="",
    )  # fmt: skip
    assert not_understood(area) == 1


def test_a_word_counts_from_the_number_that_is_set(
    area: LocalArea, mother: Home, owner: Desk, draft: PlanVersion
) -> None:
    vote(mother, draft)
    assert "as soon as one person says so." in owner.get("glossary")
    assert "Each person counts once." in owner.get("glossary_settings")
    owner.post_to("glossary_settings", confusing_from="2", expected_version="1")
    assert "as soon as 2 people say so." in owner.get("glossary")
    assert not_understood(area) == 0
    owner.post_to("glossary_settings", confusing_from="1", expected_version="2")
    assert not_understood(area) == 1


def test_only_the_owner_decides(area: LocalArea, mother: Home, draft: PlanVersion) -> None:
    vote(mother, draft)
    term = ConfusingTerm.objects.in_area(area.pk).get()
    officer = Desk(area, "Otto Other", "ehc_coordinator")
    assert "SEMH" in officer.get("glossary")
    officer.get("decide_word", term.ref, status=404)
    with pytest.raises(Hidden):
        operations.decide_on_word(
            actor=make_officer(area, "Sam Strange")[0], at=NOW, term_ref=term.ref,
            decided=Decided.LISTED, plain="moods", reason="",
        )  # fmt: skip
    elsewhere = make_officer(make_area("shire", "Shire"), "Sh Owner", {"casework.glossary"})[0]
    with pytest.raises(Hidden):
        one_word(elsewhere, term_ref=term.ref)


def test_nobody_reads_or_votes_on_what_they_were_not_sent(
    area: LocalArea, family: Family, writer: Actor, mother: Home, draft: PlanVersion
) -> None:
    restricted = family.contact("Re Testly", "father", restriction="Must not know the school.")
    father = Home(family, family.account(restricted, "Re Testly", NOW))
    for name in ("plan", "plan_words", "simple_paper"):
        father.get(name, draft.ref, status=404)
    mother.get("plan", "zzzzzzzzzzzzzzzz", status=404)
    with pytest.raises((Hidden, Refusal)):
        operations.vote_on_word(
            actor=writer, at=NOW, case_ref=family.case.ref, version_ref=draft.ref, word="SEMH",
            suggested="",
        )  # fmt: skip


def test_the_ledger_does_not_say_which_word(
    area: LocalArea, mother: Home, draft: PlanVersion
) -> None:
    vote(mother, draft, suggested="moods")
    details = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    assert "SEMH" not in details
    assert "moods" not in details


def test_the_family_reads_it_and_is_told_that_nobody_has_tested_it(
    mother: Home,
    draft: PlanVersion,
) -> None:
    page = words_of(mother.get("plan", draft.ref))
    assert "What help does Ada get to learn?" in page
    assert "Nobody has read this text with readers yet. So we do not call it easy read." in page
    assert "How often: three times a week." in page
    assert 'class="plan-simple__place"' not in mother.get("plan", draft.ref)
    with_room = mother.client.get(mother.address("plan", draft.ref), {"pictures": "1"})
    assert b'class="plan-simple__place"' in with_room.content


def test_once_read_with_somebody_it_says_with_whom(
    area: LocalArea,
    mother: Home,
    draft: PlanVersion,
) -> None:
    officer = Desk(area, "Olive Officer", "head_of_send")
    whom = {"with_whom": "a young person and a teaching assistant", "found": ""}
    early = officer.post_to(
        "read_simple_with",
        draft.ref,
        **whom,
        **day_boxes("read_on", NOW.date() - timedelta(days=9)),
    )
    assert "It was issued on a later day." in early.content.decode()
    officer.post_to("read_simple_with", draft.ref, **whom, **day_boxes("read_on", NOW.date()))
    page = words_of(mother.get("plan", draft.ref))
    assert "It was read with a young person and a teaching assistant on 10 June 2025." in page
    assert "easy read" not in page
    assert "a young person and a teaching assistant" in officer.get("plan_simple", draft.ref)


def test_a_family_reads_why_a_word_stays_and_what_other_readers_found_hard(
    area: LocalArea, family: Family, writer: Actor, mother: Home, draft: PlanVersion
) -> None:
    officer = Desk(area, "Olive Officer", "head_of_send")
    officer.post_to(
        "read_simple_with", draft.ref, with_whom="two pupils", found="“SEMH” was hard",
        **day_boxes("read_on", NOW.date()),
    )  # fmt: skip
    assert "What they found hard: “SEMH” was hard." in words_of(mother.get("plan", draft.ref))
    vote(mother, draft)
    final = begin(writer, draft.case, VersionKind.FINAL, at=NOW)
    keep_word(actor=writer, at=NOW, version_ref=final.ref, word="SEMH", reason="She says so")
    kept = simple_view(final).kept
    assert kept == (("SEMH", "She says so"),)


def test_its_paper_is_made_once_and_downloaded(
    area: LocalArea,
    mother: Home,
    draft: PlanVersion,
) -> None:
    mother.get("simple_paper", draft.ref, status=404)
    made = make_simple_paper(version_id=draft.pk, at=NOW, progress=lambda done, total: None)
    assert made is not None
    assert make_simple_paper(version_id=draft.pk, at=NOW, progress=lambda *_: None) is None
    response = mother.client.get(mother.address("simple_paper", draft.ref))
    assert response.getvalue().startswith(b"%PDF-")
    officer = Desk(area, "Olive Officer", "head_of_send")
    assert "Download it to print" in officer.get("plan_simple", draft.ref)
    paper = officer.client.get(officer.address("simple_paper", draft.ref))
    assert paper.getvalue().startswith(b"%PDF-")
