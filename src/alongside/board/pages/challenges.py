"""Challenges and recommendations: the list, and one with its answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.challenge_doors import doors_for_challenge, doors_for_challenges
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.challenge_values import ChallengePage, ChallengeView
from alongside.board.queries.challenges import all_challenges, challenge_page
from alongside.board.rules.challenges import Standing
from alongside.board.rules.codes import ChallengeKind
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Row, Tab, Table
from alongside.web.markup import counted, day, link, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

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
    """``by`` says who answered, and on whose behalf."""

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
    found = challenge_page(actor, challenge_ref=ref, today=clock.today())
    one = found.challenge
    content = OneChallenge(
        caption=f"From the {asker_words(one)}",
        title=f"{_noun(one)} {one.number}",
        crumbs=crumbs(actor, list_crumb(actor), Crumb(one.number)),
        doors=doors_for_challenge(actor, one),
        standing=tag(one.standing_words, one.colour),
        text=one.text,
        gap=f"{one.holder_words}: {one.owner}" if one.is_open and not one.holders else "",
        facts=tuple(_facts(actor, found)),
        answer=_answer(one),
        no_answer="Nobody has answered yet.",
    )
    return render_page(request, "board/challenges/challenge.html", {"page": content})


def list_crumb(actor: Actor) -> Crumb:
    return Crumb("Challenges", reverse("board:challenges", args=[actor.area_slug]))


def address_of(actor: Actor, ref: str) -> str:
    return reverse("board:challenge", args=[actor.area_slug, ref])


def short(text: str) -> str:
    """The beginning of what was asked, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


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
    is_office = one.kind is ChallengeKind.CHALLENGE
    return f"{one.by[:1].lower()}{one.by[1:]}" if is_office else one.by


def _intro(found: Sequence[ChallengeView]) -> str:
    unanswered = [one for one in found if one.is_open]
    if not unanswered:
        return "Nothing waits for an answer."
    late = sum(1 for one in unanswered if one.standing is Standing.LATE)
    number = f"{counted(len(unanswered), 'answer')} still to come"
    return f"{number}, {late} of them late." if late else f"{number}, none of them late."


def _tables(actor: Actor, found: Sequence[ChallengeView]) -> Iterator[Table]:
    waiting = sorted((one for one in found if one.is_open), key=lambda one: one.due_on)
    weighed = [one for one in found if one.awaits_verdict]
    closed = [one for one in found if not one.is_open and not one.awaits_verdict]
    empty = "Nothing waits for an answer."
    yield _table(actor, "Not answered yet", waiting, empty)
    if weighed:
        yield _table(actor, "Answered, and not yet found good", weighed, "")
    if closed:
        yield _table(actor, "Found good, or asked again", closed, "")


def _table(actor: Actor, title: str, rows: Sequence[ChallengeView], empty: str) -> Table:
    return Table(title, COLUMNS, [_row(actor, one) for one in rows], stack=True, empty=empty)


def _row(actor: Actor, one: ChallengeView) -> tuple[Cell | str, ...]:
    label = one.answer.verdict_label if one.answer else ""
    note = label if label != one.standing_words and one.kind is ChallengeKind.RECOMMENDATION else ""
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
    yield Row("Asked", f"{day(one.raised_on)}{recorded}")
    yield from subject_row(actor, one)
    yield Row("Who is to answer", (one.owner_words, one.holder_words))
    yield Row("Answer due", day(one.due_on))
    for move in found.moves:
        words = f"{move.was}, until {day(move.at)}. {move.why}"
        yield Row("Asked before", words)
    if one.follows:
        yield Row("Follows", link(one.follows.number, address_of(actor, one.follows.ref)))
    if one.followed_by:
        again = link(one.followed_by.number, address_of(actor, one.followed_by.ref))
        yield Row("Asked again", again)
    if one.satisfied_on:
        yield Row("Answer found good", day(one.satisfied_on))


def _answer(one: ChallengeView) -> AnswerOnPage | None:
    answer = one.answer
    if answer is None:
        return None
    by = answer.by or "The system"
    on = day(answer.answered_on)
    words = f"{by} on {on}"
    if answer.is_on_behalf:
        words = f"Recorded by {by} for the {one.owner}, {on}"
    return AnswerOnPage(answer.verdict_label, answer.text, words)
