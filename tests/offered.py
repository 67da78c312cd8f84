"""What a screen of the admin offers: links to follow, and buttons to press with what a browser then sends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import TemplateString
from django.db.models import Model
from wagtail.fields import StreamField

ADMIN = "/admin/"


@dataclass(frozen=True)
class Press:
    """One button: where it sends to, what, and the words on it."""

    address: str
    words: str
    data: dict[str, Any] = field(default_factory=dict)
    button: str = ""

    @property
    def shape(self) -> tuple[str, str, str]:
        """The same for the same button about another thing."""
        return shape(self.address), self.button, self.words


SAME = "history|usage|inspect|preview|workflow|lock|unlock|unpublish|delete"
"""Views that one class draws for every kind of thing."""
KIND = re.compile(
    rf"(?<=/snippets)/[^/]+/[^/]+(?=/(?:{SAME})/)|(?<=/bulk)/[^/]+/[^/]+|(?<=/pages/create/).*|(?<=/pages/add/).*"
)


def shape(address: str) -> str:
    """An address without its numbers and parameters, and without the kind of thing where one view serves every kind."""
    return KIND.sub("", re.sub(r"\d+", "", urlsplit(address).path))


def links(soup: BeautifulSoup) -> Iterator[str]:
    """Addresses of the admin one may follow, or that a button opens in a window."""
    for link in soup.find_all("a", href=True):
        if not link.has_attr("hidden") and not _bulk(link) and not _drawn_later(link):
            yield from _inside(str(link["href"]).split("#")[0])
    for tag in soup.find_all(attrs={"data-workflow-action-modal-url": True}):
        yield from _inside(str(tag["data-workflow-action-modal-url"]))
    for tag in soup.select(".w-dialog[data-url]"):
        if _is_opened(soup, tag):
            yield from _inside(str(tag["data-url"]))


def _inside(address: str) -> Iterator[str]:
    if address.startswith(ADMIN) and "logout" not in address:
        yield address


def bulk_links(soup: BeautifulSoup) -> Iterator[str]:
    """Where the buttons for several things at once lead when everything on the screen is ticked."""
    ids = [str(tag["data-object-id"]) for tag in soup.select("[data-bulk-action-checkbox][data-object-id]")]
    for link in soup.select("a.bulk-action-btn") if ids else ():
        mark = "&" if "?" in link["href"] else "?"
        yield f"{link['href']}{mark}id={ids[0]}"


def presses(soup: BeautifulSoup, address: str, model: type[Model] | None = None) -> Iterator[Press]:
    """Buttons of forms that change something, and those whose form a script makes."""
    for form in soup.find_all("form"):
        if str(form.get("method", "get")).lower() != "post" or _drawn_later(form):
            continue
        target, data = urljoin(address, str(form.get("action") or address)), fields(form, model)
        for button in _buttons(soup, form):
            yield _pressed(button, urljoin(address, str(button.get("formaction") or target)), data)
    for tag in soup.find_all(attrs={"data-w-action-url-value": True}):
        yield Press(str(tag["data-w-action-url-value"]), _words(tag) or str(tag.get("aria-label", "")))


def _pressed(button: Tag, target: str, data: dict[str, Any]) -> Press:
    if action := button.get("data-workflow-action-name"):
        step = {"action-workflow-action": "true", "workflow-action-name": str(action)}
        return Press(target, _words(button), data | step, f"workflow {action}")
    if name := button.get("name"):
        return Press(target, _words(button), data | {str(name): str(button.get("value", ""))}, str(name))
    return Press(target, _words(button) or str(button.get("value", "")), data)


def _buttons(soup: BeautifulSoup, form: Tag) -> list[Tag]:
    inside = form.find_all(["button", "input"])
    outside = soup.find_all(["button", "input"], form=form["id"]) if form.get("id") else []
    kinds = {"button": "submit", "input": "text"}
    sending = [tag for tag in [*inside, *outside] if tag.get("type", kinds[tag.name]) == "submit"]
    return [tag for tag in sending if not tag.has_attr("disabled") and _is_opened(soup, tag)]


def fields(form: Tag, model: type[Model] | None = None) -> dict[str, Any]:
    """What a browser sends of a form nobody has touched. What scripts draw, streams of blocks, is left empty."""
    data: dict[str, Any] = {}
    for tag in form.find_all(["input", "select", "textarea"]):
        name, kind = tag.get("name"), tag.get("type")
        if not name or tag.has_attr("disabled") or kind in {"submit", "button", "file"} or _drawn_later(tag):
            continue
        if kind in {"checkbox", "radio"} and not tag.has_attr("checked"):
            continue
        for value in _values(tag):
            data[str(name)] = value if name not in data else [*_list(data[name]), value]
    streams = [one.name for one in model._meta.get_fields() if isinstance(one, StreamField)] if model else []
    return data | {f"{name}-count": "0" for name in streams if f"{name}-count" not in data}


def _values(tag: Tag) -> list[str]:
    if tag.name == "select":
        options = tag.find_all("option")
        chosen = [one for one in options if one.has_attr("selected")]
        if not chosen and options and not tag.has_attr("multiple"):
            chosen = options[:1]
        return [str(one.get("value", _words(one))) for one in chosen]
    if tag.name == "textarea":
        return [tag.get_text().removeprefix("\n")]
    return [str(tag.get("value", "on" if tag.get("type") in {"checkbox", "radio"} else ""))]


def _drawn_later(tag: Tag) -> bool:
    """Whether it stands in a template that a script multiplies. A dialog stands in one too, until it is opened."""
    around = tag.find_parent("template")
    return around is not None and around.get("data-controller") != "w-teleport"


def _is_opened(soup: BeautifulSoup, tag: Tag) -> bool:
    """Whether something opens the dialog it stands in, if it does."""
    dialog = tag if "w-dialog" in tag.get("class", ()) else tag.find_parent(class_="w-dialog")
    return dialog is None or soup.find(attrs={"data-a11y-dialog-show": dialog.get("id")}) is not None


def _bulk(link: Tag) -> bool:
    return "bulk-action-btn" in link.get("class", ())


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", types=(NavigableString, TemplateString)).split())


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
