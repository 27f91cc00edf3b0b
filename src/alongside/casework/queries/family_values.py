"""What pages for families, and about them, are given: plain and frozen."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.queries.family_settings import SettingsView
from alongside.casework.queries.values import DutyView, PostView
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.family_codes import Said


@dataclass(frozen=True, slots=True)
class AnswerView:
    text: str
    outcome: str
    answered_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """``by`` is who said it; empty for the child or young person. ``may_follow``: an answer came and no
    second message yet says that it did not settle the thing.
    """

    ref: str
    said: Said
    by: str
    text: str
    about: str
    section: str
    source: str
    file_name: str
    is_private: bool
    is_second: bool
    may_follow: bool
    received_on: date
    reply_due_on: date | None
    answered_on: date | None
    answers: tuple[AnswerView, ...]
    is_released: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """A letter that this person was sent, or an EHC plan (``is_plan``). ``withdrawn_on`` with ``why``: of a letter that
    the council withdrew after it was sent.
    """

    ref: str
    title: str
    on: date
    has_file: bool
    kind: str = "PDF"
    withdrawn_on: date | None = None
    why: str = ""
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A row of help in the EHC plan that is in force. ``key`` stays the same in its later versions."""

    key: str
    section: str
    words: str


@dataclass(frozen=True, slots=True)
class FamilyEvent:
    """``written_on``: when an act of the council was written down, where that was on a later day; with
    ``written_by``. ``counted_from``: another day that stood here until ``corrected_on``.
    """

    on: date
    means: str
    is_new: bool
    written_on: date | None = None
    written_by: str = ""
    counted_from: date | None = None
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPage:
    """``why_closed`` says why this person sees nothing of the case; everything else is then empty.
    ``may_say`` is what can be said today; empty for somebody who only looks, and ``only_looks`` says why.
    ``reach`` is what the young person chose for this person. ``untold``: on which days something was decided
    whose letter did not go out; what it was, the letter says.
    """

    case_ref: str
    name: str
    is_young_person: bool
    is_restricted: bool
    rights_passed: bool
    settings: SettingsView
    why_closed: str = ""
    only_looks: str = ""
    reach: str = ""
    stage: Stage = Stage.NOTHING
    rights_pass_on: date | None = None
    last_visit: datetime | None = None
    duties: tuple[DutyView, ...] = ()
    events: tuple[FamilyEvent, ...] = ()
    posts: tuple[PostView, ...] = ()
    messages: tuple[MessageView, ...] = ()
    may_say: tuple[Said, ...] = ()
    asked_for_views: bool = False
    untold: tuple[tuple[date, bool], ...] = ()
    papers: tuple[PaperView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessView:
    ref: str
    who: str
    way: str
    checked_how: str
    checked_on: date
    given_at: datetime
    given_by: str
    given_until: datetime | None
    ended_at: datetime | None
    ended_why: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What stands for a contact, from the young person or by a record that they represent them."""

    contact_ref: str
    name: str
    reach: str
    note: str
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    ref: str
    case_ref: str
    number: str
    name: str
    worry: str
    message: str
    raised_at: datetime
    raised_by: str
    due_on: date
    post: str
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """One thing that a family said and that waits for an answer."""

    ref: str
    case_ref: str
    number: str
    name: str
    said: Said
    is_second: bool
    received_on: date
    due_on: date
    post: str
