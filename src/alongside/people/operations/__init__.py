"""What changes areas, organisations, people and posts."""

from alongside.people.operations.areas import add_partner, change_area, create_area, end_partner
from alongside.people.operations.organisations import (
    change_organisation,
    record_succession,
    register_organisation,
)
from alongside.people.operations.persons import change_person, register_person
from alongside.people.operations.posts import appoint, change_post, create_post, end_holding

__all__ = [
    "add_partner",
    "appoint",
    "change_area",
    "change_organisation",
    "change_person",
    "change_post",
    "create_area",
    "create_post",
    "end_holding",
    "end_partner",
    "record_succession",
    "register_organisation",
    "register_person",
]
