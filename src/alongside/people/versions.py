"""Two people changing one record: the second sees what the first changed, and chooses."""

from collections.abc import Mapping, Sequence

from django.db import models

from alongside.kernel.refusals import Changed

CHANGED = (
    "Somebody else changed this first. Look at both versions, then save yours or leave theirs."
)


def check_version(
    record: models.Model,
    expected: int,
    *,
    wanted: Mapping[str, object],
    labels: Mapping[str, str],
    beside: Sequence[tuple[str, str, str]] = (),
) -> None:
    """Raises Changed with (label, theirs, yours) for each field that differs.

    ``beside`` is the same of what stands in rows beside the record; what is alike is left out.
    """
    if record.version == expected:  # type: ignore[attr-defined]
        return
    rows = [
        (label, _words(theirs), _words(yours)) for label, theirs, yours in beside if theirs != yours
    ]
    raise Changed(CHANGED, differences=[*_differences(record, wanted, labels), *rows])


def _differences(
    record: models.Model, wanted: Mapping[str, object], labels: Mapping[str, str]
) -> Sequence[tuple[str, str, str]]:
    return [
        (labels[name], _words(getattr(record, name)), _words(value))
        for name, value in wanted.items()
        if getattr(record, name) != value
    ]


def _words(value: object) -> str:
    return "Nothing" if value is None or value == "" else str(value)


def apply(record: models.Model, wanted: Mapping[str, object]) -> dict[str, list[str]]:
    """Set the fields and raise the version. Returns {field: [before, after]} of real changes."""
    changed = {
        name: [_words(getattr(record, name)), _words(value)]
        for name, value in wanted.items()
        if getattr(record, name) != value
    }
    for name, value in wanted.items():
        setattr(record, name, value)
    record.version += 1  # type: ignore[attr-defined]
    record.save(update_fields=[*wanted, "version"])
    return changed
