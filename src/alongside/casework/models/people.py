"""What is known of a child or young person over time, each row with its days. What is over is ended.

``ended_on`` is the first day on which it no longer was. A row without a first day began before anybody
here knew.
"""

from django.db import models
from django.db.models import F, Q

from alongside.casework.models.children import Child, Contact
from alongside.casework.rules.child_record import PeriodKind, SettingKind
from alongside.people.constraints import one_of, period_in_order
from alongside.people.scoping import NamedAreaRecord

ENDS_AFTER = "The end comes after the first day."


class ChildRow(NamedAreaRecord):
    """Who wrote it down and when."""

    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.ref


ROW = ("id", "area", "ref", "child", "began_on", "ended_on", "added_at", "added_by")


class ChildName(ChildRow):
    """Another name by which they are, or were, known. The case is found by it."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="casework_name_not_empty",
                violation_error_message="Write the name.",
            ),
            models.UniqueConstraint(
                fields=["child", "name"],
                condition=Q(ended_on=None),
                name="casework_name_once",
                violation_error_message="This name is recorded already.",
            ),
        ]

    class Privacy:
        staff = ROW
        personal = {"name": "name"}


class ChildAddress(ChildRow):
    """Where they live. ``restriction`` says who must not be told; it goes into no letter."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="addresses")
    address = models.TextField()
    postcode = models.CharField(max_length=10, blank=True)
    restriction = models.TextField(blank=True)

    class Meta:
        ordering = ["began_on", "id"]
        constraints = [
            period_in_order(
                start="began_on",
                until="ended_on",
                name="casework_address_in_order",
                sentence=ENDS_AFTER,
            ),
            models.CheckConstraint(
                condition=~Q(address=""),
                name="casework_address_not_empty",
                violation_error_message="Write the address.",
            ),
        ]

    class Privacy:
        staff = ROW
        restricted = {"address": "address", "postcode": "postcode", "restriction": "words"}


class ChildSetting(ChildRow):
    """A school, college or other place of education: one of the list, or a name."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="settings")
    school = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["began_on", "id"]
        constraints = [
            one_of(field="kind", codes=SettingKind, name="casework_setting_kind", blank=True),
            period_in_order(
                start="began_on",
                until="ended_on",
                name="casework_setting_in_order",
                sentence=ENDS_AFTER,
            ),
            models.CheckConstraint(
                condition=Q(school=None) ^ Q(place=""),
                name="casework_setting_one_place",
                violation_error_message="Choose a school, or write the name of the place.",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(ended_on=None),
                name="casework_setting_one_now",
                violation_error_message="They attend another place now. End that first.",
            ),
        ]

    class Privacy:
        staff = (*ROW, "school", "kind")
        personal = {"place": "words"}


class ChildPeriod(ChildRow):
    """A time in care, with social care involved, or educated at home by the parents’ choice."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=16)
    responsible = models.CharField(max_length=200, blank=True)
    head_post = models.ForeignKey(
        "people.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    worker = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["began_on", "id"]
        constraints = [
            one_of(field="kind", codes=PeriodKind, name="casework_period_kind"),
            period_in_order(
                start="began_on",
                until="ended_on",
                name="casework_period_in_order",
                sentence=ENDS_AFTER,
            ),
            models.CheckConstraint(
                condition=Q(kind=PeriodKind.LOOKED_AFTER.value) | Q(head_post=None),
                name="casework_period_head_in_care",
                violation_error_message=(
                    "A Virtual School Head is named for somebody who is looked after."
                ),
            ),
        ]

    class Privacy:
        staff = (*ROW, "head_post", "worker")
        special = {"kind": "code", "responsible": "words"}


class SiblingLink(ChildRow):
    """Brothers or sisters who are both here. The link opens neither case to anybody. ``child`` is the
    one who was registered first, so that two are linked once.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="younger_links")
    sibling = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="older_links")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(child__lt=F("sibling")),
                name="casework_sibling_in_order",
                violation_error_message="Nobody is their own brother or sister.",
            ),
            models.UniqueConstraint(
                fields=["child", "sibling"],
                condition=Q(ended_on=None),
                name="casework_sibling_once",
                violation_error_message="They are linked already.",
            ),
        ]

    class Privacy:
        staff = (*ROW, "sibling")
