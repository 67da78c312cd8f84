"""Codes are kept in order, once, and known; block definitions stay out of migrations."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from core.fields import CodesField, StreamField
from core.models import LanguageSettings
from core.vocabularies import Need


def test_codes_are_sorted_and_unique() -> None:
    field = CodesField(Need, name="needs")
    assert field.clean(["work", "orient", "work"], None) == ["orient", "work"]


@pytest.mark.parametrize("bad", [["fly"], "work", {"a": 1}, [1]])
def test_unknown_codes_are_refused(bad: object) -> None:
    with pytest.raises(ValidationError):
        CodesField(Need, name="needs").clean(bad, None)


def test_form_shows_one_box_per_code() -> None:
    field = CodesField(Need, name="needs", verbose_name="needs").formfield()
    assert [code for code, _label in field.choices] == Need.values
    assert field.clean(["work"]) == ["work"]
    assert not field.has_changed(["work", "orient"], ["orient", "work"])


def test_stream_definitions_stay_out_of_migrations() -> None:
    field = LanguageSettings._meta.get_field("footer")
    assert isinstance(field, StreamField)
    _name, _path, args, kwargs = field.deconstruct()
    assert args == []
    assert "block_lookup" not in kwargs


def test_codes_field_is_plain_json_in_the_schema() -> None:
    _name, path, _args, kwargs = CodesField(Need, name="needs").deconstruct()
    assert path == "core.fields.CodesField"
    assert "vocabulary" not in kwargs
    assert issubclass(CodesField, models.JSONField)
