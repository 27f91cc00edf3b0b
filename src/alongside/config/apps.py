"""Joining the rooms as the process starts."""

from django.apps import AppConfig
from django.conf import settings

from alongside.access import announce
from alongside.access.roles import role_label
from alongside.config import demonstration_start
from alongside.ledger import naming
from alongside.web import offers


class CompositionConfig(AppConfig):
    name = "alongside.config"
    label = "composition"

    def ready(self) -> None:
        # The rooms' records exist only once Django has loaded every application.
        from alongside.config import schedule  # noqa: F401, PLC0415
        from alongside.config.composition import OFFERS  # noqa: PLC0415
        from alongside.notices.telling import tell  # noqa: PLC0415
        from alongside.people.queries import ids_of_people_called, names_of  # noqa: PLC0415

        offers.install(OFFERS)
        announce.install(tell)
        naming.install(names_of=names_of, people_called=ids_of_people_called, role_label=role_label)
        if settings.DEMONSTRATION:
            demonstration_start.move_clock()
