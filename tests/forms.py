"""What a browser sends back of a form it has been given."""

from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from wagtail.fields import StreamField


def _is_sent(given: dict[str, str | None]) -> bool:
    """Whether an ``<input>`` with these attributes sends something without a click on it."""
    if given.get("type") in {"checkbox", "radio"}:
        return "checked" in given
    return given.get("type") not in {"submit", "file", "button"}


class _Fields(HTMLParser):
    """Names and values of the fields of all forms in a document."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.select: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self._add(self.select, given.get("value") or "")
        elif tag == "textarea" and name:
            self.textarea = name
            self.values[name] = ""
        elif tag == "input" and name and _is_sent(given):
            self._add(name, given.get("value") or ("on" if given.get("type") == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.values[self.textarea] = self.values[self.textarea].removeprefix("\n")
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea] += data

    def _add(self, name: str, value: str) -> None:
        old = self.values.get(name)
        self.values[name] = value if old is None else [*(old if isinstance(old, list) else [old]), value]


def fields_in(html: str) -> dict[str, Any]:
    """``{name: value}`` of every field in ``html``; a list where a name comes several times."""
    fields = _Fields()
    fields.feed(html)
    return fields.values


def posted_as_it_is(html: str, model: type[Model]) -> dict[str, Any]:
    """``{name: value}`` of every field of the form in ``html``; a list where a name comes several times.

    What scripts draw is left empty: streams of blocks, and rich text.
    """
    fields = _Fields()
    fields.feed(html[html.index("data-edit-form") :])
    streams = {f"{field.name}-count": "0" for field in model._meta.get_fields() if isinstance(field, StreamField)}
    return fields.values | streams
