"""Copies without names: examples of what is hidden, and properties that hold for any name."""

import re
import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.redacting.folding import fold
from alongside.quality.rules.redacting.hiding import check_nothing_left, redact
from alongside.quality.rules.redacting.known import Known
from alongside.quality.rules.redacting.looking import Why
from alongside.quality.rules.redacting.words import ALSO_WORDS, PARTICLES, SMALL, TITLES

FAMILY = Known(
    child=("Joshua Benjamin Smith-Jones", "Josh"),
    people=("Zoë O’Brien", "Dr Amélie van der Berg", "Will Carter"),
    schools=("St Mary’s Primary School", "Ashfield Park Academy"),
    addresses=("12 Ash Lane\nHeworth\nYork\nYO31 7AB",),
    numbers=("943 476 5870", "A123456789012", "01904 551550"),
    emails=("zoe.obrien@example.org",),
    telling_days=(date(2014, 4, 3),),
    public=("York",),
)


def hidden(text: str, known: Known = FAMILY, *, marked: tuple[str, ...] = ()) -> str:
    return redact([text], known, marked=marked).blocks[0]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Joshua likes trains.", "[name] likes trains."),
        ("JOSHUA likes trains.", "[name] likes trains."),
        ("joshua’s bag, Joshua's hat", "[name] bag, [name] hat"),
        ("Josh and Joshie", "[name] and [name]"),
        ("Joshua Benjamin Smith-Jones is ten.", "[name] is ten."),
        ("Joshua B. Smith-Jones is ten.", "[name] is ten."),
        ("J. Smith-Jones came.", "[name] came."),
        ("The Smiths and the Joneses came.", "The [name] and the [name] came."),
        ("Joshúa and Zoe and Zoë’s", "[name] and [name] and [name]"),
        ("J o s h u a and Jos hua and Josh-\nua", "[name] and [name] and [name]"),
        ("OBrien, O'Brien, O’Brien", "[name], [name], [name]"),
        ("Mrs O’Brien said", "Mrs [name] said"),
        ("Dr Van Der Berg and J. van der Berg", "Dr [name] and [name]"),
        ("joshua_smith.docx", "[name]_[name].docx"),
        ("J.S. sat. J.B.S.J. sat. JS sat.", "[name] sat. [name] sat. [name] sat."),
        ("JJ sat", "[name] sat"),
        ("Will Carter will come.", "[name] will come."),
        ("He will, and Will will.", "He will, and [name] will."),
        ("Joshu­a", "[name]"),
        ("A blacksmith and jonesing.", "A blacksmith and jonesing."),
    ],
)
def test_names_are_hidden_in_every_form(text: str, copy: str) -> None:
    assert hidden(text) == copy


@pytest.mark.parametrize("text", ["JoshuaSmithJones", "joshuabenjaminsmithjones.pdf", "jjones"])
def test_names_that_are_run_together_are_hidden(text: str) -> None:
    assert hidden(text).removesuffix(".pdf") == "[name]"


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("He goes to St Mary’s Primary School.", "He goes to [school]."),
        ("at St. Marys Primary and Saint Mary's", "at [school] and [school]"),
        ("ST MARY’S PRIMARY SCHOOL", "[school]"),
        ("Ashfield Park Academy, APA, A.P.A.", "[school], [school], [school]"),
        ("He left Ashfield Park.", "He left [school]."),
        ("He was at Fulford Road Infant School before.", "He was at [school] before."),
        ("A primary school. The Primary School.", "A primary school. The Primary School."),
        ("Special School", "Special School"),
        ("seen at Clifton Moor Clinic", "seen at [place]"),
    ],
)
def test_schools_are_hidden_as_people_say_them(text: str, copy: str) -> None:
    assert hidden(text) == copy


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("12 Ash Lane, Heworth, York, YO31 7AB", "[address], [address], York, [postcode]"),
        ("12, Ash Ln.", "[address]"),
        ("They live in Ash Lane.", "They live in [address]."),
        ("yo317ab and YO31  7AB and Y O 3 1 7 A B", "[postcode] and [postcode] and [postcode]"),
        ("He lives in YO31.", "He lives in [postcode]."),
        ("moved to 4 Long Acre Close last year", "moved to [address] last year"),
        ("moved to LS1 4AP", "moved to [postcode]"),
        ("City of York Council", "City of York Council"),
    ],
)
def test_addresses_are_hidden(text: str, copy: str) -> None:
    assert hidden(text) == copy


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("NHS 943 476 5870, 9434765870, 943-476-5870", "NHS [number], [number], [number]"),
        ("UPN A123456789012 or A 123456789012", "UPN [number] or [number]"),
        ("ring 01904 551550 or +44 1904 551550", "ring [number] or [number]"),
        ("ring 07700 900123", "ring [number]"),
        ("case 12345678", "case [number]"),
        ("zoe.obrien@example.org or zoe.obrien (at) example.org", "[e-mail] or [e-mail]"),
        ("write to info@school.sch.uk. He did.", "write to [e-mail]. He did."),
        ("see https://school.example/joshua now", "see [web address] now"),
        ("27 August 2015 at 10.30, 25 hours, £1,200", "27 August 2015 at 10.30, 25 hours, £1,200"),
        ("from 2014-2015", "from 2014-2015"),
    ],
)
def test_numbers_and_addresses_of_mail_are_hidden(text: str, copy: str) -> None:
    assert hidden(text) == copy


