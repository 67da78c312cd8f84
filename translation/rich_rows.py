"""Passages of a field of rich text, and the field with other ones."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from wagtail_localize.strings import StringValue, extract_strings, restore_strings

from translation.passages import Passage

_HOLDS_PASSAGES = ("p", "li", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "blockquote")


def passages_of(path: str, html: str) -> list[Passage]:
    """In their order; no query."""
    return [Passage(path, string.data) for string, _attributes in extract_strings(html)[1]]


def with_passages(html: str, original: str, before: Mapping[str, str], said: Mapping[str, str]) -> str:
    """A translation's ``html``, in which ``before`` says what answered what, once it also says what is ``said`` now.

    Both are ``{text of the original: text}``, ``""`` takes one away. It is built like the ``original``, without what nobody has
    translated. Where it says more than the original, somebody wrote it by hand: then it stays built as it is, and what is new
    stands at its end.
    """
    template, strings = extract_strings(original)
    own_template, own = extract_strings(html)
    links = {one.data: attributes for one, attributes in own}
    of_original = {one.data: attributes for one, attributes in strings}

    def written(source: str, text: str) -> tuple[StringValue, dict[str, Any]]:
        """With the links of its language, where it has some."""
        return StringValue(text), of_original.get(source, {}) | links.get(before.get(source, ""), {})

    if links.keys() <= set(before.values()):
        now = {**before, **said}
        return _without_empty(
            restore_strings(template, [written(one.data, now.get(one.data, "")) for one, _ in strings])
        )
    sources = {before[source]: source for source in said if source in before}
    kept = [
        written(sources[one.data], said[sources[one.data]]) if one.data in sources else (one, attributes)
        for one, attributes in own
    ]
    new = [written(source, text) for source, text in said.items() if text and before.get(source) not in links]
    end = "".join(f"<p>{text.render_html(attributes)}</p>" for text, attributes in new)
    return _without_empty(restore_strings(own_template, kept)) + end


def _without_empty(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for one in reversed(soup.find_all(_HOLDS_PASSAGES)):
        if not one.find(True) and not one.get_text(strip=True):
            one.decompose()
    return str(soup)
