"""Serves the site and says where."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

PORTS_TO_TRY = 50
SECONDS_TO_WAIT = 60


def free_port(host: str, wanted: int) -> int:
    """``wanted``, or the next port nobody listens on."""
    for port in range(wanted, wanted + PORTS_TO_TRY):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise CommandError(f"No free port between {wanted} and {wanted + PORTS_TO_TRY}: set PORT.")


class Command(BaseCommand):
    """gunicorn on a free port; the last line printed is ``Ready: http://HOST:PORT/``."""

    help = "Serves the site on HOST and PORT, or the next free port."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", 8000)))
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], free_port(options["host"], options["port"])
        if port != options["port"]:
            self.stdout.write(f"Port {options['port']} is taken, using {port}.")
        url = f"http://{host}:{port}/"
        environment = os.environ | {"BASE_URL": url.rstrip("/"), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
        server = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
            [
                *(sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"{host}:{port}"),
                # Threads: a long export must not keep a worker from telling that it is alive.
                *("--workers", str(options["workers"]), "--worker-class", "gthread", "--threads", "4"),
                *("--log-level", "warning", "--access-logfile", "/dev/null"),
            ],
            env=environment,
        )
        # Whoever ends this command ends the server as well.
        signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
        try:
            self.wait_until_ready(server, url)
            self.stdout.write(f"Ready: {url}")
            self.stdout.flush()
            server.wait()
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            server.terminate()
            server.wait()

    def wait_until_ready(self, server: subprocess.Popen, url: str) -> None:
        for _attempt in range(SECONDS_TO_WAIT * 5):
            if server.poll() is not None:
                raise CommandError("The server stopped; the lines above say why.")
            try:
                with urllib.request.urlopen(url + "-/ready", timeout=5):  # noqa: S310 - our own address
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise CommandError("The server did not answer within a minute.")
