"""Messages from outside: bounded, checked against FHIR R4B and against our own rules, then taken
whole or not at all.

Everything that is wrong with one message is told at once, without repeating what it held.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from alongside.exchange.fhir.elements import Findings
from alongside.exchange.fhir.interpreting import message_in
from alongside.exchange.fhir.model import Message, Organisation
from alongside.exchange.fhir.names import Names
from alongside.exchange.fhir.ordering import Stamp
from alongside.exchange.fhir.outcomes import Issue, IssueCode, MessageRefused
from alongside.exchange.fhir.validating import check_shapes
from alongside.exchange.json_documents import JSON, parse_json
from alongside.exchange.limits import MEGABYTE, Limits, read_bounded
from alongside.kernel.canonical import canonical_bytes
from alongside.kernel.refusals import Refusal

USUAL = Limits(file_bytes=20 * MEGABYTE, depth=30)
MOST_VALUES = 20_000
TOO_LARGE = "Send fewer or smaller documents in one message."
_QUOTED = re.compile(r"The name “.*?” stands|The number \S+ is")
_QUOTED_INSTEAD = {"name": "A name stands", "numb": "A number is"}


@dataclass(frozen=True, slots=True)
class Reading:
    """``left_out`` are the paths of what the message held and is not taken, such as an address."""

    message: Message
    stamp: Stamp
    left_out: tuple[str, ...]


def read_message(data: bytes | BinaryIO | Path, *, names: Names, limits: Limits = USUAL) -> Reading:
    """Raises MessageRefused, whose ``outcome`` says everything that is wrong."""
    bundle = _bundle(data, limits)
    findings = Findings()
    check_shapes(bundle, findings)
    message = message_in(bundle, names=names, findings=findings)
    findings.raise_if_any()
    if message is None:
        raise MessageRefused([Issue(IssueCode.STRUCTURE, "This is not a message.")])
    return Reading(message, stamp_of(message), findings.left_out())


def _bundle(data: bytes | BinaryIO | Path, limits: Limits) -> dict[str, JSON]:
    try:
        document = _document(data, limits)
    except Refusal as refused:
        sentence = _QUOTED.sub(lambda found: _QUOTED_INSTEAD[found[0][4:8]], refused.sentence)
        raise MessageRefused([Issue(IssueCode.STRUCTURE, sentence)]) from None
    if not isinstance(document, dict):
        raise MessageRefused([Issue(IssueCode.STRUCTURE, "This is not a FHIR resource.")])
    if (document.get("resourceType"), document.get("type")) != ("Bundle", "message"):
        raise MessageRefused([Issue(IssueCode.STRUCTURE, "Send a Bundle of the type message.")])
    return document


def _document(data: bytes | BinaryIO | Path, limits: Limits) -> JSON:
    content = data if isinstance(data, bytes) else read_bounded(data, limits=limits)
    if len(content) > limits.file_bytes:
        raise Refusal(f"The message is larger than is taken. {TOO_LARGE}")
    document = parse_json(content, limits=limits)
    for count, _ in enumerate(_values(document), start=1):
        if count > MOST_VALUES:
            raise Refusal(f"The message has more than {MOST_VALUES:,} values. {TOO_LARGE}")
    return document


def _values(document: JSON) -> Iterator[JSON]:
    waiting = [document]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def stamp_of(message: Message) -> Stamp:
    """What is kept of a message to tell its turn from that of the next."""
    body = message.body
    content = {
        "event": message.event.value,
        "sender": _party(message.sender),
        "receiver": _party(message.receiver),
        "body": _plain(body),
    }
    return Stamp(
        message_id=message.message_id,
        stream=f"{_party(message.sender)}/{body.reference}",
        sequence=message.sequence,
        sent_at=message.sent_at,
        digest=sha256(canonical_bytes(content)).hexdigest(),
    )


def _party(organisation: Organisation) -> str:
    return organisation.ods or organisation.la_code


def _plain(value: Any) -> Any:
    """The values of a message as the canonical form takes them."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    return value.value if hasattr(value, "value") else value
