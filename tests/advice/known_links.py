"""A link for one request, and a domain of work addresses, for the tests' world."""

from datetime import datetime

from alongside.advice.models import AdviceLink, AdviceRequest, WorkDomain
from alongside.advice.operations.domains import allow_domain
from alongside.advice.operations.links import NewLink, give_advice_link
from alongside.people.models import Organisation
from tests.filling import Fill, nothing, ref
from tests.world import Side

DOMAIN = "hospital.example"
ROLE = "Therapist for the tests"


def furnish(side: Side, at: datetime, request: AdviceRequest) -> None:
    head, organisation = side.actor("head_of_send"), _employer(side)
    allow_domain(actor=head, at=at, organisation_ref=organisation.ref, domain=DOMAIN)
    _send(side, at, request, "lee")


def crowd(side: Side, at: datetime, request: AdviceRequest, more: str) -> None:
    for number in range(3):
        _send(side, at, request, f"lee{more}{number}")


def _send(side: Side, at: datetime, request: AdviceRequest, name: str) -> None:
    new = NewLink(
        email=f"{name}@{DOMAIN}",
        organisation_ref=_employer(side).ref,
        role=ROLE,
        consent="The mother agreed.",
        lasts=28,
    )
    give_advice_link(actor=side.actor("head_of_send"), at=at, request_ref=request.ref, new=new)


def _employer(side: Side) -> Organisation:
    found: Organisation = side.first(Organisation, registered_in=side.area.pk)
    return found


def addresses(health: Fill) -> dict[str, Fill]:
    return {
        "advice:domains": nothing,
        "advice:allow_domain": nothing,
        "advice:end_domain": ref(WorkDomain, ended_at=None),
        "advice:links": health,
        "advice:give_link": health,
        "advice:end_link": ref(AdviceLink, role=ROLE),
    }


OPEN = {
    f"asked:{name}"
    for name in (
        "add_row", "ask_for_code", "change_row", "do", "earlier", "earlier_file", "earlier_paper",
        "enter", "file", "leave", "paper", "remove_row", "request", "submission", "write",
    )
}  # fmt: skip
"""Each checks for itself whose link or visit it is."""
