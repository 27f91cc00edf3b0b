"""An outcome says what will be different; one that says what will be given is told so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language.finding import Check
from alongside.language.outcomes import provision_in_outcome


@pytest.mark.scenario(16)
@pytest.mark.parametrize(
    "text",
    [
        "Sam will have one session of speech therapy a week.",
        "Sam will receive support from an adult to eat.",
        "Sam will have access to a quiet room.",
        "To have access to a teaching assistant in lessons.",
        "Staff will support Sam to read.",
        "The school will provide a visual timetable.",
        "The speech and language therapist will deliver a programme.",
        "Sam can access support when he needs it.",
        "Sam will be supported by staff to make friends.",
        "Sam will attend speech therapy sessions.",
        "Sam will continue to receive occupational therapy.",
        "A 30-minute lesson twice a week with a teacher.",
        "For Sam to be given a laptop and training.",
        "Teachers will use his communication book.",
        "Speech therapy every week.",
        "Sam will be given a laptop.",
        "Sam will have a laptop.",
        "To provide Sam with a quiet room.",
        "Teaching assistant support for 10 hours.",
        "Weekly speech and language therapy.",
        "Access to therapy every week.",
        "One-to-one help from a teacher each day.",
        "Sam will work with a therapist weekly.",
        "Sam will meet with the school nurse every Monday.",
        "Sam will be provided with a hearing aid.",
        "Sam will access a sensory room.",
        "To attend the nurture group.",
        "Sam will benefit from OT.",
        "Sam will be seen by a therapist.",
    ],
)
def test_an_outcome_that_is_provision_is_flagged(text):
    (finding,) = provision_in_outcome(text)
    assert (finding.text, finding.check) == (text, Check.PROVISION_IN_OUTCOME)
    assert finding.why == (
        "This says what will be given, not what will be different for the child or young person."
    )
    assert finding.suggestion == (
        "Say what they will do, know or feel, and by when. Move the help to section F, G or H."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "By July 2027 Sam will be able to ask for help in class.",
        "By the end of Year 6 Sam can tell an adult when he needs help.",
        "Sam will have three friends.",
        "Sam will have good relationships with staff.",
        "Sam will attend all his lessons by July.",
        "Sam knows when to ask an adult for help.",
        "Sam will ask a teacher for help once a day, for one hour.",
        "Sam will walk to school with a friend.",
        "Sam will be able to have a conversation with an adult.",
        "Sam feels safe at school and sleeps through the night.",
        "Sam will read a book of ten pages without help.",
        "Sam will have a paid job by the age of 19.",
        "By July 2026 Sam will have fewer tantrums with support from an adult.",
        "Sam will have two friends through a social skills programme.",
        "Sam will have better sleep without help.",
        "Sam will work with a friend each day.",
        "Sam will work in a shop.",
        "Help is asked for by Sam when he needs it.",
        "Sam sees his friends every week.",
        "To travel to college alone every day.",
        "Sam will attend a swimming club.",
        "Sam will have a calm start to each day.",
    ],
)
def test_an_outcome_that_says_what_will_be_different_passes(text):
    assert provision_in_outcome(text) == ()


@given(
    st.lists(
        st.sampled_from(["Sam", "will", "receive", "therapy", "be able to", "staff", ".", "\n-"])
    )
)
def test_every_place_points_at_its_text(words):
    text = " ".join(words)
    for finding in provision_in_outcome(text):
        assert text[finding.start : finding.end] == finding.text
