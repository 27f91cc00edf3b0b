"""The values of a line's own page: the rows of its history, and its story from promise to proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.kernel.dates import PartialDate
from alongside.measures.queries.impacts import Wording
from alongside.plan.queries.lead_events import LeadEvent
from alongside.plan.queries.lists import DateChangeView
from alongside.plan.queries.values import LineView, MeasureView


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Proof of a line or of one of its impacts. ``file_ref`` is empty unless it is a file."""

    ref: str
    kind: str
    kind_label: str
    title: str
    description: str
    file_ref: str
    file_name: str
    address: str
    document_reference: str
    dated_on: date | None
    author: str
    attached_at: datetime
    attached_by: str
    impact_ref: str
    withdrawn_at: datetime | None
    withdrawn_why: str

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class NamedEvidence:
    """Evidence that a status or a judgement rests on; it no longer stands once it is withdrawn."""

    title: str
    stands: bool = True

    @property
    def words(self) -> str:
        return self.title if self.stands else f"{self.title} (withdrawn)"


def is_lost(evidence: Sequence[NamedEvidence]) -> bool:
    """Whether there was evidence, and none of it stands."""
    return bool(evidence) and not any(each.stands for each in evidence)


@dataclass(frozen=True, slots=True)
class StatusEntryView:
    """One status row. ``corrected_by_ref`` is empty unless a later row stands in its place."""

    ref: str
    code: str
    words: str
    colour: str
    on: PartialDate
    note: str
    forecast: PartialDate | None
    as_published: bool
    printed: str
    column_label: str
    corrects_ref: str
    corrected_by_ref: str
    recorded_at: datetime
    recorded_by: str
    evidence: tuple[NamedEvidence, ...]


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What the board judged or how the forum sees it."""

    ref: str
    by_whom: str
    verdict: str
    words: str
    on: date
    text: str
    recorded_by: str
    recorded_at: datetime
    evidence: tuple[NamedEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class MilestoneView:
    ref: str
    version: int
    text: str
    due: PartialDate | None
    done_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class ImpactStory:
    """An impact with every answer, the latest first, and whose answer is still missing.

    ``told_in`` is the page of evidence of impact that it points to, as it stands today.
    """

    ref: str
    text: str
    answers: tuple[JudgementView, ...]
    awaits: tuple[str, ...]
    told_in: Wording | None = None


@dataclass(frozen=True, slots=True)
class RewordingView:
    old_text: str
    reason: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class RiskLink:
    ref: str
    title: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One step of the story. ``on`` is the day it is about, ``at`` when it was recorded, and ``rank``
    what rests on what, for the order from promise to proof. ``month`` when no day is known.
    """

    on: date
    kind: str
    words: str
    body: str = ""
    by: str = ""
    colour: str = ""
    at: datetime | None = None
    rank: int = 0
    month: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class StoryRows:
    """The dated rows of a line, each kind with the latest first."""

    statuses: tuple[StatusEntryView, ...]
    evidence: tuple[EvidenceView, ...]
    date_changes: tuple[DateChangeView, ...]
    judgements: tuple[JudgementView, ...]
    milestones: tuple[MilestoneView, ...]
    leads: tuple[LeadEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class LinePage:
    """``parent`` is what the line stands below, and ``above`` what stands at the top of both: an outcome
    has its own status beside that of its actions, since done is not the same as worked.
    """

    statement_ref: str
    statement_title: str
    weakness_title: str
    line: LineView
    parent: LineView | None
    above: LineView | None
    children: tuple[LineView, ...]
    serves: tuple[LineView, ...]
    served_by: tuple[LineView, ...]
    measures: tuple[MeasureView, ...]
    rewordings: tuple[RewordingView, ...]
    impacts: tuple[ImpactStory, ...]
    risks: tuple[RiskLink, ...]
    notes: tuple[str, ...]
    story: tuple[StoryEvent, ...]
    rows: StoryRows

    @property
    def statuses(self) -> tuple[StatusEntryView, ...]:
        return self.rows.statuses

    @property
    def evidence(self) -> tuple[EvidenceView, ...]:
        return self.rows.evidence

    @property
    def date_changes(self) -> tuple[DateChangeView, ...]:
        return self.rows.date_changes

    @property
    def judgements(self) -> tuple[JudgementView, ...]:
        return self.rows.judgements

    @property
    def milestones(self) -> tuple[MilestoneView, ...]:
        return self.rows.milestones

    @property
    def standing_evidence(self) -> tuple[EvidenceView, ...]:
        """What a new status or judgement of the line may name."""
        return tuple(e for e in self.evidence if e.stands and not e.impact_ref)
