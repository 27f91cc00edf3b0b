"""Posts and people to choose from in a form."""

from collections.abc import Mapping, Sequence
from datetime import date

from alongside.kernel.actor import Actor
from alongside.people import queries as people
from alongside.people.models import PostHolding
from alongside.people.words import partner_of_kind

Choices = list[tuple[str, str]]


def post_choices(actor: Actor, *, today: date) -> Choices:
    """Every post that is not closed, with its organisation and who holds it today."""
    return [choice for _, choice in _posts(actor, today)]


def post_choices_by_partner(actor: Actor, *, today: date) -> Mapping[str, Choices]:
    """The same for each partner, by the kind of the post's organisation: "council", "health"."""
    found: dict[str, Choices] = {}
    for kind, choice in _posts(actor, today):
        found.setdefault(partner_of_kind(kind), []).append(choice)
    return found


def _posts(actor: Actor, today: date) -> list[tuple[str, tuple[str, str]]]:
    """Each with the kind of its organisation."""
    posts = [
        post for post in people.posts_of(actor) if post.closed_on is None or post.closed_on > today
    ]
    holders = people.holders_of(posts, today)
    names = people.words_of_organisations({post.organisation for post in posts}, today)
    return [
        (
            post.organisation.kind,
            (
                post.ref,
                _post_words(post.title, names[post.organisation_id], holders.get(post.pk, ())),
            ),
        )
        for post in posts
    ]


def person_choices(actor: Actor) -> Choices:
    return [(person.ref, person.name) for person in people.people_of(actor)]


def post_holder_choices(actor: Actor, *, today: date) -> Choices:
    """Those who hold a post today; not parents, young people or inspectors, who hold none."""
    return [(person.ref, person.name) for person in people.post_holders_of(actor, today)]


def _post_words(title: str, organisation: str, holders: Sequence[PostHolding]) -> str:
    names = " and ".join(held.person.name for held in holders) or "vacant"
    return f"{title}, {organisation} ({names})"
