"""The data dictionary: every record, every field, who may see it and how it is scrubbed."""

from django.apps import apps
from django.db import models

KINDS = {
    "public": "public",
    "staff": "staff",
    "personal": "personal",
    "special": "special category",
    "restricted": "restricted",
}


def records_page() -> str:
    """One section a room, one table a record."""
    lines = [
        "# Records",
        "",
        "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*",
        "",
        "Every field is classified. *Public* may be published. *Staff* is for people who work with the record. "
        "*Personal* and *special category* are about a person and say how they are scrubbed. "
        "*Restricted* is for named roles only.",
    ]
    for config in apps.get_app_configs():
        if config.name.startswith("alongside.") and (records := list(config.get_models())):
            lines += ["", f"## {config.label}"]
            for model in records:
                lines += ["", *_record(model)]
    return "\n".join(lines) + "\n"


def _record(model: type[models.Model]) -> list[str]:
    summary = (model.__doc__ or "").strip().split("\n")[0]
    rows = [
        f"| `{field.name}` | {_type(field)} | {_classified(model, field.name)} |"
        for field in model._meta.get_fields()  # noqa: SLF001 - Django's documented model API
        if field.concrete
    ]
    return [
        f"### {model.__name__}",
        "",
        summary,
        "",
        "| field | kind | who sees it |",
        "| --- | --- | --- |",
        *rows,
    ]


def _type(field: models.Field) -> str:  # type: ignore[type-arg]
    if isinstance(field, models.ForeignKey):
        return f"link to {field.related_model.__name__}"
    if field.is_relation:
        return f"links to {field.related_model.__name__}" if field.related_model else "links"
    return str(field.get_internal_type().removesuffix("Field").lower() or "text")


def _classified(model: type[models.Model], name: str) -> str:
    for kind, label in KINDS.items():
        named = getattr(model.Privacy, kind, ())  # type: ignore[attr-defined]
        if name in named:
            way = f"; scrubbed: {named[name]}" if isinstance(named, dict) else ""
            return f"{label}{way}"
    return "not classified"
