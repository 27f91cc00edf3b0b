"""Folds the first migration of a room into one step that makes its tables, constraints inside.

SQLite rebuilds a table for each constraint that is added later, so an unfolded first migration makes
every new home slow. Run it before the migration lands: python scripts/fold_migration.py board
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ |= {"ALONGSIDE_MODE": "test", "ALONGSIDE_HOME": tempfile.mkdtemp()}

from alongside.config.installation import start_django

start_django()

from django.db.migrations import CreateModel  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402

from alongside.ledger.tables import CreateTogether  # noqa: E402


def fold(room: str) -> Path:
    loader = MigrationLoader(None)
    name = (room, "0001_initial")
    migration = loader.disk_migrations[name]
    state = loader.project_state(name)
    models = {key[1]: model for key, model in state.models.items() if key[0] == room}
    tables = [_created(models[key]) for key in _in_order(models, room)]
    migration.operations = [CreateTogether(tables)]
    writer = MigrationWriter(migration)
    path = Path(writer.path)
    path.write_text(writer.as_string())
    return path


def _created(model):  # type: ignore[no-untyped-def]
    options = {key: value for key, value in model.options.items() if value}
    return CreateModel(
        name=model.name, fields=list(model.fields.items()), options=options, bases=model.bases
    )


def _in_order(models, room):  # type: ignore[no-untyped-def]
    """Every table after those it points to."""
    done: list[str] = []
    while len(done) < len(models):
        ready = [k for k, m in models.items() if k not in done and _needs(m, room) <= {*done, k}]
        assert ready, "The tables point at each other in a circle."
        done += ready
    return done


def _needs(model, room):  # type: ignore[no-untyped-def]
    targets = (field.remote_field.model for field in model.fields.values() if field.remote_field)
    labels = (str(t if isinstance(t, str) else t._meta.label).lower() for t in targets)  # noqa: SLF001
    return {label.split(".")[1] for label in labels if label.startswith(f"{room}.")}


if __name__ == "__main__":
    print(fold(sys.argv[1]))
