"""Seeding twice changes nothing."""

import pytest
from wagtail.models import Page, Revision

from core.models import CustomDocument
from resources.seed import seed
from resources.seed_units import rich


def test_second_run_writes_nothing(seeded) -> None:
    def state() -> tuple[int, int, int]:
        return Page.objects.count(), Revision.objects.count(), CustomDocument.objects.count()

    before = state()
    seed(lambda text: None)
    assert state() == before


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One:\n- a\n- b\nTwo.", "<p>One:</p><ul><li>a</li><li>b</li></ul><p>Two.</p>"),
        ("- a & <b>", "<ul><li>a &amp; &lt;b&gt;</li></ul>"),
    ],
)
def test_plain_lines_become_html(text: str, html: str) -> None:
    assert rich(text) == html
