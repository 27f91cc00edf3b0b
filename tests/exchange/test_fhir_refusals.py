"""What is refused, in which words, and that nothing personal is ever repeated."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from fhirclient.models.operationoutcome import OperationOutcome as R4Outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.exchange import fhir
from alongside.exchange.fhir.codes import Event
from alongside.exchange.fhir.examples import (
    EXAMPLES,
    PROGRESS_MESSAGE,
    REPLY_MESSAGE,
    REQUEST_MESSAGE,
)
from alongside.exchange.limits import Limits
from alongside.kernel.refusals import Refusal, Refusals

NAMES = fhir.Names()
BUNDLES = {
    message.event: json.loads(fhir.write_message(message, names=NAMES)) for message in EXAMPLES
}
PERSONAL = ("Robin", "9990000018", "2014-05-06", "T816400026001", "B83002", "Sample")
Spoil = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module", autouse=True)
def libraries() -> None:
    """The library loads with the first message, which would be slow within an example."""
    for bundle in BUNDLES.values():
        fhir.read_message(json.dumps(bundle).encode(), names=NAMES)
    refused(b"[]")


def resource(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(
        entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind
    )


def entry_of(bundle: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(e for e in bundle["entry"] if e["resource"]["resourceType"] == kind)


def refused(content: bytes) -> fhir.OperationOutcome:
    with pytest.raises(fhir.MessageRefused) as caught:
        fhir.read_message(content, names=NAMES)
    outcome = caught.value.outcome
    R4Outcome(outcome.to_json(), strict=True)
    said = json.dumps(outcome.to_json(), ensure_ascii=False)
    assert [word for word in PERSONAL if word in said] == []
    return outcome


def spoiled(event: Event, spoil: Spoil) -> bytes:
    bundle = copy.deepcopy(BUNDLES[event])
    spoil(bundle)
    return json.dumps(bundle).encode()


def put(kind: str, **parts: Any) -> Spoil:
    return lambda bundle: resource(bundle, kind).update(parts)


def drop(kind: str, name: str) -> Spoil:
    return lambda bundle: resource(bundle, kind).pop(name)


def remove(kind: str) -> Spoil:
    return lambda bundle: bundle["entry"].remove(entry_of(bundle, kind))


def both(one: Spoil, other: Spoil) -> Spoil:
    return lambda bundle: (one(bundle), other(bundle))


def narrative(markup: str) -> Spoil:
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{markup}</div>'
    return put("Patient", text={"status": "generated", "div": div})


def attachment(**parts: Any) -> Spoil:
    return lambda bundle: resource(bundle, "DocumentReference")["content"][0]["attachment"].update(
        parts
    )


def nhs_number(**parts: Any) -> Spoil:
    return lambda bundle: resource(bundle, "Patient")["identifier"][0].update(parts)


def odd_addresses(bundle: dict[str, Any]) -> None:
    for entry in bundle["entry"]:
        entry["fullUrl"] = "urn:uuid:6f1c9f0e-2d35-4e5b-9a51-0c8a3d2f7b10"


ASKED, PROGRESS, GIVEN = Event.ASKED, Event.PROGRESS, Event.GIVEN
TABLE: list[tuple[str, Event, Spoil, str, str]] = [
    ("no bundle", ASKED, lambda b: b.update(type="transaction"), "", "type message"),
    ("another resource", ASKED, lambda b: b.update(resourceType="Patient"), "", "type message"),
    ("no entries", ASKED, lambda b: b.update(entry=[]), "Bundle.entry", "no entry"),
    ("no header", ASKED, remove("MessageHeader"), "Bundle.entry", "MessageHeader is missing"),
    ("header not first", ASKED, lambda b: b["entry"].reverse(), "entry[0]", "must be a MessageH"),
    ("no task", ASKED, remove("Task"), "Bundle.entry", "Task is missing"),
    ("no child", ASKED, remove("Patient"), "reference", "leads to no entry"),
    ("no questions", ASKED, remove("Questionnaire"), "Bundle.entry", "Questionnaire is missing"),
    ("two tasks", ASKED, lambda b: b["entry"].append({"resource": copy.deepcopy(resource(b, "Task"))}),
     "entry", "same address"),
    ("addresses twice", ASKED, odd_addresses, "fullUrl", "same address"),
    ("unknown resource", ASKED, lambda b: b["entry"].append({"resource": {"resourceType": "Binary"}}),
     "resource", "not taken here"),
    ("no resource type", ASKED, lambda b: b["entry"].append({"resource": {}}), "resourceType", "missing"),
    ("stray entry", PROGRESS, lambda b: b["entry"].append(entry_of(BUNDLES[ASKED], "Patient")),
     "resource", "nothing leads to it"),
    ("wrong profile", ASKED, put("Task", meta={"profile": ["http://x.example/T"], "versionId": "1"}),
     "meta.profile", "profile is not taken"),
    ("unknown element", ASKED, put("Task", colour="Robin"), "colour", "no such element"),
    ("contained", ASKED, put("Task", contained=[{"resourceType": "Patient"}]), "contained", "own"),
    ("modifier", ASKED, put("Task", modifierExtension=[{"url": "x", "valueBoolean": True}]),
     "modifierExtension", "changes the meaning"),
    ("implicit rules", ASKED, put("Task", implicitRules="http://x.example"), "implicitRules", "elsewhere"),
    ("reference outside", ASKED, put("Task", **{"for": {"reference": "https://x.example/Patient/1"}}),
     "for.reference", "References to other places are not followed"),
    ("reference nowhere", ASKED, put("Task", **{"for": {"reference": "Patient/9"}}), "for.reference",
     "leads to no entry"),
    ("reference to the wrong thing", ASKED,
     lambda b: resource(b, "Task").update({"for": {"reference": entry_of(b, "Task")["fullUrl"]}}),
     "for.reference", "must lead to a Patient"),
    ("script", ASKED, narrative("<script>x()</script>"), "text", "plain XHTML"),
    ("handler", ASKED, narrative('<p onclick="x()">a</p>'), "text", "plain XHTML"),
    ("link", ASKED, narrative('<a href="javascript:x()">a</a>'), "text", "plain XHTML"),
    ("picture", ASKED, narrative('<img src="https://x.example/p.png"/>'), "text", "plain XHTML"),
    ("broken markup", ASKED, narrative("<p>a"), "text", "plain XHTML"),
    ("entities", ASKED, put("Patient", text={"status": "generated",
     "div": '<!DOCTYPE d [<!ENTITY a "b">]><div xmlns="http://www.w3.org/1999/xhtml">&a;</div>'}),
     "text", "plain XHTML"),
    ("check digit", ASKED, nhs_number(value="9990000019"), "identifier[0].value", "cannot exist"),
    ("short number", ASKED, nhs_number(value="99900"), "identifier[0].value", "10 digits"),
    ("unknown status", ASKED, lambda b: resource(b, "Patient")["identifier"][0]["extension"][0]
     ["valueCodeableConcept"]["coding"][0].update(code="99"), "code", "Use one of: 01, 02"),
    ("two numbers", ASKED, lambda b: resource(b, "Patient")["identifier"].append(
        copy.deepcopy(resource(b, "Patient")["identifier"][0])), "identifier", "cannot both"),
    ("odd UPN", ASKED, lambda b: resource(b, "Patient")["identifier"][1].update(value="A816400026001"),
     "identifier[1].value", "cannot exist"),
    ("odd ODS", ASKED, lambda b: resource(b, "Patient")["generalPractitioner"][0]["identifier"].update(
        value="b 8!"), "identifier.value", "ODS code"),
    ("nameless body", ASKED, drop("Organization", "identifier"), "identifier", "ODS code or the number"),
    ("month of birth", ASKED, put("Patient", birthDate="2014-05"), "birthDate", "whole day"),
    ("no such day", ASKED, put("Patient", birthDate="2014-02-30"), "birthDate", "R4 asks for"),
    ("born with a time", ASKED, put("Patient", birthDate="2014-05-06T10:00:00Z"), "birthDate", ""),
    ("born later", ASKED, put("Patient", birthDate="2031-01-01"), "for", "born after"),
    ("no birth date", ASKED, drop("Patient", "birthDate"), "birthDate", "missing"),
    ("asked without a time", ASKED, put("Task", authoredOn="2026-02-16"), "authoredOn", "time zone"),
    ("no due day", ASKED, drop("Task", "restriction"), "restriction", "by which day"),
    ("due before received", ASKED, put("Task", restriction={"period": {"start": "2026-02-16",
     "end": "2026-02-15"}}), "restriction.period.end", "cannot be due before"),
    ("due in a month", ASKED, put("Task", restriction={"period": {"end": "2026-03"}}),
     "restriction.period.end", "whole day"),
    ("changed after sending", ASKED, put("Task", lastModified="2026-02-17T09:00:00Z"), "lastModified",
     "after the sending"),
    ("changed before asking", ASKED, put("Task", lastModified="2026-02-15T09:00:00Z"), "lastModified",
     "before the request was written"),
    ("another framework", ASKED, lambda b: resource(b, "Task")["input"][0].update(
        valueCanonical="https://alongside.example/Questionnaire/health-advice|2"),
     "valueCanonical", "not the framework"),
    ("another kind", ASKED, lambda b: resource(b, "ServiceRequest")["code"]["coding"][0].update(
        code="reg6-1-e"), "code", "something else"),
    ("unknown kind", ASKED, lambda b: resource(b, "Task")["code"]["coding"][0].update(code="Robin"),
     "code", "Use one of: reg6-1-b"),
    ("no version", ASKED, put("Task", meta={"lastUpdated": "2026-02-16T09:00:05Z"}), "versionId",
     "missing"),
    ("version in words", ASKED, put("Task", meta={"versionId": "one"}), "versionId", "1, 2, 3"),
    ("no name of the message", ASKED, lambda b: b.pop("identifier"), "Bundle.identifier", "missing"),
    ("a name of another kind", ASKED, lambda b: b["identifier"].update(value="M-1"), "value", "UUID"),
    ("unknown event", ASKED, lambda b: resource(b, "MessageHeader")["eventCoding"].update(code="x"),
     "eventCoding.code", "Use one of: advice-asked"),
    ("stage of another event", ASKED, put("Task", status="completed"), "status", "cannot bring"),
    ("unknown state", ASKED, put("Task", status="Robin"), "status", "Use one of: requested"),
    ("address for a document", ASKED, attachment(url="https://x.example/report.pdf"), "url",
     "Nothing is fetched"),
    ("no content", ASKED, lambda b: resource(b, "DocumentReference")["content"][0]["attachment"].pop(
        "data"), "data", "missing"),
    ("not base64", ASKED, attachment(data="Robin!"), "data", ""),
    ("another size", ASKED, attachment(size=3), "size", "this size"),
    ("another hash", ASKED, attachment(hash="AAAA"), "hash", "this hash"),
    ("a programme", ASKED, attachment(contentType="text/html"), "contentType", "kind of file"),
    ("document withdrawn", ASKED, put("DocumentReference", status="entered-in-error"), "status",
     "current"),
    ("long text", ASKED, lambda b: resource(b, "ServiceRequest")["reasonCode"][0].update(
        text="x" * 100_001), "text", "longer than 100,000"),
    ("control character", ASKED, lambda b: resource(b, "ServiceRequest")["reasonCode"][0].update(
        text="Robin\x1b[2J"), "text", "control character"),
    ("declined for a waiting list", PROGRESS, put("Task", status="rejected",
     statusReason={"text": "Waiting list"}), "statusReason", "only on the two grounds"),
    ("declined without a reason", PROGRESS, put("Task", status="rejected"), "statusReason",
     "only on the two grounds"),
    ("on hold without a ground", PROGRESS, put("Task", status="on-hold"), "statusReason", "8A, 8B, 8C"),
    ("received, but when", PROGRESS, drop("Task", "restriction"), "restriction", "six weeks run"),
    ("progress that says nothing", PROGRESS, both(put("Task", status="requested"), remove("Communication")),
     "status", "needs a note"),
    ("another business status", PROGRESS, put("Task", businessStatus={"coding": [{
        "system": "https://alongside.example/CodeSystem/ehc-advice-stage", "code": "returned"}]}),
     "businessStatus.coding", "does not belong"),
    ("advice without advice", GIVEN, drop("Task", "output"), "output", "rows, documents, or both"),
    ("unfinished advice", GIVEN, put("QuestionnaireResponse", status="in-progress"), "status",
     "complete"),
    ("unknown part", GIVEN, lambda b: resource(b, "QuestionnaireResponse")["item"].append(
        {"linkId": "Robin"}), "linkId", "not known here"),
    ("remark of no kind", GIVEN, lambda b: resource(b, "QuestionnaireResponse")["item"][3]["item"].pop(),
     "item", "is missing"),
    ("remark of another kind", GIVEN, lambda b: resource(b, "QuestionnaireResponse")["item"][3]["item"]
     [2].update(answer=[{"valueString": "Robin"}]), "item", "one of: strength"),
    ("outcome for no need", GIVEN, lambda b: resource(b, "QuestionnaireResponse")["item"].pop(4),
     "item", "names a need"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("event", "spoil", "place", "words"),
    [pytest.param(*row[1:], id=row[0]) for row in TABLE],
)
def test_a_spoiled_message_is_refused_with_place_and_words(
    event: Event, spoil: Spoil, place: str, words: str
):
    outcome = refused(spoiled(event, spoil))
    assert any(place in issue.place and words in issue.sentence for issue in outcome.issues), (
        outcome.issues
    )


def test_a_decline_on_a_lawful_ground_needs_words():
    system = "https://alongside.example/CodeSystem/ehc-advice-reason"
    reason = {"coding": [{"system": system, "code": "adverse"}]}
    outcome = refused(spoiled(PROGRESS, put("Task", status="rejected", statusReason=reason)))
    assert [issue.sentence for issue in outcome.issues] == [
        "The reason must also be told in words."
    ]


def test_everything_that_is_wrong_is_told_at_once():
    def spoil(bundle: dict[str, Any]) -> None:
        nhs_number(value="9990000019")(bundle)
        drop("Patient", "birthDate")(bundle)
        put("Task", intent="plan", authoredOn="2026")(bundle)
        attachment(size=1)(bundle)
        put("Questionnaire", colour="red")(bundle)

    places = [issue.place.split("resource.")[1] for issue in refused(spoiled(ASKED, spoil)).issues]
    assert sorted(places) == [
        "authoredOn",
        "birthDate",
        "colour",
        "content[0].attachment.size",
        "identifier[0].value",
        "intent",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty|missing"),
        (b"<Bundle/>", "value is missing here"),
        (b"[]", "not a FHIR resource"),
        (b'"Robin"', "not a FHIR resource"),
        (b"{}", "type message"),
        (b'{"resourceType": "Bundle", "Robin": 1, "Robin": 2}', "A name stands twice"),
        (b'{"a": ' + b"9990000018" * 60 + b"}", "A number is too long"),
        (b'{"a": 9990000018e999}', "A number is too large"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "more than 30 levels"),
        (json.dumps({"a": [0] * 20_001}).encode(), "more than 20,000 values"),
        ('{"resourceType": "Bundle"}'.encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_message_at_all_is_refused(content: bytes, words: str):
    sentences = " ".join(issue.sentence for issue in refused(content).issues)
    assert re.search(words, sentences), sentences


def test_a_message_over_the_limit_is_refused_unread():
    with pytest.raises(fhir.MessageRefused, match="larger"):
        fhir.read_message(b" " * 101, names=NAMES, limits=Limits(file_bytes=100))


def test_a_reference_that_leads_nowhere_hides_nothing_of_the_child():
    def spoil(bundle: dict[str, Any]) -> None:
        put("Task", **{"for": {"reference": "https://elsewhere.example/Patient/1"}})(bundle)
        nhs_number(value="9990000019")(bundle)

    places = {issue.place.split("resource.")[1] for issue in refused(spoiled(ASKED, spoil)).issues}
    assert {"for.reference", "identifier[0].value"} <= places


def test_an_element_named_like_a_person_is_not_named_and_hides_nothing():
    outcome = refused(spoiled(ASKED, put("Patient", Robin=1, birthDate="2014-05")))
    patient = next(
        place
        for place, entry in enumerate(BUNDLES[ASKED]["entry"])
        if entry["resource"]["resourceType"] == "Patient"
    )
    here = f"Bundle.entry[{patient}].resource"
    assert [issue.place for issue in outcome.issues] == [here, f"{here}.birthDate"]


def test_two_documents_of_one_name_are_refused():
    def spoil(bundle: dict[str, Any]) -> None:
        resource(bundle, "ServiceRequest")["supportingInfo"] *= 2

    assert any("same key" in issue.sentence for issue in refused(spoiled(ASKED, spoil)).issues)


def test_after_a_hundred_problems_it_is_said_that_there_may_be_more():
    def spoil(bundle: dict[str, Any]) -> None:
        resource(bundle, "Questionnaire")["item"] += [{"linkId": "x", "type": "text"}] * 300

    issues = refused(spoiled(ASKED, spoil)).issues
    assert len(issues) == 101
    assert "more problems after these" in issues[-1].sentence


def test_more_entries_than_are_taken_are_refused():
    outcome = refused(spoiled(ASKED, lambda b: b["entry"].extend([{}] * 300)))
    assert any("More than 200 entries" in issue.sentence for issue in outcome.issues)


def test_what_is_not_taken_is_named_but_does_not_stop_the_message():
    content = spoiled(
        ASKED, put("Patient", address=[{"postalCode": "YO1 1AA"}], telecom=[{"value": "01904"}])
    )
    taken = fhir.read_message(content, names=NAMES)
    assert taken.message == REQUEST_MESSAGE
    assert [path.rpartition(".")[2] for path in taken.left_out] == ["address", "telecom"]


def test_a_harmless_readable_text_is_taken_and_not_kept():
    taken = fhir.read_message(spoiled(ASKED, narrative("<p><b>Robin</b></p>")), names=NAMES)
    assert taken.message == REQUEST_MESSAGE


def test_older_identifier_systems_are_read():
    def spoil(bundle: dict[str, Any]) -> None:
        nhs_number(system="http://fhir.nhs.net/Id/nhs-number")(bundle)
        status = resource(bundle, "Patient")["identifier"][0]["extension"][0]
        coding = status["valueCodeableConcept"]["coding"][0]
        coding["system"] += "England"

    assert fhir.read_message(spoiled(ASKED, spoil), names=NAMES).message == REQUEST_MESSAGE


def test_plain_references_within_the_bundle_are_followed():
    def spoil(bundle: dict[str, Any]) -> None:
        for entry in bundle["entry"]:
            old = entry.pop("fullUrl")
            new = f"{entry['resource']['resourceType']}/{entry['resource']['id']}"
            renamed.update({old: new})

    renamed: dict[str, str] = {}
    content = spoiled(GIVEN, spoil).decode()
    for old, new in renamed.items():
        content = content.replace(old, new)
    assert fhir.read_message(content.encode(), names=NAMES).message == REPLY_MESSAGE


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [here, *(path for key, each in inner for path in paths(each, (*here, key)))]


PATHS = {event: [path for path in paths(bundle) if path] for event, bundle in BUNDLES.items()}
JUNK = st.sampled_from(
    [None, "", " ", "Robin", 0, -1, 1.5, True, [], {}, [[]], [{}], [None], {"a": {}}, "2014-05-06",
     "9" * 50, {"reference": "#x"}, {"coding": [{"code": 1}]}, ["Robin"]]
)  # fmt: skip


@settings(deadline=None)
@given(data=st.data(), event=st.sampled_from(Event))
def test_whatever_is_put_anywhere_is_taken_or_refused_in_plain_words(
    data: st.DataObject, event: Event
):
    bundle = copy.deepcopy(BUNDLES[event])
    for path in data.draw(st.lists(st.sampled_from(PATHS[event]), min_size=1, max_size=3)):
        holder: Any = bundle
        try:
            for key in path[:-1]:
                holder = holder[key]
            if data.draw(st.booleans()):
                holder[path[-1]] = data.draw(JUNK)
            else:
                del holder[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue
    content = json.dumps(bundle).encode()
    try:
        fhir.read_message(content, names=NAMES)
    except fhir.MessageRefused:
        refused(content)


@given(content=st.binary(max_size=200))
def test_noise_is_refused_in_plain_words(content: bytes):
    refused(content)


def test_what_a_room_refuses_becomes_an_outcome_too():
    outcome = fhir.outcome_of_refusal(Refusals([Refusal("One."), Refusal("Two.")]))
    assert [issue.sentence for issue in outcome.issues] == ["One.", "Two."]
    with pytest.raises(fhir.MessageRefused) as caught:
        fhir.read_message(b"[]", names=NAMES)
    assert fhir.outcome_of_refusal(caught.value) is caught.value.outcome


def test_examples_hold_what_the_outcomes_must_not_repeat():
    said = json.dumps(BUNDLES[ASKED]) + json.dumps(BUNDLES[GIVEN])
    assert [word for word in PERSONAL if word not in said] == []
    assert PROGRESS_MESSAGE.answers == REQUEST_MESSAGE.message_id
