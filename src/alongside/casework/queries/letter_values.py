"""What pages of letters are given: plain and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.rules.letter_acts import Act, Stands, why_not
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience, Recipient
from alongside.documents.content import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    ref: str
    number: str
    child: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWrite:
    """A letter that follows from an event and was not written. ``recipient`` is empty where it is not
    known to whom it goes. ``over_by``: why nobody waits for it any more.
    """

    key: str
    title: str
    recipient: str
    audience: Audience
    follows: str
    on: date
    is_restricted: bool
    asked_for: str
    over_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingView:
    way: str
    sent_on: date
    proof: str
    has_file: bool
    sent_by: str
    served_on: date | None
    served_known: str
    asked_for: str = ""
    format_given_on: date | None = None
    format_known: str = ""

    @property
    def owes_format(self) -> bool:
        return bool(self.asked_for) and self.format_given_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """``over_by``: why nobody waits for it any more, where it did not go out."""

    ref: str
    title: str
    recipient: str
    audience: str
    follows: str
    follows_on: date
    state: LetterState
    dated_on: date
    refusal: str
    paper_refusal: str
    left_out: str
    made_at: datetime
    made_by: str
    checked_at: datetime | None
    checked_by: str
    why_ended: str
    has_pdf: bool
    has_word: bool
    has_large_print: bool
    sha256: str
    version: int
    sending: SendingView | None
    over_by: str = ""


@dataclass(frozen=True, slots=True)
class EnclosureView:
    """What goes with a letter. ``kind`` is the kind of the file, in words."""

    ref: str
    title: str
    kind: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """``is_gone``: nothing asks for it any more. ``is_stale``: it would be written otherwise today.
    ``is_corrected``: the event was corrected after it was written. ``free_wanted`` says what the officer
    has to write in their own words. ``lacks_plan``: the ref of the EHC plan that goes with it and is not enclosed yet.
    ``over_by``: why nobody waits for it any more.
    """

    head: LetterHead
    letter: LetterView
    about: str
    document: Document | None
    recipient: Recipient | None
    unconfirmed: tuple[str, ...]
    free_text: str
    free_wanted: str
    is_gone: bool
    is_stale: bool
    is_corrected: bool
    over_by: str
    is_decision: bool
    enclosed: tuple[EnclosureView, ...]
    lacks_plan: str = ""

    @property
    def asked_for(self) -> str:
        """As it was when the letter went; before, as it stands now."""
        if self.letter.sending and self.letter.sending.asked_for:
            return self.letter.sending.asked_for
        return self.recipient.asked_for if self.recipient else ""

    @property
    def lacks_large_print(self) -> bool:
        return self.letter.has_pdf and bool(self.asked_for) and not self.letter.has_large_print

    def why_not(self, act: Act) -> str:
        """Why this is not done with the letter as it stands; empty where it is."""
        sending = self.letter.sending
        stands = Stands(
            state=self.letter.state,
            is_served=sending is not None and sending.served_on is not None,
            owes_format=sending is not None and sending.owes_format,
            has_papers=self.letter.has_pdf and not self.lacks_large_print,
        )
        return why_not(act, stands)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLetters:
    head: LetterHead
    to_write: tuple[ToWrite, ...]
    may_write: tuple[ToWrite, ...]
    fell_away: tuple[ToWrite, ...]
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many letters of a case wait for what. ``owed`` names who of the family is still to have their own
    letter of a decision that somebody else was told.
    """

    to_write: int
    not_made: int
    to_check: int
    to_send: int
    owed: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return self.to_write + self.not_made + self.to_check + self.to_send


@dataclass(frozen=True, slots=True)
class OwedIn:
    """Of one case: somebody’s own letter, an EHC plan, and something in the format that was asked for."""

    own_letter: bool = False
    plan: bool = False
    in_format: bool = False


NOTHING_OWED = OwedIn()


@dataclass(frozen=True, slots=True)
class SentLetter:
    """As somebody of the family has it. ``pdf_id`` is None until it is made. ``withdrawn_at`` and ``why``: of
    one that was withdrawn after it was sent.
    """

    ref: str
    title: str
    sent_on: date
    pdf_id: int | None
    withdrawn_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsView:
    """``version`` is 1 before anything was written down; ``missing`` says what else letters need that stands
    with what every family is told.
    """

    version: int
    own: Mapping[str, str]
    missing: tuple[str, ...]
