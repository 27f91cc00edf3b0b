"""The shapes of constraint that the plan's tables share, each with its sentence."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from alongside.kernel.dates import Precision


def one_of(
    *, field: str, codes: Iterable[str], name: str, blank: bool = False
) -> models.CheckConstraint:
    """A code field holds one of its codes and nothing else."""
    allowed = [str(code) for code in codes] + ([""] if blank else [])
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": allowed}),
        name=name,
        violation_error_message=f"Choose one of the listed values for {field.replace('_', ' ')}.",
    )


def whole_partial_date(*, field: str, name: str) -> models.CheckConstraint:
    """``<field>_on`` and ``<field>_precision`` are both given or both empty."""
    empty = Q(**{f"{field}_on__isnull": True, f"{field}_precision": ""})
    given = Q(
        **{f"{field}_on__isnull": False, f"{field}_precision__in": [str(p) for p in Precision]}
    )
    return models.CheckConstraint(
        condition=empty | given,
        name=name,
        violation_error_message="Give a date as a day or as a month, or leave it empty.",
    )


def paired(*, fields: tuple[str, str], name: str, sentence: str) -> models.CheckConstraint:
    """Both columns are filled or both are empty."""
    first, second = fields
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=name,
        violation_error_message=sentence,
    )


def exactly_one(*, fields: tuple[str, ...], name: str, sentence: str) -> models.CheckConstraint:
    """One of the columns is filled and the others are empty."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


def period_in_order(*, start: str, until: str, name: str, sentence: str) -> models.CheckConstraint:
    """The end, which is exclusive, comes after the beginning; either may be open."""
    return models.CheckConstraint(
        condition=Q(**{f"{until}__isnull": True})
        | Q(**{f"{start}__isnull": True})
        | Q(**{f"{until}__gt": models.F(start)}),
        name=name,
        violation_error_message=sentence,
    )


def precision_field() -> models.CharField:  # type: ignore[type-arg]
    """How exact the date beside it is; empty when there is no date."""
    return models.CharField(max_length=5, blank=True, default="")
