"""The simple text of an issued EHC plan: for the family it was sent to, and for officers."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.families.voting import voters_of
from alongside.casework.models import PlanVersion, SimpleText
from alongside.casework.plans.reading import parts_of
from alongside.casework.plans.simple import SimpleText as Text
from alongside.casework.plans.simple import simple_text
from alongside.casework.queries.family_plans import (
    PlanWord,
    version_for_reader,
    words_in_plan,
)
from alongside.casework.queries.glossary import WordView, listed_glossary, words_of_voter
from alongside.casework.queries.plan_values import VersionRow
from alongside.casework.queries.plans import find_readable, version_row
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.glossary import key_of
from alongside.casework.rules.plans.codes import VersionKind, VersionState
from alongside.casework.rules.plans.reading_through import Reasons
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


@dataclass(frozen=True, slots=True)
class Reading:
    """With whom the simple text was read, by role."""

    with_whom: str
    found: str
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleView:
    """``kept`` is why each word stays that families did not understand. ``has_paper``: it can be downloaded."""

    version_ref: str
    number: int
    kind: VersionKind
    name: str
    issued_on: date | None
    text: Text
    readings: tuple[Reading, ...]
    kept: Reasons
    has_paper: bool
    page_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """``words`` are those of the EHC plan that this person has not told us about; ``told`` is what became of
    those that they did.
    """

    number: int
    kind: VersionKind
    words: tuple[PlanWord, ...]
    told: tuple[WordView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleAtDesk:
    head: CaseHead
    version: VersionRow
    view: SimpleView


def simple_for_family(actor: Actor, *, case_ref: str, version_ref: str, at: datetime) -> SimpleView:
    """Raises Hidden for what this person was not sent."""
    _, plan = version_for_reader(actor, case_ref=case_ref, version_ref=version_ref, at=at)
    return simple_view(plan)


def simple_file_for_family(
    actor: Actor, *, case_ref: str, version_ref: str, at: datetime
) -> StoredFile:
    """Raises Hidden while there is none."""
    _, plan = version_for_reader(actor, case_ref=case_ref, version_ref=version_ref, at=at)
    return _file(plan)


def words_for_family(actor: Actor, *, case_ref: str, version_ref: str, at: datetime) -> WordsPage:
    """Raises Hidden."""
    viewer, plan = version_for_reader(actor, case_ref=case_ref, version_ref=version_ref, at=at)
    told = words_of_voter(viewer.case.area_id, voters_of(viewer))
    words = words_in_plan(parts_of(plan), listed_glossary(plan.area_id))
    return WordsPage(
        number=plan.number,
        kind=VersionKind(plan.kind),
        words=tuple(each for each in words if key_of(each.name) not in told),
        told=tuple(told.values()),
    )


def simple_at_desk(actor: Actor, *, version_ref: str, today: date) -> SimpleAtDesk:
    """Of an issued version. Raises Hidden."""
    head, plan = find_readable(actor, version_ref, today)
    if plan.state != VersionState.ISSUED:
        raise Hidden("version")
    return SimpleAtDesk(head=head, version=version_row(plan), view=simple_view(plan))


def simple_file(actor: Actor, *, version_ref: str, today: date) -> tuple[CaseHead, StoredFile]:
    """For whoever reads the case. Raises Hidden while there is none."""
    head, plan = find_readable(actor, version_ref, today)
    return head, _file(plan)


def simple_view(plan: PlanVersion) -> SimpleView:
    """``plan`` with its case and child."""
    child = plan.case.child
    name = child.known_as or child.given_names
    paper = _paper(plan)
    return SimpleView(
        version_ref=plan.ref,
        number=plan.number,
        kind=VersionKind(plan.kind),
        name=name,
        issued_on=plan.issued_on,
        text=simple_text(parts_of(plan), name=name, held=listed_glossary(plan.area_id)),
        readings=tuple(
            Reading(row.with_whom, row.found, row.read_on) for row in plan.simple_readings.all()
        ),
        kept=tuple(plan.kept_terms.values_list("name", "reason")),
        has_paper=paper is not None,
        page_count=paper.page_count if paper else 0,
    )


def _paper(plan: PlanVersion) -> SimpleText | None:
    found: SimpleText | None = (
        SimpleText.objects.in_area(plan.area_id).select_related("file").filter(plan=plan).first()
    )
    return found


def _file(plan: PlanVersion) -> StoredFile:
    paper = _paper(plan)
    if paper is None:
        raise Hidden("paper")
    kept: StoredFile = paper.file
    return kept
