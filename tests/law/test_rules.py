"""The files of the law say what the reference says, in plain words, and wrong files are found."""

from datetime import date

import pytest

from alongside.language.house import american_spellings, standing_alone, system_words
from alongside.language.reading import long_sentences
from alongside.law.counting import Counted
from alongside.law.explaining import explain, ids, length_in_words
from alongside.law.provisions import PARTIES, Again, Force
from alongside.law.reading import read_rules, statutory_rules
from tests.law.making import PROVISIONS, RULES, day, version

STATUTE = {
    "REQ-0", "REQ-1", "REQ-2", "REQ-3", "DEC-6W", "DEC-6W-b", "DEC-6W-c", "ADV-REQ", "ADV-6W",
    "NOPLAN-16W", "NOPLAN-16W-b", "DRAFT", "DRAFT-15D", "DRAFT-BLANK", "CONS-15D", "NAME", "FINAL-20W",
    "FINAL-NOTICE", "ASSESS-BAR", "MOVE-1", "MOVE-2", "MOVE-3", "MOVE-4", "MOVE-5", "MOVE-6", "MOVE-7",
    "REV-12M", "REV-PT-S", "REV-PT-16", "REV-PT-POST", "PHASES", "REV-INV", "REV-NOTICE", "REV-PAPERS",
    "REV-CONTENT", "REV-HOLD", "REV-REPORT", "REV-4W", "REV-4W-AMEND", "AMD-15D", "AMD-8W", "REV-12W",
    "AMD-ADHOC", "REV-NOSCHOOL", "REASS-REQ", "REASS-15D", "REASS-14W", "CEASE-1", "CEASE-2", "CEASE-3",
    "CEASE-4", "MED-0", "MED-1", "MED-2", "MED-3", "MED-4", "MED-5", "MED-6", "MED-7", "MED-8", "MED-9",
    "MED-10", "MED-11", "APP-1", "APP-2", "APP-3",
}  # fmt: skip


def test_every_rule_of_the_reference_is_there_and_ours_are_named():
    added = {each.rule for each in PROVISIONS} - STATUTE
    assert {each.rule for each in PROVISIONS} >= STATUTE
    assert {each.split("-")[0] for each in added} == {"REG44", "REG45", "REC", "PB"}


def test_the_grounds_and_ways_of_counting_are_those_of_the_reference():
    assert set(RULES.grounds) == {
        "EXC-A", "EXC-B", "EXC-C", "EXC-D", "EXC-8A", "EXC-8B", "EXC-8C", "EXC-T2W", "EXC-COVID",
    }  # fmt: skip
    assert list(RULES.counting) == [f"T{n}" for n in range(1, 11)]
    assert [week for week, _ in RULES.milestones] == [6, 12, 14, 16, 18, 20]


@pytest.mark.parametrize(
    ("rule", "grounds"),
    [
        ("DEC-6W", {"EXC-A", "EXC-B", "EXC-C", "EXC-D", "EXC-COVID"}),
        ("FINAL-20W", {"EXC-A", "EXC-B", "EXC-C", "EXC-D", "EXC-COVID"}),
        ("NOPLAN-16W", {"EXC-A", "EXC-B", "EXC-C", "EXC-D", "EXC-COVID"}),
        ("REASS-14W", {"EXC-A", "EXC-B", "EXC-C", "EXC-D", "EXC-COVID"}),
        ("ADV-6W", {"EXC-8A", "EXC-8B", "EXC-8C"}),
        ("REG44-E", {"EXC-A", "EXC-B", "EXC-C", "EXC-D", "EXC-T2W"}),
        ("REV-4W", set()),
        ("AMD-8W", set()),
        ("REASS-15D", set()),
        ("MOVE-1", set()),
    ],
)
def test_only_the_lawful_grounds_excuse_a_rule(rule, grounds):
    (found,) = [each for each in PROVISIONS if each.rule == rule]
    assert set(found.grounds) == grounds


