"""What FHIR costs: nothing until the first message, and little for each."""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

from fhirclient.models.capabilitystatement import CapabilityStatement as R4Statement

from alongside.exchange import fhir
from alongside.exchange.fhir.examples import EXAMPLES
from alongside.exchange.on_demand import library

NAMES = fhir.Names()
MOST_SECONDS = 0.05
MOST_SECONDS_WITH_REPORT = 0.4
ROUNDS = 20
SCRIPT = """
import sys
from alongside.exchange import fhir
from alongside.exchange.fhir.examples import EXAMPLES
for message in EXAMPLES:
    fhir.write_message(message, names=fhir.Names())
print([name for name in ("pydantic", "fhir_core", "fhir.resources", "django") if name in sys.modules])
"""


def test_writing_messages_loads_no_heavy_library():
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_usual_message_is_read_well_under_50_ms():
    contents = [fhir.write_message(message, names=NAMES) for message in EXAMPLES]
    for content in contents:
        fhir.read_message(content, names=NAMES)
    began = time.process_time()
    for _ in range(ROUNDS):
        for content in contents:
            fhir.read_message(content, names=NAMES)
    assert (time.process_time() - began) / (ROUNDS * len(contents)) < MOST_SECONDS / 2


def test_a_message_with_a_report_of_three_megabytes_is_read_quickly():
    request = EXAMPLES[0]
    report = replace(request.body.documents[0], content=bytes(range(256)) * 12_000)
    message = replace(request, body=replace(request.body, documents=(report,)))
    content = fhir.write_message(message, names=NAMES)
    fhir.read_message(content, names=NAMES)
    began = time.process_time()
    assert fhir.read_message(content, names=NAMES).message == message
    assert time.process_time() - began < MOST_SECONDS_WITH_REPORT


def test_the_capability_statement_is_true_r4_and_names_what_is_taken():
    statement = fhir.capability_statement(NAMES, published_on=date(2026, 2, 1), version="0.1.0")
    R4Statement(statement, strict=True)
    library("fhir.resources.R4B").get_fhir_model_class("CapabilityStatement")(**statement)
    named = {each["definition"] for each in statement["messaging"][0]["supportedMessage"]}
    assert named == {f"{NAMES.base}/MessageDefinition/{event}" for event in fhir.Event}
