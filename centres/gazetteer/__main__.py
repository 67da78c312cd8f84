"""Build the gazetteer's SQLite file: ``python -m centres.gazetteer TARGET``."""

import sys
from pathlib import Path

from centres.gazetteer.build import build_if_needed

if __name__ == "__main__":
    build_if_needed(Path(sys.argv[1]))
