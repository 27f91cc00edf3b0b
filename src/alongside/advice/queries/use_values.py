"""What pages are given of how advice was used, and of the family’s own evidence: plain and frozen."""

from dataclasses import dataclass
from datetime import date

from alongside.advice.queries.values import RequestRow
from alongside.advice.rules.codes import Adviser, RowKind, SubmissionState
from alongside.advice.rules.family_evidence import Bought, Considered
from alongside.advice.rules.using import Answer, Settled, UseState
from alongside.casework.queries.draft_rows import CaseDraft, DraftRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """On what a row may rest. ``code`` is what a form sends: what sort it is, and its ref. ``adviser`` is
    None for the family’s own evidence, whose title is in ``words``.
    """

    code: str
    adviser: Adviser | None
    kind: RowKind | None
    words: str
    state: SubmissionState | None
    submission_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """``mended`` is how the row is called that says it now; empty if it stands there no more."""

    ref: str
    answer: Answer
    words: str
    said: str
    answered_on: date
    answered_by: str
    settled: Settled | None
    reason: str
    decided_on: date | None
    mended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseView:
    """``last`` is the latest answer, of whatever words the row then had."""

    ref: str
    key: str
    source: SourceView
    state: UseState
    asked_on: date
    answer_by: date
    last: AnswerView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedRow:
    """A row of the EHC plan, with what it rests on; None once it stands there no more."""

    row: DraftRow | None
    uses: tuple[UseView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUses:
    """``without``: keys of rows of help with nothing behind them. ``nowhere``: accepted advice on which no
    row rests.
    """

    draft: CaseDraft
    rows: tuple[UsedRow, ...]
    without: tuple[str, ...]
    nowhere: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorUses:
    """The rows that rest on the advice of one request, and no others."""

    request: RequestRow
    version: int
    rows: tuple[UsedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsideredView:
    outcome: Considered
    words: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """``late_request`` is the ref and the kind of adviser of what was late, if that is known."""

    ref: str
    case_ref: str
    title: str
    author: str
    given_by: str
    dated_on: date | None
    received_on: date
    source: str
    has_file: bool
    bought: Bought
    bought_words: str
    late_request: tuple[str, Adviser] | None
    shared_on: date | None
    shared_how: str
    recorded_by: str
    considered: tuple[ConsideredView, ...]
