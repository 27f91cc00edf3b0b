"""Who the partnership is: local areas, organisations, people, posts and who held each post when.

Organisations and people are the same across local areas, because an integrated care board serves
several and a person may move. Whether somebody may sign in, and what they may do then, is for the
access room. Initials are a label that a document once used for somebody; they never say who
somebody is.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from alongside.kernel.references import new_public_ref
from alongside.people.scoping import AreaRecord, NamedAreaRecord

ORGANISATION_KINDS = ("council", "health", "provider", "school", "forum", "voluntary", "national")
PARTNER_CODES = ("council", "health", "education", "social_care", "families", "other")


class LocalArea(models.Model):
    """The council's area, in which council, health, schools and families answer together."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    dfe_code = models.CharField(max_length=3, blank=True)
    word_for_coproduction = models.CharField(max_length=60, default="co-production")
    brand = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dfe_code"],
                condition=~Q(dfe_code=""),
                name="area_dfe_code_once",
                violation_error_message="Another local area already has this DfE code.",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "slug",
            "name",
            "short_name",
            "dfe_code",
            "word_for_coproduction",
            "brand",
            "version",
        )
        staff = ()
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body that can make a promise. ``registered_in`` keeps its entry up to date."""

    ref = models.CharField(max_length=16, unique=True, default=new_public_ref, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ORGANISATION_KINDS])
    ods_code = models.CharField(max_length=10, blank=True)
    dfe_code = models.CharField(max_length=10, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    registered_in = models.ForeignKey(
        LocalArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ORGANISATION_KINDS),
                name="organisation_kind_known",
                violation_error_message="Choose what kind of organisation this is.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="organisation_not_own_parent",
                violation_error_message="An organisation cannot be part of itself.",
            ),
            models.UniqueConstraint(
                fields=["ods_code"],
                condition=~Q(ods_code=""),
                name="organisation_ods_code_once",
                violation_error_message="Another organisation already has this ODS code.",
            ),
            models.UniqueConstraint(
                fields=["dfe_code"],
                condition=~Q(dfe_code=""),
                name="organisation_dfe_code_once",
                violation_error_message="Another organisation already has this DfE code.",
            ),
        ]

    class Privacy:
        public = ("id", "ref", "name", "kind", "ods_code", "dfe_code", "parent")
        staff = ("registered_in", "version")
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """From ``followed_on`` the successor answers for what the predecessor promised."""

    predecessor = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="succession"
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="predecessions"
    )
    followed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_not_own_successor",
                violation_error_message="An organisation cannot follow itself.",
            ),
        ]

    class Privacy:
        public = ("id", "predecessor", "successor", "followed_on")
        staff = ()
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.predecessor_id} followed by {self.successor_id} on {self.followed_on}"


class AreaPartner(AreaRecord):
    """An organisation that answers for the action plan in this area, and as which partner."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    partner = models.CharField(max_length=20, choices=[(code, code) for code in PARTNER_CODES])
    abbreviation = models.CharField(max_length=20, blank=True)
    partner_from = models.DateField(null=True, blank=True)
    partner_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__in=PARTNER_CODES),
                name="area_partner_code_known",
                violation_error_message="Choose which partner the organisation acts for.",
            ),
            models.CheckConstraint(
                condition=Q(partner_until=None)
                | Q(partner_from=None)
                | Q(partner_until__gt=F("partner_from")),
                name="area_partner_ends_after_start",
                violation_error_message="The end must be later than the start.",
            ),
            models.UniqueConstraint(
                fields=["area", "organisation", "partner"],
                condition=Q(partner_until=None),
                name="area_partner_current_once",
                violation_error_message="This organisation is already this partner in the area.",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "area",
            "organisation",
            "partner",
            "abbreviation",
            "partner_from",
            "partner_until",
        )
        staff = ()
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.organisation_id} as {self.partner}"

    def is_current(self, on: date) -> bool:
        return (self.partner_from is None or self.partner_from <= on) and (
            self.partner_until is None or on < self.partner_until
        )


class Person(models.Model):
    """Somebody who works with the partnership. A person needs no account and no post."""

    ref = models.CharField(max_length=16, unique=True, default=new_public_ref, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    registered_in = models.ForeignKey(
        LocalArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="person_has_a_name",
                violation_error_message="Enter the person's name.",
            ),
        ]

    class Privacy:
        public = ()
        staff = ("id", "ref", "registered_in", "version")
        personal = {"name": "an invented name", "email": "an invented address"}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return self.name


class Post(NamedAreaRecord):
    """A job that stays while its holders change, such as Director of Children's Services.

    ``team``: results are told by team, and never by post, which may be one person.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    team = models.CharField(max_length=100, blank=True, default="")
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="post_has_a_title",
                violation_error_message="Enter the title of the post.",
            ),
        ]

    class Privacy:
        public = ("id", "area", "ref", "organisation", "title", "team", "closed_on")
        staff = ("version",)
        personal: dict[str, str] = {}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return self.title


class PostHolding(NamedAreaRecord):
    """Who held a post from when until when. ``held_until`` is the first day they no longer held it.

    ``held_from`` is empty when no document says when it began.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)
    initials = models.CharField(max_length=12, blank=True)
    is_job_share = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_until=None) | Q(held_from=None) | Q(held_until__gt=F("held_from")),
                name="holding_ends_after_start",
                violation_error_message="The end must be later than the start.",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(held_until=None, is_job_share=False),
                name="holding_one_current",
                violation_error_message=(
                    "Somebody holds this post already. End that first, or mark a job share."
                ),
            ),
        ]

    class Privacy:
        public = ()
        staff = ("id", "area", "ref", "post", "held_from", "held_until", "is_job_share")
        personal = {"person": "the invented person", "initials": "initials of the invented name"}
        special: dict[str, str] = {}
        restricted: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"

    def is_held(self, on: date) -> bool:
        return (self.held_from is None or self.held_from <= on) and (
            self.held_until is None or on < self.held_until
        )
