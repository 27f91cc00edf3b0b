"""What a form or an import asks an operation to do, as frozen values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import File

from alongside.files.models import StoredFile
from alongside.kernel.dates import PartialDate
from alongside.plan.rules.codes import AnswerKind, LineKind, MeasureKind, RiskKind, Verdict


@dataclass(frozen=True, slots=True)
class StatementDetails:
    """The facts of the document itself, apart from its kind."""

    title: str
    inspected_from: date | None = None
    inspected_until: date | None = None
    report_published_on: date | None = None
    judged_fit_on: date | None = None
    fit_judge: str = ""
    due_on: date | None = None
    submitted_on: date | None = None
    timescale_months: int | None = None
    timescale_text: str = ""
    embedded_review_points: int = 3


@dataclass(frozen=True, slots=True)
class NewLine:
    """``parent_ref`` is empty for an outcome or a priority; ``weakness_number`` is theirs."""

    kind: LineKind
    reference: str
    text: str
    parent_ref: str = ""
    weakness_number: int | None = None
    part: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    workstream_ref: str = ""


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """Exactly one of ``upload``, ``file``, ``address`` and ``document_reference`` is given.

    An ``upload`` is kept in the same transaction; a ``file`` has been kept before.
    """

    title: str
    description: str = ""
    upload: "File[bytes] | None" = None
    file: StoredFile | None = None
    address: str = ""
    document_reference: str = ""
    dated_on: date | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class NewStatus:
    """``evidence_refs`` name evidence that the line holds; ``new_evidence`` is attached with the
    status.
    """

    code: str
    status_on: date
    note: str = ""
    forecast: PartialDate | None = None
    evidence_refs: tuple[str, ...] = ()
    new_evidence: tuple[NewEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMeasure:
    reference: str
    text: str
    kind: MeasureKind
    target_value: Decimal | None = None
    unit: str = ""
    comparator: str = ""
    quantifier: str = ""
    by: PartialDate | None = None
    date_role: str = "by"
    counted_by: str = ""
    action_ref: str = ""


@dataclass(frozen=True, slots=True)
class ImpactReply:
    """``evidence_ref`` for evidence; ``verdict`` and ``text`` for the board and the forum."""

    kind: AnswerKind
    answered_on: date
    verdict: Verdict | None = None
    text: str = ""
    evidence_ref: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Likelihood and impact, 1 to 5, before and after what is done about it."""

    assessed_on: date
    likelihood_before: int
    impact_before: int
    likelihood_after: int
    impact_after: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RiskDetails:
    kind: RiskKind
    title: str
    description: str = ""
    mitigation: str = ""
    owner_post_ref: str = ""
    review_on: date | None = None
    line_refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A post for a question about a lead, a date for one about a date, or a note that nobody is
    meant.
    """

    post_ref: str = ""
    on: PartialDate | None = None
    note: str = ""
