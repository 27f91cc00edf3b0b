from django.apps import AppConfig

from alongside.web import offers


class CompositionConfig(AppConfig):
    name = "alongside.config"
    label = "composition"

    def ready(self) -> None:
        from alongside.config.composition import OFFERS  # noqa: PLC0415 - rooms' models must be loaded first

        offers.install(OFFERS)
