"""The list of what stands on a page agrees with the anchors its headings get."""

import re

from django.template import Context, Template
from wagtail.blocks import StreamValue

from core.blocks import BodyStreamBlock
from core.contents import contents_of


def stream(*headings: str) -> StreamValue:
    raw = []
    for number, text in enumerate(headings):
        raw += [
            {"type": "heading", "value": text, "id": f"h{number}"},
            {"type": "paragraph", "value": f"<p>{text}</p>", "id": f"p{number}"},
        ]
    return BodyStreamBlock().to_python(raw)


def test_every_entry_leads_to_its_heading() -> None:
    body = stream("Who publishes", "What you may reuse")
    source = '{% include "core/components/contents.html" %}{% include "core/components/blocks.html" with stream=body %}'
    html = Template(source).render(Context({"body": body, "contents": contents_of(body)}))
    for title in ("Who publishes", "What you may reuse"):
        anchor = re.search(rf'<a href="#([\w-]+)">{title}</a>', html)
        assert anchor
        assert re.search(rf'id="{anchor.group(1)}"[^>]*>\s*<h2>{title}</h2>', html)


def test_a_single_heading_needs_no_list() -> None:
    assert contents_of(stream("Who publishes")) == []
    assert contents_of(stream()) == []
    assert "<nav" not in Template('{% include "core/components/contents.html" %}').render(Context({"contents": []}))
