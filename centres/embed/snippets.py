"""The text a partner copies into a page: every value is escaped for the attribute it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.translation import override

from centres.embed.options import Pair, with_query

FIXED_HEIGHT = 640
"""Pixels of a plain iframe, which cannot learn how high its content is."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """What is to be shown. ``portal`` is an origin; ``filters`` and ``look`` are parameters of the frame by name and
    value; ``height`` in pixels or ``None``; ``link`` the absolute address of the list and ``label`` its name."""

    portal: str
    language: str
    filters: tuple[Pair, ...]
    look: tuple[Pair, ...]
    height: int | None
    link: str
    label: str

    @property
    def frame_url(self) -> str:
        """The absolute address of the frame."""
        return frame_url(self.portal, self.language, (*self.filters, *self.look))

    @property
    def has_key(self) -> bool:
        """Whether other sites can show it."""
        return any(name == "partner" for name, _value in self.look)

    @property
    def component(self) -> str:
        """The script and the element; the link between its tags is for browsers without JavaScript."""
        values: dict[str, list[str]] = {"portal": [self.portal], "language": [self.language]}
        for name, value in (*self.filters, *self.look):
            values.setdefault(name, []).append(value)
        values |= {"label": [self.label], "height": [str(self.height or "auto")]}
        attributes = _attributes((name, " ".join(texts)) for name, texts in values.items())
        script = f"{self.portal}{reverse('embed-component')}"
        return (
            f'<script type="module" src="{escape(script)}"></script>\n'
            f"<guidance-centres{attributes}>\n  {self._link}\n</guidance-centres>"
        )

    @property
    def iframe(self) -> str:
        """The plain frame. ``frameborder`` and not a style, so that it works below a strict policy too."""
        attributes = _attributes(
            (
                ("src", self.frame_url),
                ("title", self.label),
                ("width", "100%"),
                ("height", str(self.height or FIXED_HEIGHT)),
                ("loading", "lazy"),
                ("referrerpolicy", "no-referrer"),
                ("frameborder", "0"),
            )
        )
        return f"<iframe{attributes}></iframe>\n<p>{self._link}</p>"

    @property
    def _link(self) -> str:
        return f"<a{_attributes((('href', self.link), ('lang', self.language)))}>{escape(self.label)}</a>"


def frame_url(portal: str, language: str, pairs: Iterable[Pair]) -> str:
    """The frame's address; ``portal`` ``""`` gives a path."""
    with override(language):
        path = reverse("embed-frame")
    return with_query(f"{portal}{path}", list(pairs))


def _attributes(pairs: Iterable[Pair]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)
