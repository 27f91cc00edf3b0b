"""Which organisations an area deals with, and which of those it keeps up to date.

An area deals with the organisations that it registered, that answer in it or that hold posts in it.
An organisation with which several areas deal is kept by the one that registered it; nobody changes
what only another area deals with. The operator keeps all.
"""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.models import AreaPartner, Organisation, Post
from alongside.people.queries import organisations

SHORTEST_SEARCH = 3
MOST_FOUND = 50


def organisations_of(actor: Actor) -> QuerySet[Organisation]:
    """Those with which the actor's area deals."""
    return organisations().filter(_dealt_with(actor.area_id))


def organisation_of(actor: Actor, ref: str) -> Organisation:
    """One of them. Raises Hidden."""
    found = organisations_of(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("organisation")
    return found


def organisations_to_choose(actor: Actor, words: str = "") -> Sequence[Organisation]:
    """Those of the area, and those of the country whose name holds the words, for a form."""
    own = organisations_of(actor)
    if len(words) < SHORTEST_SEARCH:
        return list(own)
    named = organisations().filter(name__icontains=words)[:MOST_FOUND]
    found = {each.pk: each for each in (*own, *named)}
    return sorted(found.values(), key=lambda each: (each.name, each.pk))


def keeps(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor's area may change the entry and say who followed the organisation."""
    return not actor.area_id or _kept_in(actor.area_id).filter(pk=organisation.pk).exists()


def organisation_kept(actor: Actor, ref: str) -> Organisation:
    """To be changed in the actor's area, locked within a transaction. Raises Hidden."""
    kept = _kept_in(actor.area_id) if actor.area_id else Organisation.objects.all()
    found = kept.select_for_update(of=("self",)).filter(ref=ref).first()
    if found is None:
        raise Hidden("organisation")
    return found


def _dealt_with(area_id: int) -> Q:
    return (
        Q(registered_in_id=area_id)
        | Q(id__in=AreaPartner.objects.in_area(area_id).values("organisation_id"))
        | Q(id__in=Post.objects.in_area(area_id).values("organisation_id"))
    )


def _kept_in(area_id: int) -> QuerySet[Organisation]:
    reason = "Whether another area deals with an organisation decides who may change it."
    others = [
        model.objects.across_areas(reason=reason)
        .filter(organisation=OuterRef("pk"))
        .exclude(area_id=area_id)
        for model in (AreaPartner, Post)
    ]
    nobody_else = ~Exists(others[0]) & ~Exists(others[1])
    answers_here = Q(id__in=AreaPartner.objects.in_area(area_id).values("organisation_id")) | Q(
        id__in=Post.objects.in_area(area_id).values("organisation_id")
    )
    return Organisation.objects.filter(
        nobody_else & _dealt_with(area_id) | answers_here & Q(registered_in_id=area_id)
    )