@pytest.mark.parametrize(
    "text",
    [
        "3 April 2014",
        "3rd April 2014",
        "3rd of April",
        "April 3, 2014",
        "03/04/2014",
        "3/4/14",
        "03.04.2014",
        "2014-04-03",
        "3 Apr 14",
        "3-Apr-2014",
    ],
)
def test_a_birth_date_is_hidden_in_every_form(text: str) -> None:
    assert hidden(f"born {text}, in spring") == "born [date], in spring"


def test_what_a_person_marks_is_hidden_as_whole_words_everywhere() -> None:
    copy = hidden("The red bus. The Red  Bus’s bell. Redbus stays.", marked=("red bus", " "))
    assert copy == "The [hidden]. The [hidden] bell. Redbus stays."


def test_a_name_that_is_elsewhere_a_particle_is_hidden() -> None:
    assert hidden("Ben met Anh Van.", Known(child=("Ben Ali",), people=("Anh Van",))) == (
        "[name] met [name]."
    )


@pytest.mark.parametrize(
    ("who", "copy"),
    [
        ("The community paediatrician", "The community nurse said. Head of care."),
        ("School nurse", "The community nurse said. Head of care."),
        ("Head teacher", "The community nurse said. Head of care."),
        ("Sue Head", "The community nurse said. [name] of care."),
    ],
)
def test_a_role_in_the_place_of_a_name_hides_no_everyday_word(who: str, copy: str) -> None:
    assert hidden("The community nurse said. Head of care.", Known(people=(who,))) == copy


def test_hiding_twice_changes_nothing() -> None:
    once = redact(["Joshua of Ash Lane, 3 April 2014."], FAMILY, marked=("name", "address"))
    again = redact(once.blocks, FAMILY, marked=("name", "address"))
    assert again.blocks == once.blocks
    assert again.hidden_count == once.hidden_count == 3


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("She met Patrick at the door.", "Patrick", Why.CAPITAL),
        ("Patrick helps her every day.", "Patrick", Why.CAPITAL),
        ("They moved from Malton.", "Malton", Why.CAPITAL),
        ("He was seen on 5 June 2024.", "5 june 2024", Why.DAY),
        ("a will of his own", "will", Why.ALSO_WORD),
        ("J is happy.", "J", Why.LETTER),
    ],
)
def test_what_no_pattern_can_decide_is_shown_to_a_person(text: str, words: str, why: Why) -> None:
    found = [(each.words.lower(), each.why) for each in redact([text], FAMILY).look_at]
    assert (words.lower(), why) in found


def test_what_a_person_looks_at_stands_among_whole_words() -> None:
    text = "The advice of the teacher of the deaf was given on 12 May 2021 by telephone, unexpectedly late."
    (found,) = redact([text], FAMILY).look_at
    assert found.context == "of the deaf was given on 12 May 2021 by telephone, unexpectedly"
    (whole,) = redact(["It was given on 12 May 2021."], FAMILY).look_at
    assert whole.context == "It was given on 12 May 2021."


def test_initials_that_are_a_usual_short_form_are_shown_to_a_person() -> None:
    found = redact(["OT saw him. O.T. is ten."], Known(child=("Oliver Todd",)))
    assert found.blocks == ("OT saw him. [name] is ten.",)
    assert [(each.words, each.why) for each in found.look_at] == [("OT", Why.SHORT_FORM)]


@pytest.mark.parametrize(
    "text",
    [
        "However, the teaching assistant helps. In Year 9 he has English on Monday.",
        "Speech therapy: 25 minutes a week. She said “I like it.”",
        "[name] went to [school].",
        "The SENCO and the GP met.",
    ],
)
def test_everyday_capitals_are_not_shown(text: str) -> None:
    assert redact([text], FAMILY).look_at == ()


def test_a_copy_that_still_tells_is_not_released() -> None:
    for text in ("joshua", "At St Mary’s Primary", "9434 765 870", "the red bus"):
        with pytest.raises(Refusal, match="still holds something"):
            check_nothing_left([text], FAMILY, marked=("red bus",))
    check_nothing_left(["[name] will go by bus to [school]."], FAMILY, marked=("red bus",))