CONFIRMED = {
    "REQ-0": "C", "REQ-1": "K", "DEC-6W": "C", "ADV-REQ": "c2", "ADV-6W": "c2", "NOPLAN-16W": "C",
    "DRAFT": "c2", "DRAFT-15D": "C", "CONS-15D": "K", "FINAL-20W": "C", "FINAL-NOTICE": "K", "MOVE-1": "C",
    "MOVE-4": "K", "MOVE-5": "c2", "MOVE-7": "C", "REV-PT-S": "C", "REV-NOTICE": "C", "REV-REPORT": "c2",
    "REV-4W": "c2", "REV-4W-AMEND": "C", "AMD-8W": "C", "REV-12W": "C", "AMD-ADHOC": "K", "REASS-15D": "K",
    "REASS-14W": "C", "CEASE-2": "C", "MED-1": "C", "MED-2": "c2", "MED-9": "C", "APP-1": "K", "APP-3": "c2",
    "REG44-B-14W": "c2", "REG44-D": "K", "REG44-E": "K", "REG45-A-2W": "C", "REG45-C-SCHOOL": "c2",
}  # fmt: skip


@pytest.mark.parametrize("rule", CONFIRMED)
def test_what_is_not_confirmed_says_so(rule):
    for found in (each for each in PROVISIONS if each.rule == rule):
        assert found.status == CONFIRMED[rule]
        is_marked = "to be checked by the authority’s lawyer" in found.status.means
        assert is_marked == (CONFIRMED[rule] != "C")


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda each: f"{each.rule} {each.limb}")
def test_a_rule_is_whole(provision):
    assert provision.authority
    assert provision.does[0].islower() or provision.does.startswith("SEN")
    assert not provision.does.endswith(".")
    if provision.starts:
        assert provision.family.endswith(".")
        assert provision.done or provision.cut_by
        assert (
            provision.counted is Counted.NO_DATE
            or provision.days
            or provision.limit
            or provision.day_of_year
        )
    assert not set(provision.starts) - set(RULES.kinds)
    for kind in provision.starts:
        types = {*RULES.kinds[kind].of, *RULES.kinds[kind].opens}
        assert types & set(provision.processes), kind


def house_faults(text):
    return [
        *long_sentences(text, limit=25),
        *american_spellings(text),
        *system_words(text),
        *standing_alone(text),
    ]


def sentences():
    for each in PROVISIONS:
        yield each.rule, each.family
        yield each.rule, f"{PARTIES[each.who][0].capitalize()} must {each.does}."
        yield each.rule, each.note
        yield each.rule, each.title
    for code, kind in RULES.kinds.items():
        yield code, f"{kind.means.capitalize()}."
    for code, ground in RULES.grounds.items():
        yield code, ground.means
        yield code, ground.family
        yield code, ground.note
    for code, rule in RULES.counting.items():
        yield code, rule.means
    for _week, what in RULES.milestones:
        yield what, what


@pytest.mark.parametrize(("where", "text"), list(sentences()))
def test_the_words_of_the_law_are_plain(where, text):
    assert house_faults(text) == []


def test_every_kind_can_be_reached_and_no_name_stands_twice():
    names = [name for code, kind in RULES.kinds.items() for name in (code, *kind.also)]
    assert len(names) == len(set(names))
    types = {each for provision in PROVISIONS for each in provision.processes}
    for code, kind in RULES.kinds.items():
        assert {*kind.of, *kind.opens} <= types, code
        for group in kind.after:
            assert group <= set(RULES.kinds), code
    opened = {each for kind in RULES.kinds.values() for each in kind.opens}
    assert opened == {each for kind in RULES.kinds.values() for each in kind.of}


def test_what_does_a_duty_is_taken_after_what_begins_it_on_the_same_day():
    ranks = {code: kind.rank for code, kind in RULES.kinds.items()}
    for each in PROVISIONS:
        if (
            each.aims
            or each.rule in ("REQ-0", "REV-12M", "MOVE-4", "REASS-14W")
            or not (each.starts and each.done)
        ):
            continue
        assert max(ranks[k] for k in each.starts) < min(ranks[k] for k in each.done), each.rule


def test_a_kind_of_event_says_only_what_it_says():
    request = RULES.kinds["request_received"]
    assert (request.stage, request.by_body, request.ahead, request.target) == (
        0,
        False,
        False,
        False,
    )
    assert (request.opens, request.others, request.of) == ({"assessment": 99}, (), ("assessment",))
    assert RULES.kinds["final_plan_sent"].others == ("assessment", "reassessment", "order")


def test_every_way_of_saying_how_is_used():
    assert {each.counted for each in PROVISIONS} == set(Counted)
    assert {each.again for each in PROVISIONS} == set(Again)
    assert {each.force for each in PROVISIONS} == set(Force)


def test_sets_stand_in_order_and_a_rule_comes_with_its_set():
    assert [each.id for each in RULES.sets] == ["2014-09", "2018-04"]
    assert "REC-5W" not in {each.rule for each in RULES.sets[0].provisions}
    assert "REC-5W" in {each.rule for each in RULES.latest.provisions}
    assert statutory_rules() is RULES


