"""An area with as many open requests for health advice as cases, each with a system that may answer them."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from alongside.access.models import Account, Grant
from alongside.advice.models import AdviceRequest
from alongside.advice.operations.clients import NewClient, register_client
from alongside.advice.rules.calling import Scope
from alongside.casework.models import Case
from alongside.config.operator import operator_in
from alongside.people.models import LocalArea, Organisation, Person, Post
from bench import casework_data

DOCTOR = "doctor@bench.example"
PASSWORD = "only-for-the-bench"
ODS = "RBN"
LA = "816"


def load(at: datetime) -> LocalArea:
    with transaction.atomic():
        area = LocalArea.objects.create(
            slug="area0", name="Area 0", short_name="Area 0", dfe_code=LA
        )
        trust = Organisation.objects.create(name="A trust", kind="health", ods_code=ODS)
        posts = [
            Post.objects.create(area=area, organisation=trust, title=f"Desk {number}")
            for number in range(10)
        ]
        casework_data.load(area, posts, at=at)
        _requests(area, posts, at)
        _doctor(area, at)
    return area


def let_a_system_in(area: LocalArea, at: datetime) -> tuple[str, str]:
    """Its name and its secret."""
    new = NewClient(
        organisation=Organisation.objects.get(ods_code=ODS),
        name="The bench",
        scopes=tuple(Scope),
        expires_on=at.date() + timedelta(days=2),
    )
    made, secret = register_client(actor=operator_in(area), at=at, new=new)
    return made.ref, secret


def _requests(area: LocalArea, posts: list[Post], at: datetime) -> None:
    cases = Case.objects.in_area(area.pk).order_by("id")
    AdviceRequest.objects.bulk_create(
        (
            AdviceRequest(
                area=area,
                case=case,
                adviser="health",
                side="health",
                body="health",
                purpose="assessment",
                framework=1,
                post=posts[number % len(posts)],
                state="received",
                asked_on=at.date() - timedelta(days=60),
                received_on=at.date() - timedelta(days=59),
                recorded_at=at,
            )
            for number, case in enumerate(cases)
        ),
        batch_size=1_000,
    )


def _doctor(area: LocalArea, at: datetime) -> None:
    person = Person.objects.create(name="A Doctor", email=DOCTOR, registered_in=area)
    account = Account.objects.create(
        person=person, email=DOCTOR, password=make_password(PASSWORD), created_at=at
    )
    EmailAddress.objects.create(user=account, email=DOCTOR, verified=True, primary=True)
    Grant.objects.create(
        area=area,
        person=person,
        role="designated_clinical_officer",
        purpose="The bench",
        granted_from=at,
    )
