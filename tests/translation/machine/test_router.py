"""Which service translates into which language, and what is said at the start when that cannot be."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from tests.translation.machine.services import Service
from translation.machine import router


def set_up(settings: Any, routes: dict[str, str], **more: Any) -> None:
    service = {"key": "", "url": "", "application": "", "password": ""}
    settings.MACHINE_TRANSLATION = {
        "routes": routes, "budget": {}, "deepl": service, "libretranslate": service, "etranslation": service
    } | more  # fmt: skip


def test_none_is_the_default(settings: Any) -> None:
    assert settings.MACHINE_TRANSLATION["routes"] == {}
    assert router.code_for("hr") == ""
    router.check()


def test_a_language_has_its_own_service_or_that_of_the_others(settings: Any) -> None:
    set_up(settings, {"fr": "deepl", "nl": "none", "*": "libretranslate"})
    assert {code: router.code_for(code) for code in ("fr", "nl", "hr")} == {
        "fr": "deepl",
        "nl": "",
        "hr": "libretranslate",
    }
    assert router.provider("etranslation") is None, "it is not set up"


@pytest.mark.parametrize(
    ("routes", "says"),
    [
        ({"fr": "deepl"}, "deepl needs DEEPL_KEY"),
        ({"*": "libretranslate"}, "libretranslate needs LIBRETRANSLATE_URL"),
        ({"hr": "etranslation"}, "etranslation needs ETRANSLATION_APPLICATION"),
        ({"de": "none"}, "the portal has no language “de”"),
        ({"fr": "google"}, "“google” is none of deepl, etranslation, libretranslate, none"),
    ],
)
def test_what_is_wrong_is_named(settings: Any, routes: dict[str, str], says: str) -> None:
    set_up(settings, routes)
    with pytest.raises(ImproperlyConfigured, match=says):
        router.check()


@pytest.mark.parametrize("budget", [{"deepl": "much"}, {"google": "5"}, {"deepl": "-1"}])
def test_a_budget_is_a_number_of_a_service(settings: Any, budget: dict[str, str]) -> None:
    set_up(settings, {}, budget=budget)
    with pytest.raises(ImproperlyConfigured, match="MACHINE_TRANSLATION_BUDGET"):
        router.check()


def test_wagtail_localizes_own_translator_stays_off(settings: Any) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    with pytest.raises(ImproperlyConfigured, match="within a request"):
        router.check()


def test_a_whole_setting_is_fine(settings: Any) -> None:
    service = Service("deepl")
    settings.MACHINE_TRANSLATION = service.routes() | {"budget": {"deepl": "500000"}}
    router.check()
    service.close()


@pytest.mark.parametrize("value", ["fr", "fr=", "=deepl", "fr=deepl,fr=none"])
def test_pairs_are_read_strictly(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACHINE_TRANSLATION", value)
    with pytest.raises(ImproperlyConfigured, match="MACHINE_TRANSLATION must be pairs such as fr=deepl"):
        environment.pairs("MACHINE_TRANSLATION", "fr=deepl")


def test_pairs_and_addresses_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACHINE_TRANSLATION", " fr = deepl , *=none ")
    assert environment.pairs("MACHINE_TRANSLATION", "") == {"fr": "deepl", "*": "none"}
    monkeypatch.setenv("DEEPL_URL", "https://deepl.example.org/api/")
    assert environment.service("DEEPL_URL") == "https://deepl.example.org/api"
    for wrong in ("deepl.example.org", "ftp://x.org", "https://me:secret@x.org", "https://x.org:port"):
        monkeypatch.setenv("DEEPL_URL", wrong)
        with pytest.raises(ImproperlyConfigured) as error:
            environment.service("DEEPL_URL")
        assert "secret" not in str(error.value)
