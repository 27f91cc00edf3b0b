"""What a message says, as frozen values: a request for advice, its progress, the advice itself.

Everything a receiver needs and nothing more: no address, no telephone number and no name of a
parent ever leaves in a message.
"""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.exchange.fhir.codes import (
    AdviceKind,
    ConsentKind,
    DocumentKind,
    Event,
    Gender,
    NhsNumberStatus,
    NoteKind,
    ProvisionKind,
    Purpose,
    ReasonCode,
    RemarkKind,
    Stage,
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """At least one of ``ods`` and ``la_code`` (the three digits of the Department for Education)."""

    ods: str = ""
    la_code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service within a body, such as speech and language therapy; ``code`` is the area's own."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Post:
    """Who asks or who writes. ``registration`` is with the professional council, as printed."""

    organisation: Organisation
    post: str
    person: str = ""
    registration: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """``nhs_number`` is ten digits or empty; ``practice_ods`` that of the general practice."""

    family_name: str
    given_names: tuple[str, ...]
    born_on: date
    nhs_number: str = ""
    nhs_number_status: NhsNumberStatus = NhsNumberStatus.ABSENT
    upn: str = ""
    gender: Gender = Gender.UNKNOWN
    practice_ods: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    words: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Framework:
    """The questions of the framework for advice, in the version that is asked."""

    code: str
    version: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    kind: ConsentKind
    is_given: bool
    on: date


@dataclass(frozen=True, slots=True)
class Document:
    """``key`` is the sender's own and names the document in every message."""

    key: str
    title: str
    kind: DocumentKind
    media_type: str
    content: bytes
    written_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    code: ReasonCode
    words: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    kind: NoteKind
    words: str


@dataclass(frozen=True, slots=True)
class AdviceRequest:
    """``reference`` names the request in every later message. A service’s request has ``service``
    and ``part_of``, the reference of the single point’s request, whose dates it inherits.

    ``received_on`` is the day from which the six weeks run; None while nobody has confirmed it.
    """

    reference: str
    kind: AdviceKind
    purpose: Purpose
    asked_at: datetime
    due_on: date
    child: Child
    asked_by: Post
    asked_of: Organisation
    framework: Framework
    case_reference: str = ""
    received_on: date | None = None
    service: Service | None = None
    part_of: str = ""
    reason: str = ""
    consents: tuple[Consent, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class AdviceProgress:
    """A message about progress names no child. ``received_on`` is needed when the stage is
    ``RECEIVED``.
    """

    reference: str
    stage: Stage
    changed_at: datetime
    received_on: date | None = None
    due_on: date | None = None
    service: Service | None = None
    reason: Reason | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A strength, a view, or what prepares for adult life."""

    key: str
    words: str
    kind: RemarkKind
    found_at: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """``found_at`` says where the row stands in a report: a heading or a page."""

    key: str
    words: str
    effect: str = ""
    found_at: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    key: str
    words: str
    by_when: str = ""
    measured_by: str = ""
    needs: tuple[str, ...] = ()
    found_at: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """``needs`` and ``outcomes`` hold keys of the same advice. ``kind`` is None where the author does
    not say: the authority decides it.
    """

    key: str
    words: str
    kind: ProvisionKind | None = None
    who: str = ""
    amount: str = ""
    frequency: str = ""
    duration: str = ""
    where: str = ""
    reviewed: str = ""
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    found_at: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question of the framework, by its code."""

    question: str
    words: str


@dataclass(frozen=True, slots=True)
class AdviceReply:
    """The advice: in words, as rows, as documents, or together. ``stage`` is ``GIVEN`` or, when the body has
    checked it, ``ACCEPTED``.

    ``framework`` is the code and version that were answered; empty when only documents are sent.
    """

    reference: str
    stage: Stage
    given_at: datetime
    child: Child
    author: Post
    framework: tuple[str, str] = ("", "")
    seen_on: tuple[date, ...] = ()
    text: str = ""
    basis: str = ""
    sharing: str = ""
    answers: tuple[Answer, ...] = ()
    remarks: tuple[Remark, ...] = ()
    needs: tuple[Need, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    provisions: tuple[Provision, ...] = ()
    documents: tuple[Document, ...] = ()


Body = AdviceRequest | AdviceProgress | AdviceReply


@dataclass(frozen=True, slots=True)
class Message:
    """``sequence`` counts this sender’s messages about this request: 1, 2, 3 and so on.

    ``message_id`` is a UUID in small letters; ``answers`` that of the message it answers, or empty.
    """

    message_id: str
    sent_at: datetime
    sender: Organisation
    receiver: Organisation
    sequence: int
    body: Body
    answers: str = ""

    @property
    def event(self) -> Event:
        return EVENT_OF[type(self.body)]


EVENT_OF: dict[type[Body], Event] = {
    AdviceRequest: Event.ASKED,
    AdviceProgress: Event.PROGRESS,
    AdviceReply: Event.GIVEN,
}
