"""Making the rows of a child or young person and their case, inside the transaction of whoever registers
them or brings them over.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from alongside.casework import perms
from alongside.casework.handing import Hands, put_into
from alongside.casework.keeping import keep_words
from alongside.casework.models import Case, Child
from alongside.casework.rules.children import ChildFacts, checked_child
from alongside.casework.settling import Place, begin_setting
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people import queries as people
from alongside.people.models import Organisation
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChild:
    """``is_somebody_else``: whoever registers them knows of the other of that name and birth date. Without
    ``post_ref`` the case is with nobody yet.
    """

    facts: ChildFacts
    post_ref: str
    school_ref: str = ""
    is_somebody_else: bool = False


def make_case(actor: Actor, at: datetime, new: NewChild) -> Case:
    """With the post from today on. Raises Refusals, and Refusal for somebody who is here already."""
    today = london_day(at)
    facts = checked_child(new.facts, today=today)
    _check_not_here(actor, facts, new)
    child = Child.objects.create(
        area_id=actor.area_id,
        school=school_called(new.school_ref),
        registered_at=at,
        registered_by_id=actor.person_id,
        **asdict(facts),
    )
    case = Case.objects.create(
        area_id=actor.area_id,
        child=child,
        number=_next_number(actor, today),
        opened_at=at,
        opened_by_id=actor.person_id,
    )
    if child.school is not None:
        begin_setting(child, Place(school=child.school, began_on=None), actor=actor, at=at)
    keep_words(case)
    if new.post_ref:
        post = people.post(actor, new.post_ref)
        put_into(Hands(post=post, since=today), case, actor=actor, at=at)
    return case


def school_called(ref: str) -> Organisation | None:
    return people.organisation(ref) if ref else None


def _check_not_here(actor: Actor, facts: ChildFacts, new: NewChild) -> None:
    """Raises Refusal when somebody of that family name and birth date is here already."""
    if new.is_somebody_else:
        return
    alike = Child.objects.visible_to(actor).filter(
        born_on=facts.born_on, family_name__iexact=facts.family_name
    )
    numbers = list(alike.values_list("case__number", flat=True)[:3])
    if not numbers:
        return
    who = f" ({', '.join(numbers)})" if actor.may(perms.ALL) else ""
    raise Refusal(
        f"Somebody with this family name and date of birth is here already{who}. Look for them first. "
        "If this is somebody else, say so below.",
        field="is_somebody_else",
    )


def _next_number(actor: Actor, today: date) -> str:
    year = f"{today.year}-"
    taken = Case.objects.in_area(actor.area_id).filter(number__startswith=year)
    last = taken.order_by("-number").values_list("number", flat=True).first()
    return f"{year}{int(last.partition('-')[2]) + 1 if last else 1:05}"
