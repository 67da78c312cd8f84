"""Servers that run for one test session. Each has free ports, a folder and a cluster name of its own."""

import contextlib
import json
import signal
import socket
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

from tests.search.servers import folder, java

_PATIENCE = 180
_MODERATE = ["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"]


class Cluster:
    """Nodes of one cluster, each a process. `urls` are their addresses, `name` that of the cluster."""

    def __init__(self, server: str, place: Path, nodes: int = 1) -> None:
        self.server, self.name = server, f"portal-tests-{uuid.uuid4().hex[:8]}"
        self._place = place
        ports = [(_free_port(), _free_port()) for _ in range(nodes)]
        self.urls = [f"http://127.0.0.1:{http}" for http, _ in ports]
        self._killed: set[int] = set()
        self._nodes = [self._start(http, transport, [port for _, port in ports]) for http, transport in ports]

    def _start(self, http: int, transport: int, all_ports: list[int]) -> subprocess.Popen:
        home = self._place / f"{self.server}-{http}"
        home.mkdir(parents=True)
        run = [str(java()), *_MODERATE, "-cp", (folder(self.server) / "classpath").read_text()]
        if self.server == "elasticsearch":
            said = {"portal.home": home, "portal.cluster": self.name, "portal.port": http}
            said |= {"es.nativelibs.path": home, "tests.security.manager": "false"}
            defined = [f"-D{key}={value}" for key, value in said.items()]
            command = [
                *run,
                "--enable-native-access=ALL-UNNAMED",
                *defined,
                "org.junit.runner.JUnitCore",
                "ElasticsearchNode",
            ]
        else:
            arguments = [home, self.name, http, transport, ",".join(map(str, all_ports))]
            command = [*run, "OpenSearchNode", *map(str, arguments)]
        with (home / "out.log").open("w") as log:
            return subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT)

    def wait(self) -> None:
        """Wait until all nodes are there and the name is ours. Raises RuntimeError with the end of a log."""
        deadline = time.monotonic() + _PATIENCE
        alive = [url for node, url in enumerate(self.urls) if node not in self._killed]
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError):
                health = get(f"{alive[0]}/_cluster/health")
                if health["number_of_nodes"] == len(alive):
                    # A server may have moved to another port, and another stand on ours.
                    if health["cluster_name"] != self.name:
                        raise RuntimeError(f"Another cluster answers: {health['cluster_name']}")
                    return
            time.sleep(0.3)
        logs = "\n".join(log.read_text()[-2000:] for log in self._place.glob("*/out.log"))
        raise RuntimeError(f"{self.server} did not start:\n{logs}")

    def kill(self, node: int) -> None:
        """Kill a node as a power cut does."""
        self._killed.add(node)
        self._nodes[node].send_signal(signal.SIGKILL)
        self._nodes[node].wait()

    def freeze(self, node: int) -> None:
        """Let a node hang: its port stays open and nothing answers."""
        self._nodes[node].send_signal(signal.SIGSTOP)

    def thaw(self, node: int) -> None:
        """Let a hanging node go on."""
        self._nodes[node].send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End all nodes."""
        for node in self._nodes:
            node.kill()
        for node in self._nodes:
            node.communicate()


def get(url: str) -> dict:
    """What a server answers."""
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