IRISH = Known(
    child=("Aoife O’Brien", "Robin Example-Hazel"),
    people=("Ms Orla O’Brien", "E. Example"),
    schools=(
        "St Wilfrid’s Catholic Primary School",
        "Hob Moor Oaks Academy",
        "Example Meadow School",
    ),
    addresses=("4 Lendal Bridge Court\nYork\nYO1 7DP",),
    telling_days=(date(2012, 3, 14),),
    public=("York", "City of York"),
)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("see twitter.com/obrienmum.", "see [web address]."),
        ("see example.sch.uk, e.g. on Monday", "see [web address], e.g. on Monday"),
        ("born on the fourteenth of March 2012", "born on [date]"),
        ("born on March the fourteenth", "born on [date]"),
        ("born on fourteenth March two thousand and twelve.", "born on [date]."),
        ("E. O'B. sat. A. O’B. sat. EO'B sat.", "[name] sat. [name] sat. [name] sat."),
        ("Ms O. Brien came.", "Ms [name] came."),
        ("St Wilf's, Wilfrids and St Wilfrid’s", "[school], [school] and [school]"),
        ("Hob Moor has steps.", "[school] has steps."),
        ("They live by Lendal Bridge.", "They live by [address]."),
        ("Educational psychologist: E. Example", "Educational psychologist: [name]"),
        ("Robin Example-Hazel sat.", "[name] sat."),
        ("Robin of Example Meadow School", "[name] of [school]"),
        ("The City of York decides.", "The City of York decides."),
        ("The primary school, on the moor, by a bridge.", "The primary school, on the moor, by a bridge."),
    ],
)  # fmt: skip
def test_what_families_and_schools_are_called_in_short_is_hidden(text: str, copy: str) -> None:
    found = redact([text], IRISH)
    assert found.blocks == (copy,)
    check_nothing_left(found.blocks, IRISH)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eefa (as her gran writes it) is happy.", ["Eefa"]),
        ("Eefa’s room is warm.", ["Eefa’s"]),
        ("Polish is her first language.", ["Polish"]),
        ("Written by her father in Polish.", ["Polish"]),
        ("At home they speak French.", ["French"]),
        ("She has French on Monday.", []),
        ("He sat on the twenty-first of May 2020.", ["twenty-first of May 2020"]),
        ("He sat on 2 May 2021.", ["2 May 2021"]),
        ("Cognition and learning. Communication and interaction.", []),
        ("We in York decide.", []),
    ],
)
def test_only_what_may_tell_is_shown_to_a_person(text: str, words: list[str]) -> None:
    assert [each.words for each in redact([text], IRISH).look_at] == words


NO_NAMES = SMALL | ALSO_WORDS | PARTICLES | TITLES


def _is_no_word(folded: str) -> bool:
    return folded not in NO_NAMES and not {folded[:2], folded[2:]} <= SMALL


letters = st.text(alphabet="abcdefghijklmnoprstuvwyéöç", min_size=4, max_size=12)
names = letters.map(str.title).filter(lambda each: _is_no_word(fold(each).words))
around = st.text(alphabet="xz ,.;:!?()'\n-\"0123 ", max_size=20)


def _twisted(name: str, how: int) -> str:
    return (
        name,
        name.upper(),
        name.lower(),
        unicodedata.normalize("NFD", name),
        " ".join(name),
        f"{name[:2]} {name[2:]}",
        f"{name}’s",
        f"{name}'s",
        "".join(each for each in unicodedata.normalize("NFD", name) if each.isascii()),
        f"{name[:2]}\u00ad{name[2:]}",
    )[how]


@settings(max_examples=150)
@given(names, names, st.integers(0, 9), around, around)
def test_no_known_name_is_left_however_it_is_written(
    given_name: str, family_name: str, how: int, before: str, after: str
) -> None:
    known = Known(child=(f"{given_name} {family_name}",))
    text = f"{before} {_twisted(given_name, how)} {_twisted(family_name, how)} {after}"
    copy = redact([text], known).blocks
    check_nothing_left(copy, known)
    left = re.sub(r"[^a-z]", "", fold(copy[0].replace("[name]", " | ")).words)
    assert fold(family_name).words not in left


@settings(max_examples=80)
@given(names, names, names, st.integers(0, 5), around)
def test_no_short_form_of_a_known_place_is_left(
    saint: str, first: str, second: str, how: int, before: str
) -> None:
    known = Known(
        schools=(f"St {saint}’s Catholic School", f"{first} {second} Oaks Academy"),
        addresses=(f"4 {first} {second} Court",),
    )
    said = (
        f"{saint}’s", f"{saint}s", f"St. {saint}'s", f"{first} {second}", f"{first} {second} Oaks",
        f"{first} {second} Court",
    )[how]  # fmt: skip
    copy = redact([f"{before} {said} is near."], known).blocks
    check_nothing_left(copy, known)
    left = re.sub(r"[^a-z]", "", fold(re.sub(r"\[[a-z]+\]", " | ", copy[0])).words)
    assert fold(saint).words not in left
    assert fold(second).words not in left


@given(
    st.lists(st.sampled_from(["a", "is", "he", "Josh", "Will", "[name]", ".", "12", "3/4/2014"]))
)
def test_hiding_never_fails_and_is_finished_at_once(words: list[str]) -> None:
    once = redact([" ".join(words)], FAMILY).blocks
    assert redact(once, FAMILY).blocks == once


def test_forty_pages_are_hidden_in_less_than_two_seconds() -> None:
    page = "Joshua goes to St Mary’s Primary School and will sit by the door of his class. " * 35
    began = time.process_time()
    redact([page] * 40, FAMILY)
    assert time.process_time() - began < 2
