"""The other end of the exchange, for tests: bodies with codes, and the messages that their systems send."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from alongside.advice.ingest import Answer, Door, names, take
from alongside.advice.models import AdviceRequest
from alongside.advice.outgoing import framework_code
from alongside.advice.parties import system_of
from alongside.exchange import fhir
from alongside.people.models import LocalArea, Organisation, Post
from alongside.people.operations import create_post
from tests.advice.factories import Place, make_place, noon, receive
from tests.people.factories import AT, make_area, make_organisation, operator

YORK = fhir.Organisation(la_code="816", name="City of York")
TEXT = "One 45-minute session a week by a therapist will be given for three terms."


@dataclass
class System:
    """A system of a body that was asked; ``sent`` counts its messages about each request."""

    area: LocalArea
    organisation: Organisation
    post: Post
    sent: dict[str, int] = field(default_factory=dict)

    @property
    def party(self) -> fhir.Organisation:
        return fhir.Organisation(ods=self.organisation.ods_code, name=self.organisation.name)

    def message(self, body: fhir.Body, at: datetime, **changed: object) -> fhir.Message:
        number = self.sent.get(body.reference, 0) + 1
        self.sent[body.reference] = number
        said = {
            "message_id": str(uuid.uuid4()),
            "sent_at": at,
            "sender": self.party,
            "receiver": YORK,
            "sequence": number,
            "body": body,
        }
        return fhir.Message(**{**said, **changed})  # type: ignore[arg-type]

    def progress(
        self, request: AdviceRequest, stage: fhir.Stage, on: date, **said: object
    ) -> fhir.Message:
        body = fhir.AdviceProgress(request.ref, stage, noon(on), **said)  # type: ignore[arg-type]
        return self.message(body, noon(on))

    def reply(self, request: AdviceRequest, on: date, **said: object) -> fhir.Message:
        return self.message(reply_to(request, self.party, on, **said), noon(on))


def make_exchange(slug: str = "york") -> Place:
    area = make_area(slug)
    LocalArea.objects.filter(pk=area.pk).update(dfe_code="816")
    area.refresh_from_db()
    return make_place(area)


def make_system(place: Place, ods: str, name: str) -> System:
    organisation = make_organisation(place.area, name, "health", ods_code=ods)
    post = create_post(
        actor=operator(place.area), at=AT, organisation=organisation, title=f"Desk of {name}"
    )
    return System(place.area, organisation, post)


def reply_to(
    request: AdviceRequest, sender: fhir.Organisation, on: date, **said: object
) -> fhir.AdviceReply:
    child = request.case.child
    made = {
        "reference": request.ref,
        "stage": fhir.Stage.GIVEN,
        "given_at": noon(on),
        "child": fhir.Child(child.family_name, (child.given_names,), child.born_on),
        "author": fhir.Post(sender, "Speech and language therapist", "Sal Speech", "HCPC SL00000"),
        "framework": (framework_code(request), str(request.framework)),
        "text": TEXT,
    }
    return fhir.AdviceReply(**{**made, **said})  # type: ignore[arg-type]


def sent(message: fhir.Message) -> bytes:
    return fhir.write_message(message, names=names())


def taken(place: Place, message: fhir.Message | bytes, on: date, **door: object) -> Answer:
    data = message if isinstance(message, bytes) else sent(message)
    how = Door(**{"area": place.area, "came_on": on, **door})  # type: ignore[arg-type]
    return take(data, door=how, at=noon(on))


def received(place: Place, request: AdviceRequest) -> AdviceRequest:
    return receive(place, request)


def actor_of(system: System) -> object:
    return system_of(system.area, system.organisation)


def moment(on: date, hour: int = 12) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
