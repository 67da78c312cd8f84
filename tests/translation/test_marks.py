"""Passages with marks in place of tags: nothing is lost there and back, and what is broken is named."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from wagtail_localize.strings import StringValue

from translation.marks import MarksError, Run, passage_of, runs, tags_of, written
from translation.models import Rendering, Segment
from translation.writing import is_broken

LINKED = 'Ask <a id="a1">a <b>partner</b></a> or <a id="a2">us</a>.'


@pytest.mark.parametrize(
    ("source", "passage", "text"),
    [
        ("Wood", "Bois", "Bois"),
        (LINKED, LINKED, "Ask [1]a [2]partner[/2][/1] or [3]us[/3]."),
        (LINKED, '<a id="a2">Nous</a> ou <a id="a1">eux</a>', "[3]Nous[/3] ou [1]eux[/1]"),
        (LINKED, "<b>Un</b> ou <b>deux</b>", "[2]Un[/2] ou [b]deux[/b]"),
        ("a  b\n  c", "a  b c", "a  b c"),
        ("one<br/>two", "un<br/>deux<br/>", "un\ndeux\n"),
        ("Tea &amp; 1 &lt; 2", "Thé &amp; 1 &lt; 2", "Thé & 1 < 2"),
        ("See [1] and [b]", "Voir [1] et [b]", r"Voir \[1] et \[b]"),
        ("x", r"un \[1] \\[2] [note]", r"un \\\[1] \\\\\[2] [note]"),
        ("a <b>b</b>", "un\\<b>deux\\</b>\\[1]", "un\\\\[1]deux\\\\[/1]\\\\\\[1]"),
        ('<a id="a1"></a> gone', '<a id="a1"></a> parti', "[1][/1] parti"),
    ],
)
def test_tags_are_numbered_by_the_original(source: str, passage: str, text: str) -> None:
    assert written(passage, source) == text
    assert passage_of(text, source) == passage.removesuffix("<br/>")


@pytest.mark.parametrize("text", ["[1]x", "x[/1]", "[1][2]x[/1][/2]", "[4]x[/4]", "[1]x[/1] [1]y[/1]", "[b]x"])
def test_a_mark_that_cannot_be_is_named(text: str) -> None:
    with pytest.raises(MarksError) as error:
        passage_of(text, LINKED)
    assert error.value.mark in text


def test_what_stands_inside_is_shown_in_runs() -> None:
    assert runs('a <b>b<i>c</i></b><br/><a id="a1"></a>', 'a <b>b<i>c</i></b><br/><a id="a1"></a>') == [
        Run("a "),
        Run("b", ("1",), ("1",)),
        Run("c", ("1", "2"), ("2",)),
        Run("\n"),
        Run("", ("3",), ("3",)),
    ]


def test_a_tag_of_nobody_leaves_its_words() -> None:
    assert written('<a id="a9">x</a> <u>y</u> </b><b>z', "source") == "x y [b]z[/b]"


TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from(list("[]\\/123bi<>&\u00a0")), max_size=12
)
NODES = st.recursive(
    TEXT.map(lambda text: StringValue.from_plaintext(text).data) | st.just("<br/>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "i", "em"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
PASSAGES = st.lists(NODES, max_size=4).map("".join)


def same(passage: str) -> str:
    """As it is read: lines of the code are none, spaces around say nothing."""
    text = re.sub(r"(?:<br/>|[ \t])+$|^(?:<br/>|[ \t])+", "", re.sub(r" *[\t\r\n\f][ \t\r\n\f]*", " ", passage))
    return StringValue.from_translated_html(text).data


@given(PASSAGES, PASSAGES)
def test_nothing_is_lost_there_and_back(source: str, passage: str) -> None:
    assert passage_of(written(passage, source), source) == same(passage)


@given(TEXT)
@example("0  0")
@example("a\tb")
def test_whatever_is_typed_is_refused_with_a_name_or_can_be_kept(text: str) -> None:
    try:
        passage = passage_of(text, LINKED)
    except MarksError as refused:
        assume(refused.mark not in text)
        raise
    else:
        assert not is_broken(LINKED, passage)
        assert passage_of(written(passage, LINKED), LINKED) == passage


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_every_passage_of_the_demo_content_comes_back() -> None:
    rows = Rendering.objects.exclude(text="").select_related("segment__item")
    pairs = [(one.made_for, one.text) for one in rows if "." in one.segment.path or "<" not in one.text]
    pairs += [(text, text) for text in Segment.objects.exclude(text="").values_list("text", flat=True)]
    localized = [pair for pair in pairs if not is_broken(*pair)]
    assert len(localized) > 3000
    assert [p for s, p in localized if passage_of(written(p, s), s) != same(p)] == []
    assert any(tags_of(source) for source, _passage in localized)
