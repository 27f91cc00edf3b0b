"""Reading areas, organisations, people and posts.

Organisations are the same for everybody. People and posts are read within an area: a person belongs
to the area that registered them and to every area in which they hold or held a post.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.models import (
    AreaPartner,
    LocalArea,
    Organisation,
    Person,
    Post,
    PostHolding,
    Succession,
)
from alongside.people.rules import follow, initials_of_name, plain_initials
from alongside.people.words import partner_of_kind


def area_by_slug(slug: str) -> LocalArea | None:
    return LocalArea.objects.filter(slug=slug).first()


def own_area(actor: Actor) -> LocalArea:
    found = LocalArea.objects.filter(pk=actor.area_id).first()
    if found is None:
        raise Hidden("area")
    return found


def all_areas() -> Sequence[LocalArea]:
    """For operators and background work."""
    return list(LocalArea.objects.order_by("name"))


def areas_among(area_ids: Any) -> Sequence[LocalArea]:
    """``area_ids`` may be numbers or a query that gives them."""
    return list(LocalArea.objects.filter(id__in=area_ids).order_by("name"))


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("parent", "succession__successor").order_by(
        "name", "id"
    )


def organisation(ref: str) -> Organisation:
    found = organisations().filter(ref=ref).first()
    if found is None:
        raise Hidden("organisation")
    return found


def organisation_by_code(*, ods_code: str = "", dfe_code: str = "") -> Organisation | None:
    """By one code, written as it is kept: capitals, no spaces."""
    if ods_code:
        return organisations().filter(ods_code=ods_code).first()
    return organisations().filter(dfe_code=dfe_code).first() if dfe_code else None


def organisations_named(name: str) -> Sequence[Organisation]:
    """Every organisation with exactly this name, whatever its capitals."""
    return list(organisations().filter(name__iexact=" ".join(name.split())))


def current_organisation(promiser: Organisation, on: date) -> Organisation:
    """Who answers on the day for what this organisation promised."""
    return current_organisations([promiser], on)[promiser.pk]


def current_organisations(
    promisers: Iterable[Organisation], on: date
) -> Mapping[int, Organisation]:
    """The same for many, in one query: promiser's id -> organisation that answers."""
    known = {promiser.pk: promiser for promiser in promisers}
    links: dict[int, tuple[int, date]] = {}
    for succession in Succession.objects.select_related("successor"):
        links[succession.predecessor_id] = (succession.successor_id, succession.followed_on)
        known.setdefault(succession.successor_id, succession.successor)
    return {pk: known[follow(pk, on=on, links=links)] for pk in list(known)}


def words_of_organisations(wanted: Iterable[Organisation], on: date) -> Mapping[int, str]:
    """By organisation's id: its name, or who answers for it on the day and what it was before."""
    asked = list(wanted)
    current = current_organisations(asked, on)
    return {
        each.pk: each.name
        if current[each.pk].pk == each.pk
        else f"{current[each.pk].name} (before: {each.name})"
        for each in asked
    }


def partners_of(area_id: int, *, on: date) -> Sequence[AreaPartner]:
    """Who answers in the area on the day, with the organisation, by partner and name."""
    found = AreaPartner.objects.in_area(area_id).select_related("organisation")
    current = [partner for partner in found if partner.is_current(on)]
    return sorted(current, key=lambda partner: (partner.partner, partner.organisation.name))


def current_partner(actor: Actor, ref: str, partner: str) -> AreaPartner:
    """The organisation as one partner of the actor's area, not ended yet. Raises Hidden."""
    found: AreaPartner | None = (
        AreaPartner.objects.visible_to(actor)
        .select_related("organisation")
        .filter(organisation__ref=ref, partner=partner, partner_until=None)
        .first()
    )
    if found is None:
        raise Hidden("partner")
    return found


def all_partners_of(area_id: int) -> Sequence[AreaPartner]:
    """Every organisation that answers or answered in the area, those that still do first."""
    found = AreaPartner.objects.in_area(area_id).select_related("organisation").order_by("id")
    return sorted(found, key=lambda partner: partner.partner_until is not None)


def partner_of(organisation: Organisation) -> str:
    """For which partner it speaks by its kind: "council", "health", "education" and so on."""
    return partner_of_kind(organisation.kind)


def people_of(actor: Actor) -> QuerySet[Person]:
    return people_of_area(actor.area_id)


def people_of_area(area_id: int) -> QuerySet[Person]:
    holders = PostHolding.objects.in_area(area_id).values("person_id")
    return Person.objects.filter(Q(registered_in_id=area_id) | Q(id__in=holders)).order_by(
        "name", "id"
    )


