"""To which address a link for one request may go, how long it lives, and how it stands.

A work address is at one of the domains that the area allows for the organisation. Where it is at none of
them, somebody says how it was checked. An address of a free mail provider is no work address.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alongside.kernel.refusals import Refusal


class AddressCheck(StrEnum):
    """How it was made sure that a work address is one."""

    DOMAIN = "domain"
    OTHERWISE = "otherwise"


class LinkState(StrEnum):
    OPEN = "open"
    RUN_OUT = "run_out"
    ENDED = "ended"


LASTS = (7, 14, 28, 42)
"""Days that a link may live. Six weeks is what the law gives the body."""
NO_WORK = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "googlemail.com", "gmx.com", "hotmail.co.uk",
        "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mail.com", "me.com", "msn.com",
        "outlook.com", "proton.me", "protonmail.com", "sky.com", "talktalk.net", "yahoo.co.uk",
        "yahoo.com", "ymail.com",
    }
)  # fmt: skip
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_SHARED = frozenset({"nhs.uk", "gov.uk", "org.uk", "co.uk", "sch.uk", "ac.uk", "com", "org"})
"""Many bodies stand below these, so that being there says nothing about one of them."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    given_until: datetime
    ended_at: datetime | None


def checked_domain(text: str) -> str:
    """As it is kept: small letters, no "@". Raises Refusal.

    >>> checked_domain(" @York.Example ")
    'york.example'
    """
    domain = text.strip().lower().removeprefix("@").rstrip(".")
    if not _DOMAIN.fullmatch(domain):
        raise Refusal("Write a domain like hospital.example, the part after the @.", field="domain")
    if domain in _SHARED:
        raise Refusal("Many bodies share this domain. Write the body’s own.", field="domain")
    if domain in NO_WORK:
        raise Refusal("This is a free mail provider and no work address.", field="domain")
    return domain


def check_address(email: str, *, domains: Collection[str], how: str) -> AddressCheck:
    """How it is made sure. Raises Refusal where it is not. What stands below an allowed domain belongs to
    whoever has that domain.
    """
    domain = domain_of(email)
    if domain in NO_WORK:
        raise Refusal("This is a free mail provider. Write a work address.", field="email")
    if any(domain == each or domain.endswith(f".{each}") for each in domains):
        return AddressCheck.DOMAIN
    if not how.strip():
        raise Refusal(
            "This address is at none of the organisation’s domains. Say how it was checked.",
            field="checked_how",
        )
    return AddressCheck.OTHERWISE


def domain_of(email: str) -> str:
    return email.strip().lower().rpartition("@")[2]


def check_lasts(days: int) -> int:
    """Raises Refusal."""
    if days not in LASTS:
        raise Refusal("Choose from the list how long the link lasts.", field="lasts")
    return days


def state_of(link: LinkFacts, *, at: datetime) -> LinkState:
    if link.ended_at is not None:
        return LinkState.ENDED
    return LinkState.OPEN if at < link.given_until else LinkState.RUN_OUT
