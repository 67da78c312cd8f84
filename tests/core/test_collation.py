"""Names stand in the order of the reader's alphabet."""

import pytest
from django.utils.translation import override

from core.collation import sort_key
from core.countries import country_choices

ORDERED = {
    "fr": ["Danemark", "Espagne", "Estonie", "État", "Finlande"],
    "hr": ["Cipar", "Crna Gora", "Čad", "Češka", "Ćup", "Danska", "Džibuti", "Đakovo", "Lesoto", "Ljubljana", "Srbija", "Šri Lanka"],
    "pt": ["Áustria", "Bélgica", "Eslovénia", "Estónia", "Finlândia"],
}  # fmt: skip


@pytest.mark.parametrize("language", ORDERED)
def test_order(language: str) -> None:
    with override(language):
        assert sorted(set(ORDERED[language]), key=sort_key) == ORDERED[language]


@pytest.mark.parametrize("language", ["fr", "nl", "it", "pt", "hr", "en"])
def test_countries(language: str) -> None:
    with override(language):
        names = [name for _code, name in country_choices()]
    assert len(names) == 38
    with override(language):
        assert names == sorted(names, key=sort_key)
    expected = {"fr": "Albanie", "nl": "Albanië", "it": "Albania", "pt": "Albânia", "hr": "Albanija", "en": "Albania"}
    assert names[0] == expected[language]