def test_reading_again_gives_the_same_rules():
    again = read_rules()
    assert [each.rule for each in again.latest.provisions] == [each.rule for each in PROVISIONS]


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("FINAL-20W", [
            "FINAL-20W: Final EHC plan",
            "  Who: the authority",
            "  To: the parent or young person",
            "  What: send the final EHC plan to the family, to any school or provider that is named, and to the commissioner",
            "  Starts when: request_received, brought_to_attention",
            "  Limit: 20 weeks; the first day is not counted (T4)",
            "  Kind: a duty",
            "  Done when: final_plan_sent",
            "  No longer due when: decided_not_to_assess, decided_no_plan, request_withdrawn, moved_during_assessment",
            "  May be excused by: EXC-A (closure of a school or post-16 institution), EXC-B (closure of an early years "
            "provider), EXC-C (exceptional personal circumstances), EXC-D (absence from the area), EXC-COVID "
            "(coronavirus, from 1 May to 25 September 2020 only)",
            "  Authority: SEND Regulations 2014, reg 13(2)",
            "  Status: C, confirmed from the text of the law",
            "  In force: from 1 September 2014",
        ]),
        ("EXC-8C", [
            "EXC-8C: a missed appointment during the six weeks for advice",
            "  What: The child or young person does not keep an appointment for an examination or test that the body made "
            "during the six weeks. It excuses that body alone, and never the limits of the authority.",
            "  May excuse: ADV-6W",
            "  Effect: it excuses, sets no new date and hides no lateness (T8)",
            "  Authority: SEND Regulations 2014, reg 8(2)(c)",
            "  Status: c2, confirmed from a secondary source only: to be checked by the authority’s lawyer",
        ]),
        ("T1", [
            "T1: Weeks and days run through",
            "  What: The regulations do not define working days for ordinary limits. Weeks, days and months run through "
            "weekends, bank holidays and school holidays.",
            "  Authority: SEND Regulations 2014, reg 2(1)",
            "  Status: K, not confirmed: to be checked by the authority’s lawyer",
            "  Note: The text of reg 2(1) is confirmed; the conclusion is ours.",
        ]),
    ],
)  # fmt: skip
def test_a_rule_is_explained_with_everything_there_is(rule, lines):
    assert explain(rule, rules=RULES).splitlines() == lines


def test_limbs_are_explained_together_and_capitals_do_not_matter():
    told = explain(" app-1 ", rules=RULES)
    assert told.count("APP-1 (") == 2
    assert "\n\nAPP-1 (from the certificate): Time to appeal after the certificate" in told
    assert "Done when: by that itself" in explain("REQ-0", rules=RULES)
    assert "Kind: a duty; only if that is decided" in explain("NOPLAN-16W", rules=RULES)
    assert "Starts when" not in explain("NAME", rules=RULES)


@pytest.mark.parametrize(
    ("rule", "length"),
    [
        ("DRAFT-15D", "15 days; the first day is counted (T6)"),
        ("REV-NOTICE", "2 weeks; counted back from the day aimed at"),
        ("REV-PT-S", "before 15 February of the year of transfer"),
        ("REV-PT-16", "before 31 March of the year of transfer"),
        ("REQ-0", "the same day"),
        ("REQ-1", "no day is set: as soon as practicable"),
        ("NAME", "no day of its own"),
        ("MOVE-1", "15 working days; the first day is counted (T6); not before the day of the move"),
        (
            "MOVE-4",
            "3 months; the first day is not counted (T4); or 12 months beginning with the making or last "
            "review of the EHC plan, whichever is later",
        ),
        ("CEASE-3", "2 months; the first day is not counted (T4); by the tribunal’s days (T9)"),
    ],
)  # fmt: skip
def test_a_length_is_told_with_its_way_of_counting(rule, length):
    assert length_in_words(version(RULES, rule)) == length


def test_every_id_can_be_explained():
    for code in ids(RULES).values():
        assert explain(code, rules=RULES).startswith(code)


def test_the_set_of_a_day_is_the_last_that_had_begun():
    for on, found in (
        ("2014-09-01", "2014-09"),
        ("2018-04-02", "2014-09"),
        ("2018-04-03", "2018-04"),
    ):
        ((rule_set, period),) = RULES.for_process("review", day(on))
        assert (rule_set.id, period.until) == (found, None)
        assert isinstance(period.start, date)
