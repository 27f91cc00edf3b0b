"""Challenges and recommendations: the list, and one with its answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.challenge_doors import doors_for_challenge, doors_for_challenges
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.challenge_values import (
    AnswerView,
    ChallengePage,
    ChallengeView,
    MoveView,
)
from alongside.board.queries.challenges import all_challenges, challenge_page
from alongside.board.rules.challenges import Standing
from alongside.board.rules.codes import ChallengeKind
from alongside.board.words import SEAT_KINDS
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Row, Tab, Table
from alongside.web.markup import counted, day, link, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import shortened

SHORT = 140
COLUMNS = (
    Column("What was asked", is_wide=True),
    Column("Who is to answer"),
    Column("Answer due"),
    Column("Where it stands"),
)


@dataclass(frozen=True, slots=True)
class ChallengesView:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class AnswerOnPage:
    """``by`` says who answered, on whose behalf, when it came here and when it is said to be from."""

    label: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class OneChallenge:
    caption: str
    title: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    standing: str
    text: str
    gap: str
    withdrawn: str
    facts: tuple[Row, ...]
    answer: AnswerOnPage | None
    no_answer: str


@page("GET", needs=perms.PACKS)
def challenges(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = all_challenges(actor, clock.today())
    sees_all = actor.may_somewhere(perms.VIEW)
    title = "Challenges and recommendations" if sees_all else "Scrutiny’s recommendations"
    content = ChallengesView(
        title=title,
        intro=_intro(found),
        crumbs=crumbs(actor, Crumb(title)),
        tabs=tabs(actor, current="challenges"),
        doors=doors_for_challenges(actor),
        tables=tuple(_tables(actor, found)),
    )
    return render_page(request, "board/challenges/challenges.html", {"page": content})


@page("GET", needs=perms.PACKS)
def challenge(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = challenge_page(actor, challenge_ref=ref, today=clock.today(), at=clock.now())
    one = found.challenge
    content = OneChallenge(
        caption=f"From the {asker_words(one)}",
        title=f"{_noun(one)} {one.number}",
        crumbs=crumbs(actor, list_crumb(actor), Crumb(one.number)),
        doors=doors_for_challenge(actor, one),
        standing=tag(one.standing_words, one.colour),
        text=one.text,
        gap=_gap(found),
        withdrawn=_withdrawn(one),
        facts=tuple(_facts(actor, found)),
        answer=_answer(one),
        no_answer="It needs no answer." if one.withdrawn else "Nobody has answered yet.",
    )
    return render_page(request, "board/challenges/challenge.html", {"page": content})


def _gap(found: ChallengePage) -> str:
    """Why nobody may be on the way to an answer: nobody holds the post, or nobody was told."""
    one = found.challenge
    if one.is_open and not one.holders:
        return f"{one.holder_words}: {one.owner}"
    return found.untold


def list_crumb(actor: Actor) -> Crumb:
    return Crumb("Challenges", reverse("board:challenges", args=[actor.area_slug]))


def address_of(actor: Actor, ref: str) -> str:
    return reverse("board:challenge", args=[actor.area_slug, ref])


def short(text: str) -> str:
    """The beginning of what was asked, on one line."""
    return shortened(" ".join(text.split()), SHORT)


def answer_days(answer: AnswerView) -> tuple[str, ...]:
    """What the day that counts leaves unsaid: on which other day it is said to have been given."""
    if answer.said_on == answer.recorded_on:
        return ()
    return (f"Recorded on {day(answer.recorded_on)}, {said_words(answer.said_on)}",)


def said_words(on: date) -> str:
    return f"said to have been given on {day(on)}"


def subject_row(actor: Actor, one: ChallengeView) -> Iterator[Row]:
    """What it is about, as a link; nothing when it is about words alone."""
    if one.subject is None:
        return
    address = reverse(f"plan:{one.subject.kind}", args=[actor.area_slug, one.subject.ref])
    title = "Line of the action plan" if one.subject.kind == "line" else "Workstream"
    yield Row(title, link(one.subject.words, address))


def _noun(one: ChallengeView) -> str:
    return "Recommendation" if one.kind is ChallengeKind.RECOMMENDATION else "Challenge"


def asker_words(one: ChallengeView) -> str:
    """ "independent scrutineer"; a committee keeps its capitals."""
    return asker_in_words(one.by)


def asker_in_words(by: str) -> str:
    """The same of the office or the committee that asked."""
    return f"{by[:1].lower()}{by[1:]}" if by in SEAT_KINDS.values() else by


def _intro(found: Sequence[ChallengeView]) -> str:
    unanswered = [one for one in found if one.is_open]
    if not unanswered:
        return "Nothing waits for an answer."
    late = sum(1 for one in unanswered if one.standing is Standing.LATE)
    if len(unanswered) == 1:
        return f"1 answer is still to come. It is {'late' if late else 'not late'}."
    number = f"{counted(len(unanswered), 'answer')} are still to come"
    if not late:
        return f"{number}, and none of them is late."
    return f"{number}, and {late} of them {'is' if late == 1 else 'are'} late."


def _tables(actor: Actor, found: Sequence[ChallengeView]) -> Iterator[Table]:
    waiting = sorted((one for one in found if one.is_open), key=lambda one: one.due_on)
    weighed = [one for one in found if one.awaits_verdict]
    withdrawn = [one for one in found if one.withdrawn]
    done = (Standing.GOOD, Standing.ASKED_AGAIN)
    closed = [one for one in found if one.standing in done]
    empty = "Nothing waits for an answer."
    yield _table(actor, "Not answered yet", waiting, empty)
    if weighed:
        yield _table(actor, "Answered: is it good enough?", weighed, "")
    if closed:
        yield _table(actor, "Found good, or asked again", closed, "")
    if withdrawn:
        yield _table(actor, "Withdrawn", withdrawn, "")


def _table(actor: Actor, title: str, rows: Sequence[ChallengeView], empty: str) -> Table:
    return Table(title, COLUMNS, [_row(actor, one) for one in rows], stack=True, empty=empty)


def _row(actor: Actor, one: ChallengeView) -> tuple[Cell | str, ...]:
    label = one.answer.verdict_label if one.answer else ""
    note = label if label != one.standing_words and one.kind is ChallengeKind.RECOMMENDATION else ""
    if one.withdrawn:
        note = one.withdrawn.why
    return (
        Cell(
            f"{one.number} {short(one.text)}",
            address=address_of(actor, one.ref),
            is_header=True,
            note=f"{one.by}, {day(one.raised_on)}",
        ),
        Cell(one.owner, note=one.holder_words),
        day(one.due_on),
        Cell(one.standing_words, tag_colour=one.colour, note=note),
    )


def _facts(actor: Actor, found: ChallengePage) -> Iterator[Row]:
    one = found.challenge
    recorded = f", recorded by {one.recorded_by}" if one.recorded_by else ""
    on = f" on {day(one.recorded_on)}" if one.recorded_on != one.raised_on and recorded else ""
    yield Row("Asked", f"{day(one.raised_on)}{recorded}{on}")
    yield from subject_row(actor, one)
    yield Row("Who is to answer", (one.owner_words, one.holder_words))
    yield Row("Answer due", day(one.due_on))
    for move in found.moves:
        yield Row("Asked before", _before(move))
    if one.follows:
        yield Row("Follows", link(one.follows.number, address_of(actor, one.follows.ref)))
    if one.followed_by:
        again = link(one.followed_by.number, address_of(actor, one.followed_by.ref))
        yield Row("Asked again", again)
    if one.satisfied_on:
        yield Row("Answer found good", day(one.satisfied_on))


def _before(move: MoveView) -> tuple[str, ...]:
    missed = f"Answer due on {day(move.was_due_on)}. None came."
    words = f"{move.was}, until {day(move.at)}. {move.why}"
    return (words, missed) if move.is_miss else (words,)


def _withdrawn(one: ChallengeView) -> str:
    if one.withdrawn is None:
        return ""
    by = f" by {one.withdrawn.by}" if one.withdrawn.by else ""
    return f"Withdrawn on {day(one.withdrawn.on)}{by}. {one.withdrawn.why}"


def _answer(one: ChallengeView) -> AnswerOnPage | None:
    answer = one.answer
    if answer is None:
        return None
    by = answer.by or "The system"
    on = day(answer.recorded_on)
    words = f"{by} on {on}"
    if answer.is_on_behalf:
        words = f"Recorded by {by} for the {one.owner}, {on}"
    if answer.said_on != answer.recorded_on:
        words = f"{words}; {said_words(answer.said_on)}. It counts from the day it was recorded"
    return AnswerOnPage(answer.verdict_label, answer.text, words)
