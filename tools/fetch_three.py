"""Fetches the library that draws 360° scenes, three.js, into resources/static/resources/three-<version>/.

The package comes from npm; it is refused unless it is the very file named here. What is kept is the module, the part it is made of,
both as the package holds them, and the licence. Run by hand for another version: change the two lines below, and
``LIBRARY`` in resources/scenes/shown.py; tests/resources/test_scene_library.py holds what is kept to the same file.

Usage: python tools/fetch_three.py
"""

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "0.185.1"
INTEGRITY = "sha512-5aojFCXKwnjBRZvUnt3WFfEcvUJgkN5LlijRFN95hMy8WVkG4I0QNcJE+OuWvuJ0bOdStrbfXn0pkd6/QyiAlg=="
FILES = {
    "LICENSE": "LICENSE",
    "build/three.module.min.js": "three.module.min.js",
    "build/three.core.min.js": "three.core.min.js",
}
TARGET = Path(__file__).resolve().parent.parent / "resources" / "static" / "resources" / f"three-{VERSION}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"three@{VERSION}"]
        name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
        package = Path(folder) / name
        digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != INTEGRITY:
            raise SystemExit(f"{name} is another file than the one named here: sha512-{digest}")
        TARGET.mkdir(parents=True, exist_ok=True)
        with tarfile.open(package) as archive:
            for member, kept in FILES.items():
                source = archive.extractfile(f"package/{member}")
                assert source is not None
                with source, open(TARGET / kept, "wb") as target:
                    shutil.copyfileobj(source, target)


if __name__ == "__main__":
    main()
