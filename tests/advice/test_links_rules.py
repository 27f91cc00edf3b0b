"""To which address a link may go, and how long it lives: tables of examples."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.advice.rules.links import (
    LASTS,
    NO_WORK,
    AddressCheck,
    LinkFacts,
    LinkState,
    check_address,
    check_lasts,
    checked_domain,
    state_of,
)
from alongside.kernel.refusals import Refusal

AT = datetime(2025, 4, 14, 12, tzinfo=UTC)
ALLOWED = ("hospital.example", "trust.nhs.uk")


@pytest.mark.parametrize(
    ("email", "how", "expected"),
    [
        ("sal@hospital.example", "", AddressCheck.DOMAIN),
        ("Sal@Hospital.Example ", "", AddressCheck.DOMAIN),
        ("sal@ward.hospital.example", "", AddressCheck.DOMAIN),
        ("sal@trust.nhs.uk", "Seen.", AddressCheck.DOMAIN),
        ("sal@elsewhere.example", "Rang the switchboard.", AddressCheck.OTHERWISE),
        ("sal@elsewhere.example", "  ", "Say how it was checked"),
        ("sal@evilhospital.example", "", "Say how it was checked"),
        ("sal@hospital.example.evil.example", "", "Say how it was checked"),
        ("sal@nhs.uk", "", "Say how it was checked"),
        ("sal@gmail.com", "She told me.", "free mail provider"),
        ("hospital.example@gmail.com", "", "free mail provider"),
    ],
)
def test_an_address_is_of_the_organisation_or_somebody_says_how_it_was_checked(
    email: str, how: str, expected: AddressCheck | str
) -> None:
    if isinstance(expected, AddressCheck):
        assert check_address(email, domains=ALLOWED, how=how) is expected
    else:
        with pytest.raises(Refusal, match=expected):
            check_address(email, domains=ALLOWED, how=how)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hospital.example", "hospital.example"),
        (" @Trust.NHS.uk. ", "trust.nhs.uk"),
        ("nhs.uk", "share this domain"),
        ("gmail.com", "free mail provider"),
        ("hospital", "Write a domain"),
        ("hos pital.example", "Write a domain"),
        ("", "Write a domain"),
        ("-a.example", "Write a domain"),
    ],
)
def test_a_domain_is_one_bodys_own(text: str, expected: str) -> None:
    if "." in expected:
        assert checked_domain(text) == expected
    else:
        with pytest.raises(Refusal, match=expected):
            checked_domain(text)


@given(st.sampled_from(sorted(NO_WORK)), st.text(max_size=20))
def test_no_words_make_a_free_address_one_of_work(domain: str, how: str) -> None:
    with pytest.raises(Refusal):
        check_address(f"somebody@{domain}", domains=(domain,), how=how)


@pytest.mark.parametrize("days", [0, 1, 29, 400])
def test_a_link_lasts_as_long_as_the_list_says(days: int) -> None:
    assert [check_lasts(each) for each in LASTS] == list(LASTS)
    with pytest.raises(Refusal, match="how long"):
        check_lasts(days)


@pytest.mark.parametrize(
    ("after", "ended", "expected"),
    [
        (timedelta(0), None, LinkState.OPEN),
        (timedelta(days=7, seconds=-1), None, LinkState.OPEN),
        (timedelta(days=7), None, LinkState.RUN_OUT),
        (timedelta(days=8), AT, LinkState.ENDED),
        (timedelta(0), AT, LinkState.ENDED),
    ],
)
def test_how_a_link_stands(after: timedelta, ended: datetime | None, expected: LinkState) -> None:
    link = LinkFacts(given_until=AT + timedelta(days=7), ended_at=ended)
    assert state_of(link, at=AT + after) is expected
