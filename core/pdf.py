"""Papers as accessible PDF files (PDF/UA-1): tagged, with title and language, in the portal's own font (ADR 0066)."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.papers import Paper
from core.printing_fonts import fonts, writable

SECONDS = 20
_HERE = Path(__file__).parent
_PAPER = _HERE / "paper.typ"
_TYPESETTER = _HERE / "typesetter.py"


class PdfError(Exception):
    """No PDF came about; the message is the typesetter's, for logs."""


def pdf_of(paper: Paper) -> bytes:
    """The paper on A4. Raises PdfError when it cannot be set, or not in time."""
    return typeset(_PAPER.read_text(encoding="utf-8"), asdict(paper))


def typeset(source: str, data: dict[str, Any]) -> bytes:
    """What a typst source of ours makes of ``data``, which it reads by ``json(bytes(sys.inputs.data))``.

    Texts are data: nothing in them is taken for markup. No file, package or other host can be reached from the source.
    Raises PdfError when it cannot be set, or not in time.
    """
    with tempfile.TemporaryDirectory(prefix="typeset-") as root:
        asked = {"source": source, "data": _writable(data), "fonts": str(fonts()), "root": root}
        try:
            done = subprocess.run(  # noqa: S603 - our own program, nothing of the data is on its command line
                [sys.executable, "-I", str(_TYPESETTER)],
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=SECONDS,
                cwd=root,
                env={},
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise PdfError("It took too long.") from error
        except subprocess.CalledProcessError as error:
            raise PdfError(error.stderr.decode(errors="replace")[-2000:]) from error
    return done.stdout


def _writable(value: Any) -> Any:
    """The same with all texts in letters the font has."""
    if isinstance(value, str):
        return writable(" ".join(value.split("\n")))
    if isinstance(value, dict):
        return {key: one if key in ("href", "kind", "language") else _writable(one) for key, one in value.items()}
    return [_writable(one) for one in value] if isinstance(value, list) else value
