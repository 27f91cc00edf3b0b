"""A board with a scrutiny committee, a post that sits on it, and figures to decide on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from alongside.board.models import Assurance, Board, Challenge, Decision, Meeting
from alongside.board.operations.challenges import (
    NewChallenge,
    NewRecommendation,
    raise_challenge,
    recommend,
)
from alongside.board.operations.decisions import NewDecision, record_decision
from alongside.kernel.actor import Actor
from alongside.measures.models import Figure, Series
from alongside.measures.operations import NewFigure, SeriesDetails, create_series, enter_figure
from alongside.people.models import Post
from tests.board.factories import make_board, make_meeting, make_seat
from tests.plan.factories import AT, Place

DUE = date(2020, 7, 1)
KNOWN = datetime(2020, 6, 1, 9, 0, tzinfo=UTC)
DIRECTOR = "Director of children’s services"


@dataclass
class Desk:
    """``director`` is the post that is asked; Dora Director holds it."""

    place: Place
    board: Board
    committee: Board
    director: Post

    @property
    def chair(self) -> Actor:
        return self.place.chair

    @property
    def scrutineer(self) -> Actor:
        return self.place.actor("Iris Independent", "independent_scrutineer")

    @property
    def scrutiny(self) -> Actor:
        return self.place.actor("Sam Scrutiny", "scrutiny_member")

    @property
    def member(self) -> Actor:
        return self.place.actor("Dora Director", "board_member")

    @property
    def officer(self) -> Actor:
        return self.place.officer

    def challenge(self, actor: Actor | None = None, **more: object) -> Challenge:
        facts = {"text": "Why is it late?", "owner_ref": self.director.ref, "due_on": DUE, **more}
        return raise_challenge(actor=actor or self.chair, at=AT, new=NewChallenge(**facts))

    def recommendation(self, actor: Actor | None = None, **more: object) -> Challenge:
        facts = {
            "text": "Publish the waits.",
            "from_board_ref": self.committee.ref,
            "owner_ref": self.director.ref,
            "raised_on": date(2020, 6, 10),
            "due_on": DUE,
            **more,
        }
        return recommend(actor=actor or self.scrutiny, at=AT, new=NewRecommendation(**facts))


def make_desk(place: Place) -> Desk:
    board = make_board(place)
    committee = make_board(place, title="Children’s Scrutiny Committee", kind="scrutiny_committee")
    director = place.post(DIRECTOR, holder="Dora Director")
    make_seat(place, board, director, side="social_care")
    return Desk(place, board, committee, director)


def make_series(place: Place, title: str = "EHC plans issued within 20 weeks") -> Series:
    details = SeriesDetails(title, "percent", "The service’s own count", every_months=12)
    made: Series = create_series(actor=place.officer, at=AT, details=details)
    return made


def make_figure(
    place: Place, series: Series, year: int, numerator: int, base: int, *, at: datetime = KNOWN
) -> Figure:
    """Entered before any meeting of these tests, unless ``at`` says otherwise."""
    new = NewFigure(date(year, 1, 1), date(year + 1, 1, 1), numerator=numerator, denominator=base)
    made: Figure = enter_figure(actor=place.officer, at=at, series_ref=series.ref, new=new)
    return made


def held_meeting(desk: Desk, held_on: date = date(2020, 6, 10), **more: object) -> Meeting:
    return make_meeting(desk.place, desk.board, held_on, held_at=AT, **more)


def decide(desk: Desk, meeting: Meeting, actor: Actor | None = None, **more: object) -> Decision:
    facts = {
        "text": "Add two officers.",
        "should_change": "More plans are issued in time.",
        "look_back_on": date(2020, 9, 1),
        "documents": ("Business case, SIB/2020/07",),
        **more,
    }
    return record_decision(
        actor=actor or desk.officer, at=AT, meeting_ref=meeting.ref, new=NewDecision(**facts)
    )


def make_assurance(desk: Desk, text: str = "Families are heard.", order: int = 1) -> Assurance:
    made: Assurance = Assurance.objects.create(
        area=desk.place.area, board=desk.board, order=order, text=text, created_at=AT
    )
    return made
