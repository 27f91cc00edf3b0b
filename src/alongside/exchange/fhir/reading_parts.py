"""What many resources share, read back: codings, identifiers, organisations and posts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from alongside.exchange.fhir.codes import Worded
from alongside.exchange.fhir.elements import NO_DAY, NO_INSTANT, Element, Findings
from alongside.exchange.fhir.entries import Entries
from alongside.exchange.fhir.model import Organisation, Post, Service
from alongside.exchange.fhir.names import LEGACY, ODS, Names
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.kernel.identifiers import Identifier, check_ods
from alongside.kernel.refusals import Refusal

C = TypeVar("C", bound=Worded)
D = TypeVar("D", date, datetime)
NAMELESS = Organisation()
NO_POST = Post(NAMELESS, "")


@dataclass(frozen=True, slots=True)
class Reader:
    """What every part of the reading needs."""

    names: Names
    entries: Entries
    findings: Findings


def coding_in(concept: Element | None, systems: Collection[str]) -> Element | None:
    """The coding of one of the systems. Codings of other lists may stand beside it."""
    if concept is None:
        return None
    found = [each for each in concept.elements("coding") if each.text("system") in systems]
    if len(found) != 1:
        sentence = f"One coding of the list {next(iter(systems))} is needed here."
        concept.wrong("coding", sentence, IssueCode.CODE_INVALID)
        return None
    found[0].skip("display", "version", "userSelected")
    return found[0]


def coded(concept: Element | None, systems: Collection[str], default: C) -> C:
    found = coding_in(concept, systems)
    if found is None:
        return default
    if not found.text("code", needed=True):
        return default
    return found.code("code", type(default), default)


def identified(resource: Element, system: str) -> Element | None:
    """The identifier of the system, current or older. Two of one system are refused."""
    found = [each for each in resource.elements("identifier") if _system(each) == system]
    if len(found) > 1:
        sentence = "Two identifiers of the same system cannot both be right."
        resource.wrong("identifier", sentence, IssueCode.DUPLICATE)
    if not found:
        return None
    found[0].skip("use", "type", "assigner", "period")
    return found[0]


def _system(identifier: Element) -> str:
    system = identifier.text("system", longest=500)
    return LEGACY.get(system, system)


def checked(holder: Element, check: Callable[[str], Identifier]) -> str:
    """The value as the kernel keeps it; its sentences repeat nothing."""
    value = holder.text("value", needed=True, longest=100)
    if not value:
        return ""
    try:
        return check(value).value
    except Refusal as refused:
        holder.wrong("value", refused.sentence)
        return value


def reference_of(resource: Element, system: str) -> str:
    """The name of the request, which ties messages together."""
    holder = identified(resource, system)
    if holder is None:
        sentence = f"An identifier of the system {system} is needed here."
        resource.wrong("identifier", sentence, IssueCode.REQUIRED)
        return ""
    return holder.key("value")


def organisation_in(reader: Reader, reference: Element | None) -> Organisation:
    found = reader.entries.follow(reference, ("Organization",))
    if found is None:
        return NAMELESS
    found.skip("active")
    ods = identified(found, ODS)
    la_code = identified(found, reader.names.identifier("dfe-la-code"))
    if ods is None and la_code is None:
        sentence = "An ODS code or the number of a local authority is needed here."
        found.wrong("identifier", sentence, IssueCode.REQUIRED)
    return Organisation(
        ods=checked(ods, check_ods) if ods else "",
        la_code=_la_code(la_code) if la_code else "",
        name=found.text("name", longest=200),
    )


def _la_code(holder: Element) -> str:
    value = holder.text("value", needed=True, longest=100)
    if value and not (len(value) == 3 and value.isascii() and value.isdigit()):
        holder.wrong("value", "The number of a local authority has three digits.")
    return value


def post_in(reader: Reader, reference: Element | None) -> Post:
    found = reader.entries.follow(reference, ("PractitionerRole",))
    if found is None:
        return NO_POST
    found.skip("active")
    organisation = organisation_in(reader, found.element("organization", needed=True))
    code, telecom = found.only("code"), found.only("telecom", needed=False)
    person, registration = _practitioner(reader, found.element("practitioner"))
    return Post(
        organisation,
        post=code.text("text", needed=True, longest=200) if code else "",
        person=person,
        registration=registration,
        email=_email(telecom) if telecom else "",
    )


def _practitioner(reader: Reader, practitioner: Element | None) -> tuple[str, str]:
    """Name and registration; the person is no entry of the bundle."""
    if practitioner is None:
        return "", ""
    holder = practitioner.element("identifier")
    registration = ""
    if holder and holder.text("system") == reader.names.identifier("professional-registration"):
        registration = holder.text("value", needed=True, longest=100)
    return practitioner.text("display", longest=200), registration


def _email(telecom: Element) -> str:
    telecom.skip("use")
    if telecom.text("system") != "email":
        telecom.wrong("system", "Only an e-mail address is taken here.", IssueCode.NOT_SUPPORTED)
    return telecom.text("value", needed=True, longest=254)


def service_in(reader: Reader, task: Element) -> Service | None:
    concept = task.only("performerType", needed=False)
    found = coding_in(concept, (reader.names.codes("ehc-advice-service"),)) if concept else None
    if found is None:
        return None
    return Service(found.key("code"), found.text("display", needed=True, longest=200))


def check_not_before(
    element: Element, name: str, *, earlier: D | None, later: D | None, sentence: str
) -> None:
    """Stand-ins for what is missing or wrong are not compared: they have been told already."""
    unknown = (NO_DAY, NO_INSTANT)
    if earlier is None or later is None or earlier in unknown or later in unknown:
        return
    if later < earlier:
        element.wrong(name, sentence, IssueCode.INVARIANT)
