from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "alongside.demonstration"
    label = "demonstration"
    default_auto_field = "django.db.models.BigAutoField"
