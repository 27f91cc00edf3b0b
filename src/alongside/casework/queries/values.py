"""What pages of casework are given: plain and frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.queries.letter_values import NOTHING_OWED, OwedIn, Waiting
from alongside.casework.queries.untold import Untold
from alongside.casework.rules.codes import Stage
from alongside.law.duty import Duty
from alongside.law.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One case in a queue. ``due_on`` is None where nothing with a day is open. ``letters`` are written and
    wait to be checked or sent. ``untold``: what was decided or issued, and the family is not told.
    ``needs_lawyer``: the rule is still to be checked. ``owed``: what the family is still to be sent, beside
    what is written and waits.
    """

    ref: str
    number: str
    name: str
    stage: Stage
    post: str
    letters: int = 0
    untold: tuple[Untold, ...] = ()
    owed: OwedIn = NOTHING_OWED
    due_on: date | None = None
    due_title: str = ""
    due_why: str = ""
    who: str = ""
    is_ours: bool = False
    needs_lawyer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildView:
    ref: str
    name: str
    known_as: str
    born_on: date
    sex: str
    nhs_number: str
    nhs_status: str
    upn: str
    uln: str
    ethnicity: str
    languages: str
    communication: str
    school: str
    school_ref: str
    given_names: str
    family_name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    ref: str
    name: str
    relation: str
    has_responsibility: bool
    email: str
    phone: str
    address: str
    asked_for: str
    safe_contact: str
    restriction: str
    is_ended: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """``corrected_by`` is the ref of what took its place; such an event is shown struck through, unless it is
    a decision that the family was told of (``is_told``). ``told_as``: of what waits to be told, the kind by
    which it is; otherwise the same as ``kind``.
    """

    ref: str
    kind: str
    told_as: str
    means: str
    happened_on: date
    received_on: date | None
    recorded_at: datetime
    recorded_by: str
    source: str
    said: tuple[tuple[str, str], ...]
    corrects: str
    corrected_by: str
    is_brought_over: bool
    is_told: bool = False
    started: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyView:
    duty: Duty
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """With whom the case is. ``until`` is the first day on which it no longer was."""

    post: str
    holders: str
    since: date
    until: date | None
    is_cover: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """The ids are for further queries of one page, never for an address."""

    id: int
    child_id: int
    ref: str
    number: str
    stage: Stage
    version: int
    child: ChildView


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    head: CaseHead
    contacts: tuple[ContactView, ...]
    posts: tuple[PostView, ...]
    events: tuple[EventView, ...]
    duties: tuple[DutyView, ...]
    remarks: tuple[str, ...]
    untold: tuple[str, ...]
    letters: Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """What happened, the newest first, and what the law asked; nothing of the people around."""

    head: CaseHead
    events: tuple[EventView, ...]
    duties: tuple[DutyView, ...]
