"""Somebody at a school at their desk, with a pupil of theirs."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from alongside.casework.operations.child_record import add_to_record
from alongside.casework.rules.child_record import NewSetting
from alongside.people.models import LocalArea, Organisation
from alongside.people.operations import appoint, create_post
from alongside.web import clock
from tests.access.factories import give, make_account
from tests.casework.factories import AT, happen
from tests.casework.families import Family, words_of
from tests.people.factories import make_organisation, operator


class Now:
    at = AT


class Office:
    """The SENCO of a school, signed in."""

    def __init__(self, area: LocalArea, name: str = "Acorn School") -> None:
        self.area = area
        self.school: Organisation = make_organisation(area, name, "school")
        email = f"{name.split()[0].lower()}@school.example"
        account = make_account(area, f"Sam of {name}", email)
        give(area, account.person, "senco", organisation=self.school)
        desk = operator(area)
        post = create_post(actor=desk, at=AT, organisation=self.school, title="SENCO")
        appoint(actor=desk, at=AT, post=post, person=account.person, held_from=date(2020, 1, 1))
        self.client = Client()
        self.client.force_login(account)

    def address(self, name: str, *parts: str) -> str:
        return reverse(f"casework:{name}", args=[self.area.slug, *parts])

    def get(self, name: str, *parts: str, status: int = 200) -> str:
        response = self.client.get(self.address(name, *parts))
        assert response.status_code == status, response.content.decode()[:2000]
        return response.content.decode()

    def send(self, name: str, *parts: str, status: int = 302, **given: Any) -> Any:
        response = self.client.post(self.address(name, *parts), given)
        assert response.status_code == status, words_of(response.content.decode())[:2000]
        return response


def attends(family: Family, office: Office, began_on: date = date(2023, 9, 1)) -> None:
    new = NewSetting(school_ref=office.school.ref, place="", kind="mainstream", began_on=began_on)
    add_to_record(actor=family.officer, at=clock.now(), case_ref=family.case.ref, new=new)


def in_force(family: Family, on: date = date(2024, 9, 2)) -> None:
    happen(family.officer, family.case, "earlier_plan_recorded", on, at=AT)


def on_day(name: str, day: date) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}
