"""Gathering what letters of a case are made of: who can be written to, what happened, and what the area
says about itself. Nothing is decided here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.casework.closures import clock_for
from alongside.casework.finding import facts_of
from alongside.casework.letters.going import takes_plan_first
from alongside.casework.models import Case, LetterDetails, LetterEnclosure, PlanPart
from alongside.casework.queries.family_settings import settings_of
from alongside.casework.rules.family_codes import Reach
from alongside.casework.rules.folding import CaseFact, as_told
from alongside.casework.rules.letters import LetterDue, Parties, Someone, letters_due
from alongside.casework.rules.letters_filling import Material
from alongside.casework.rules.letters_reading import letter_book
from alongside.casework.rules.plans.codes import PartKind
from alongside.casework.the_law import clock_of_the_law
from alongside.people.queries import holders_of

ACTING = (Reach.ACTS.value, Reach.REPRESENTS.value)
OWN_WORDS = (
    "council", "council_contact", "mediation_contact", "disagreement_contact", "local_offer",
    "commissioner", "social_care",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """What every letter of one case on one day has in common."""

    case: Case
    facts: tuple[CaseFact, ...]
    parties: Parties
    own: Mapping[str, str]
    officer: str
    post: str
    enclosed: Mapping[tuple[str, str, str], tuple[str, ...]]

    def due(self) -> tuple[LetterDue, ...]:
        return letters_due(self.facts, self.parties, letter_book(), clock_of_the_law().rules)

    def material(self, due: LetterDue, *, dated_on: date) -> Material:
        return Material(
            due=due,
            parties=self.parties,
            facts=as_told(self.facts, due.event.ref),
            clock=clock_for(self.case, self.facts),
            dated_on=dated_on,
            case_number=self.case.number,
            officer=self.officer,
            post=self.post,
            own=self.own,
            enclosed=self.enclosed.get(due.key, ()),
            takes_plan_first=takes_plan_first(self.case, due),
        )


def desk_of(case: Case, *, today: date) -> Desk:
    """``case`` with its child, found in the actor's scope."""
    own = own_words(case.area_id)
    officer, post = _with_whom(case, today)
    return Desk(
        case=case,
        facts=facts_of(case),
        parties=parties_of(case, own),
        own=own,
        officer=officer,
        post=post,
        enclosed=enclosed_in(case),
    )


def enclosed_in(case: Case) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """What each letter that is not ended names as enclosed, by its key."""
    rows = LetterEnclosure.objects.in_area(case.area_id).filter(
        letter__case=case, letter__ended_at=None
    )
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for row in rows.select_related("letter__event").order_by("id"):
        key = (row.letter.event.ref, row.letter.template, row.letter.recipient_key)
        found[key] = (*found.get(key, ()), row.title)
    return found


def own_words(area_id: int) -> Mapping[str, str]:
    """What the area says about itself, by gap; what is not written down is empty."""
    kept = LetterDetails.objects.in_area(area_id).first()
    told = settings_of(area_id)
    own = {name: getattr(kept, name) if kept else "" for name in OWN_WORDS}
    return {
        **own,
        "support_contact": told.advice_service,
        "complaints_contact": _one_line(told.complaints),
    }


def parties_of(case: Case, own: Mapping[str, str]) -> Parties:
    child = case.child
    addresses = child.addresses.all().order_by("ended_on", "-began_on", "-id")
    current = [each.address for each in addresses if each.ended_on is None]
    past = [each.address for each in addresses if each.ended_on is not None]
    settings = child.settings.select_related("school")
    contacts = _contacts(case)
    is_anybody_restricted = any(each.restriction for each in contacts)
    return Parties(
        child=f"{child.given_names} {child.family_name}",
        known_as=child.known_as,
        born_on=child.born_on,
        contacts=contacts,
        addresses=(*current, *past),
        places=(
            *(each.school.name if each.school else each.place for each in settings),
            *(_places_ahead(case) if is_anybody_restricted else ()),
        ),
        public=tuple(own.values()),
        setting=child.school.name if child.school else "",
        commissioner=own["commissioner"],
        social_care=own["social_care"],
    )


def _places_ahead(case: Case) -> Iterator[str]:
    """Where the child may go: what any version of the EHC plan names, and every school that was consulted."""
    rows = PlanPart.objects.in_area(case.area_id).filter(
        plan__case=case, kind=PartKind.PLACEMENT.value
    )
    yield from (body.get("institution", "") for body in rows.values_list("body", flat=True))
    asked = case.events.filter(kind__in=("institution_consulted", "institution_replied"))
    for body in asked.values_list("body", flat=True):
        yield body.get("body", "")


def _contacts(case: Case) -> tuple[Someone, ...]:
    acting = set(
        case.choices.filter(reach__in=ACTING, ended_at=None).values_list("contact_id", flat=True)
    )
    return tuple(
        Someone(
            ref=each.ref,
            name=each.name,
            has_responsibility=each.has_responsibility,
            acts_for_them=each.pk in acting,
            is_ended=each.is_ended,
            address=each.address,
            email=each.email,
            phone=each.phone,
            restriction=each.restriction,
            asked_for=each.asked_for,
            safe_contact=each.safe_contact,
        )
        for each in case.child.contacts.all()
    )


def _with_whom(case: Case, today: date) -> tuple[str, str]:
    """The holder of the post that has the case, and the post; the post alone while nobody holds it."""
    with_post = case.assignments.filter(is_cover=False, assigned_until=None)
    row = with_post.select_related("post").first()
    if row is None:
        return "", ""
    holders: Sequence[str] = [
        each.person.name for each in holders_of([row.post], today).get(row.post_id, ())
    ]
    return " and ".join(holders), row.post.title


def _one_line(text: str) -> str:
    """Without a full stop: the letter puts its own."""
    return ", ".join(line.strip() for line in text.splitlines() if line.strip()).rstrip(" .")
