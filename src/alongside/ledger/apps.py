from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "alongside.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_guard_ledger, sender=self, dispatch_uid="ledger-guards")


def _guard_ledger(*, using: str, **rest: Any) -> None:
    """After any migration: the guards stand, and a new ledger has its head."""
    from alongside.ledger import beginning, triggers  # noqa: PLC0415 - models are not loaded above

    connection = connections[using]
    if "ledger_head" in connection.introspection.table_names():
        beginning.make_head(using=using)
        triggers.install(connection)