def person(actor: Actor, ref: str) -> Person:
    found = people_of(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("person")
    return found


def post_holders_of(actor: Actor, on: date) -> QuerySet[Person]:
    """Everybody who holds a post of the area on the day."""
    held = PostHolding.objects.in_area(actor.area_id).filter(
        Q(held_from=None) | Q(held_from__lte=on), Q(held_until=None) | Q(held_until__gt=on)
    )
    return people_of(actor).filter(id__in=held.values("person_id"))


def names_of(person_ids: Collection[int]) -> Mapping[int, str]:
    """Names by number, for the ledger's pages."""
    return dict(Person.objects.filter(id__in=person_ids).values_list("id", "name"))


def ids_of_people_called(words: str) -> Collection[int]:
    """Numbers of everybody whose name holds the words, for the ledger's pages."""
    return list(Person.objects.filter(name__icontains=words).values_list("id", flat=True))


def posts_of(actor: Actor) -> Any:
    return Post.objects.visible_to(actor).select_related("organisation").order_by("title", "id")


def post(actor: Actor, ref: str) -> Post:
    found: Post | None = posts_of(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("post")
    return found


def holdings_of(actor: Actor) -> Any:
    """Every appointment of the area, oldest first, with post, organisation and person."""
    return (
        PostHolding.objects.visible_to(actor)
        .select_related("person", "post", "post__organisation")
        .order_by("held_from", "id")
    )


def holding(actor: Actor, ref: str) -> PostHolding:
    found: PostHolding | None = holdings_of(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("holding")
    return found


def holders_of(posts: Iterable[Post], on: date) -> Mapping[int, Sequence[PostHolding]]:
    """Who holds each post on the day: post id -> holdings with their person. No holder, no key."""
    wanted = {post.pk: post.area_id for post in posts}
    held: dict[int, list[PostHolding]] = defaultdict(list)
    found = (
        PostHolding.objects.across_areas(reason="Only holdings of posts the caller already has.")
        .filter(post_id__in=wanted)
        .select_related("person")
        .order_by("id")
    )
    for each in found:
        if each.is_held(on):
            held[each.post_id].append(each)
    return dict(held)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom some initials may mean. ``holding`` is the appointment that led to them.

    ``in_organisation`` tells whether a post of theirs is with the organisation asked for, or with one
    that it followed or that followed it; it is False when none was asked for.
    """

    person: Person
    holding: PostHolding | None
    in_organisation: bool


def posts_held_by(actor: Actor, on: date) -> Any:
    """The ids of the posts that the person holds on the day, to be used inside another query."""
    return (
        PostHolding.objects.visible_to(actor)
        .filter(
            Q(held_from=None) | Q(held_from__lte=on),
            Q(held_until=None) | Q(held_until__gt=on),
            person_id=actor.person_id,
        )
        .values("post_id")
    )


def held_posts(on: date) -> Any:
    """The ids of the posts that anybody holds on the day, to be used inside a query of an area’s records."""
    rows = PostHolding.objects.across_areas(reason="Only ids, inside a query that has an area.")
    return rows.filter(
        Q(held_from=None) | Q(held_from__lte=on), Q(held_until=None) | Q(held_until__gt=on)
    ).values("post_id")


def people_by_initials(
    area: LocalArea, initials: str, organisation: Organisation | None = None
) -> Sequence[Candidate]:
    """Everybody whom the initials may mean, those of the organisation first. The caller asks.

    Matches labels of appointments and the first letters of names. One candidate is still a question.
    """
    wanted = plain_initials(initials)
    if not wanted:
        return []
    family = _family_of(organisation) if organisation else frozenset()
    found: dict[int, Candidate] = {}
    for held in _holdings_with_people(area.pk):
        if wanted in {plain_initials(held.initials), initials_of_name(held.person.name)}:
            _keep_best(found, Candidate(held.person, held, held.post.organisation_id in family))
    for somebody in people_of_area(area.pk):
        if somebody.pk not in found and initials_of_name(somebody.name) == wanted:
            found[somebody.pk] = Candidate(somebody, None, in_organisation=False)
    return sorted(found.values(), key=lambda c: (not c.in_organisation, c.person.name, c.person.pk))


def _holdings_with_people(area_id: int) -> Sequence[PostHolding]:
    return list(
        PostHolding.objects.in_area(area_id)
        .select_related("person", "post", "post__organisation")
        .order_by("-held_from", "id")
    )


def _keep_best(found: dict[int, Candidate], candidate: Candidate) -> None:
    known = found.get(candidate.person.pk)
    if known is None or (candidate.in_organisation and not known.in_organisation):
        found[candidate.person.pk] = candidate


def _family_of(organisation: Organisation) -> frozenset[int]:
    """The organisation, everything it followed and everything that followed it."""
    links = list(Succession.objects.values_list("predecessor_id", "successor_id"))
    family = {organisation.pk}
    while True:
        wider = family | {b for a, b in links if a in family} | {a for a, b in links if b in family}
        if wider == family:
            return frozenset(family)
        family = wider
