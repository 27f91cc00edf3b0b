"""Who sends and who receives: our organisations and areas, as messages name them."""

from alongside.advice import perms
from alongside.exchange import fhir
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.kernel.refusals import Refusal
from alongside.people.models import LocalArea, Organisation
from alongside.people.queries import organisation_by_code

NAME = "messages"


def system_of(area: LocalArea, organisation: Organisation) -> Actor:
    """The systems of this organisation, and nobody: they reach what their organisation was asked."""
    holding = Holding(
        "system",
        frozenset({perms.EXCHANGE}),
        Scope(organisation_id=organisation.pk),
        "Messages about advice",
    )
    return Actor(None, NAME, area.pk, area.slug, (holding,))


def sender_of(message: fhir.Message) -> Organisation:
    """Raises Refusal for one that nobody here knows."""
    told = message.sender
    found = organisation_by_code(ods_code=told.ods) if told.ods else None
    found = found or (organisation_by_code(dfe_code=told.la_code) if told.la_code else None)
    if found is None:
        raise Refusal("The sender is not known here. Send the code that it is registered with.")
    return found


def as_party(organisation: Organisation) -> fhir.Organisation:
    """Raises Refusal for one without a code."""
    if organisation.ods_code:
        return fhir.Organisation(ods=organisation.ods_code, name=organisation.name)
    if len(organisation.dfe_code) == LA_DIGITS:
        return fhir.Organisation(la_code=organisation.dfe_code, name=organisation.name)
    raise Refusal(
        "The organisation that is asked has no ODS code. Add it to its record, or ask in another way."
    )


def us(area: LocalArea) -> fhir.Organisation:
    """Raises Refusal for an area without the code of its council."""
    if not area.dfe_code:
        raise Refusal("This area has no DfE code. Add it to its record before you send messages.")
    return fhir.Organisation(la_code=area.dfe_code, name=area.name)


def check_receiver(message: fhir.Message, area: LocalArea) -> None:
    """Raises Refusal for a message to somebody else."""
    if not area.dfe_code or message.receiver.la_code != area.dfe_code:
        raise Refusal("This message is for somebody else. Look at its receiver.")


LA_DIGITS = 3
