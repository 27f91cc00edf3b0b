"""What the operator is shown of the settings, and what the log is spared."""

import logging
from dataclasses import replace

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client

from alongside.config.commands.settings import command


@pytest.mark.parametrize(("value", "shown"), [(False, "no"), (True, "yes")])
def test_a_yes_or_no_is_shown_as_it_is_set(
    value: bool,
    shown: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, oidc_second_factor=value)
    )
    output = CliRunner().invoke(command, catch_exceptions=False).output
    assert f"ALONGSIDE_OIDC_SECOND_FACTOR={shown}\n" in output


def test_a_wrong_host_name_is_refused_without_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = Client().get("/healthy/", headers={"host": "elsewhere.example"})
    assert asked.status_code == 400
    assert caplog.records == []
    assert not logging.getLogger("django.security.DisallowedHost").isEnabledFor(logging.ERROR)
