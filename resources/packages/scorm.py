"""SCORM 1.2: a manifest after IMS Content Packaging 1.1.2 with ADL's extensions, and a sharable content object for each unit."""

from xml.etree.ElementTree import Element

from resources.models import LearningModulePage
from resources.packages.archive import archive
from resources.packages.course import NOTES, PASS, SCRIPT, STYLE, Course, Lesson, course_of
from resources.packages.enclosed import Page
from resources.packages.xml import XSI, element, written

CP, ADL, MD = (
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
)
MANIFEST = "imsmanifest.xml"


def scorm(page: LearningModulePage) -> bytes:
    """The module as a SCORM 1.2 package; the same bytes for the same module. Raises LookupError when it has no unit."""
    course = course_of(page, scored=True)
    return archive({MANIFEST: written(_manifest(course)), **course.files})


def _manifest(course: Course) -> Element:
    items = [
        element(
            "item",
            element("title", lesson.title),
            element("adlcp:masteryscore", PASS) if lesson.quizzes else None,
            identifier=f"item-{lesson.key}",
            identifierref=f"unit-{lesson.key}",
            isvisible="true",
        )
        for lesson in course.lessons
    ]
    resources = [_unit(lesson) for lesson in course.lessons]
    if course.notes:
        items.append(
            element(
                "item",
                element("title", course.notes_title),
                identifier="item-notes",
                identifierref="notes",
                isvisible="true",
            )
        )
        resources.append(_resource("notes", "asset", NOTES, course.notes))
    shared = element("resource", identifier="shared", type="webcontent", adlcp__scormtype="asset")
    shared.extend(element("file", href=name) for name in (STYLE, SCRIPT))
    return element(
        "manifest",
        _metadata(course),
        element(
            "organizations",
            element("organization", element("title", course.title), *items, identifier="units"),
            default="units",
        ),
        element("resources", *resources, shared),
        identifier=course.identifier,
        version="1.0",
        xmlns=CP,
        xmlns__adlcp=ADL,
        xmlns__imsmd=MD,
        xmlns__xsi=XSI,
        xsi__schemaLocation=f"{CP} imscp_rootv1p1p2.xsd {ADL} adlcp_rootv1p2.xsd {MD} imsmd_rootv1p2p1.xsd",
    )


def _unit(lesson: Lesson) -> Element:
    return _resource(f"unit-{lesson.key}", "sco", lesson.path, lesson.page)


def _resource(identifier: str, kind: str, path: str, page: Page) -> Element:
    return element(
        "resource",
        *(element("file", href=name) for name in (path, *page.files)),
        element("dependency", identifierref="shared"),
        identifier=identifier,
        type="webcontent",
        adlcp__scormtype=kind,
        href=path,
    )


def _metadata(course: Course) -> Element:
    def said(name: str, text: str) -> Element:
        return element(f"imsmd:{name}", element("imsmd:langstring", text, xml__lang=course.language))

    def word(name: str, text: str) -> Element:
        return element(f"imsmd:{name}", element("imsmd:langstring", text, xml__lang="x-none"))

    lom = element(
        "imsmd:lom",
        element(
            "imsmd:general",
            element("imsmd:identifier", course.identifier),
            said("title", course.title),
            element("imsmd:catalogentry", element("imsmd:catalog", "URL"), word("entry", course.url)),
            element("imsmd:language", course.language),
            said("description", course.description),
        ),
        element(
            "imsmd:rights",
            element("imsmd:copyrightandotherrestrictions", word("source", "LOMv1.0"), word("value", "yes")),
            said("description", course.rights),
        ),
    )
    return element("metadata", element("schema", "ADL SCORM"), element("schemaversion", "1.2"), lom)
