"""What each partner contributed: counted with its base, and said in a plain sentence."""

from datetime import date

import pytest

from alongside.board.rules.codes import Presence, Side
from alongside.board.rules.contribution import (
    DueFact,
    Facts,
    Group,
    InTime,
    Leaderless,
    LeadFact,
    SeatFact,
    base_words,
    contribution_of,
    group_of,
    meeting_words,
    nobody_words,
    of_month,
    sentences,
)
from alongside.kernel.proportion import Proportion

JULY, AUGUST = date(2022, 7, 1), date(2022, 8, 1)
CARE, HEALTH = Group.SOCIAL_CARE, Group.HEALTH
ATTENDED, DEPUTY = Presence.ATTENDED, Presence.DEPUTY
APOLOGIES, ABSENT = Presence.APOLOGIES, Presence.ABSENT


def seats(*presences: Presence | None, meeting: int = 1, side: Group = CARE) -> list[SeatFact]:
    return [SeatFact(side, JULY, meeting, presence) for presence in presences]


@pytest.mark.parametrize(
    ("facts", "attended", "deputies"),
    [
        ([], Proportion(0, 0), 0),
        (seats(ATTENDED), Proportion(1, 1), 0),
        (seats(DEPUTY), Proportion(1, 1), 1),
        (seats(APOLOGIES), Proportion(0, 1), 0),
        (seats(ABSENT), Proportion(0, 1), 0),
        (seats(ATTENDED, ABSENT), Proportion(1, 1), 0),
        (seats(ATTENDED, DEPUTY), Proportion(1, 1), 0),
        (seats(DEPUTY, APOLOGIES), Proportion(1, 1), 1),
        (seats(None), Proportion(0, 0, missing=1), 0),
        (seats(None, ABSENT), Proportion(0, 1), 0),
        (seats(ATTENDED) + seats(ABSENT, meeting=2), Proportion(1, 2), 0),
        (seats(ATTENDED) + seats(None, meeting=2), Proportion(1, 1, missing=1), 0),
        (seats(ATTENDED, side=HEALTH), Proportion(0, 0), 0),
    ],
)
def test_a_meeting_is_attended_when_one_seat_was_filled(
    facts: list[SeatFact], attended: Proportion, deputies: int
) -> None:
    one = contribution_of(CARE, Facts(seats=tuple(facts)))
    assert (one.meetings, one.deputy_count) == (attended, deputies)


@pytest.mark.parametrize(
    ("came", "in_time", "late", "missing"),
    [
        ([], Proportion(0, 0), 0, 0),
        ([InTime.IN_TIME], Proportion(1, 1), 0, 0),
        ([InTime.LATE, InTime.MISSING], Proportion(0, 2), 1, 1),
        ([InTime.IN_TIME, InTime.NOT_DUE], Proportion(1, 1, excluded=1), 0, 0),
        ([InTime.NOT_DUE], Proportion(0, 0, excluded=1), 0, 0),
    ],
)
def test_what_is_not_due_yet_is_left_out(
    came: list[InTime], in_time: Proportion, late: int, missing: int
) -> None:
    due = tuple(DueFact(CARE, JULY, each) for each in came)
    for dues in (
        contribution_of(CARE, Facts(reports=due)).reports,
        contribution_of(CARE, Facts(answers=due)).answers,
    ):
        assert (dues.in_time, dues.late_count, dues.missing_count) == (in_time, late, missing)


def test_actions_are_those_that_the_side_leads() -> None:
    leads = (
        LeadFact(CARE, is_late=True, is_done=False),
        LeadFact(CARE, is_late=False, is_done=True),
        LeadFact(HEALTH, is_late=True, is_done=False),
    )
    one = contribution_of(CARE, Facts(leads=leads))
    assert (one.late_actions, one.done_count) == (Proportion(1, 2), 1)


def test_a_month_holds_what_belongs_to_it_and_no_leads() -> None:
    facts = Facts(
        seats=tuple(seats(ATTENDED)),
        reports=(DueFact(CARE, JULY, InTime.LATE), DueFact(CARE, AUGUST, InTime.IN_TIME)),
        leads=(LeadFact(CARE, is_late=True, is_done=False),),
    )
    july = contribution_of(CARE, of_month(facts, JULY))
    august = contribution_of(CARE, of_month(facts, AUGUST))
    assert (july.meetings, july.reports.late_count) == (Proportion(1, 1), 1)
    assert (august.meetings, august.reports.in_time) == (Proportion(0, 0), Proportion(1, 1))
    assert july.late_actions == Proportion(0, 0)


def test_nothing_expected_is_not_a_nought() -> None:
    assert base_words(Proportion(0, 0)) == "None expected"
    assert base_words(Proportion(0, 3)) == "0 of 3"
    assert contribution_of(CARE, Facts()).is_nothing
    assert not contribution_of(CARE, Facts(seats=tuple(seats(None)))).is_nothing


