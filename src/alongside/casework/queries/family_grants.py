"""Accounts that hold a family's role for one case: they can be connected with a person in it."""

from collections.abc import Mapping
from datetime import datetime

from alongside.access.queries import family_holders
from alongside.kernel.actor import Actor


def may_be_connected(actor: Actor, *, case_ref: str, at: datetime) -> Mapping[str, int]:
    """By the person's public name, their number."""
    found = family_holders(area_id=actor.area_id, case_ref=case_ref, at=at)
    return {ref: person_id for person_id, ref, _ in found}


def account_choices(actor: Actor, *, case_ref: str, at: datetime) -> list[tuple[str, str]]:
    found = family_holders(area_id=actor.area_id, case_ref=case_ref, at=at)
    return [(ref, name) for _, ref, name in found]
