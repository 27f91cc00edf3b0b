"""Telling whoever holds a post about a request for advice: nothing of the child, and not twice the same."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.advice.keeping import address_of
from alongside.advice.models import AdviceRequest
from alongside.advice.queries.standing_in import posts_told
from alongside.casework.families.news import posts_with
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.notices.telling import tell_holders
from alongside.people.models import Post
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class Message:
    """To which post, about which request."""

    request: AdviceRequest
    post: Post

    def about(self, *, actor: Actor, at: datetime, sentence: str, what: str) -> int:
        """``what`` names the occasion, which is told once. Whoever stands in for the post is told too."""
        return tell_holders(
            actor=actor,
            posts=posts_told(self.request, self.post, london_day(at)),
            sentence=sentence,
            address=address_of(actor, self.request),
            at=at,
            key=f"advice.{what}:{self.request.ref}",
        )


def tell_officers(
    request: AdviceRequest, *, actor: Actor, at: datetime, sentence: str, what: str
) -> int:
    """By the posts that its case is with. ``what`` as above: who holds both posts is told once."""
    return tell_holders(
        actor=actor,
        posts=posts_with(request.case, london_day(at)),
        sentence=sentence,
        address=address_of(actor, request),
        at=at,
        key=f"advice.{what}:{request.ref}",
    )


def remind_holder(message: Message, *, actor: Actor, at: datetime, due_on: date | None) -> int:
    """That advice is due, or late, by the law’s day; without one, that it is asked for."""
    what = f"chased:{at.isoformat()}"
    if due_on is None:
        return message.about(actor=actor, at=at, sentence="You are asked for advice.", what=what)
    day = day_in_words(due_on)
    if due_on < london_day(at):
        return message.about(
            actor=actor,
            at=at,
            sentence=f"Advice that you were asked for is late. It was due: {day}.",
            what=what,
        )
    return message.about(
        actor=actor,
        at=at,
        sentence=f"Advice that you were asked for is due: {day}.",
        what=what,
    )
