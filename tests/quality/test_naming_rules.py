"""Words of learning tell who nobody is: which names and numbers are refused, and which usual words are not."""

from datetime import date

import pytest

from alongside.kernel.refusals import Refusals
from alongside.quality.forms.learning import (
    ChangeForm,
    DecisionForm,
    FindingForm,
    LessonForm,
    ThemeForm,
)
from alongside.quality.forms.rounds import MeetingForm, RoundForm
from alongside.quality.forms.sweeping import SweepForm
from alongside.quality.rules.naming import Names, check_names_nobody, named_in, tells_who
from alongside.quality.rules.redacting.known import Known
from alongside.web.forms import HouseForm

KNOWN = Known(
    child=("Ada Hope", "Zoë Testly", "Jo Example", "April Green"),
    people=("Mary-Ann Carver", "The EHC Coordinator", "Head of SEND", "Sue Head", "Will Young"),
    numbers=("T00001",),
    emails=("carver@example.org",),
    telling_days=(date(2014, 5, 12),),
    public=("City of York", "York"),
)
NAMES = Names(KNOWN)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The hopes of Ada are missing.", "Ada"),
        ("ADA’s hopes are missing.", "ADA"),
        ("Zoe’s section D is empty.", "Zoe"),
        ("Hope is not measured.", "Hope"),
        ("As Hope told us.", "Hope"),
        ("Written with Mary-Ann in mind.", "Mary"),
        ("Carver: section D is empty.", "Carver"),
        ("The section by Jo is short.", "Jo"),
        ("What April’s views changed.", "April"),
        ("What Sue Head wrote.", "Sue"),
        ("It was Will who asked.", "Will"),
    ],
)
def test_a_name_is_found_as_a_name_is_written(words: str, found: str) -> None:
    assert named_in(words, NAMES) == found


@pytest.mark.parametrize(
    "words",
    [
        "Her hopes and her grace are missing.",
        "It adapts well.",
        "The section is short, and the EHC Coordinator says so.",
        "For Example, section F names no rhythm.",
        "Example: who, how much and how often.",
        "Ask the Head of SEND, or a Head of year.",
        "Plans issued in April name no rhythm.",
        "Will it be read? Hope alone will not do. Green forms are gone.",
        "Young people in York are heard.",
        "From 50 to 70% of 1,200 rows, in 2021 and 2022-23, by section F and H1.",
        "A job description is no row of help.",
    ],
)
def test_usual_words_and_posts_are_nobodys_name(words: str) -> None:
    assert tells_who(words, NAMES) == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Case 2021-00004 says nothing.", "a number"),
        ("See T00001.", "a number"),
        ("Ring 01904 551550.", "a number"),
        ("Ring 07700 900123 first.", "a number"),
        ("Of 943 476 5870.", "a number"),
        ("Of 943.476.5870.", "a number"),
        ("Of 9434765870.", "a number"),
        ("Pupil H801200001001.", "a number"),
        ("Pupil h801 2000 01001.", "a number"),
        ("Write to somebody@example.org.", "an e-mail address"),
        ("They live in YO1 7HH.", "a postcode"),
        ("Born on 12 May 2014.", "a date of birth"),
    ],
)
def test_what_finds_somebody_is_refused_and_not_repeated(words: str, why: str) -> None:
    told = tells_who(words, NAMES)
    assert why in told
    assert not any(each.isdigit() for each in told)


def test_each_box_is_refused_by_itself() -> None:
    with pytest.raises(Refusals) as refused:
        check_names_nobody({"title": "Ada", "about": "Rows", "words": "2021-00004"}, KNOWN)
    assert [each.field for each in refused.value.refusals] == ["title", "words"]


def test_words_that_tell_of_nobody_pass() -> None:
    check_names_nobody({"title": "Say how often", "about": ""}, KNOWN)


@pytest.mark.parametrize(
    ("form", "box"),
    [
        (FindingForm, "words"), (ThemeForm, "title"), (ThemeForm, "about"), (LessonForm, "title"),
        (LessonForm, "words"), (ChangeForm, "words"), (DecisionForm, "reason"), (RoundForm, "title"),
        (SweepForm, "title"), (MeetingForm, "notes"),
    ],
)  # fmt: skip
def test_beside_every_box_that_many_read_stands_that_no_child_is_named(
    form: type[HouseForm], box: str
) -> None:
    assert "No name of a child" in form.base_fields[box].help_text
