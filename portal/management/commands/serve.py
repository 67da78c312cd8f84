"""Serves the site with its worker, and says where."""

import gc
import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from queue import Empty, SimpleQueue
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.site_address import keep_site_address
from portal.processes import Child, end

PORTS_TO_TRY = 50
SECONDS_TO_WAIT = 60
BACKLOG = 2048
"""Connections that may wait to be answered; gunicorn's own number."""
GRACE = 1
"""Seconds for requests under way and kept-open connections when the server ends; gunicorn's own default is 30."""


def listen(host: str, wanted: int) -> socket.socket:
    """A socket that listens on ``wanted``, or on the next port nobody listens on. Raises CommandError when there is none.

    It stays open and is handed to the server: between looking for a port and taking it nobody else can take it.
    """
    for port in range(wanted, min(wanted + PORTS_TO_TRY, 65_536)):
        taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, port))
            taken.listen(BACKLOG)
        except socket.gaierror as error:
            taken.close()
            raise CommandError(f"HOST: there is no address {host}.") from error
        except OSError:
            taken.close()
            continue
        return taken
    raise CommandError(f"No free port on {host} between {wanted} and {wanted + PORTS_TO_TRY}: set PORT.")


class Command(BaseCommand):
    """gunicorn on a free port and ``manage.py work`` beside it; the last line printed is ``Ready: http://HOST:PORT/``."""

    help = "Serves the site on HOST and PORT, or the next free port, and does its background work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", 8000)))
        parser.add_argument("--workers", type=int, default=2, help="processes that answer requests")

    def handle(self, *args: Any, **options: Any) -> None:
        self.signals: SimpleQueue[int] = SimpleQueue()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda number, _frame: self.signals.put(number))
        host, taken = options["host"], listen(options["host"], options["port"])
        port = taken.getsockname()[1]
        if port != options["port"]:
            self.stdout.write(f"Port {options['port']} is taken, using {port}.")
        url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        address = os.environ.get("BASE_URL") or url.rstrip("/")
        keep_site_address(address)
        environment = os.environ | {"BASE_URL": address, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
        server = Child(_gunicorn(taken.fileno(), options["workers"]), environment, [taken.fileno()])
        worker = Child([sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--grace", "0.5"], environment)
        try:
            if self.wait_until_ready(server, url):
                self.stdout.write(f"Ready: {url}")
                self.stdout.flush()
                self.keep_going(server, worker)
        finally:
            end([server, worker])
            taken.close()
            gc.freeze()  # the interpreter would walk through the whole program before it ends, which takes most of a second

    def wait_until_ready(self, server: Child, url: str) -> bool:
        """Whether the server answers; False when a signal came first. Raises CommandError when it does not."""
        for _attempt in range(SECONDS_TO_WAIT * 5):
            if server.ended:
                raise CommandError("The server stopped; the lines above say why.")
            try:
                with urllib.request.urlopen(url + "-/ready", timeout=1):  # noqa: S310 - our own address
                    return True
            except (urllib.error.URLError, OSError):
                if self.asked_to_end(0.2):
                    return False
        raise CommandError("The server did not answer within a minute.")

    def keep_going(self, server: Child, worker: Child) -> None:
        """Until a signal comes; the worker is started again when it dies. Raises CommandError when the server stops."""
        while not self.asked_to_end(0.5):
            if server.ended:
                raise CommandError("The server stopped; the lines above say why.")
            worker.keep_alive()

    def asked_to_end(self, seconds: float) -> bool:
        """Wait so long for a signal."""
        try:
            self.signals.get(timeout=seconds)
        except Empty:
            return False
        return True


def _gunicorn(listening: int, workers: int) -> list[str]:
    return [
        # gunicorn leaves its temporary files open until its processes end.
        *(sys.executable, "-W", "ignore::ResourceWarning", "-m", "gunicorn", "portal.wsgi:application"),
        *("--bind", f"fd://{listening}"),
        # Threads: a long export must not keep a worker from telling that it is alive.
        *("--workers", str(workers), "--worker-class", "gthread", "--threads", "4"),
        # A long address gets an answer of ours, not the server's bare one.
        *("--limit-request-line", "0"),
        *("--log-level", "warning", "--access-logfile", "/dev/null", "--graceful-timeout", str(GRACE)),
    ]
