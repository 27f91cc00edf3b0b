"""The way to the pages of an EHC plan, and what they have in common."""

from collections.abc import Iterator

from django.urls import reverse

from alongside.casework.pages.trail import at_case, case_crumbs
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.plan_values import PlanLine, VersionRow
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.codes import DRAFTS
from alongside.casework.rules.plans.found import Found, in_words
from alongside.kernel.actor import Actor
from alongside.web.components import Crumb
from alongside.web.writing import day

SUBJECT = "casework.case"
NOT_SENT = "It is not sent to the family yet. Send it with its letter: the time of the law runs until then."


def at_version(actor: Actor, name: str, ref: str) -> str:
    return reverse(f"casework:{name}", args=[actor.area_slug, ref])


def version_title(version: VersionRow) -> str:
    return f"Version {version.number}"


def plan_crumbs(actor: Actor, head: CaseHead, *further: Crumb) -> tuple[Crumb, ...]:
    own = Crumb("EHC plan", at_case(actor, "plan", head.ref))
    return case_crumbs(actor, head, own, *further)


def version_crumbs(
    actor: Actor, head: CaseHead, version: VersionRow, *further: Crumb
) -> tuple[Crumb, ...]:
    own = Crumb(version_title(version), at_version(actor, "plan_version", version.ref))
    return plan_crumbs(actor, head, own, *further)


def sentences(found: tuple[Found, ...]) -> tuple[str, ...]:
    return tuple(in_words(each) for each in found)


def plan_sentences(line: PlanLine) -> Iterator[str]:
    """In short, for the page of the case."""
    if line.last_final is not None:
        number, issued_on = line.last_final
        stands = "was the last" if line.is_ended else "is in force"
        if line.is_unsent:
            yield f"Version {number} was issued on {day(issued_on)}. {NOT_SENT}"
        else:
            yield f"Version {number} {stands}, issued on {day(issued_on)}."
    if line.last_sent is not None and line.last_sent[0] in DRAFTS:
        kind, issued_on = line.last_sent
        waits = f" {NOT_SENT}" if line.is_last_unsent else ""
        yield f"{KINDS[kind]}: issued on {day(issued_on)}.{waits}"
    if line.being_written is not None:
        yield f"{KINDS[line.being_written]}: being written."
    if line.last_sent is None and line.being_written is None:
        yield "No version is written here yet."
