"""An account is how a person signs in. It says nothing about what they may do: grants do."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from alongside.kernel.references import new_public_ref
from alongside.people.models import Person


class AccountQuerySet(models.QuerySet["Account"]):
    """The default manager. It has what Django's and allauth's sign-in ask of one."""

    def get_by_natural_key(self, email: str) -> "Account":
        return self.get(email=email.lower())

    async def aget_by_natural_key(self, email: str) -> "Account":
        return await self.aget(email=email.lower())


class Account(AbstractBaseUser):
    """One person's way in.

    The address is kept in lower case, so that it is the same however it is typed.
    """

    ref = models.CharField(max_length=16, unique=True, default=new_public_ref, editable=False)
    password = models.CharField(max_length=256)
    email = models.EmailField(
        unique=True, error_messages={"unique": "Another account already uses this e-mail address."}
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = AccountQuerySet.as_manager()
    authenticator_set: Any
    emailaddress_set: Any

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))),
                name="account_email_lower_case",
                violation_error_message="Write the e-mail address in small letters.",
            ),
        ]

    class Privacy:
        public = ()
        staff = ("id", "ref", "is_active", "created_at")
        personal = {
            "email": "an invented address",
            "person": "the invented person",
            "last_login": "empty",
        }
        special: dict[str, str] = {}
        restricted = {"password": "a password nobody knows"}

    def __str__(self) -> str:
        return self.ref

    def get_username(self) -> str:
        return self.email

    @property
    def is_staff(self) -> bool:
        """There is no Django admin here; allauth asks."""
        return False

    @property
    def is_superuser(self) -> bool:
        return False


class SignedInSession(models.Model):
    """Where an account is signed in, so that its owner can see it and end it."""

    ref = models.CharField(max_length=16, unique=True, default=new_public_ref, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Privacy:
        public = ()
        staff = ("id", "ref")
        personal = {
            "account": "deleted",
            "device": "deleted",
            "started_at": "deleted",
            "seen_at": "deleted",
        }
        special: dict[str, str] = {}
        restricted = {"session_key": "deleted"}

    def __str__(self) -> str:
        return self.ref

    def is_open(self, at: datetime, *, longest_idle_seconds: float) -> bool:
        return (at - self.seen_at).total_seconds() < longest_idle_seconds
