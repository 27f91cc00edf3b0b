"""A child or young person, and the people to write to about them."""

from django.db import models
from django.db.models import Q

from alongside.casework.rules.child_record import Ethnicity
from alongside.casework.rules.codes import NhsStatus, Relation, Sex
from alongside.people.constraints import one_of
from alongside.people.scoping import NamedAreaRecord


class Child(NamedAreaRecord):
    """Read only with their case: there is no other way in. Numbers are kept without spaces."""

    given_names = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=200, blank=True)
    born_on = models.DateField()
    sex = models.CharField(max_length=1)
    nhs_number = models.CharField(max_length=10, blank=True)
    nhs_status = models.CharField(max_length=2, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    uln = models.CharField(max_length=10, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True, default="")
    languages = models.CharField(max_length=200, blank=True)
    communication = models.TextField(blank=True)
    school = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["family_name", "given_names", "id"]
        constraints = [
            one_of(field="sex", codes=Sex, name="casework_child_sex"),
            one_of(field="nhs_status", codes=NhsStatus, name="casework_child_nhs_status"),
            one_of(field="ethnicity", codes=Ethnicity, name="casework_child_ethnicity", blank=True),
            models.CheckConstraint(
                condition=~Q(given_names="") & ~Q(family_name=""),
                name="casework_child_has_names",
                violation_error_message="Write the names of the child or young person.",
            ),
            models.CheckConstraint(
                condition=Q(nhs_number="", nhs_status="") | (~Q(nhs_number="") & ~Q(nhs_status="")),
                name="casework_child_nhs_checked",
                violation_error_message="Say how far the NHS number was checked.",
            ),
            *(
                models.UniqueConstraint(
                    fields=["area", number],
                    condition=~Q(**{number: ""}),
                    name=f"casework_child_{number}_once",
                    violation_error_message=f"Somebody else here has this {words}. Look for them first.",
                )
                for number, words in (("nhs_number", "NHS number"), ("upn", "UPN"), ("uln", "ULN"))
            ),
        ]

    class Privacy:
        staff = ("id", "area", "ref", "school", "registered_at", "registered_by", "version")
        personal = {
            "given_names": "name", "family_name": "name", "known_as": "name", "born_on": "birth date",
            "sex": "code", "upn": "number", "uln": "number", "languages": "words",
        }  # fmt: skip
        special = {
            "nhs_number": "number", "nhs_status": "code", "communication": "words", "ethnicity": "code",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class Contact(NamedAreaRecord):
    """Somebody in a child's life. Everyone with parental responsibility is written to separately.

    A restriction (a court's order, a safe address) is told beside the name and goes into no letter.
    ``is_ended``: no longer in contact; kept, because letters were sent to them.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=16)
    has_responsibility = models.BooleanField(default=False)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    asked_for = models.CharField(max_length=200, blank=True)
    safe_contact = models.TextField(blank=True)
    restriction = models.TextField(blank=True)
    is_ended = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["is_ended", "id"]
        constraints = [
            one_of(field="relation", codes=Relation, name="casework_contact_relation"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="casework_contact_has_name",
                violation_error_message="Write the person’s name.",
            ),
        ]

    class Privacy:
        staff = (
            "id", "area", "ref", "child", "has_responsibility", "is_ended", "added_at", "added_by",
            "version",
        )  # fmt: skip
        personal = {
            "name": "name", "relation": "code", "email": "email", "phone": "phone",
            "asked_for": "words",
        }  # fmt: skip
        restricted = {"address": "address", "safe_contact": "words", "restriction": "words"}

    def __str__(self) -> str:
        return self.ref
