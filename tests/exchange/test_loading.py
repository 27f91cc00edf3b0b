"""The doors of the room stay light: a web process that imports them loads no big library."""

import subprocess
import sys

HEAVY = ("openpyxl", "xlsxwriter", "icalendar", "dateutil", "django")
SCRIPT = f"""
import sys
import alongside.exchange.tables, alongside.exchange.spreadsheets, alongside.exchange.calendars
import alongside.exchange.json_documents, alongside.exchange.csv_out
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_importing_the_doors_loads_no_heavy_library():
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
