"""For whom a post speaks: education, health, social care, families or others.

The council holds both education and social care, so an organisation alone does not tell. A seat on
a board says it first, then membership of a workstream, then the kind of organisation.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from alongside.board.models import Seat
from alongside.board.rules.codes import Side
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from alongside.people.words import partner_of_kind
from alongside.plan.queries.workstreams import member_sides
from alongside.plan.rules.codes import MemberSide

_OF_MEMBERS = {
    MemberSide.EDUCATION: Side.EDUCATION,
    MemberSide.HEALTH: Side.HEALTH,
    MemberSide.CARE: Side.SOCIAL_CARE,
    MemberSide.FAMILIES: Side.FAMILIES,
}
_OF_PARTNERS = {
    "education": Side.EDUCATION,
    "health": Side.HEALTH,
    "families": Side.FAMILIES,
}


def sides_of(actor: Actor, posts: Iterable[Post], *, on: date) -> Mapping[int, Side]:
    """Post id -> side on the day, in two queries. The posts come with their organisation."""
    known = {post.pk: post for post in posts}
    if not known:
        return {}
    seated = _seated(actor, known, on)
    joined = member_sides(actor, known, on=on)
    return {
        pk: seated.get(pk) or _of_member(joined.get(pk)) or _of_organisation(post)
        for pk, post in known.items()
    }


def _seated(actor: Actor, known: Iterable[int], on: date) -> dict[int, Side]:
    rows = Seat.objects.visible_to(actor).filter(
        Q(seat_until=None) | Q(seat_until__gt=on), seat_from__lte=on, post_id__in=list(known)
    )
    found = rows.order_by("-id").values_list("post_id", "side")
    return {post_id: Side(side) for post_id, side in found}


def _of_member(side: MemberSide | None) -> Side | None:
    return _OF_MEMBERS[side] if side else None


def _of_organisation(post: Post) -> Side:
    return _OF_PARTNERS.get(partner_of_kind(post.organisation.kind), Side.OTHER)