def test_social_care_is_said_as_the_facts_have_it() -> None:
    nine = [seats(ATTENDED, meeting=n) for n in range(3)] + [seats(DEPUTY, meeting=3)]
    nine += [seats(ABSENT, meeting=n) for n in range(4, 9)]
    facts = Facts(
        seats=tuple(each for meeting in nine for each in meeting),
        reports=tuple(
            DueFact(CARE, JULY, came) for came in (InTime.IN_TIME, InTime.LATE, InTime.MISSING)
        ),
        answers=(DueFact(CARE, JULY, InTime.IN_TIME),),
        leads=tuple(LeadFact(CARE, is_late=n < 5, is_done=False) for n in range(14)),
    )
    assert sentences("Social care", contribution_of(CARE, facts)) == (
        "Social care attended 4 of 9 meetings.",
        "Only a deputy came to 1 of them.",
        "Social care filed 1 of 3 reports in time.",
        "1 came late and 1 did not come.",
        "Social care answered 1 of 1 challenge in time.",
        "5 of the 14 actions led by social care are late.",
    )


def test_a_partner_of_whom_nothing_was_expected_is_not_blamed() -> None:
    assert sentences("Families", contribution_of(Group.FAMILIES, Facts())) == (
        "No meeting was held in this time.",
        "No report was due from families.",
        "No answer was due from families.",
        "No action is led by families.",
    )


def test_a_meeting_without_a_record_is_said_and_not_counted() -> None:
    one = contribution_of(CARE, Facts(seats=tuple(seats(None))))
    assert sentences("Social care", one)[0] == "For 1 meeting nobody recorded who came."


@pytest.mark.parametrize("count", [1, 12])
def test_every_sentence_is_short(count: int) -> None:
    facts = Facts(
        seats=tuple(each for n in range(count) for each in seats(DEPUTY, None, meeting=n)),
        reports=tuple(DueFact(CARE, JULY, InTime.LATE) for _ in range(count)),
        leads=tuple(LeadFact(CARE, is_late=True, is_done=False) for _ in range(count)),
    )
    for sentence in sentences("Social care", contribution_of(CARE, facts)):
        assert len(sentence.split()) < 20
        assert "%" not in sentence


@pytest.mark.parametrize(
    ("late", "led", "said"),
    [
        (0, 0, "No action is led by health."),
        (0, 1, "The one action led by health is not late."),
        (1, 1, "The one action led by health is late."),
        (0, 3, "None of the 3 actions led by health is late."),
        (1, 3, "1 of the 3 actions led by health is late."),
        (2, 3, "2 of the 3 actions led by health are late."),
    ],
)
def test_actions_are_said_in_whole_sentences(late: int, led: int, said: str) -> None:
    leads = tuple(LeadFact(HEALTH, is_late=n < late, is_done=False) for n in range(led))
    assert sentences("Health", contribution_of(HEALTH, Facts(leads=leads)))[-1] == said


def test_a_seat_that_is_not_counted_is_said_and_not_called_no_meeting() -> None:
    one = contribution_of(Group.OTHER, Facts(seats=tuple(seats(ATTENDED))))
    assert sentences("Others", one)[0] == (
        "No member’s seat speaks for others. The seats of scrutineers and of those who only attend "
        "are not counted."
    )
    assert meeting_words(one) == "No member’s seat"
    assert meeting_words(contribution_of(CARE, Facts(seats=tuple(seats(ABSENT))))) == "0 of 1"


@pytest.mark.parametrize(
    ("side", "partner", "group"),
    [
        (Side.OTHER, "council", Group.COUNCIL),
        (Side.OTHER, "other", Group.OTHER),
        (Side.OTHER, "", Group.OTHER),
        (Side.SOCIAL_CARE, "council", Group.SOCIAL_CARE),
        (Side.HEALTH, "health", Group.HEALTH),
    ],
)
def test_a_council_post_without_a_service_is_not_among_others(
    side: Side, partner: str, group: Group
) -> None:
    assert group_of(side, partner) is group


@pytest.mark.parametrize(
    ("no_lead", "not_published", "said"),
    [
        (Proportion(0, 0), Proportion(0, 0), ""),
        (
            Proportion(0, 1),
            Proportion(0, 0),
            "1 action has no lead; it is not late. It counts for no partner.",
        ),
        (
            Proportion(1, 6),
            Proportion(0, 15),
            "6 actions have no lead; 1 of them is late. For 15 actions no lead was published; none of "
            "them is late. They count for no partner.",
        ),
        (
            Proportion(0, 0),
            Proportion(1, 1),
            "For 1 action no lead was published; it is late. It counts for no partner.",
        ),
    ],
)
def test_no_lead_and_no_lead_published_are_said_apart(
    no_lead: Proportion, not_published: Proportion, said: str
) -> None:
    assert nobody_words(Leaderless(no_lead, not_published)) == said
