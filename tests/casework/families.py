"""A family for tests: a child with two parents, an officer, and ways in by account and by link."""

import re
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from alongside.access.models import Account
from alongside.casework import operations
from alongside.casework.models import Case, Contact, FamilyAccess
from alongside.casework.operations import families
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.families.access import YOUNG_PERSON, NewAccess
from alongside.casework.operations.families.settling import NewSettings
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea, Post
from tests.access.factories import give, make_account, make_person
from tests.casework.factories import AT, HEAD, actor_for, make_case, make_officer

ALL_FAMILY = HEAD | {"casework.family_settings", "casework.alerts"}


class Family:
    """Made in March 2025. ``officer`` works on the case; ``head`` reads every case."""

    def __init__(self, area: LocalArea, **child: Any) -> None:
        self.area = area
        self.officer, self.post = make_officer(area)
        self.head, self.head_post = make_officer(area, "Hetty Head", ALL_FAMILY)
        self.case: Case = make_case(self.officer, self.post, **child)
        self.mother = self.contact("Mo Testly", "mother", email="mo@example.org")

    def contact(self, name: str, relation: str, **more: Any) -> Contact:
        details = ContactDetails(
            **{"name": name, "relation": relation, "has_responsibility": True, **more}
        )
        return operations.add_contact(
            actor=self.officer, at=AT, case_ref=self.case.ref, new=details
        )

    def access(self, contact: Contact | None, person_ref: str = "") -> NewAccess:
        return NewAccess(
            contact_ref=contact.ref if contact else YOUNG_PERSON,
            checked_how="documents",
            checked_on=AT.date(),
            person_ref=person_ref,
        )

    def link(self, contact: Contact | None, at: datetime = AT) -> tuple[FamilyAccess, str]:
        made = families.give_link(
            actor=self.officer, at=at, case_ref=self.case.ref, new=self.access(contact)
        )
        return made.access, made.secret

    def account(self, contact: Contact | None, name: str, at: datetime = AT) -> Account:
        """Somebody who signs in, connected with who they are in the case."""
        made = make_account(self.area, name, f"{name.split()[0].lower()}@home.example")
        role = "parent" if contact else "young_person"
        give(self.area, made.person, role, case_ref=self.case.ref, at=at)
        families.give_access_by_account(
            actor=self.officer,
            at=at,
            case_ref=self.case.ref,
            new=self.access(contact, made.person.ref),
        )
        return made

    def settings(self, post: Post | None = None) -> None:
        families.change_family_settings(
            actor=self.head,
            at=AT,
            expected_version=1,
            new=NewSettings(
                question_days=5,
                not_happening_days=5,
                messages_read="Messages are read on working days.",
                call_now="Ring the duty social worker on 01632 960111.",
                advice_service="SENDIASS: 01632 960222.",
                complaints="Write to the complaints team.",
                worry_post_ref=(post or self.head_post).ref,
            ),
        )


class Home:
    """A browser of somebody of the family, signed in or come by link."""

    def __init__(self, family: Family, account: Account | None = None) -> None:
        self.family, self.client, self.by_link = family, Client(), account is None
        if account is not None:
            self.client.force_login(account)

    def come_in(self, secret: str, access: FamilyAccess, at: datetime) -> Any:
        code = families.tell_code(actor=self.family.officer, at=at, access_ref=access.ref)
        return self.client.post(reverse("family:enter", args=[secret]), {"code": code})

    def address(self, name: str, *parts: str) -> str:
        if self.by_link:
            return reverse(f"family:{name or 'case'}", args=parts)
        full = f"casework:family_{name}" if name else "casework:family"
        return reverse(full, args=[self.family.area.slug, self.family.case.ref, *parts])

    def get(self, name: str = "", *parts: str, status: int = 200) -> str:
        response = self.client.get(self.address(name, *parts))
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    def send(self, name: str, *parts: str, status: int = 302, **said: Any) -> Any:
        response = self.client.post(self.address(name, *parts), said)
        assert response.status_code == status, response.content.decode()[:3000]
        return response


def words_of(page: str) -> str:
    """The words of the main part, without marks and line ends."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


__all__ = ["UTC", "Actor", "Family", "Home", "actor_for", "date", "make_person", "words_of"]
