"""What SCORM 1.2 asks of a manifest, after IMS Content Packaging 1.1.2, ADL's extensions and IMS Metadata 1.2.1.

Written from the specifications: their schemas do not say who may pass them on.
"""

import re
from collections.abc import Iterator

from lxml import etree

CP, ADL, MD = (
    "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}",
    "{http://www.adlnet.org/xsd/adlcp_rootv1p2}",
    "{http://www.imsglobal.org/xsd/imsmd_rootv1p2p1}",
)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ORDER = {
    "manifest": ["metadata", "organizations", "resources", "manifest"],
    "metadata": ["schema", "schemaversion"],
    "organizations": ["organization"],
    "organization": ["title", "item", "metadata"],
    "item": ["title", "item", "metadata"],
    "resources": ["resource"],
    "resource": ["metadata", "file", "dependency"],
    "file": ["metadata"],
    f"{ADL}item": ["prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore"],
    f"{MD}lom": ["general", "lifecycle", "metametadata", "technical", "educational", "rights"],
    f"{MD}general": ["identifier", "title", "catalogentry", "language", "description", "keyword"],
    f"{MD}catalogentry": ["catalog", "entry"],
    f"{MD}rights": ["cost", "copyrightandotherrestrictions", "description"],
    f"{MD}copyrightandotherrestrictions": ["source", "value"],
}
"""Elements in the order they may follow one another, each within its own namespace."""
REQUIRED = {
    "manifest": ["identifier"],
    "organization": ["identifier"],
    "item": ["identifier"],
    "resource": ["identifier", "type", f"{ADL}scormtype"],
    "file": ["href"],
    "dependency": ["identifierref"],
}
NAME = re.compile(r"[A-Za-z_][\w.-]*")


def faults(manifest: etree._Element) -> list[str]:
    """What is wrong with it, in words."""
    return [*_structure(manifest), *_names(manifest), *_content(manifest)]


def _structure(manifest: etree._Element) -> Iterator[str]:
    for part in manifest.iter():
        name = part.tag.removeprefix(CP)
        for attribute in REQUIRED.get(name, []):
            if not part.get(attribute):
                yield f"{name} without {attribute}"
        for space, order in ((CP, ORDER.get(name)), (ADL, ORDER.get(f"{ADL}{name}")), (MD, ORDER.get(part.tag))):
            found = [one.tag.removeprefix(space) for one in part if one.tag.startswith(space)]
            if order is not None and found != sorted(found, key=lambda one, order=order: order.index(one)):
                yield f"{found} is not the order in {name}"


def _names(manifest: etree._Element) -> Iterator[str]:
    names = [part.get("identifier") for part in manifest.iter() if part.get("identifier")]
    if len(names) != len(set(names)):
        yield "an identifier twice"
    yield from (f"{name} is no name" for name in names if not NAME.fullmatch(name))
    resources = {one.get("identifier") for one in manifest.iter(f"{CP}resource")}
    refs = [part.get("identifierref") for part in manifest.iter() if part.get("identifierref")]
    yield from (f"{name} leads nowhere" for name in refs if name not in resources)
    if manifest.find(f"{CP}organizations").get("default") not in names:
        yield "no default organization"


def _content(manifest: etree._Element) -> Iterator[str]:
    said = [manifest.findtext(f"{CP}metadata/{CP}{name}") for name in ("schema", "schemaversion")]
    if said != ["ADL SCORM", "1.2"]:
        yield f"{said} is another standard"
    for item in manifest.iter(f"{CP}item", f"{CP}organization"):
        if not item.findtext(f"{CP}title"):
            yield "an item without a title"
    for resource in manifest.iter(f"{CP}resource"):
        files = [one.get("href") for one in resource.iter(f"{CP}file")]
        if resource.get(f"{ADL}scormtype") not in ("sco", "asset") or resource.get("type") != "webcontent":
            yield "a resource of no kind"
        if resource.get("href", files[0]) not in files:
            yield "a resource whose own file is not listed"
    for text in manifest.iter(f"{MD}langstring"):
        if not text.get(LANG):
            yield "a text without its language"
