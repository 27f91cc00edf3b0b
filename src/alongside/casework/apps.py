from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from alongside.casework.plans import guards as plan_guards


class CaseworkConfig(AppConfig):
    name = "alongside.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_guard_plans, sender=self, dispatch_uid="casework-plan-guards")


def _guard_plans(*, using: str, **rest: Any) -> None:
    """After any migration: what was issued of an EHC plan is held again."""
    connection = connections[using]
    if plan_guards.PARTS in connection.introspection.table_names():
        plan_guards.install(connection)
