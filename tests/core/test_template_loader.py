"""Indentation of templates is for their readers and is not sent."""

import re
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

from core.template_loader import without_indentation

TEMPLATES = sorted(settings.BASE_DIR.glob("*/templates/**/*.html"))


def test_indentation_and_lines_of_silent_tags_go() -> None:
    source = '{% load i18n %}\n<p>\n  {% if one %}\n    <b>1</b>\n  {% endif %}\n  {{ two }}\n  {% icon "x" %}\n</p>\n'
    assert (
        without_indentation(source)
        == '{% load i18n %}<p>\n{% if one %}<b>1</b>\n{% endif %}{{ two }}\n{% icon "x" %}\n</p>\n'
    )


def test_a_line_that_also_shows_something_keeps_its_end() -> None:
    source = "{% if one %}1{% endif %}\n{% for two in three %}{{ two }}{% endfor %}\n"
    assert without_indentation(source) == source


def test_own_templates_are_read_so_and_those_of_packages_are_not() -> None:
    own = get_template("core/base.html").template
    assert Path(own.origin.name).is_relative_to(settings.BASE_DIR / "core")
    assert not re.search(r"\n\s", own.source)
    assert re.search(r"\n\s", get_template("wagtailadmin/home.html").template.source)


def test_no_template_holds_text_whose_spaces_count() -> None:
    for path in TEMPLATES:
        text = path.read_text()
        assert "<pre" not in text, path
        assert not re.search(r"<textarea[^>]*>[^<]*\n", text), path
        assert not re.search(r"\{% blocktrans(late)?(?![^%]*\btrimmed\b)[^%]*%\}[^{]*\n", text), path
