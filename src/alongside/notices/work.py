"""Sending what waits in the outbox: plain functions that ``config`` puts on a schedule.

Without a mail server nothing is lost and nothing fails: messages wait, and after a week they are
given up with a reason that administrators see.
"""

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from alongside.access.letters import is_set_up
from alongside.access.queries import areas_of
from alongside.notices import letters, outbox
from alongside.notices.outbox import Envelope

log = logging.getLogger(__name__)
SERVER_TROUBLE = "The mail server could not be reached or did not take the message."
ADDRESS_REFUSED = "The mail server says that this person’s e-mail address does not work."
NO_ADDRESS = "This person has no e-mail address."


@dataclass(frozen=True, slots=True)
class Failure:
    """``is_final`` means that trying again is useless; with the server down the others wait too."""

    trouble: str
    is_final: bool = False
    is_server_down: bool = False


@dataclass(slots=True)
class SendReport:
    """``later_count`` are messages that will be tried again."""

    is_set_up: bool = True
    is_server_down: bool = False
    sent_count: int = 0
    later_count: int = 0
    given_up_count: int = 0
    not_needed_count: int = 0

    @property
    def sentence(self) -> str:
        if not self.is_set_up:
            return f"E-mail is not set up. Messages waiting: {self.later_count}."
        return (
            f"E-mails: {self.sent_count} sent, {self.later_count} to try again, "
            f"{self.given_up_count} given up."
        )


def send_waiting(*, at: datetime) -> SendReport:
    """Send everything that is due. Safe to run twice, and in two processes at once."""
    if not is_set_up():
        given_up = outbox.let_lapse(at=at)
        waiting = outbox.waiting_count()
        return SendReport(is_set_up=False, later_count=waiting, given_up_count=given_up)
    report = SendReport()
    envelopes = outbox.claim_due(at=at)
    if envelopes:
        connection = get_connection()
        try:
            for envelope in envelopes:
                _deliver(envelope, connection, report, at)
        finally:
            connection.close()
    return report


def _deliver(
    envelope: Envelope, connection: BaseEmailBackend, report: SendReport, at: datetime
) -> None:
    count = len(envelope.messages)
    if not _may_look(envelope, at):
        outbox.settle_not_needed(envelope)
        report.not_needed_count += count
        return
    failure = Failure(SERVER_TROUBLE) if report.is_server_down else _send(envelope, connection)
    if failure is None:
        outbox.settle_sent(envelope, at=at)
        report.sent_count += count
        return
    report.is_server_down = report.is_server_down or failure.is_server_down
    given_up = outbox.settle_failed(
        envelope, at=at, trouble=failure.trouble, is_final=failure.is_final
    )
    report.given_up_count += given_up
    report.later_count += count - given_up
    log.warning("An e-mail was not sent: %s", failure.trouble)


def _may_look(envelope: Envelope, at: datetime) -> bool:
    """Whether the person can still sign in and still holds anything in the area."""
    areas = areas_of(envelope.person_id, at=at)
    return envelope.may_sign_in and envelope.first.area_id in {area.pk for area in areas}


def _send(envelope: Envelope, connection: BaseEmailBackend) -> Failure | None:
    if not envelope.first.notice.person.email:
        return Failure(NO_ADDRESS, is_final=True)
    try:
        connection.open()
        letters.letter_for(envelope, connection).send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return Failure(ADDRESS_REFUSED, is_final=all(code >= 500 for code in codes))
    except ValueError:
        return Failure(ADDRESS_REFUSED, is_final=True)
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused):
        return Failure(SERVER_TROUBLE)
    except (smtplib.SMTPException, OSError):
        return Failure(SERVER_TROUBLE, is_server_down=True)
    return None
