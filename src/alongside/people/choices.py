"""Posts and people to choose from in a form."""

from collections.abc import Mapping, Sequence
from datetime import date

from alongside.kernel.actor import Actor
from alongside.people import queries as people
from alongside.people.models import Post, PostHolding
from alongside.people.words import partner_of_kind

Choices = list[tuple[str, str]]


def post_choices(actor: Actor, *, today: date) -> Choices:
    """Every post that is not closed, with its organisation and who holds it today."""
    return [choice for _, choice in _posts(actor, today)]


def post_choices_by_organisation(actor: Actor, *, today: date) -> Sequence[tuple[str, Choices]]:
    """The same under the name of each organisation, in the order of the names: a long list is found through."""
    posts, names = _standing(actor, today)
    holders = people.holders_of(posts, today)
    found: dict[str, Choices] = {}
    for post in posts:
        words = _post_words(post.title, "", holders.get(post.pk, ()))
        found.setdefault(names[post.organisation_id], []).append((post.ref, words))
    return sorted(found.items(), key=lambda group: group[0].casefold())


def post_choices_by_partner(actor: Actor, *, today: date) -> Mapping[str, Choices]:
    """The same for each partner, by the kind of the post's organisation: "council", "health"."""
    found: dict[str, Choices] = {}
    for kind, choice in _posts(actor, today):
        found.setdefault(partner_of_kind(kind), []).append(choice)
    return found


def _posts(actor: Actor, today: date) -> list[tuple[str, tuple[str, str]]]:
    """Each with the kind of its organisation."""
    posts, names = _standing(actor, today)
    holders = people.holders_of(posts, today)
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


def _standing(actor: Actor, today: date) -> tuple[list[Post], Mapping[int, str]]:
    """Every post that is not closed, and the words of their organisations."""
    posts = [
        post for post in people.posts_of(actor) if post.closed_on is None or post.closed_on > today
    ]
    return posts, people.words_of_organisations({post.organisation for post in posts}, today)


def person_choices(actor: Actor) -> Choices:
    return [(person.ref, person.name) for person in people.people_of(actor)]


def post_holder_choices(actor: Actor, *, today: date) -> Choices:
    """Those who hold a post today; not parents, young people or inspectors, who hold none."""
    return [(person.ref, person.name) for person in people.post_holders_of(actor, today)]


def _post_words(title: str, organisation: str, holders: Sequence[PostHolding]) -> str:
    """Without an organisation where that stands above already."""
    names = " and ".join(held.person.name for held in holders) or "vacant"
    return f"{title}, {organisation} ({names})" if organisation else f"{title} ({names})"
