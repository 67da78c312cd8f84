"""Run as a program of its own: a typst source and its data come in as JSON, a PDF goes out.

A process can be given a limit and be ended, which a call into the library cannot. It imports nothing of the portal.
"""

import json
import resource
import sys

import typst

SECONDS = 20
MEMORY = 1 << 30


def main() -> None:
    """Reads ``{"source", "data", "fonts", "root"}``; ``root`` is an empty folder, the only one a source could read."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    asked = json.load(sys.stdin)
    root = asked["root"]
    done = typst.compile(
        asked["source"].encode(),
        root=root,
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        package_path=root,
        package_cache_path=root,
        format="pdf",
        sys_inputs={"data": json.dumps(asked["data"])},
        pdf_standards="ua-1",
    )
    sys.stdout.buffer.write(done)


if __name__ == "__main__":
    main()
