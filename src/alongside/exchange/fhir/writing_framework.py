"""The questions of the framework, as a Questionnaire."""

from alongside.exchange.fhir.advice_items import QUESTION
from alongside.exchange.fhir.bundling import Bundling
from alongside.exchange.fhir.model import Framework, Question
from alongside.exchange.fhir.names import Names
from alongside.exchange.fhir.shaping import Object, known


def canonical(names: Names, code: str, version: str) -> str:
    """
    >>> canonical(Names(), "health", "2")
    'https://alongside.example/Questionnaire/health|2'
    """
    return f"{names.questionnaire(code)}|{version}"


def framework_out(out: Bundling, framework: Framework) -> None:
    content: Object = {
        "url": out.names.questionnaire(framework.code),
        "version": framework.version,
        "title": framework.title,
        "status": "active",
        "subjectType": ["Patient"],
        "item": [_question(question) for question in framework.questions],
    }
    out.add("Questionnaire", "framework", content)


def _question(question: Question) -> Object:
    item: Object = {
        "linkId": f"{QUESTION}{question.code}",
        "text": question.words,
        "type": "text",
        "required": True if question.is_required else None,
    }
    return known(item)
