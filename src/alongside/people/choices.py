"""Posts and people to choose from in a form."""

from collections.abc import Sequence
from datetime import date

from alongside.kernel.actor import Actor
from alongside.people import queries as people
from alongside.people.models import PostHolding

Choices = list[tuple[str, str]]


def post_choices(actor: Actor, *, today: date) -> Choices:
    """Every post that is not closed, with its organisation and who holds it today."""
    posts = [
        post for post in people.posts_of(actor) if post.closed_on is None or post.closed_on > today
    ]
    holders = people.holders_of(posts, today)
    return [
        (post.ref, _post_words(post.title, post.organisation.name, holders.get(post.pk, ())))
        for post in posts
    ]


def person_choices(actor: Actor) -> Choices:
    return [(person.ref, person.name) for person in people.people_of(actor)]


def _post_words(title: str, organisation: str, holders: Sequence[PostHolding]) -> str:
    names = " and ".join(held.person.name for held in holders) or "vacant"
    return f"{title}, {organisation} ({names})"
