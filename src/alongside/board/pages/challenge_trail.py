"""What stands above every form about one challenge, and why a form may have nothing to fill in."""

from collections.abc import Iterator
from datetime import date

from alongside.board import perms
from alongside.board.pages.challenge_doors import judge_words
from alongside.board.pages.challenges import (
    address_of,
    answer_days,
    asker_words,
    list_crumb,
    subject_row,
)
from alongside.board.pages.views import crumbs
from alongside.board.queries.asking import PostsToAsk, member_posts, posts_to_ask
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.rules.challenges import check_may_close
from alongside.board.rules.codes import ChallengeKind
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.pages.filling import FormPage
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.markup import day, paragraphs

ASKERS = (perms.CHALLENGE, perms.RECOMMEND, perms.RUN)
"""Whoever may be satisfied with an answer, or not; and whoever records what scrutiny asks."""


def form_page(
    actor: Actor,
    one: ChallengeView,
    *,
    title: str,
    submit: str,
    closed: str = "",
) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(
            actor, list_crumb(actor), Crumb(one.number, address_of(actor, one.ref)), Crumb(title)
        ),
        after=address_of(actor, one.ref),
        done="Your change has been saved.",
        facts=tuple(_facts(actor, one)),
        closed=closed,
    )


def owner_choices(actor: Actor, one: ChallengeView, today: date) -> PostsToAsk:
    """Any post answers a challenge; a member's post responds to scrutiny."""
    if one.kind is ChallengeKind.RECOMMENDATION:
        return member_posts(actor, today=today, at=clock.now())
    return posts_to_ask(actor, today=today, at=clock.now())


def closing_words(actor: Actor, one: ChallengeView) -> str:
    """Why this person cannot find the answer good or ask again; empty when they can."""
    try:
        check_may_close(one.asked)
    except Refusal as refusal:
        return refusal.sentence
    return judge_words(actor, one)


def _facts(actor: Actor, one: ChallengeView) -> Iterator[Row]:
    yield Row(f"{one.number}, from the {asker_words(one)}", paragraphs(one.text))
    yield from subject_row(actor, one)
    yield Row("Who is to answer", (one.owner_words, one.holder_words))
    yield Row("Answer due", f"{day(one.due_on)}. {one.standing_words}")
    if one.answer:
        title = f"{one.answer.verdict_label}, {day(one.answer.recorded_on)}"
        yield Row(title, (*answer_days(one.answer), paragraphs(one.answer.text)))
