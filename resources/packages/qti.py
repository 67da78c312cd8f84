"""A quiz as QTI 1.2 in the profile of Common Cartridge."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from resources.packages.xml import XSI, element
from resources.quizzes import Answer, Question, Quiz

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
SCHEMA = f"{QTI} http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
FULL = "100"
ANSWER = "answer"
"""What a question calls the choice made in it."""


def assessment(identifier: str, title: str, quizzes: list[Quiz]) -> Element:
    """One assessment with the questions of all quizzes of a unit."""
    items = [_item(question) for quiz in quizzes for question in quiz.questions]
    return element(
        "questestinterop",
        element(
            "assessment",
            _facts(cc_profile="cc.exam.v0p1", qmd_assessmenttype="Examination", qmd_scoretype="Percentage"),
            element("section", *items, ident="questions"),
            ident=identifier,
            title=title,
        ),
        xmlns=QTI,
        xmlns__xsi=XSI,
        xsi__schemaLocation=SCHEMA,
    )


def _facts(**facts: str) -> Element:
    return element(
        "qtimetadata",
        *(
            element("qtimetadatafield", element("fieldlabel", label), element("fieldentry", entry))
            for label, entry in facts.items()
        ),
    )


def _text(text: str) -> Element:
    return element("material", element("mattext", text, texttype="text/plain"))


def _item(question: Question) -> Element:
    labels = [element("response_label", _text(answer.text), ident=_name(answer)) for answer in question.answers]
    return element(
        "item",
        element(
            "itemmetadata",
            _facts(cc_profile="cc.multiple_response.v0p1" if question.several else "cc.multiple_choice.v0p1"),
        ),
        element(
            "presentation",
            _text(question.text),
            element(
                "response_lid",
                element("render_choice", *labels, shuffle="No"),
                ident=ANSWER,
                rcardinality="Multiple" if question.several else "Single",
            ),
        ),
        element(
            "resprocessing",
            element(
                "outcomes",
                element("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue=FULL),
            ),
            *(_several(question) if question.several else _one(question)),
        ),
        *(
            element("itemfeedback", element("flow_mat", _text(answer.feedback)), ident=_feedback(answer))
            for answer in question.answers
        ),
        ident=f"question-{question.name}",
        title=question.text,
    )


def _one(question: Question) -> Iterator[Element]:
    """One condition for each answer: it says its word, and the right one counts."""
    for answer in question.answers:
        yield element(
            "respcondition",
            element("conditionvar", _chosen(answer)),
            _score() if answer.right else None,
            _says(answer),
            **{"continue": "No"},
        )


def _several(question: Question) -> Iterator[Element]:
    """All right answers and no other count; besides, each chosen answer says its word."""
    yield element(
        "respcondition",
        element(
            "conditionvar",
            element(
                "and",
                *(_chosen(answer) if answer.right else element("not", _chosen(answer)) for answer in question.answers),
            ),
        ),
        _score(),
        **{"continue": "Yes"},
    )
    for answer in question.answers:
        yield element("respcondition", element("conditionvar", _chosen(answer)), _says(answer), **{"continue": "Yes"})


def _name(answer: Answer) -> str:
    return f"a{answer.value}"


def _feedback(answer: Answer) -> str:
    return f"a{answer.value}_fb"


def _chosen(answer: Answer) -> Element:
    # Moodle counts what several answers are worth only where the case is said to matter.
    return element("varequal", _name(answer), respident=ANSWER, case="Yes")


def _says(answer: Answer) -> Element:
    return element("displayfeedback", feedbacktype="Response", linkrefid=_feedback(answer))


def _score() -> Element:
    return element("setvar", FULL, varname="SCORE", action="Set")
