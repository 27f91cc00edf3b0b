"""What the queries give to pages and exports: frozen plain values, ready to print, nothing left
to fetch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.kernel.dates import PartialDate
from alongside.measures.codes import Certainty
from alongside.measures.rules.figures import Point
from alongside.plan.rules.codes import DELAYED, FINISHED


@dataclass(frozen=True, slots=True)
class StatusView:
    """A line's status as it reads today. ``words`` is what to print; ``code`` is empty when none
    is recorded.

    ``recorded_label`` is what was recorded, which differs when the end date has caught up with
    the line. ``lost`` says that its proof was withdrawn, ``forum_view`` that the forum does not
    see it; both are empty otherwise.
    """

    code: str
    words: str
    colour: str
    recorded_label: str = ""
    on: PartialDate | None = None
    as_published: bool = False
    printed: str = ""
    forecast: PartialDate | None = None
    delayed_since: date | None = None
    overdue_since: date | None = None
    lost: str = ""
    forum_view: str = ""
    is_forecast_past: bool = False

    @property
    def is_delayed(self) -> bool:
        return self.code in DELAYED

    @property
    def is_finished(self) -> bool:
        return self.code in FINISHED

    @property
    def is_late(self) -> bool:
        """Said to be delayed, or past its end date and not finished: what is called late everywhere."""
        return self.is_delayed or self.overdue_since is not None

    @property
    def forecast_words(self) -> str:
        """ "Now expected 27 September 2021", or "Was expected" once that has passed."""
        if self.forecast is None:
            return ""
        return f"{'Was' if self.is_forecast_past else 'Now'} expected {self.forecast}"


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead post today. ``organisation`` answers today; ``promised_by`` is the one that made
    the promise, and ``promiser_id`` its number, for deciding who may change the line.
    """

    ref: str
    partner: str
    partner_label: str
    post_ref: str
    post_title: str
    organisation_ref: str
    organisation: str
    promised_by: str
    promiser_id: int = 0
    holders: tuple[str, ...] = ()

    @property
    def is_vacant(self) -> bool:
        return not self.holders

    @property
    def words(self) -> str:
        """ "Health: Chief Nurse (nobody in post)"."""
        vacant = " (nobody in post)" if self.is_vacant else ""
        return f"{self.partner_label}: {self.post_title}{vacant}"


@dataclass(frozen=True, slots=True)
class PrintedView:
    """What a published table printed about a line; empty words were not published."""

    start: str = ""
    end: str = ""
    end_note: str = ""
    leads: str = ""
    status: str = ""
    leads_asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure of success with its target in words and its latest figure.

    ``target_value`` is the level to reach; None where no target is active. ``met`` is None without a target
    or a figure, and ``certainty`` is whether the records show it. ``points`` are the figures that stand,
    oldest first; none where ``too_small`` says why they may not be shown in a plan that everybody reads.
    """

    ref: str
    version: int
    reference: str
    text: str
    kind: str
    target: str
    by: PartialDate | None
    date_role: str
    counted_by: str
    action_id: int | None
    unit: str
    target_value: Decimal | None
    series_ref: str = ""
    series_title: str = ""
    met: bool | None = None
    certainty: Certainty = Certainty.SHOWN
    worsened: bool | None = None
    points: tuple[Point, ...] = ()
    too_small: str = ""

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def has_figure(self) -> bool:
        return bool(self.points or self.too_small)

    @property
    def shown_met(self) -> bool | None:
        """What may be built upon: nothing, where too few records cannot tell."""
        return None if self.certainty is Certainty.TOO_FEW else self.met


@dataclass(frozen=True, slots=True)
class ImpactView:
    """``told_in_id`` is a wording of the page of evidence that the impact points to."""

    ref: str
    text: str
    told_in_id: int | None = None


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it stands today. Dates that were never published are None.

    ``gaps`` are sentences such as "No health lead", ``unknown_leads`` such as "Lead not published",
    where nobody here can know whether there is one; ``difference`` is empty until the line is
    finished.
    """

    id: int
    ref: str
    statement_id: int
    version: int
    kind: str
    kind_label: str
    reference: str
    part: str
    text: str
    parent_id: int | None
    weakness_id: int | None
    workstream_id: int | None
    start: PartialDate | None
    end: PartialDate | None
    status: StatusView
    leads: tuple[LeadView, ...] = ()
    gaps: tuple[str, ...] = ()
    unknown_leads: tuple[str, ...] = ()
    printed: PrintedView | None = None
    difference: str = ""
    difference_words: str = ""
    slip_count: int = 0
    slip_days: int = 0
    is_change_waiting: bool = False
    measures: tuple[MeasureView, ...] = ()
    impacts: tuple[ImpactView, ...] = ()

    @property
    def lead_words(self) -> str:
        """Every lead post, or "None"; and what is not known of the rest."""
        named = "; ".join(lead.words for lead in self.leads)
        return "; ".join(filter(None, (named, *self.unknown_leads))) or "None"

    def leads_for(self, partner: str) -> tuple[LeadView, ...]:
        return tuple(lead for lead in self.leads if lead.partner == partner)


@dataclass(frozen=True, slots=True)
class Branch:
    """A line and what stands below it."""

    line: LineView
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class WeaknessView:
    """``number`` 0 gathers lines without a weakness, such as a strategy's priorities."""

    ref: str
    version: int
    number: int
    title: str
    text: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementHead:
    """The facts of the document itself, on top of every page about it."""

    id: int
    ref: str
    version: int
    kind: str
    kind_label: str
    title: str
    inspected_from: date | None
    inspected_until: date | None
    report_published_on: date | None
    judged_fit_on: date | None
    fit_judge: str
    due_on: date | None
    submitted_on: date | None
    timescale_months: int | None
    timescale_text: str
    embedded_review_points: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines read a status: words first, colour second."""

    code: str
    words: str
    colour: str
    count: int


def branches_of(lines: Sequence[LineView]) -> tuple[Branch, ...]:
    """Lines as trees, in their order; a line whose parent is not among them stands at the top."""
    known = {line.id for line in lines}
    below: dict[int | None, list[LineView]] = {}
    for line in lines:
        place = line.parent_id if line.parent_id in known else None
        below.setdefault(place, []).append(line)

    def grown(line: LineView) -> Branch:
        return Branch(line, tuple(grown(child) for child in below.get(line.id, ())))

    return tuple(grown(line) for line in below.get(None, ()))
