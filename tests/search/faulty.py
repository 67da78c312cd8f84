"""A search server with one fault at a time."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.http_server import QuietHandler

JSON = "application/json"
HTML = b"<!DOCTYPE html><title>Gateway</title><h1>It works!</h1>"


def _error(kind: str, reason: str) -> bytes:
    return json.dumps({"error": {"type": kind, "reason": reason}, "status": 0}).encode()


NOTHING = {
    "took": 1,
    "timed_out": False,
    "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
    "hits": {"hits": []},
    "aggregations": {
        "matching": {"doc_count": 99},
        "hits": {"groups": {"value": 0}, "own": {"doc_count": 0}},
        **{
            name: {"codes": {"buckets": []}}
            for name in ("kind", "language", "competence", "audience", "country", "year")
        },
    },
}
"""A good answer: nothing found."""

SOME = {**NOTHING, "_shards": {"total": 2, "successful": 1, "skipped": 0, "failed": 1}}
"""A good answer of half an index."""

ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "well": (200, JSON, json.dumps(NOTHING).encode()),
    "half": (200, JSON, json.dumps(SOME).encode()),
    "slow by three seconds": (200, JSON, json.dumps(NOTHING).encode()),
    "503": (503, JSON, _error("unavailable", "no master")),
    "429": (429, JSON, _error("es_rejected_execution_exception", "queue full")),
    "a page instead": (200, "text/html", HTML),
    "a page with 502": (502, "text/html", HTML),
    "broken JSON": (200, JSON, b'{"took": 1, "hits": {"hits": [{"_sou'),
    "other JSON": (200, JSON, b'[{"hello": "world"}]'),
    "JSON of another shape": (200, JSON, b'{"hits": "many"}'),
    "nothing": (200, JSON, b""),
    "red": (503, JSON, _error("search_phase_execution_exception", "all shards failed")),
    "no index": (404, JSON, _error("index_not_found_exception", "no such index [portal]")),
    "wrong password": (401, JSON, _error("security_exception", "unable to authenticate user")),
    "no right": (403, JSON, _error("security_exception", "action is unauthorized")),
    "read-only": (403, JSON, _error("cluster_block_exception", "index blocked by: read-only / allow delete")),
}
FAULTS = [*(name for name in ANSWERS if name != "well"), "refused", "black hole", "closes at once"]


class FaultyServer:
    """Answers every request as `fault` says; `url` is its address. With `tls` over https."""

    def __init__(self, fault: str, tls: ssl.SSLContext | None = None) -> None:
        self.fault = fault
        self.asked = 0
        self._socket: socket.socket | None = None
        self._server: ThreadingHTTPServer | None = None
        if fault in ("refused", "black hole"):
            self._socket = socket.socket()
            self._socket.bind(("127.0.0.1", 0))
            if fault == "black hole":
                self._socket.listen(64)
            self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        else:
            self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
            self._server.daemon_threads = True
            if tls:
                # The handshake belongs to the thread of a request: one that fails must not end the server.
                self._server.socket = tls.wrap_socket(
                    self._server.socket, server_side=True, do_handshake_on_connect=False
                )
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
            self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """End."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        if self._socket:
            self._socket.close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(QuietHandler):
            def _answer(self) -> None:
                owner.asked += 1
                if owner.fault == "closes at once":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                if owner.fault.startswith("slow"):
                    time.sleep(3)
                status, kind, body = ANSWERS[owner.fault]
                self.answer(status, {"Content-Type": kind}, body)

            do_GET = do_POST = do_PUT = do_HEAD = _answer  # noqa: N815

        return Handler


def seconds(run: Callable[[], object]) -> float:
    """How long a call took."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
