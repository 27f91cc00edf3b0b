"""One request, one word on its progress and the advice: invented, for the reference page and for
whoever builds the other end.
"""

from datetime import UTC, date, datetime

from alongside.exchange.fhir.codes import (
    AdviceKind,
    ConsentKind,
    DocumentKind,
    Gender,
    NhsNumberStatus,
    NoteKind,
    ProvisionKind,
    Purpose,
    RemarkKind,
    Stage,
)
from alongside.exchange.fhir.model import (
    AdviceProgress,
    AdviceReply,
    AdviceRequest,
    Answer,
    Child,
    Consent,
    Document,
    Framework,
    Message,
    Need,
    Note,
    Organisation,
    Outcome,
    Post,
    Provision,
    Question,
    Remark,
    Service,
)

AUTHORITY = Organisation(la_code="816", name="City of York Council")
SINGLE_POINT = Organisation(ods="X99999", name="Single point of access for health advice")
CHILD = Child(
    family_name="Example",
    given_names=("Robin",),
    born_on=date(2014, 5, 6),
    nhs_number="9990000018",
    nhs_number_status=NhsNumberStatus.VERIFIED,
    upn="T816400026001",
    gender=Gender.UNKNOWN,
    practice_ods="B83002",
)
FRAMEWORK = Framework(
    "health-advice",
    "1",
    "What health advice answers",
    (
        Question("strengths", "What is the child good at, and what do they enjoy?"),
        Question("views", "What did the child say, and how?", is_required=True),
    ),
)
REQUEST = AdviceRequest(
    reference="AR-2026-000123",
    kind=AdviceKind.MEDICAL,
    purpose=Purpose.ASSESSMENT,
    asked_at=datetime(2026, 2, 16, 9, tzinfo=UTC),
    due_on=date(2026, 3, 30),
    child=CHILD,
    asked_by=Post(AUTHORITY, "EHC coordinator", email="ehc.coordinator@york.example"),
    asked_of=SINGLE_POINT,
    framework=FRAMEWORK,
    case_reference="CASE-41",
    received_on=date(2026, 2, 16),
    service=Service("speech-and-language", "Speech and language therapy"),
    part_of="AR-2026-000122",
    reason="The assessment was agreed on 12 February 2026.",
    consents=(Consent(ConsentKind.SHARING, is_given=True, on=date(2026, 2, 10)),),
    documents=(
        Document(
            "D-7",
            "What Robin’s parents say",
            DocumentKind.FAMILY_VIEWS,
            "text/plain",
            b"Robin likes trains.",
            date(2026, 2, 10),
        ),
    ),
)
PROGRESS = AdviceProgress(
    reference=REQUEST.reference,
    stage=Stage.RECEIVED,
    changed_at=datetime(2026, 2, 16, 11, 30, tzinfo=UTC),
    received_on=date(2026, 2, 16),
    due_on=date(2026, 3, 30),
    note=Note(NoteKind.ACKNOWLEDGEMENT, "Thank you. The request has reached the single point."),
)
REPLY = AdviceReply(
    reference=REQUEST.reference,
    stage=Stage.GIVEN,
    given_at=datetime(2026, 3, 27, 15, tzinfo=UTC),
    child=CHILD,
    author=Post(SINGLE_POINT, "Speech and language therapist", "Sam Sample", "HCPC SL00000", ""),
    framework=("health-advice", "1"),
    seen_on=(date(2026, 3, 4), date(2026, 3, 11)),
    basis="Two visits to school, and the teacher’s notes.",
    answers=(Answer("views", "Robin pointed to pictures and said that talking is hard."),),
    remarks=(Remark("R1", "Robin builds long tracks with care.", RemarkKind.STRENGTH),),
    needs=(Need("N1", "Robin’s speech is hard to understand.", "Others turn away."),),
    outcomes=(
        Outcome(
            "O1",
            "Robin tells a new person three things about the day.",
            by_when="March 2027",
            measured_by="Two adults who do not know Robin write down what they understood.",
            needs=("N1",),
        ),
    ),
    provisions=(
        Provision(
            "P1",
            "Direct speech and language therapy.",
            ProvisionKind.SPECIAL_EDUCATIONAL,
            who="A speech and language therapist",
            amount="45 minutes",
            frequency="Once a week",
            duration="38 weeks",
            where="In school",
            reviewed="Every term, with the family",
            needs=("N1",),
            outcomes=("O1",),
        ),
    ),
)
REQUEST_MESSAGE = Message(
    "6f1c9f0e-2d35-4e5b-9a51-0c8a3d2f7b10",
    datetime(2026, 2, 16, 9, 0, 5, tzinfo=UTC),
    sender=AUTHORITY,
    receiver=SINGLE_POINT,
    sequence=1,
    body=REQUEST,
)
PROGRESS_MESSAGE = Message(
    "0b7d2a64-8b1e-4c0f-8a2b-5d5e3c1f9e21",
    datetime(2026, 2, 16, 11, 31, tzinfo=UTC),
    sender=SINGLE_POINT,
    receiver=AUTHORITY,
    sequence=1,
    body=PROGRESS,
    answers=REQUEST_MESSAGE.message_id,
)
REPLY_MESSAGE = Message(
    "c2a4e8d0-77f3-4f0d-9e6c-1b2a3c4d5e6f",
    datetime(2026, 3, 27, 15, 2, tzinfo=UTC),
    sender=SINGLE_POINT,
    receiver=AUTHORITY,
    sequence=2,
    body=REPLY,
)
EXAMPLES = (REQUEST_MESSAGE, PROGRESS_MESSAGE, REPLY_MESSAGE)
