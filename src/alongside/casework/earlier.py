"""Reading a file of earlier cases: one case as a JSON object, or a list of them.

    {"given_names": "Ada", "family_name": "Example", "born_on": "2014-05-01", "sex": "F",
     "post": "EHC Coordinator", "school": "Example School",
     "contacts": [{"name": "Mo Example", "relation": "mother", "has_responsibility": true}],
     "events": [{"kind": "request_received", "on": "2022-01-10", "asker": "1", "source": "post"}]}

Posts and schools are named as they are here. What an event says beside its days stands beside them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from alongside.casework.operations.bringing import EarlierCase
from alongside.casework.operations.children import ContactDetails
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import Body
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.codes import Relation, Sex, Source
from alongside.casework.rules.folding import class_of
from alongside.casework.rules.recording import NewEvent
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.dates import parse_date
from alongside.kernel.refusals import Refusal, Refusals
from alongside.people import queries as people

Made = TypeVar("Made")
CHILD = tuple(each.name for each in fields(ChildFacts))
CONTACT = tuple(each.name for each in fields(ContactDetails))
BESIDE = ("post", "school", "is_somebody_else", "contacts", "events")
OF_AN_EVENT = ("kind", "on", "received_on", "source")
DAYS = ("for_on", "until")


def earlier_cases(actor: Actor, given: object) -> Sequence[EarlierCase]:
    """Raises Refusals: everything that is wrong in the file, each sentence with the case's place in it."""
    listed = given if isinstance(given, list) else [given]
    made, wrong = [], []
    for number, each in enumerate(listed, start=1):
        try:
            made.append(_case(actor, each))
        except Refusal as refusal:
            wrong.append(Refusal(f"Case {number}: {refusal.sentence}"))
    if wrong:
        raise Refusals(wrong)
    return made


def _case(actor: Actor, given: object) -> EarlierCase:
    facts = _object(given, "The case", (*CHILD, *BESIDE))
    _check_there(facts, ("given_names", "family_name", "born_on", "sex", "post"))
    known = {name: facts[name] for name in CHILD if name in facts}
    known["born_on"] = _day(facts["born_on"], "born_on")
    _check_code(Sex, facts["sex"], "sex")
    child = NewChild(
        facts=_whole(ChildFacts, known),
        post_ref=_post(actor, facts["post"]),
        school_ref=_school(facts.get("school", "")),
        is_somebody_else=facts.get("is_somebody_else", False) is True,
    )
    return EarlierCase(
        child=child,
        contacts=tuple(map(_contact, _list(facts, "contacts"))),
        events=tuple(map(_event, _list(facts, "events"))),
    )


def _contact(given: object) -> ContactDetails:
    facts = _object(given, "A contact", CONTACT)
    _check_there(facts, ("name", "relation"))
    _check_code(Relation, facts["relation"], "relation")
    return _whole(ContactDetails, facts)


def _event(given: object) -> NewEvent:
    rules = clock_of_the_law().rules
    kind = str(given.get("kind")) if isinstance(given, Mapping) else ""
    body_class = class_of(kind, rules)
    said = tuple(each.name for each in fields(body_class))
    facts = _object(given, f"An event “{kind}”", (*OF_AN_EVENT, *said))
    _check_there(facts, ("kind", "on"))
    source = facts.get("source", Source.OWN_WORK.value)
    _check_code(Source, source, "source")
    received = facts.get("received_on")
    return NewEvent(
        kind=kind,
        happened_on=_day(facts["on"], "on"),
        received_on=_day(received, "received_on") if received else None,
        source=source,
        body=_body(body_class, {name: facts[name] for name in said if name in facts}),
    )


def _body(body_class: type[Body], said: Mapping[str, Any]) -> Body:
    read = {
        name: _day(value, name)
        if name in DAYS
        else tuple(value)
        if isinstance(value, list)
        else value
        for name, value in said.items()
    }
    return _whole(body_class, read)


def _object(given: object, what: str, allowed: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise Refusal(f"{what} is not written as an object.")
    if unknown := sorted(set(given) - set(allowed)):
        raise Refusal(f"{what} has “{unknown[0]}”, which is not known here.")
    return given


def _check_there(facts: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in names:
        if not str(facts.get(name) or "").strip():
            raise Refusal(f"“{name}” is missing.")


def _check_code(codes: Callable[[Any], object], value: object, name: str) -> None:
    try:
        codes(value)
    except ValueError:
        raise Refusal(f"“{name}” is “{value}”, which is no code of ours.") from None


def _whole(kind: Callable[..., Made], facts: Mapping[str, Any]) -> Made:
    """Every value has to be of the sort that the field holds."""
    for name, value in facts.items():
        wanted = bool if name in ("has_responsibility", "is_ended") else (str, tuple, date)
        if not isinstance(value, wanted):
            raise Refusal(f"“{name}” is not written as it should be.")
    return kind(**facts)


def _list(facts: Mapping[str, Any], name: str) -> list[object]:
    found = facts.get(name, [])
    if not isinstance(found, list):
        raise Refusal(f"“{name}” is not written as a list.")
    return found


def _day(value: object, name: str) -> date:
    return parse_date(str(value), field=name)


def _post(actor: Actor, title: object) -> str:
    refs = people.posts_of(actor).filter(title=str(title)).values_list("ref", flat=True)[:2]
    return _only(list(refs), f"post called “{title}”")


def _school(name: object) -> str:
    if not name:
        return ""
    found = [each.ref for each in people.organisations_named(str(name))]
    return _only(found, f"school or setting called “{name}”")


def _only(refs: Sequence[str], what: str) -> str:
    if len(refs) != 1:
        raise Refusal(f"There is {'no' if not refs else 'more than one'} {what} here.")
    return refs[0]
