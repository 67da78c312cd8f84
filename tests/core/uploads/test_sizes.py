"""What templates ask for is made at upload: no visitor waits for it, and none meets a full disk."""

import itertools
import re
from pathlib import Path

from django.conf import settings

from core.models.media import SIZES

TAG = re.compile(r"{% (?:image|picture) \S+ (.*?)%}")
SPEC = re.compile(r"^(?:width|height|max|min|fill|format|scale|original)-?")


def test_every_size_of_a_template_is_made_at_upload() -> None:
    asked = set()
    for template in Path(settings.BASE_DIR).glob("*/templates/**/*.html"):
        for tag in TAG.findall(template.read_text()):
            words = [word for word in tag.split() if SPEC.match(word)]
            choices = [re.sub(r"\{.*\}", "{}", word) for word in words]
            values = [(re.findall(r"\{(.*)\}", word) or [""])[0].split(",") for word in words]
            for chosen in itertools.product(*values):
                parts = [shape.replace("{}", value) for shape, value in zip(choices, chosen, strict=True)]
                asked.add(frozenset(parts))
    assert len(asked) > 5
    assert asked <= {frozenset(size.split("|")) for size in SIZES}
