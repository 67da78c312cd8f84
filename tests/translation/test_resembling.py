"""How much two passages have in common: a percentage that does what people expect of one."""

from hypothesis import given
from hypothesis import strategies as st

from translation.resembling import LEAST, Wordings, percent, words

WORDS = st.lists(st.sampled_from(["le", "la", "centre", "orientation", "2", "été", "aujourd", "hui"]), max_size=12)
TEXT = st.text(max_size=60)


@given(TEXT, TEXT)
def test_it_is_the_same_in_both_directions(one: str, other: str) -> None:
    assert percent(words(one), words(other)) == percent(words(other), words(one))


@given(WORDS, WORDS)
def test_all_of_it_means_the_same_words(one: list[str], other: list[str]) -> None:
    alike = percent(one, other)
    assert 0 <= alike <= 100
    assert (alike == 100) == (one == other != [])


@given(WORDS, st.data())
def test_a_word_less_in_common_is_never_more(one: list[str], data: st.DataObject) -> None:
    """Of a text that is taken apart word by word, each rest is at most as much of it as the one before."""
    rest, before = list(one), percent(one, one)
    while rest:
        del rest[data.draw(st.integers(0, len(rest) - 1))]
        alike = percent(one, rest)
        assert alike <= before
        before = alike


@given(WORDS)
def test_tags_marks_and_capitals_are_no_words(said: list[str]) -> None:
    written = " ".join(f"<b>{word.upper()}</b>,<br/>" for word in said)
    assert words(written) == [word.casefold() for word in said]
    assert words("<i>e</i>\u0301t\u00e9 &amp; &eacute;t&eacute;") == words("été été")


@given(st.lists(WORDS, max_size=12), WORDS)
def test_of_many_texts_all_that_resemble_are_found(many: list[list[str]], one: list[str]) -> None:
    """Compared with looking at each of them."""
    texts = [" ".join(said) for said in many]
    wordings = Wordings()
    wordings.add(texts[:6])
    wordings.add(texts)
    found = wordings.like(" ".join(one))
    assert sorted(found) == sorted((alike, text) for text in {*texts} if (alike := percent(words(text), one)) >= LEAST)
    assert [alike for alike, _text in found] == sorted((alike for alike, _text in found), reverse=True)
