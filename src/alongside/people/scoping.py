"""Every subject row belongs to a local area, and a query that does not say which area raises.

A queryset counts as scoped once it came through ``in_area``, ``visible_to`` or ``across_areas``, or
when it is reached from a record that was itself found in an area (``statement.lines.all()``).
"""

from collections.abc import Iterator
from typing import Any, Self

from django.db import models

from alongside.kernel.actor import Actor
from alongside.kernel.references import new_public_ref


class UnscopedQueryError(RuntimeError):
    """A query was about to read or change records of every local area at once."""


class AreaQuerySet(models.QuerySet[Any]):
    _is_scoped = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._is_scoped = self._is_scoped
        return clone

    def mark_scoped(self) -> Self:
        """For querysets that have named their area in another way than those below."""
        clone: Self = self._clone()
        clone._is_scoped = True
        return clone

    def in_area(self, area_id: int) -> Self:
        found: Self = self.filter(area_id=area_id)
        found._is_scoped = True
        return found

    def visible_to(self, actor: Actor) -> Self:
        """The actor's area. Rooms with narrower visibility extend this."""
        return self.in_area(actor.area_id)

    def across_areas(self, *, reason: str) -> Self:
        """For system work and checks only; the reason is for the reader of the code."""
        if not reason:
            raise UnscopedQueryError("Say why this reads every local area.")
        return self.mark_scoped()

    def _check_scoped(self) -> None:
        if not (self._is_scoped or self._hints):  # type: ignore[attr-defined]
            raise UnscopedQueryError(
                f"{self.model.__name__}: say which local area with in_area() or visible_to()."
            )

    def _fetch_all(self) -> None:
        self._check_scoped()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        self._check_scoped()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._check_scoped()
        return super().count()

    def exists(self) -> bool:
        self._check_scoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check_scoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check_scoped()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check_scoped()
        return super().delete()


class AreaRecord(models.Model):
    """A row that belongs to one local area."""

    area = models.ForeignKey("people.LocalArea", on_delete=models.PROTECT, related_name="+")

    objects = AreaQuerySet.as_manager()

    class Meta:
        abstract = True


class NamedAreaRecord(AreaRecord):
    """A row with a public name: ``ref`` is 16 random letters and digits, safe in an address."""

    ref = models.CharField(max_length=16, unique=True, default=new_public_ref, editable=False)

    class Meta:
        abstract = True
