"""Posts and people to choose from in a form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from alongside.kernel.actor import Actor
from alongside.people import queries as people
from alongside.people.models import Post, PostHolding
from alongside.people.words import partner_of_kind

Choices = list[tuple[str, str]]
MOST_TOGETHER = 12
"""So many posts stand below one heading at the most, as far as their letters allow."""


def post_choices(actor: Actor, *, today: date) -> Choices:
    """Every post that is not closed, with its organisation and who holds it today."""
    return [choice for _, choice in _posts(actor, today)]


def post_choices_by_organisation(actor: Actor, *, today: date) -> Sequence[tuple[str, Choices]]:
    """The same under the name of each organisation, in the order of the names: a long list is found through. One
    with many posts stands in parts: its teams, and the others by their first letters.
    """
    posts, names = _standing(actor, today)
    holders = people.holders_of(posts, today)
    found: dict[str, list[_Named]] = {}
    for post in posts:
        words = _post_words(post.title, "", holders.get(post.pk, ()))
        named = _Named(post.title, post.team, (post.ref, words))
        found.setdefault(names[post.organisation_id], []).append(named)
    return [
        group
        for name in sorted(found, key=str.casefold)
        for group in _in_parts(name, sorted(found[name], key=_Named.place))
    ]


@dataclass(frozen=True, slots=True)
class _Named:
    title: str
    team: str
    choice: tuple[str, str]

    def place(self) -> str:
        return self.title.casefold()


def _in_parts(name: str, posts: Sequence[_Named]) -> Iterator[tuple[str, Choices]]:
    """
    >>> posts = [_Named(f"{letter}{number}", "", ("", "")) for letter in "ABC" for number in range(8)]
    >>> [(title, len(choices)) for title, choices in _in_parts("Council", posts)]
    [('Council, A', 8), ('Council, B', 8), ('Council, C', 8)]
    """
    if len(posts) <= MOST_TOGETHER:
        yield name, [each.choice for each in posts]
        return
    parts: list[list[_Named]] = []
    for _, those in groupby(
        (each for each in posts if not each.team), lambda each: each.title[:1].upper()
    ):
        same = list(those)
        if parts and len(parts[-1]) + len(same) <= MOST_TOGETHER:
            parts[-1] += same
        else:
            parts.append(same)
    for part in parts:
        yield f"{name}, {_letters(part)}", [each.choice for each in part]
    for team in sorted({each.team for each in posts if each.team}, key=str.casefold):
        yield f"{name}, team {team}", [each.choice for each in posts if each.team == team]


def _letters(part: Sequence[_Named]) -> str:
    first, last = part[0].title[:1].upper(), part[-1].title[:1].upper()
    return first if first == last else f"{first} to {last}"


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
