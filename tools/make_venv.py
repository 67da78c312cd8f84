"""Makes the virtual environment, or says in one line what is missing."""

import subprocess
import sys
from pathlib import Path


def main(folder: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the point is to tell people with an older one
        sys.exit(
            f"Python 3.11 or later is needed, this is {sys.version.split()[0]}: install it, or run `make PYTHON=python3.11 …`"
        )
    if Path(folder, "bin", "pip").exists():
        return
    print(f"Making the virtual environment {folder} (once)")
    made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True)
    if made.returncode:
        sys.exit("The module venv is missing: on Debian or Ubuntu, `apt-get install python3-venv`")


main(sys.argv[1])
