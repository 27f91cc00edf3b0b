"""What words to one person must not tell of another: where they live, how they are reached, and, to somebody
with a restriction, where the child goes to school.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.casework.rules.letters import Parties
from alongside.casework.rules.naming import is_named
from alongside.kernel.refusals import Refusal

POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\b", re.IGNORECASE)
SHORTEST_SECRET = 6
"""A line of an address such as "York" tells nothing, and stands in many letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads the words. ``ref`` is that of the contact; empty for anybody else."""

    ref: str
    name: str
    address: str = ""
    email: str = ""
    restriction: str = ""


def check_reveals_nothing(words: str, reader: Reader, parties: Parties, *, what: str) -> None:
    """``what``: "This letter". Raises Refusal."""
    text = _plain(words)
    if any(secret in text for secret in _others_secrets(reader, parties)):
        raise Refusal(
            f"{what} holds an address, e-mail or phone number of another contact. Take it out."
        )
    places = (parties.setting, *parties.places) if reader.restriction else ()
    seen, public = _seen(words), " ".join(_known_to(reader, parties))
    if any(place and is_named(place, seen, public=public) for place in places):
        raise Refusal(
            f"{what} names a school or place, and {reader.name} has a restriction. Take the name out."
        )


def _known_to(reader: Reader, parties: Parties) -> Iterator[str]:
    """What the reader knows anyway: the council, everybody's names, and their own address."""
    yield from parties.public
    yield from (parties.child, parties.known_as, reader.address)
    yield from (one.name for one in parties.contacts)


def _others_secrets(reader: Reader, parties: Parties) -> Iterator[str]:
    """Where the others live and are reached, but for what is the reader's own too."""
    own = _plain(" ".join((reader.address, reader.email)))
    others = [one for one in parties.contacts if one.ref != reader.ref]
    lines = [line for one in others for line in (*one.address.splitlines(), one.email, one.phone)]
    if reader.restriction:
        lines += [line for each in parties.addresses for line in each.splitlines()]
    lines += [code for line in lines for code in POSTCODE.findall(line)]
    for line in lines:
        secret = _plain(line)
        if len(secret) > SHORTEST_SECRET and secret not in own:
            yield secret


def _plain(text: str) -> str:
    return " ".join(_seen(text).casefold().split())


def _seen(text: str) -> str:
    """Without what no eye sees, such as a soft hyphen."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(each for each in normal if unicodedata.category(each) != "Cf")
