"""The library that draws scenes is the file of the package, and comes with its licence."""

import gzip
import hashlib

from django.contrib.staticfiles import finders

from resources.scenes.shown import LIBRARY, LIBRARY_BYTES

KEPT = {
    "LICENSE": "8b378ebe60e2fe500158cb0ac71cb5e8b7d92953c2abcc63a0eb90499653b5bc",
    "three.core.min.js": "05b2609338c76cd65daf74f3ac515bc9a5045e1b3b33edc07d8c9bd55250fa90",
    "three.module.min.js": "86bcee248b64f44bcfc23c331ae74619061957d59cab040171dcb6fb5900beb6",
}
"""SHA-256 of what tools/fetch_three.py took out of the package."""


def content(name: str) -> bytes:
    with open(finders.find(LIBRARY).replace("three.module.min.js", name), "rb") as file:
        return file.read()


def test_what_is_kept_is_what_was_packed() -> None:
    assert {name: hashlib.sha256(content(name)).hexdigest() for name in KEPT} == KEPT


def test_the_page_tells_its_weight() -> None:
    weight = sum(len(gzip.compress(content(name))) for name in KEPT if name.endswith(".js"))
    assert abs(weight - LIBRARY_BYTES) < 2_000


def test_it_makes_no_code_of_texts() -> None:
    assert not [name for name in KEPT if b"new Function(" in content(name) or b"eval(" in content(name)]
