"""With which post a case stands, for lists of many: read with the list, in no query of its own."""

from datetime import date

from django.db.models import OuterRef, Value
from django.db.models.expressions import Combinable, Subquery
from django.db.models.functions import Coalesce

from alongside.casework import perms
from alongside.casework.models import CaseAssignment, standing_on
from alongside.kernel.actor import Actor
from alongside.people.queries import posts_held_by, posts_of


def post_title(actor: Actor, today: date, *, case: str = "pk") -> Combinable:
    """For ``annotate``: the title of the post that the case is with today, cover aside; empty for nobody.
    ``case`` names the column that holds the id of the case.
    """
    rows = CaseAssignment.objects.in_area(actor.area_id).filter(
        standing_on(today), case=OuterRef(case), is_cover=False
    )
    return Coalesce(Subquery(rows.order_by("-id").values("post__title")[:1]), Value(""))


def own_post(actor: Actor, *, today: date) -> str:
    """The ref of the only post that somebody who works on cases holds; empty for none, for several, and for
    whoever reads every case and gives them to others.
    """
    if actor.may(perms.ALL):
        return ""
    held = posts_of(actor).filter(pk__in=posts_held_by(actor, today))
    refs = list(held.values_list("ref", flat=True)[:2])
    return str(refs[0]) if len(refs) == 1 else ""
