"""What a message of another system may bring about, and why not the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.advice.rules.codes import CLOSED, Act, Adviser, State
from alongside.exchange.fhir.codes import AdviceKind, ReasonCode, Stage
from alongside.kernel.refusals import Refusal

SKEW = timedelta(minutes=5)
"""By how much a sender’s clock may be ahead of ours."""
ACT_OF: Mapping[Stage, Act] = {
    Stage.RECEIVED: Act.RECEIVE,
    Stage.TRIAGED: Act.TAKE_ON,
    Stage.NOT_BROUGHT: Act.NOT_BROUGHT,
    Stage.DECLINED: Act.DECLINE,
    Stage.EXCEPTION: Act.RELY,
    Stage.NOT_GIVEN: Act.NOT_KNOWN,
}
"""The stages that change a request. Every other is kept as news, or is the authority’s to say."""
OURS = frozenset({Stage.SENT_BACK, Stage.ACCEPTED, Stage.WITHDRAWN})
GROUNDS: Mapping[ReasonCode, str] = {
    ReasonCode.INCOMPATIBLE: "incompatible_with_duties",
    ReasonCode.ADVERSE: "adverse_to_functions",
    ReasonCode.EXCEPTIONAL: "EXC-8A",
    ReasonCode.ABSENT: "EXC-8B",
    ReasonCode.NOT_BROUGHT: "EXC-8C",
}
KINDS: Mapping[Adviser, AdviceKind] = {
    Adviser.SCHOOL: AdviceKind.EDUCATION,
    Adviser.PSYCHOLOGY: AdviceKind.PSYCHOLOGY,
    Adviser.HEALTH: AdviceKind.MEDICAL,
    Adviser.PAEDIATRICS: AdviceKind.MEDICAL,
    Adviser.SPEECH: AdviceKind.MEDICAL,
    Adviser.OCCUPATIONAL: AdviceKind.MEDICAL,
    Adviser.PHYSIOTHERAPY: AdviceKind.MEDICAL,
    Adviser.CAMHS: AdviceKind.MEDICAL,
    Adviser.AUDIOLOGY: AdviceKind.MEDICAL,
    Adviser.VISION: AdviceKind.OTHER,
    Adviser.HEARING: AdviceKind.OTHER,
    Adviser.SOCIAL_CARE: AdviceKind.SOCIAL_CARE,
    Adviser.ADULTHOOD: AdviceKind.ADULTHOOD,
    Adviser.OTHER: AdviceKind.OTHER,
}
"""A family is asked by people, and never by a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what a child is known on both sides."""

    family_name: str
    born_on: date
    nhs_number: str = ""
    upn: str = ""


def check_same_child(told: Identity, known: Identity) -> None:
    """The day of birth has to be the same, and every number that both sides have. The family name may be
    another where the NHS number is the same. Raises Refusal, which tells nothing of either.
    """
    numbers = ((told.nhs_number, known.nhs_number), (told.upn, known.upn))
    is_other = any(theirs and ours and theirs != ours for theirs, ours in numbers)
    is_named = bool(told.nhs_number) and told.nhs_number == known.nhs_number
    is_other |= told.born_on != known.born_on
    is_other |= not is_named and _plain(told.family_name) != _plain(known.family_name)
    if is_other:
        raise Refusal("The child of this message is not the child of the request.", field="child")


def check_stage(stage: Stage, state: State) -> Act | None:
    """What it brings about; None for news that changes nothing. Raises Refusal."""
    if stage in OURS:
        raise Refusal("This is for the authority to say. A body that is asked does not send it.")
    if stage in ACT_OF:
        return ACT_OF[stage]
    if state in CLOSED:
        raise Refusal("The request is closed. Nothing more can be said of it.")
    if state is State.ASKED and stage is not Stage.ASKED:
        raise Refusal("It is not known yet that this was received. Send that first.")
    return None


def check_sent(sent_at: datetime, *, at: datetime) -> None:
    """Raises Refusal for a time that is still to come."""
    if sent_at > at + SKEW:
        raise Refusal("It says that it was sent at a time that is still to come.")


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
