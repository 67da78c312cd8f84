"""Somebody at work in the admin: finds links and buttons by what is written on them, and fills in forms as they stand.

Every screen is read on the way: no English word on it, no error of the server. Each link and each button is one click.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail.users.models import UserProfile

from tests.centres.care import commits_run
from tests.core.test_admin_language import english_texts, read_out

english = cache(english_texts)


class Desk:
    """One person, signed in, in one language. ``clicks``: how many it took so far."""

    def __init__(self, name: str, language: str) -> None:
        self.user = get_user_model().objects.get(username=name)
        self.language, self.clicks = language, 0
        UserProfile.objects.update_or_create(user=self.user, defaults={"preferred_language": language})
        self.client = Client()
        self.client.force_login(self.user)
        self.address, self.html, self.response = "", "", None
        self.soup = BeautifulSoup("", "html.parser")

    # Looking

    def says(self, text: str, **values: Any) -> str:
        """A word of the interface as this person reads it."""
        with translation.override(self.language):
            shown = capfirst(translation.gettext(text).strip())
            return shown % values if values else shown

    def open(self, address: str = "/admin/") -> "Desk":
        """Types an address, or begins at the first page."""
        return self._read(self.client.get(address, follow=True), address)

    def _read(self, response: Any, address: str) -> "Desk":
        chain = getattr(response, "redirect_chain", [])
        self.address, self.response = (chain[-1][0] if chain else address), response
        assert response.status_code == 200, f"{response.status_code} at {self.address}"
        if response["Content-Type"].startswith("text/html"):
            self.html = response.content.decode()
            self.soup = BeautifulSoup(self.html, "html.parser")
            english_words = self._english()
            assert not english_words, f"English at {self.address}: {english_words}"
        return self

    def _english(self) -> set[str]:
        found = {" ".join(text.split()) for text in read_out(self.soup)}
        return found & english(self.language)

    def reads(self, text: str) -> bool:
        """Whether a text stands on the screen."""
        return text in " ".join(self.soup.get_text(" ").split())

    def offers(self, text: str) -> bool:
        """Whether there is a link or button with these words."""
        return bool(self._links(text) or self._buttons(text))

    # Clicking

    def click(self, text: str, **values: Any) -> "Desk":
        """Follows the link with these words, in the menu or on the page."""
        links = self._links(text, **values)
        assert links, f"“{self.says(text, **values)}” is no link at {self.address}"
        self.clicks += 1
        return self._read(self.client.get(urljoin(self.address, links[0]), follow=True), links[0])

    def visit(self, address: str) -> "Desk":
        """Follows a link whose words are content: a title, a picture, an arrow into the tree."""
        links = [
            str(tag["href"]) for tag in self.soup.find_all("a", href=True) if str(tag["href"]).split("?")[0] == address
        ]
        assert links, f"no link to {address} at {self.address}"
        self.clicks += 1
        return self._read(self.client.get(links[0], follow=True), links[0])

    def press(self, text: str, /, _files: Any = None, **changes: Any) -> "Desk":
        """Presses the button with these words. ``changes``: what was typed before, by the names of fields."""
        buttons = self._buttons(text)
        assert buttons, f"“{self.says(text)}” is no button at {self.address}"
        return self._send(buttons[0], changes, _files)

    def press_towards(self, tail: str) -> "Desk":
        """Presses the button that sends to an address ending so: its words hold a number."""
        form = self.soup.find("form", action=lambda action: bool(action) and action.endswith(tail))
        assert form, f"nothing leads to {tail} at {self.address}"
        return self._send(form.find("button", type="submit"), {}, None)

    def _send(self, button: Tag, changes: dict[str, Any], files: Any) -> "Desk":
        form = button.find_parent("form") or self.soup.find("form", id=button.get("form"))
        data = self.fields(form) | {name.replace("__", "-"): value for name, value in changes.items()}
        if button.get("name"):
            data[str(button["name"])] = str(button.get("value", ""))
        address = urljoin(self.address, str(form.get("action") or self.address))
        self.clicks += 1
        if str(form.get("method", "get")).lower() == "get":
            return self._read(self.client.get(address, data, follow=True), address)
        return self.post(address, data | (files or {}))

    def post(self, address: str, data: dict[str, Any]) -> "Desk":
        """What a script sends for somebody; whatever follows it is done."""
        with commits_run():
            response = self.client.post(address, data, follow=True)
        form = (response.context or {}).get("form")
        assert form is None or not form.errors, form.errors
        return self._read(response, address)

    def decide(self, action: str, comment: str = "") -> "Desk":
        """Takes a step of the workflow from the form's menu. A script sends the form with it, and the reason of its window."""
        buttons = self.soup.find_all(attrs={"data-workflow-action-name": action})
        assert buttons, f"no “{action}” at {self.address}"
        self.clicks += 3 if comment else 2
        step = {"action-workflow-action": "true", "workflow-action-name": action}
        if comment:
            step["workflow-action-extra-data"] = json.dumps({"comment": comment})
        data = self.fields(buttons[0].find_parent("form")) | step
        return self.post(self.address, data)

    def _buttons(self, text: str) -> list[Tag]:
        """``Submit to %(workflow_name)s``: whatever stands in the gap."""
        wanted, gap, _rest = self.says(text).partition("%(")
        return [
            tag
            for tag in self.soup.find_all(["button", "input"])
            if tag.get("type", "submit") == "submit"
            and any(
                word.startswith(wanted) if gap else word == wanted
                for word in (_words(tag), str(tag.get("value", "")), str(tag.get("aria-label", "")))
            )
        ]

    def _links(self, text: str, **values: Any) -> list[str]:
        wanted = self.says(text, **values)
        found = [
            str(tag["href"])
            for tag in self.soup.find_all("a", href=True)
            if wanted in (_words(tag), tag.get("aria-label"))
        ]
        menu = self.soup.find("script", id="wagtail-sidebar-props")
        if menu and isinstance(menu, Tag):
            found += _menu(json.loads(str(menu.string)), wanted)
        return [link for link in found if link and not link.startswith("#")]

    def fields(self, form: Tag) -> dict[str, Any]:
        """What a browser sends of a form nobody has touched. What scripts draw, streams of blocks, is left empty."""
        data: dict[str, Any] = {}
        for tag in form.find_all(["input", "select", "textarea"]):
            name, kind = tag.get("name"), tag.get("type")
            if (
                not name
                or tag.has_attr("disabled")
                or kind in {"submit", "button", "file"}
                or tag.find_parent("template")
            ):
                continue
            if kind in {"checkbox", "radio"} and not tag.has_attr("checked"):
                continue
            for value in _values(tag):
                data[name] = value if name not in data else [*_list(data[name]), value]
        model = getattr(getattr((self.response.context or {}).get("form"), "_meta", None), "model", None)
        streams = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)] if model else []
        return data | {f"{name}-count": "0" for name in streams if f"{name}-count" not in data}


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def _values(tag: Tag) -> list[str]:
    if tag.name == "select":
        return [str(option.get("value", _words(option))) for option in tag.find_all("option", selected=True)]
    if tag.name == "textarea":
        return [tag.get_text().removeprefix("\n")]
    return [str(tag.get("value", "on" if tag.get("type") in {"checkbox", "radio"} else ""))]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _menu(value: Any, wanted: str) -> Iterator[str] | list[str]:
    """Addresses of entries of the side menu with these words."""
    if isinstance(value, list):
        return [link for part in value for link in _menu(part, wanted)]
    if not isinstance(value, dict):
        return []
    own = [value["url"]] if value.get("label") == wanted and value.get("url") else []
    return [*own, *(link for part in value.values() for link in _menu(part, wanted))]
