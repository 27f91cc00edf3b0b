"""What an EHC plan has to hold before it is sent, what is worth a second look, and which version may begin."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.casework.rules.plans.beginning import Stands, VersionFact, in_force, may_begin
from alongside.casework.rules.plans.changing import check_may_remove
from alongside.casework.rules.plans.checking import OWN_WORDS, check_may_change, check_part
from alongside.casework.rules.plans.codes import Section, VersionKind, VersionState
from alongside.casework.rules.plans.found import in_words
from alongside.casework.rules.plans.parts import (
    Budget,
    Need,
    NoneFound,
    Outcome,
    Part,
    PartBody,
    Placement,
    Provision,
    Words,
    read,
    written,
)
from alongside.casework.rules.plans.standing import (
    Facts,
    check_may_issue,
    in_the_way,
    remarks,
)
from alongside.kernel.refusals import Refusal, Refusals
from tests.casework.plan_factories import AGREEMENT, HEALTH, WHOLE, part, whole, with_health

TODAY = date(2025, 3, 3)
FINAL, DRAFT = VersionKind.FINAL, VersionKind.DRAFT


def facts(parts: tuple[Part, ...], kind: VersionKind = FINAL, **changed: object) -> Facts:
    known = {"kind": kind, "parts": parts, "today": TODAY, "year_group": 5}
    return Facts(**{**known, **changed})  # type: ignore[arg-type]


def sections(parts: tuple[Part, ...], kind: VersionKind = FINAL) -> list[str]:
    return [str(each.section) for each in in_the_way(facts(parts, kind))]


@pytest.mark.parametrize(
    ("parts", "of_a_draft", "of_a_final"),
    [
        (whole(), ["I"], []),
        (whole("i1"), [], ["I"]),
        (whole("i1", "a1", "a2"), ["A"], ["A", "I"]),
        (whole("i1", "b1"), ["B"], ["B", "I"]),
        (whole("i1", "c1"), [], ["C", "I"]),
        (whole("i1", "d1"), [], ["D", "I"]),
        (whole("i1", "e1"), ["E"], ["E", "I"]),
        (whole("i1", "f1"), ["F"], ["F", "I"]),
        (whole("i1", "g1"), [], ["G", "I"]),
        (whole("i1", "h1"), [], ["H1", "I"]),
        (whole("i1", "h2"), [], ["H2", "I"]),
        (whole("i1", "k1"), [], ["I", "K"]),
        (with_health(agreed=False), ["I"], ["G"]),
        (with_health(agreed=True), ["I"], []),
        ((), ["A", "B", "E", "F"], ["A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "K"]),
    ],
)
def test_what_stands_in_the_way(
    parts: tuple[Part, ...], of_a_draft: list[str], of_a_final: list[str]
) -> None:
    assert sections(parts, DRAFT) == of_a_draft
    assert sections(parts, FINAL) == of_a_final


@pytest.mark.scenario(17)
def test_an_empty_section_d_has_to_say_that_no_needs_were_identified() -> None:
    with pytest.raises(Refusals) as refused:
        check_may_issue(facts(whole("d1")))
    (sentence,) = [each.sentence for each in refused.value.refusals]
    assert sentence == (
        "Section D: It is blank. Write down the social care needs, or say that there are none."
    )
    check_may_issue(facts(whole()))


def test_an_agreement_to_section_g_ends_with_a_change_to_it() -> None:
    agreed = with_health(agreed=True)
    changed = tuple(
        replace(each, body=replace(HEALTH, how_often="Once a term")) if each.key == "g2" else each
        for each in agreed
    )
    (found,) = in_the_way(facts(changed))
    assert found.sentence == ("It was changed after the commissioning body agreed. Ask them again.")
    assert in_the_way(facts(tuple(reversed(agreed)))) == ()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (whole(f1=Provision(what="Help", who="A teacher", how_much="1 hour", how_often="Daily")),
         ["Section B: B1 has no help that meets it.", "Section E: E1 has no help that leads to it.",
          "Section F: F1 does not say which need it meets."]),
        (whole(f1=Provision(what="Help", who="A teacher", needs=("b1",), outcomes=("e1",))),
         ["Section F: F1 does not say how much and how often."]),
        (whole("a1"), ["Section A: The child’s or young person’s own words are missing."]),
        (whole("a2"), ["Section A: The parents’ own words are missing."]),
        (whole(e1=Outcome(outcome="She counts to ten.", by_on=TODAY, needs=("b1",))),
         ["Section E: The day of E1 is over."]),
        (whole(), []),
    ],
)  # fmt: skip
def test_what_is_worth_a_second_look(parts: tuple[Part, ...], said: list[str]) -> None:
    assert [in_words(each) for each in remarks(facts(parts))] == said


def test_from_year_nine_an_outcome_prepares_for_adulthood() -> None:
    sentence = "Section E: From year 9 outcomes prepare for adulthood. None does."
    assert [in_words(each) for each in remarks(facts(whole(), year_group=9))] == [sentence]
    outcome = replace({key: body for key, _, body in WHOLE}["e1"], adulthood=("employment",))  # type: ignore[type-var]
    assert remarks(facts(whole(e1=outcome), year_group=9)) == ()


def test_what_is_still_open_is_said_without_standing_in_the_way() -> None:
    found = remarks(facts(whole(), answer_until=date(2025, 3, 9), unlisted=("Social care",)))
    assert [in_words(each) for each in found] == [
        "The family may still answer the draft, until 9 March 2025.",
        "Section K: Advice came in and is not listed: Social care.",
    ]
    unserved = remarks(facts(whole(), is_served=False))
    assert [in_words(each) for each in unserved] == [
        "The day on which the draft reached the family is not recorded."
    ]
    silent = remarks(facts(whole("i1", "d1"), DRAFT))
    assert [str(each.section) for each in silent] == ["D"]


@pytest.mark.parametrize(
    ("section", "body", "fields"),
    [
        (Section.A, Words(), ["whose", "topic", "words", "how"]),
        (Section.B, Need(), ["need", "area"]),
        (Section.C, Need(), ["", "need"]),
        (Section.E, Outcome(outcome="She reads."), ["by_on"]),
        (Section.E, Outcome(outcome="She reads.", by_on=TODAY, needs=("zz",)), ["needs"]),
        (Section.F, Provision(what="Help"), ["who"]),
        (Section.F, Provision(what="Help", who="A teacher", outcomes=("zz",)), ["outcomes"]),
        (Section.F, Need(area="learning", need="Reading"), [""]),
        (Section.H1, Provision(what="Help", who="Somebody"), [""]),
        (Section.D, NoneFound(says_who="Them", said_on=date(2025, 3, 4)), ["", "said_on"]),
        (Section.G, AGREEMENT, []),
        (Section.G, replace(AGREEMENT, agreed_by=" "), ["agreed_by"]),
        (Section.J, Budget(what_for="Swimming", payment="direct", amount="-1"), ["amount"]),
        (Section.J, Budget(what_for="Swimming", payment="direct", amount="1e400"), ["amount"]),
        (Section.J, Budget(what_for="Swimming", payment="direct", amount="nan"), ["amount"]),
        (Section.J, Budget(what_for="Swimming", payment="direct", amount="12.50"), []),
    ],
)  # fmt: skip
def test_each_box_has_its_sentence(section: Section, body: PartBody, fields: list[str]) -> None:
    found: list[str] = []
    try:
        check_part(body, section=section, version=FINAL, others=whole(), today=TODAY)
    except Refusals as refused:
        found = [each.field for each in refused.refusals]
    assert found == fields


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (Placement(named="institution", type="Special school"), "institution"),
        (Placement(named="institution", institution="Example School"), "type"),
        (Placement(named="type_only"), "type"),
        (Placement(named="elsewhere"), "why"),
        (Placement(), "named"),
    ],
)
def test_section_i_says_what_it_names(body: Placement, field: str) -> None:
    with pytest.raises(Refusals) as refused:
        check_part(body, section=Section.PLACE, version=FINAL, others=(), today=TODAY)
    assert [each.field for each in refused.value.refusals] == [field]


def test_section_i_stays_blank_in_a_draft() -> None:
    body = Placement(named="type_only", type="Special school")
    check_part(body, section=Section.PLACE, version=FINAL, others=(), today=TODAY)
    with pytest.raises(Refusals, match="stays blank in a draft"):
        check_part(body, section=Section.PLACE, version=DRAFT, others=(), today=TODAY)


def test_own_words_are_never_altered() -> None:
    with pytest.raises(Refusal, match=OWN_WORDS):
        check_may_change(WHOLE[0][2])
    check_may_change(WHOLE[2][2])


def test_a_need_that_is_named_is_not_removed() -> None:
    with pytest.raises(Refusal, match="named by E1 and F1"):
        check_may_remove("b1", whole())
    check_may_remove("b1", whole("e1", "f1"))


@pytest.mark.parametrize(("section", "body"), [(section, body) for _, section, body in WHOLE])
def test_a_body_is_read_as_it_was_written(section: Section, body: PartBody) -> None:
    made = part("x", section, body)
    assert read(made.kind, written(body)) == body
    assert read(made.kind, {**written(body), "mood": "good"}) == body


ISSUED, WRITING, GONE = VersionState.ISSUED, VersionState.WRITING, VersionState.DISCARDED


def of(*versions: tuple[VersionKind, VersionState]) -> list[VersionFact]:
    return [VersionFact(number, *each) for number, each in enumerate(versions, start=1)]


AMENDED = VersionKind.AMENDED_DRAFT
AMENDED_FINAL = VersionKind.AMENDED_FINAL


@pytest.mark.parametrize(
    ("versions", "kinds"),
    [
        (of(), {DRAFT, AMENDED}),
        (of((DRAFT, WRITING)), set()),
        (of((DRAFT, GONE)), {DRAFT, AMENDED}),
        (of((DRAFT, ISSUED)), {DRAFT, FINAL}),
        (of((DRAFT, ISSUED), (FINAL, WRITING)), set()),
        (of((DRAFT, ISSUED), (FINAL, ISSUED)), {DRAFT, AMENDED}),
        (of((DRAFT, ISSUED), (FINAL, ISSUED), (AMENDED, ISSUED)), {DRAFT, AMENDED, AMENDED_FINAL}),
        (of((AMENDED, ISSUED), (AMENDED_FINAL, ISSUED)), {DRAFT, AMENDED}),
    ],
)
def test_which_version_may_begin(versions: list[VersionFact], kinds: set[VersionKind]) -> None:
    assert set(may_begin(versions, Stands(has_plan=True))) == kinds
    without = kinds if in_force(versions) else kinds - {AMENDED}
    assert set(may_begin(versions, Stands(has_plan=False))) == without


@pytest.mark.parametrize(
    ("versions", "has_plan", "may"),
    [
        (of((DRAFT, ISSUED), (FINAL, ISSUED)), True, True),
        (of(), True, True),
        (of(), False, False),
        (of((DRAFT, ISSUED)), False, False),
        (of((DRAFT, ISSUED), (FINAL, ISSUED), (AMENDED_FINAL, WRITING)), True, False),
    ],
)
def test_a_change_that_was_ordered_is_not_proposed_first(
    versions: list[VersionFact], has_plan: bool, may: bool
) -> None:
    found = may_begin(versions, Stands(has_plan=has_plan, is_ordered=True))
    assert (AMENDED_FINAL in found) is may


def test_the_last_final_that_was_issued_is_in_force() -> None:
    versions = of((DRAFT, ISSUED), (FINAL, ISSUED), (AMENDED, ISSUED), (AMENDED_FINAL, WRITING))
    found = in_force(versions)
    assert found is not None
    assert found.number == 2
    assert in_force(of((DRAFT, ISSUED))) is None
