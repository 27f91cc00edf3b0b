"""A broken database rule is said in the rule's own words."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.people.models import LocalArea, Organisation
from alongside.web.forms import HouseForm
from alongside.web.forms.constraints import broken_sentence

ODS_ONCE = "Another organisation already has this ODS code."


def from_postgres(name: str) -> IntegrityError:
    error = IntegrityError("duplicate key value violates unique constraint")
    cause = Exception()
    cause.diag = SimpleNamespace(constraint_name=name)  # type: ignore[attr-defined]
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (IntegrityError("UNIQUE constraint failed: people_organisation.ods_code"), ODS_ONCE),
        (IntegrityError("UNIQUE constraint failed: index 'organisation_ods_code_once'"), ODS_ONCE),
        (
            IntegrityError("CHECK constraint failed: account_email_lower_case"),
            "Write the e-mail address in small letters.",
        ),
        (from_postgres("organisation_ods_code_once"), ODS_ONCE),
        (from_postgres("not_one_of_ours"), None),
        (IntegrityError("UNIQUE constraint failed: people_organisation.ref"), None),
        (IntegrityError("NOT NULL constraint failed: people_organisation.name"), None),
        (IntegrityError("FOREIGN KEY constraint failed"), None),
    ],
)
def test_the_broken_rule_is_found_by_what_the_database_says(
    error: IntegrityError, sentence: str | None
) -> None:
    assert broken_sentence(error) == sentence


@pytest.mark.both_engines
@pytest.mark.django_db
def test_the_sentence_reaches_the_form_from_the_real_database() -> None:
    kept = {"name": "Humber Foundation Trust", "kind": "health", "ods_code": "RV9"}
    Organisation.objects.create(**kept)
    form = HouseForm({})
    with form.refusals() as outcome, transaction.atomic():
        Organisation.objects.create(**kept)
    assert outcome.accepted is False
    assert form.non_field_errors() == [ODS_ONCE]
    assert connection.is_usable()
    assert LocalArea.objects.count() == 0
