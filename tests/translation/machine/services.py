"""Translation services on this machine: three wire formats, each with one fault at a time."""

import base64
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, NavigableString

from tests.http_server import QuietHandler

PAGE = b"<!DOCTYPE html><title>Gateway</title><h1>It works!</h1>"
STATUSES = ("400", "403", "413", "429", "456", "500", "503", "529")
FAULTS = (
    *STATUSES,
    "a page instead",
    "broken JSON",
    "other JSON",
    "nothing",
    "not text",
    "redirect",
    "refused",
    "hangs",
)
KEY = "secret-key"


def spoken(text: str) -> str:
    """A passage in a language nobody speaks: each word with an x before it, tags and what is shielded as they are."""
    soup = BeautifulSoup(f"<div>{text}</div>", "html.parser").div
    for node in list(soup.find_all(string=True)):
        if not any(tag.name == "x" or tag.get("translate") == "no" for tag in node.parents):
            node.replace_with(NavigableString(re.sub(r"[^\W\d_]+", lambda word: f"x{word[0].lower()}", str(node))))
    return soup.decode_contents()


class Service:
    """One server; ``form`` is its wire format, ``says`` what it makes of a passage, ``asked`` the bodies it was sent."""

    def __init__(self, form: str, fault: str = "", says: Callable[[str], str] = spoken, fewer: int = 0) -> None:
        self.form, self.fault, self.says, self.fewer = form, fault, says, fewer
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.retry_after = ""
        self._socket: socket.socket | None = None
        self._server: ThreadingHTTPServer | None = None
        if fault == "refused":
            self._socket = socket.socket()
            self._socket.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
            return
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """End."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        if self._socket:
            self._socket.close()

    def routes(self, language: str = "hr") -> dict[str, Any]:
        """``settings.MACHINE_TRANSLATION`` that sends a language here."""
        return {
            "routes": {language: self.form},
            "budget": {},
            "deepl": {"key": KEY, "url": self.url},
            "libretranslate": {"key": KEY, "url": self.url},
            "etranslation": {"application": "portal", "password": KEY, "url": self.url},
        }

    @property
    def texts(self) -> list[str]:
        """All passages that came here."""
        return [text for body in self.asked for text in self._texts(body)]

    def _texts(self, body: dict[str, Any]) -> list[str]:
        if self.form == "etranslation":
            return [one.decode_contents() for one in self._page(body).select("[id^=passage-]")]
        return body["text" if self.form == "deepl" else "q"]

    @staticmethod
    def _page(body: dict[str, Any]) -> BeautifulSoup:
        return BeautifulSoup(base64.b64decode(body["documentToTranslateBase64"]["content"]).decode(), "html.parser")

    def called_back(self, at: int = -1) -> tuple[str, bytes]:
        """Where eTranslation would send what it has made of a request, and what."""
        body = self.asked[at]
        page = self._page(body)
        parts = page.select("[id^=passage-]")
        for part in parts[len(parts) - self.fewer :] if self.fewer else []:
            part.decompose()
        for part in page.select("[id^=passage-]"):
            said = self.says(part.decode_contents())
            part.clear()
            part.extend(list(BeautifulSoup(f"<div>{said}</div>", "html.parser").div.contents))
        return path(body["destinations"]["httpDestinations"][0]), base64.b64encode(str(page).encode())

    def _answer(self, body: dict[str, Any]) -> bytes:
        said = [self.says(text) for text in self._texts(body)]
        said = said[: len(said) - self.fewer]
        if self.form == "deepl":
            found: Any = {"translations": [{"detected_source_language": "EN", "text": text} for text in said]}
        elif self.form == "libretranslate":
            found = {"translatedText": said}
        else:
            return b"1234567"
        return json.dumps(found).encode()

    def _refuses(self, headers: dict[str, str], body: dict[str, Any]) -> bool:
        """A wrong key."""
        if self.form == "deepl":
            return headers.get("Authorization") != f"DeepL-Auth-Key {KEY}"
        return self.form == "libretranslate" and body.get("api_key") != KEY

    def reply(self, address: str, headers: dict[str, str], body: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        fault, kind = self.fault, {"Content-Type": "application/json"}
        if self.form == "etranslation" and not headers.get("Authorization", "").startswith("Digest "):
            return 401, {"WWW-Authenticate": 'Digest realm="eTranslation", nonce="n", qop="auth", algorithm=MD5'}, b""
        self.headers.append(headers)
        self.asked.append(body)
        if fault in STATUSES:
            after = {"Retry-After": self.retry_after} if self.retry_after else {}
            return int(fault), {**kind, **after}, b'{"error": "No.", "message": "No."}'
        if fault == "hangs":
            time.sleep(1)
        if fault == "redirect":
            return 302, {"Location": f"{self.url}/elsewhere"}, b""
        bodies = {
            "a page instead": PAGE,
            "broken JSON": b'{"translations": [{"te',
            "other JSON": b'[{"hello": "world"}]',
            "nothing": b"",
            "not text": b'{"translations": [{"text": 3}], "translatedText": 3}',
        }
        if fault in bodies:
            return 200, kind, bodies[fault]
        if urlsplit(address).path != ("/v2/translate" if self.form == "deepl" else "/translate"):
            return 404, kind, b"{}"
        return (403, kind, b"{}") if self._refuses(headers, body) else (200, kind, self._answer(body))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(QuietHandler):
            def do_POST(self) -> None:  # noqa: N802
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self.answer(*owner.reply(self.path, dict(self.headers), body))

        return Handler


def path(address: str) -> str:
    """What a client of the tests opens for an address of the portal."""
    return urlsplit(address).path


def without_tags(texts: Sequence[str]) -> list[str]:
    return [re.sub(r"<[^>]*>", "", text) for text in texts]
