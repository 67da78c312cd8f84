"""Common Cartridge 1.1: units as pages, their quizzes as assessments the platform asks and counts itself."""

from xml.etree.ElementTree import Element

from resources.models import LearningModulePage
from resources.packages.archive import archive
from resources.packages.course import NOTES, STYLE, Course, Lesson, course_of
from resources.packages.enclosed import Page
from resources.packages.qti import assessment
from resources.packages.xml import XSI, element, written

CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
RESOURCE = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"
SCHEMAS = (
    f"{CP} {PROFILE}/ccv1p1_imscp_v1p2_v1p0.xsd {RESOURCE} {PROFILE}/LOM/ccv1p1_lomresource_v1p0.xsd "
    f"{LOM} {PROFILE}/LOM/ccv1p1_lommanifest_v1p0.xsd"
)
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
MANIFEST = "imsmanifest.xml"


def cartridge(page: LearningModulePage) -> bytes:
    """The module as a Common Cartridge; the same bytes for the same module. Raises LookupError when it has no unit."""
    course = course_of(page, scored=False)
    quizzes = {
        _quiz_path(lesson): written(assessment(f"quiz-{lesson.key}", _quiz_title(course, lesson), lesson.quizzes))
        for lesson in course.lessons
        if lesson.quizzes
    }
    return archive({MANIFEST: written(_manifest(course)), **course.files, **quizzes})


def _quiz_path(lesson: Lesson) -> str:
    return f"quiz-{lesson.key}/assessment.xml"


def _quiz_title(course: Course, lesson: Lesson) -> str:
    return f"{course.quiz_title} – {lesson.title}"


def _manifest(course: Course) -> Element:
    items, resources = [], []
    for lesson in course.lessons:
        items.append(_item(f"unit-{lesson.key}", lesson.title))
        resources.append(_page(f"unit-{lesson.key}", lesson.path, lesson.page))
        if lesson.quizzes:
            items.append(_item(f"quiz-{lesson.key}", _quiz_title(course, lesson)))
            file = element("file", href=_quiz_path(lesson))
            resources.append(element("resource", file, identifier=f"quiz-{lesson.key}", type=QUIZ))
    if course.notes:
        items.append(_item("notes", course.notes_title))
        resources.append(_page("notes", NOTES, course.notes, _for_instructors(), intendeduse="lessonplan"))
    shared = element("resource", element("file", href=STYLE), identifier="shared", type="webcontent")
    return element(
        "manifest",
        _metadata(course),
        element(
            "organizations",
            element(
                "organization",
                element("item", *items, identifier="root"),
                identifier="units",
                structure="rooted-hierarchy",
            ),
        ),
        element("resources", *resources, shared),
        identifier=course.identifier,
        xmlns=CP,
        xmlns__lom=RESOURCE,
        xmlns__lomimscc=LOM,
        xmlns__xsi=XSI,
        xsi__schemaLocation=SCHEMAS,
    )


def _item(resource: str, title: str) -> Element:
    return element("item", element("title", title), identifier=f"item-{resource}", identifierref=resource)


def _page(identifier: str, path: str, page: Page, metadata: Element | None = None, **attributes: str) -> Element:
    return element(
        "resource",
        metadata,
        *(element("file", href=name) for name in (path, *page.files)),
        element("dependency", identifierref="shared"),
        identifier=identifier,
        type="webcontent",
        href=path,
        **attributes,
    )


def _for_instructors() -> Element:
    """A platform that knows roles shows the page to those who teach."""
    role = element(
        "lom:intendedEndUserRole", element("lom:source", "IMSGLC_CC_Rolesv1p1"), element("lom:value", "Instructor")
    )
    return element("metadata", element("lom:lom", element("lom:educational", role)))


def _metadata(course: Course) -> Element:
    def said(name: str, text: str) -> Element:
        return element(f"lomimscc:{name}", element("lomimscc:string", text, language=course.language))

    lom = element(
        "lomimscc:lom",
        element(
            "lomimscc:general",
            element(
                "lomimscc:identifier",
                element("lomimscc:catalog", "URI"),
                element("lomimscc:entry", course.url),
            ),
            said("title", course.title),
            element("lomimscc:language", course.language),
            said("description", course.description),
        ),
        element(
            "lomimscc:rights",
            element(
                "lomimscc:copyrightAndOtherRestrictions",
                element("lomimscc:value", "yes"),
            ),
            said("description", course.rights),
        ),
    )
    return element("metadata", element("schema", "IMS Common Cartridge"), element("schemaversion", "1.1.0"), lom)
