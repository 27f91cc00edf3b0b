"""Everything held about a child in their case, for whoever asked for it: each item with what it says."""

from collections.abc import Iterator

from alongside.casework.families.words import SAID
from alongside.casework.models import Contact, FamilyMessage
from alongside.casework.queries.family_everything_papers import (
    letter_items,
    panel_items,
    plan_items,
)
from alongside.casework.queries.family_everything_record import record_items
from alongside.casework.queries.one_case import events_of
from alongside.casework.queries.queue import name_of
from alongside.casework.queries.setting_everything import school_items
from alongside.casework.rules.child_record import Ethnicity
from alongside.casework.rules.codes import Relation, Sex, Source
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.family_release import Item
from alongside.casework.words import ETHNICITIES, RELATIONS, SEXES, SOURCES
from alongside.kernel.dates import day_in_words
from alongside.web import offers
from alongside.web.writing import day

CHILD, PEOPLE, HAPPENED, TOLD, WORRIES = (
    "What we know of the child or young person",
    "People in the record",
    "What happened",
    "What was told to us, and what we answered",
    "Worries about safety",
)
PLACES = frozenset({"institution_consulted", "institution_replied", "next_setting_named"})
"""Kinds of events that name a school or another place."""


def everything_held(message: FamilyMessage) -> tuple[Item, ...]:
    """As it stands now, in the order in which it is read. The caller has found the message."""
    is_restricted = _is_restricted(message)
    return (
        *_child(message),
        *record_items(message, is_restricted=is_restricted),
        *_contacts(message),
        *_events(message),
        *letter_items(message, is_restricted=is_restricted),
        *plan_items(message, is_restricted=is_restricted),
        *panel_items(message, is_restricted=is_restricted),
        *school_items(message, is_restricted=is_restricted),
        *_of_other_rooms(message, is_restricted=is_restricted),
        *_messages(message),
        *_alerts(message),
    )


def _of_other_rooms(message: FamilyMessage, *, is_restricted: bool) -> Iterator[Item]:
    asker = message.contact.ref if message.contact else ""
    for each in offers.held(message.area_id, message.case.ref, asker):
        yield Item(
            key=each.key,
            heading=each.heading,
            title=each.title,
            lines=_full(each.lines),
            is_of_others=each.is_of_others,
            is_closed=is_restricted and each.tells_places,
        )


def _is_restricted(message: FamilyMessage) -> bool:
    return message.contact is not None and bool(message.contact.restriction)


def _child(message: FamilyMessage) -> Iterator[Item]:
    child = message.case.child
    numbers = (("NHS number", child.nhs_number), ("UPN", child.upn), ("ULN", child.uln))
    lines = (
        f"Name: {name_of(child)}",
        f"Born: {day(child.born_on)}",
        f"Sex: {SEXES[Sex(child.sex)]}",
        f"Ethnic group: {ETHNICITIES[Ethnicity(child.ethnicity)]}" if child.ethnicity else "",
        f"Languages: {child.languages}" if child.languages else "",
        f"How they communicate: {child.communication}" if child.communication else "",
        *(f"{label}: {value}" for label, value in numbers if value),
        f"Case number: {message.case.number}",
    )
    yield Item(key="child", heading=CHILD, title="The child or young person", lines=_full(lines))
    if child.school is not None:
        yield Item(
            key="school",
            heading=CHILD,
            title="The school or setting",
            lines=(child.school.name,),
            is_closed=_is_restricted(message),
        )


def _contacts(message: FamilyMessage) -> Iterator[Item]:
    for number, each in enumerate(message.case.child.contacts.all(), start=1):
        is_own = each.pk == message.contact_id
        yield Item(
            key=f"contact-{each.ref}",
            heading=PEOPLE,
            title="What we know of you" if is_own else f"Somebody else in the record ({number})",
            lines=_contact(each),
            is_of_others=not is_own,
            is_closed=not is_own and (_is_restricted(message) or bool(each.restriction)),
        )


def _contact(each: Contact) -> tuple[str, ...]:
    return _full(
        (
            f"{each.name}: {RELATIONS[Relation(each.relation)].lower()}",
            "Has parental responsibility" if each.has_responsibility else "",
            f"Phone: {each.phone}" if each.phone else "",
            f"E-mail: {each.email}" if each.email else "",
            f"Address: {each.address}" if each.address else "",
            f"Asked for: {each.asked_for}" if each.asked_for else "",
            f"Safe ways to make contact: {each.safe_contact}" if each.safe_contact else "",
        )
    )


def _events(message: FamilyMessage) -> Iterator[Item]:
    for each in reversed(events_of(message.case)):
        said = tuple(f"{label}: {words}" for label, words in each.said)
        source = SOURCES[Source(each.source)]
        recorded = f"Recorded on {day(each.recorded_at)}. {source}."
        yield Item(
            key=f"event-{each.ref}",
            heading=HAPPENED,
            title=f"{day_in_words(each.happened_on)}: {each.means}",
            lines=(*said, recorded),
            is_closed=_is_restricted(message) and (each.kind in PLACES or bool(said)),
        )


def _messages(message: FamilyMessage) -> Iterator[Item]:
    rows = message.case.family_messages.prefetch_related("answers").order_by("id")
    for each in rows:
        is_own = each.contact_id == message.contact_id
        who = "You told us" if is_own else "Somebody else told us"
        words = SAID[Said(each.said)].lower() if is_own else "something"
        yield Item(
            key=f"message-{each.ref}",
            heading=TOLD,
            title=f"{day_in_words(each.received_on)}. {who}: {words}",
            lines=_full(
                (each.about, each.text, *(f"We answered: {a.text}" for a in each.answers.all()))
            ),
            is_of_others=not is_own,
            is_closed=not is_own and (each.is_private or _is_restricted(message)),
        )


def _alerts(message: FamilyMessage) -> Iterator[Item]:
    for number, each in enumerate(message.case.alerts.order_by("id"), start=1):
        yield Item(
            key=f"alert-{each.ref}",
            heading=WORRIES,
            title=f"A worry about safety ({number})",
            lines=_full((day(each.raised_at), each.worry, each.answer)),
            is_of_others=True,
            is_closed=_is_restricted(message),
        )


def _full(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
