"""Folds a migration of a room: the tables it makes are made in one step, constraints inside.

SQLite rebuilds a table for each constraint that is added later, so an unfolded migration makes every
new home slow. What it changes in older tables stays, after the new ones. Run it before the migration
lands: python scripts/fold_migration.py board 0001_initial

Migrations that have landed stay for homes that are in the middle of them, and a new home takes one that
stands for them all: python scripts/fold_migration.py board --all
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ |= {"ALONGSIDE_MODE": "test", "ALONGSIDE_HOME": tempfile.mkdtemp()}

from alongside.config.installation import start_django

FOR_ALL = "0001_to_"
MIGRATIONS = Path(__file__).parents[1] / "src/alongside"


def drop_the_one_before(room: str) -> None:
    """One that stood for fewer goes, before Django reads it, and what came after it comes after the last that
    it stood for: a home that took it has kept that it took each of those.
    """
    for old in MIGRATIONS.glob(f"{room}/migrations/{FOR_ALL}*.py"):
        before, after = (f'("{room}", "{name}")' for name in (old.stem, old.stem[len(FOR_ALL) :]))
        for path in MIGRATIONS.glob("*/migrations/0*.py"):
            text = path.read_text()
            if before in text:
                path.write_text(text.replace(before, after))
        old.unlink()


if IS_FOR_ALL := sys.argv[-1] == "--all":
    drop_the_one_before(sys.argv[1])
start_django()

from django.db.migrations import CreateModel, Migration  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402

from alongside.ledger.tables import CreateTogether  # noqa: E402


def fold(room: str, name: str) -> Path:
    loader = MigrationLoader(None)
    migration = loader.disk_migrations[room, name]
    before = _models(loader, (room, name), room, at_end=False)
    after = _models(loader, (room, name), room, at_end=True)
    new = {key: model for key, model in after.items() if key not in before}
    tables = [_created(new[key]) for key in _in_order(new, room)]
    kept = [each for each in migration.operations if _changed(each) in before]
    migration.operations = [CreateTogether(tables), *kept]
    writer = MigrationWriter(migration)
    path = Path(writer.path)
    path.write_text(writer.as_string())
    return path


def stand_for_all(room: str) -> Path:
    """One migration that makes the room as all of its migrations leave it."""
    loader = MigrationLoader(None)
    names = sorted(name for app, name in loader.disk_migrations if app == room)
    last = (room, names[-1])
    tables = _models(loader, last, room, at_end=True)
    migration = Migration(f"{FOR_ALL}{names[-1]}", room)
    migration.initial = True
    migration.replaces = [(room, name) for name in names]
    migration.dependencies = sorted(
        {each for name in names for each in loader.disk_migrations[room, name].dependencies}
        - set(migration.replaces)
    )
    migration.operations = [
        CreateTogether([_created(tables[key]) for key in _in_order(tables, room)])
    ]
    writer = MigrationWriter(migration)
    path = Path(writer.path)
    path.write_text(writer.as_string())
    return path


def _models(loader, node, room, *, at_end):  # type: ignore[no-untyped-def]
    state = loader.project_state(node, at_end=at_end)
    return {key[1]: model for key, model in state.models.items() if key[0] == room}


def _changed(operation):  # type: ignore[no-untyped-def]
    """The table that an operation is about."""
    return str(getattr(operation, "model_name", getattr(operation, "name", ""))).lower()


def _created(model):  # type: ignore[no-untyped-def]
    options = {key: value for key, value in model.options.items() if value}
    return CreateModel(
        name=model.name, fields=list(model.fields.items()), options=options, bases=model.bases
    )


def _in_order(models, room):  # type: ignore[no-untyped-def]
    """Every table after those it points to; of a circle any first: all are known before the first is made."""
    done: list[str] = []
    while len(done) < len(models):
        ready = [
            key
            for key, model in models.items()
            if key not in done and _needs(model, room) & models.keys() <= {*done, key}
        ]
        done += ready or [key for key in models if key not in done][:1]
    return done


def _needs(model, room):  # type: ignore[no-untyped-def]
    targets = (field.remote_field.model for field in model.fields.values() if field.remote_field)
    labels = (str(t if isinstance(t, str) else t._meta.label).lower() for t in targets)  # noqa: SLF001
    return {label.split(".")[1] for label in labels if label.startswith(f"{room}.")}


if __name__ == "__main__":
    print(stand_for_all(sys.argv[1]) if IS_FOR_ALL else fold(*sys.argv[1:3]))
