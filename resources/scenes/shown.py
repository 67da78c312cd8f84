"""A scene as readers are shown it: numbered hotspots, pictures with their sizes at hand, and what opening it weighs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles import finders
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model

from core.i18n.languages import reader_language
from core.i18n.localised import language_of, pages_here

LIBRARY = "resources/three-0.185.1/three.module.min.js"
"""The drawing library, fetched by ``tools/fetch_three.py``; the file beside it comes with it."""
LIBRARY_BYTES = 188_000
"""What a browser fetches of it, compressed."""
VIEWER = "resources/scene_viewer.js"


@dataclass(frozen=True, slots=True)
class Spot:
    """One hotspot. ``yaw``, ``pitch``: degrees; ``sound``: a document or ``None``; ``link``: page of another scene or ``None``,
    ``link_language``: the language that one is read in.
    """

    number: int
    key: str
    title: str
    yaw: int
    pitch: int
    text: Any
    image: Any
    alt: str
    sound: Any
    transcript: Any
    link: Any
    link_language: str

    @property
    def is_placed(self) -> bool:
        """Whether it has a place in the picture; only drafts hold others."""
        return self.yaw is not None and self.pitch is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """A scene on a page. ``size``: bytes a click loads; ``language``: of its texts; ``page``: its own page."""

    page: Any
    language: str
    spots: list[Spot]
    stills: list[Any]
    picture: str
    size: int

    @property
    def first_still(self) -> Any:
        """The still that stands where the scene opens; ``None`` in a draft."""
        return self.stills[0] if self.stills else None


def shown(page: Any) -> Shown:
    """What a page with ``picture``, ``hotspots`` and ``stills`` shows; the same number of queries for any number of hotspots."""
    values = [(child.id, child.value) for child in page.hotspots]
    links = _links([value["scene"].pk for _key, value in values if value.get("scene")], page)
    stills = [child.value for child in page.stills]
    _have_sizes([value["image"] for _key, value in values] + [still["image"] for still in stills])
    spots = [
        Spot(
            number=number,
            key=str(key),
            link=(link := links.get(value["scene"].pk) if value.get("scene") else None),
            link_language=language_of(link) if link else "",
            **{name: value.get(name) for name in ("yaw", "pitch", "text", "image", "sound", "transcript")},
            title=value.get("title") or "",
            alt=value.get("alt") or "",
        )
        for number, (key, value) in enumerate(values, start=1)
    ]
    picture = page.picture
    return Shown(
        page=page,
        language=page.content_language,
        spots=spots,
        stills=[still for still in stills if still.get("image")],
        picture=picture.file.url if picture else "",
        size=_bytes(picture) + LIBRARY_BYTES + _viewer_bytes() if picture else 0,
    )


def inside_another(chosen: Any) -> Shown | None:
    """A scene chosen on another page, in the version for this reader; ``None`` when it is not published. One query for the page."""
    if not chosen:
        return None
    versions = type(chosen).objects.in_language(reader_language()).select_related("picture", "locale")
    here = versions.filter(translation_key=chosen.translation_key).first()
    return shown(here) if here else None


def _links(ids: list[int], page: Any) -> dict[int, Any]:
    """Other scenes in the language of the page, those that are published."""
    return pages_here(ids, page.locale).by_id if ids else {}


def _have_sizes(images: Iterable[Any]) -> None:
    """All sizes of these pictures with one query."""
    there = [image for image in images if image]
    sizes = get_image_model().get_rendition_model().objects.all()
    prefetch_related_objects(there, Prefetch("renditions", queryset=sizes, to_attr="prefetched_renditions"))


def _bytes(picture: Any) -> int:
    """Of a picture as it is kept; 0 for one whose file is lost."""
    try:
        return picture.file_size or picture.file.size
    except OSError:
        return 0


@lru_cache(maxsize=1)
def _viewer_bytes() -> int:
    """Of our own part, not compressed: so little that it hardly counts."""
    found = finders.find(VIEWER)
    if not isinstance(found, str):
        return 0
    with open(found, "rb") as file:
        return len(file.read()) // 3
