"""A row of help says its parts, or is told which are missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.finding import Check
from alongside.language.provision import check_provision
from alongside.language.vague import Part

PLAIN = "One 45-minute session a week by a speech and language therapist, in term time"


def told(text):
    return [(found.check, found.why) for found in check_provision(text).findings]


@pytest.mark.scenario(15)
@pytest.mark.parametrize("text", [PLAIN, PLAIN + ".", f"  {PLAIN}\n", f"- {PLAIN}"])
def test_a_session_with_its_length_rhythm_and_therapist_has_nothing_to_mend(text):
    found = check_provision(text)
    assert found.findings == ()
    assert found.is_quantified
    assert found.missing == (Part.WHERE, Part.FROM_WHEN, Part.HOW_CHECKED)


@pytest.mark.scenario(15)
def test_regular_access_to_support_as_required_is_flagged_with_everything_missing():
    found = check_provision("Regular access to support as required")
    assert [each.text for each in found.findings] == ["Regular", "access to", "as required"]
    assert (found.said, found.missing) == (frozenset(), tuple(Part))
    assert not found.is_quantified


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Speech therapy.", "who, how much or how often"),
        ("Sam will have a weekly session.", "who or how much"),
        ("Sam will have a 30-minute session with the SENCO.", "how often"),
        ("A teaching assistant gives 15 hours of support each week.", "what"),
        ("Adult help.", "what, who, how much or how often"),
        ("One hour a day.", "what or who"),
        ("Sam will have a quiet room.", "who, how much or how often"),
        (
            "Support from a teaching assistant, 10 minutes, for daily dysregulated behaviour.",
            "what or how often",
        ),
        ("A laptop with speech software.", "who"),
    ],
)
def test_help_without_a_needed_part_is_told_which(text, unsaid):
    (finding,) = check_provision(text).findings
    assert finding.text == text
    assert (finding.check, finding.why) == (
        Check.UNSAID,
        f"This help does not say {unsaid}.",
    )
    assert finding.suggestion == "Say what is given, which role gives it, how much and how often."


@pytest.mark.parametrize(
    "text",
    [
        "A teaching assistant helps him to read in all lessons of teaching.",
        "A full-time place in a class of eight with a teacher and two teaching assistants.",
        "A laptop with speech software, kept up by the school’s technician.",
        "The SENCO will meet the parents for one hour each half term.",
        "An adult trained in Makaton will sit with Sam at all times.",
        "Weekly speech therapy by a therapist. Each session is 30 minutes.",
        "",
        " \n ",
    ],
)
def test_help_that_says_its_needed_parts_has_nothing_to_mend(text):
    assert told(text) == []


def test_a_thing_that_stays_needs_no_amount():
    assert check_provision("A laptop from the technician.").is_quantified
    assert not check_provision("A laptop and therapy from the therapist.").is_quantified


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A quiet room twice a day for 10 minutes", {Part.WHAT, Part.HOW_MUCH, Part.HOW_OFTEN}),
        ("A check twice a week by the school nurse", {Part.WHAT, Part.WHO, Part.HOW_OFTEN}),
        ("A check twice a week by the school nurse.", {Part.WHAT, Part.WHO, Part.HOW_OFTEN}),
        ("A qualified ELSA", {Part.WHO}),
        ("6 sessions over 12 weeks", {Part.WHAT, Part.HOW_OFTEN, Part.HOW_LONG}),
        (
            "Six 45-minute sessions over two terms",
            {Part.WHAT, Part.HOW_MUCH, Part.HOW_OFTEN, Part.HOW_LONG},
        ),
        ("Play with clay and sand", {Part.WHAT}),
        ("Help from staff", set()),
        ("Daily", {Part.HOW_OFTEN}),
    ],
)
def test_the_marks_and_the_findings_come_from_one_reckoning(text, said):
    found = check_provision(text)
    assert found.said >= said
    assert not {Part.WHAT, Part.WHO, Part.HOW_MUCH, Part.HOW_OFTEN} & (found.said - said)
    for finding in found.findings:
        assert not any(f" {part.value}" in f" {finding.why}" for part in said - {Part.HOW_LONG})


def test_a_vague_sentence_is_told_only_what_the_whole_row_leaves_out():
    row = "Weekly therapy by a therapist, 30 minutes. Regular checks by her."
    (finding,) = check_provision(row).findings
    assert finding.text == "Regular"
    assert "who" not in finding.why


@pytest.mark.parametrize(
    "text",
    [
        "Consider using a laptop.",
        "It is recommended that Sam has a laptop.",
        "We recommend one 30-minute session a week with a therapist.",
        "Sam would benefit from a laptop.",
    ],
)
def test_what_is_only_thought_good_is_no_quantified_help(text):
    found = check_provision(text)
    assert not found.is_quantified
    assert Check.VAGUE in {each.check for each in found.findings}


@pytest.mark.parametrize(
    "text",
    [
        "Mathematics taught through cooking by a mathematics teacher, 1 hour twice a week.",
        "Checks of hearing by a children’s audiologist: 45 minutes, every three months.",
        "Travel training with a travel trainer, 1 journey once a week.",
        "A holiday club with a youth worker, 5 hours, two days a week in school holidays.",
        "Every teacher gives him 10 seconds each time he is asked.",
    ],
)
def test_help_that_no_list_of_words_foresaw_is_not_flagged(text):
    assert told(text) == []


def test_what_stands_in_a_box_of_its_own_is_said():
    boxes = {Part.WHO, Part.HOW_MUCH, Part.HOW_OFTEN}
    found = check_provision("Help with lunch", stated={Part.WHAT, *boxes})
    assert (found.findings, found.is_quantified) == ((), True)
    assert not set(found.missing) & {Part.WHAT, *boxes}
    (finding,) = check_provision("Help with lunch", stated=boxes).findings
    assert finding.why == "This help does not say what."


def test_vague_wording_is_told_before_missing_parts_and_not_beside_them():
    assert {check for check, _ in told("Regular therapy.")} == {Check.VAGUE}


def test_some_flexibility_is_flagged_and_never_refused():
    (finding,) = check_provision(f"{PLAIN}, flexible in the weeks of tests.").findings
    assert finding.text == "flexible"


@given(
    st.lists(
        st.sampled_from(["regular", "therapy", "by a therapist", "weekly", "one hour", ".", "\n-"])
    )
)
def test_every_part_is_either_said_or_missing_and_every_place_points_at_its_text(words):
    text = " ".join(words)
    found = check_provision(text)
    assert found.said | set(found.missing) == set(Part)
    assert not found.said & set(found.missing)
    for each in found.findings:
        assert text[each.start : each.end] == each.text
