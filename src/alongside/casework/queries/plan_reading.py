"""How an EHC plan reads, and the thread from needs to help: for the desk and the pages beside it."""

from dataclasses import dataclass
from datetime import date

from alongside.casework.plans.reading import parts_of
from alongside.casework.queries.glossary import area_glossary, kept_reasons
from alongside.casework.queries.plan_values import VersionRow
from alongside.casework.queries.plans import find_readable, version_row
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.found import Found
from alongside.casework.rules.plans.parts import Part, numbers
from alongside.casework.rules.plans.reading_through import ReadThrough, Reasons, read_through
from alongside.casework.rules.plans.thread import Thread, gaps, silent, thread_of
from alongside.kernel.actor import Actor
from alongside.language import Glossary


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """With what a version is read: the area's words, and those that are kept for a reason."""

    held: Glossary
    kept: Reasons

    def read(self, parts: tuple[Part, ...]) -> ReadThrough:
        return read_through(parts, self.held, self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    """``called`` is what each row is called, by its key."""

    head: CaseHead
    version: VersionRow
    parts: tuple[Part, ...]
    called: dict[str, str]
    read: ReadThrough


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanThread:
    head: CaseHead
    version: VersionRow
    thread: Thread
    gaps: tuple[Found, ...]


def lens_of(actor: Actor, version_ref: str) -> Lens:
    """For a version that the actor may read."""
    area = actor.area_id
    return Lens(held=area_glossary(area), kept=kept_reasons(area, version_ref))


def plan_read(actor: Actor, *, version_ref: str, today: date) -> PlanRead:
    """One version read through. Raises Hidden."""
    head, plan = find_readable(actor, version_ref, today)
    parts = parts_of(plan)
    return PlanRead(
        head=head,
        version=version_row(plan),
        parts=parts,
        called=dict(numbers(parts)),
        read=lens_of(actor, version_ref).read(parts),
    )


def plan_thread(actor: Actor, *, version_ref: str, today: date) -> PlanThread:
    """Raises Hidden."""
    head, plan = find_readable(actor, version_ref, today)
    parts = parts_of(plan)
    return PlanThread(
        head=head,
        version=version_row(plan),
        thread=thread_of(parts),
        gaps=(*gaps(parts), *silent(parts)),
    )
