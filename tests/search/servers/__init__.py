"""Real servers for the tests: an Elasticsearch and three OpenSearch nodes, both from Maven Central.

`python -m tests.search.servers` fetches the jars (Maven's own cache and settings apply) and compiles the two small starters
into `PORTAL_SEARCH_SERVERS` (default `~/.cache/portal-search-servers`); the tests then find them there. It takes a JDK of
version 21 or later and Maven.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEAST_JAVA = 21
SERVERS = {"elasticsearch": "ElasticsearchNode", "opensearch": "OpenSearchNode"}
"""Name of the pom and of the starter."""

INSTALL = "install a JDK 21 or later and Maven, then run `.venv/bin/python -m tests.search.servers`"


def folder(server: str) -> Path:
    """Where a server is kept: another version of pom or starter is another folder."""
    base = Path(os.environ.get("PORTAL_SEARCH_SERVERS") or Path.home() / ".cache" / "portal-search-servers")
    parts = (HERE / f"{server}.xml", HERE / f"{SERVERS[server]}.java")
    digest = hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:12]
    return base / f"{server}-{digest}"


@cache
def jdk() -> Path | None:
    """The newest JDK that is new enough, by its folder."""
    candidates = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    if java := shutil.which("java"):
        candidates.append(Path(java).resolve().parent.parent)
    candidates += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    found = {path: _version(path) for path in candidates if (path / "bin" / "javac").exists()}
    best = max(found, key=lambda path: found[path], default=None)
    return best if best and found[best] >= LEAST_JAVA else None


def _version(home: Path) -> int:
    done = subprocess.run([home / "bin" / "javac", "-version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+", done.stdout + done.stderr)
    return int(found.group()) if found else 0


def ready() -> bool:
    """Whether both servers can be started."""
    return bool(jdk()) and all((folder(server) / "classpath").exists() for server in SERVERS)


def prepare() -> None:
    """Fetch and compile what is missing. Raises SystemExit with a line that says what is needed."""
    home = jdk()
    if not home or not shutil.which("mvn"):
        sys.exit(f"For the search servers of the tests, {INSTALL}.")
    for server, starter in SERVERS.items():
        place = folder(server)
        if (place / "classpath").exists():
            continue
        place.mkdir(parents=True, exist_ok=True)
        jars = place / "jars"
        maven = ["mvn", "-q", "-B", "-f", HERE / f"{server}.xml", f"-DoutputDirectory={jars}"]
        # Lets a pom be used without its own folder being written to.
        subprocess.run([*maven, "dependency:copy-dependencies"], check=True, env={**os.environ, "JAVA_HOME": str(home)})
        compile_it = [home / "bin" / "javac", "-cp", f"{jars}/*", "-d", place, HERE / f"{starter}.java"]
        subprocess.run(compile_it, check=True)
        (place / "classpath").write_text(f"{jars}/*:{place}")
