"""What an administrator says about a vocabulary stands above what the code says; without it, nothing differs."""

import pytest
from django.db import OperationalError, models
from django.utils.translation import gettext_lazy, override

from core import terms
from core.fields import CodeField, CodesField
from core.i18n.said import language_of_text
from core.vocabularies import Service


class Colour(models.TextChoices):
    """A vocabulary of two."""

    RED = "red", gettext_lazy("Services")
    BLUE = "blue", "Blue"


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch) -> terms.Vocabulary:
    return terms.Vocabulary("colour", Colour, default="red")


def say(monkeypatch: pytest.MonkeyPatch, *rows: terms.Row) -> None:
    monkeypatch.setattr(terms, "_known", terms._Known(terms.Edition(rows), None, terms.time.monotonic()))


def test_without_rows_it_is_what_it_is_made_of(colours: terms.Vocabulary) -> None:
    assert colours.values == ["red", "blue"]
    assert colours.choices == [("red", "Services"), ("blue", "Blue")]
    assert colours.RED == "red"
    assert colours("blue").label == "Blue"
    assert [str(one) for one in colours] == ["red", "blue"]
    with pytest.raises(ValueError, match="green"):
        colours("green")
    with pytest.raises(AttributeError):
        _ = colours.missing


def test_labels_fall_back_to_the_portals_word_then_to_english(
    colours: terms.Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(
        monkeypatch,
        terms.Row("colour", "red", {"en": "Crimson"}, False),
        terms.Row("colour", "green", {"en": "Green", "hr": "Zeleno"}, False),
    )
    assert colours.values == ["red", "green", "blue"]
    with override("hr"):
        assert colours.choices == [("red", "Usluge"), ("green", "Zeleno"), ("blue", "Blue")]
    with override("en"):
        assert colours.label("red") == "Crimson"
    with override("fr"):
        assert colours.label("green") == "Green"
        assert language_of_text(colours.label("green")) == "en"
        assert language_of_text(colours.label("red")) == "", "the portal has a word for it"
    assert colours.label("gone") == "gone"


def test_rows_of_other_vocabularies_are_theirs(colours: terms.Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, terms.Row("service", "green", {"en": "Green"}, True))
    assert colours.values == ["red", "blue"]
    assert Service.withdrawn == {"green"}


def test_what_is_made_of_the_terms_is_made_anew_when_they_change(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    kept = terms.until_changed(lambda what: made.append(what) or len(made))
    assert (kept("a"), kept("a"), kept("b")) == (1, 1, 2)
    say(monkeypatch, terms.Row("colour", "green", {}, False))
    assert (kept("a"), kept("a")) == (3, 3)


def test_forms_draw_a_withdrawn_term_only_where_it_is_chosen(
    colours: terms.Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, terms.Row("colour", "red", {}, True))
    several = CodesField(colours, name="colours", verbose_name="colours").formfield()
    one = CodeField(colours, name="colour", verbose_name="colour", max_length=9).formfield()
    for field, chosen in ((several, ["red"]), (one, "red")):
        assert 'value="red"' not in field.widget.render("x", [] if chosen == ["red"] else "")
        assert 'value="red"' in field.widget.render("x", chosen)
        assert field.clean(chosen) == chosen


def test_terms_need_no_migration(colours: terms.Vocabulary) -> None:
    _name, path, _args, kwargs = CodeField(colours, name="colour", max_length=9).deconstruct()
    assert path == "django.db.models.CharField"
    assert kwargs == {"max_length": 9}


@pytest.mark.django_db
def test_what_was_read_before_a_commit_is_read_again(seeded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    terms.renew()
    first = terms.edition()
    terms.refresh()
    assert terms._known.edition is None
    assert terms.edition() is first, "equal rows are the same edition"
    terms.refresh()
    assert terms._known.edition is first
    monkeypatch.setattr(terms, "LONGEST", -1)
    terms.refresh()
    assert terms._known.edition is None


@pytest.mark.django_db
def test_a_database_without_the_table_has_the_terms_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr(terms, "_read_rows", fail)
    monkeypatch.setattr(terms, "_known", terms._Known(None, None, 0.0))
    assert Service.COUNSELLING in Service.values
