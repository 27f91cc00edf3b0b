"""What every record of the house must say about itself."""

import inspect

import pytest
from django.apps import apps
from django.db import models

from alongside.people.scoping import AreaRecord

CLASSES = ("public", "staff", "personal", "special", "restricted")
MODELS = [m for m in apps.get_models() if m.__module__.startswith("alongside.")]


def _named(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=_named)
def test_every_field_is_classified_once(model: type[models.Model]) -> None:
    privacy = getattr(model, "Privacy", None)
    assert privacy is not None, f"{model.__name__} does not say who may see its fields"
    named = [name for kind in CLASSES for name in getattr(privacy, kind, ())]
    fields = [f.name for f in model._meta.get_fields() if f.concrete]
    assert sorted(named) == sorted(fields)


@pytest.mark.parametrize("model", MODELS, ids=_named)
def test_personal_fields_say_how_to_scrub_them(model: type[models.Model]) -> None:
    for kind in ("personal", "special"):
        ways = getattr(model.Privacy, kind, {})  # type: ignore[attr-defined]
        assert isinstance(ways, dict), (
            f"{model.__name__}.{kind} must map each field to how it is scrubbed"
        )
        assert all(isinstance(way, str) and way for way in ways.values())


@pytest.mark.parametrize("model", MODELS, ids=_named)
def test_a_record_names_itself_and_its_constraints(model: type[models.Model]) -> None:
    own = [b for b in model.__mro__ if issubclass(b, models.Model) and b is not models.Model]
    assert any("__str__" in vars(b) for b in own)
    for constraint in model._meta.constraints:
        assert constraint.name
        sentence = str(constraint.violation_error_message)
        assert sentence.endswith("."), f"{constraint.name} needs a sentence"
        assert "Constraint" not in sentence, f"{constraint.name} needs a sentence"


@pytest.mark.parametrize("model", MODELS, ids=_named)
def test_nothing_is_deleted_by_deleting_something_else(model: type[models.Model]) -> None:
    cascades = [
        f.name
        for f in model._meta.get_fields()
        if isinstance(f, models.ForeignKey)
        and f.remote_field.on_delete is models.CASCADE
        and f.name not in getattr(model, "CASCADES", ())
    ]
    assert cascades == []


@pytest.mark.parametrize("model", MODELS, ids=_named)
def test_no_logic_hides_in_save(model: type[models.Model]) -> None:
    assert {"save", "delete"} & set(vars(model)) == set()


@pytest.mark.parametrize("model", [m for m in MODELS if issubclass(m, AreaRecord)], ids=_named)
def test_a_subject_row_always_has_an_area(model: type[models.Model]) -> None:
    assert not model._meta.get_field("area").null


@pytest.mark.parametrize("model", MODELS, ids=_named)
def test_a_moment_has_its_author(model: type[models.Model]) -> None:
    """Both or neither: a pair of ..._at and ..._by is held together by a constraint, unless both are always there."""
    names = {f.name: f for f in model._meta.get_fields() if f.concrete}
    held = " ".join(
        str(inspect.getattr_static(c, "condition", "")) for c in model._meta.constraints
    )
    for name, field in names.items():
        if name.endswith("_at") and (author := names.get(f"{name[:-3]}_by")) and field.null:
            assert author.null, f"{model.__name__}.{name} and its author can drift apart"
            assert name in held, f"{model.__name__}.{name} and its author can drift apart"
