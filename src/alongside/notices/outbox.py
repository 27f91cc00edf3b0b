"""Taking e-mails out of the outbox and settling what became of each, in short transactions.

A sending claims what is due, talks to the mail server outside any transaction, and settles each
person's messages on their own. A process that dies leaves its claim; after a quarter of an hour the
claim counts for nothing and the messages are sent again. So each is sent at least once: when the
process dies between the server's yes and the settling, a person gets the same e-mail twice, with
the same Message-ID, by which most mail programs drop the second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import F, Q

from alongside.kernel.references import new_public_ref
from alongside.notices.models import (
    GIVEN_UP,
    NOT_NEEDED,
    SENDING,
    SENT,
    WAITING,
    OutboxMessage,
)
from alongside.notices.rules import CLAIM_LASTS, LAPSES_AFTER, next_try
from alongside.people.scoping import AreaQuerySet

AT_ONE_TIME = 200
NOT_SET_UP = "E-mail was not set up for a week after this message."
_REASON = "One outbox serves every local area."


@dataclass(frozen=True, slots=True)
class Envelope:
    """What one person is told about one area in one e-mail."""

    claim: str
    messages: tuple[OutboxMessage, ...]

    @property
    def first(self) -> OutboxMessage:
        return self.messages[0]

    @property
    def person_id(self) -> int:
        return self.first.notice.person_id

    @property
    def may_sign_in(self) -> bool:
        """False as well when the person has no account: an e-mail would lead them nowhere."""
        return bool(vars(self.first)["may_sign_in"])

    @property
    def ids(self) -> list[int]:
        return [message.pk for message in self.messages]


def claim_due(*, at: datetime) -> list[Envelope]:
    """Take what is due; two workers never get the same message, on either database."""
    due = _all().filter(_is_free(at), leaves_at__lte=at).order_by("leaves_at", "id")
    ids = list(due.values_list("id", flat=True)[:AT_ONE_TIME])
    claim = new_public_ref()
    _all().filter(_is_free(at), id__in=ids).update(
        state=SENDING, claim=claim, claimed_at=at, attempts_count=F("attempts_count") + 1
    )
    mine = (
        _all()
        .filter(claim=claim, state=SENDING)
        .select_related("notice__person", "area")
        .annotate(may_sign_in=F("notice__person__account__is_active"))
        .order_by("notice__person_id", "area_id", "id")
    )
    groups = groupby(mine, key=lambda message: (message.notice.person_id, message.area_id))
    return [Envelope(claim, tuple(messages)) for _, messages in groups]


def settle_sent(envelope: Envelope, *, at: datetime) -> None:
    _held(envelope).update(state=SENT, sent_at=at, claim="", claimed_at=None, trouble="")


def settle_not_needed(envelope: Envelope) -> None:
    _held(envelope).update(state=NOT_NEEDED, claim="", claimed_at=None)


def settle_failed(envelope: Envelope, *, at: datetime, trouble: str, is_final: bool) -> int:
    """Put back for a later try, or give up with the reason. Returns how many were given up."""
    given_up = 0
    for message in envelope.messages:
        again = None if is_final else next_try(message.attempts_count, at)
        given_up += again is None
        _held(envelope).filter(pk=message.pk).update(
            state=WAITING if again else GIVEN_UP,
            leaves_at=again or message.leaves_at,
            claim="",
            claimed_at=None,
            trouble=trouble,
        )
    return given_up


def let_lapse(*, at: datetime) -> int:
    """Give up what waited a week for e-mail to be set up, so that nobody gets a year's messages at
    once.
    """
    old = _all().filter(state=WAITING, notice__made_at__lt=at - LAPSES_AFTER)
    ids: Sequence[int] = list(old.values_list("id", flat=True))
    return _all().filter(id__in=ids, state=WAITING).update(state=GIVEN_UP, trouble=NOT_SET_UP)


def waiting_count() -> int:
    return _all().filter(state__in=(WAITING, SENDING)).count()


def _all() -> AreaQuerySet:
    return OutboxMessage.objects.across_areas(reason=_REASON)


def _held(envelope: Envelope) -> AreaQuerySet:
    return _all().filter(pk__in=envelope.ids, claim=envelope.claim, state=SENDING)


def _is_free(at: datetime) -> Q:
    return Q(state=WAITING) | Q(state=SENDING, claimed_at__lt=at - CLAIM_LASTS)
