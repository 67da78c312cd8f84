"""A PostgreSQL of our own for benchmarks and tests: temporary, on a free port, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``postgres``; ``None`` when PostgreSQL is not installed."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return known[-1] if known else Path(found).parent if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: the package's own user runs it then."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@contextmanager
def postgresql(programs: Path, *options: str) -> Iterator[str]:
    """Gives the address for DATABASE_URL of a server made for this block, started with these options of ``postgres``."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))  # socket paths must be short
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", free_port()
    initdb = [str(programs / "initdb"), "-D", str(data), "-U", "portal", "-A", "trust", "-E", "UTF8", "--no-sync"]
    start = [
        str(programs / "postgres"),
        "-D",
        str(data),
        "-p",
        str(port),
        "-k",
        str(folder),
        "-h",
        "127.0.0.1",
        *options,
    ]
    subprocess.run(_as_postgres(initdb), check=True, capture_output=True)  # noqa: S603
    server = subprocess.Popen(_as_postgres(start), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    url = f"postgres://portal@127.0.0.1:{port}/postgres"
    try:
        _wait(url, str(data))
        yield url
    finally:
        stop = [str(programs / "pg_ctl"), "-D", str(data), "stop", "-m", "immediate"]
        subprocess.run(_as_postgres(stop), capture_output=True)  # noqa: S603
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url: str, data: str) -> None:
    """Waits for the server and makes sure that it is ours: its data folder is the one just made."""
    import psycopg

    for _attempt in range(150):
        try:
            with psycopg.connect(url, connect_timeout=2) as connection:
                found = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            time.sleep(0.2)
            continue
        if found != (data,):
            raise RuntimeError(f"another PostgreSQL answers at {url}")
        return
    raise RuntimeError("PostgreSQL did not start")
