"""What one web process loads: nothing for analytics, charts or documents until somebody asks for a file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import PASSWORD, world_home

HEAVY = (
    "numpy", "pandas", "polars", "duckdb", "ibis", "pyarrow", "scipy", "sklearn", "matplotlib",
    "plotly", "altair", "vl_convert", "typst", "docx", "docxtpl", "reportlab", "weasyprint", "PIL",
    "openpyxl", "xlsxwriter", "icalendar", "playwright", "pytest",
)  # fmt: skip
ASK = f"""
import sys
from alongside.config.installation import start_django
from alongside.config.demonstration_start import move_clock
start_django()
move_clock()
from alongside.config.wsgi import application
from django.test import Client
from alongside.measures.models import Figure
from alongside.plan.models import Line, Statement
statement = Statement.objects.across_areas(reason="a test").filter(area__slug="york").order_by("pk")[0]
line = statement.lines.order_by("pk")[0]
figures = Figure.objects.across_areas(reason="a test").filter(area__slug="york")
figure = figures.get(series__measure__code="W1")
client = Client(SERVER_NAME="localhost")
form = {{"login": "chair@york.example", "password": {PASSWORD!r}}}
assert client.get("/account/login/").status_code == 200
assert client.post("/account/login/", form).status_code == 302
for address in (
    "/york/", "/york/plan/", f"/york/plan/plans/{{statement.ref}}/", f"/york/plan/lines/{{line.ref}}/",
    f"/york/plan/plans/{{statement.ref}}/timeline/", f"/york/plan/plans/{{statement.ref}}/risks/",
    "/york/measures/", f"/york/measures/{{figure.series.measure.ref}}/",
    f"/york/measures/figures/{{figure.ref}}/rows/denominator/",
    "/york/notices/", "/york/search/?q=plan", "/account/",
):
    assert client.get(address).status_code == 200, address
print(" ".join(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    home = Path(shutil.copytree(world_home(), tmp_path_factory.mktemp("web") / "home"))
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": "demonstration"}
    environment.pop("ALONGSIDE_DATABASE", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    return set(asked.stdout.split())


def test_a_web_process_loads_the_house(loaded: set[str]) -> None:
    assert {"django", "alongside", "allauth"} <= loaded


@pytest.mark.parametrize("library", HEAVY)
def test_a_web_process_does_not_load(loaded: set[str], library: str) -> None:
    assert library not in loaded
