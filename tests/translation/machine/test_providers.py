"""Three wire formats, and whatever may go wrong on the way: each ends in a reason people understand."""

import logging
from typing import Any

import pytest
from django.test import override_settings

from tests.translation.machine.services import FAULTS, KEY, Service
from translation.machine import router
from translation.machine.providers.interface import Answering, CallingBack, FailureError
from translation.vocabularies import MachineReason

AT_ONCE = ("deepl", "libretranslate")
ALL = (*AT_ONCE, "etranslation")
TEXTS = ["Bring a <b>card</b> &amp; a pen.", 'See <a id="a1">the list</a>.']
AGAIN = {"429", "500", "503", "529", "refused", "hangs"}
REASONS = {
    **dict.fromkeys(("400", "413", "redirect"), MachineReason.REJECTED),
    "403": MachineReason.KEY,
    "456": MachineReason.QUOTA,
    **dict.fromkeys(("429", "500", "503", "529"), MachineReason.BUSY),
    **dict.fromkeys(("refused", "hangs"), MachineReason.UNREACHABLE),
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translation.machine.providers.http.READ", 0.4)


def asked(service: Service) -> Any:
    with override_settings(MACHINE_TRANSLATION=service.routes()):
        provider = router.provider(router.code_for("hr"))
    if isinstance(provider, CallingBack):
        return provider.send(TEXTS, "en", "hr", "https://portal.example.org/a/", "https://portal.example.org/f/")
    assert isinstance(provider, Answering)
    return provider.translate(TEXTS, "en", "hr")


@pytest.mark.parametrize("form", AT_ONCE)
def test_translations_come_in_their_order(form: str) -> None:
    service = Service(form)
    assert asked(service) == ["xbring xa <b>xcard</b> &amp; xa xpen.", 'xsee <a id="a1">xthe xlist</a>.']
    service.close()


def test_deepl_is_told_what_to_leave_alone() -> None:
    service = Service("deepl")
    asked(service)
    body = service.asked[0]
    assert (body["source_lang"], body["target_lang"]) == ("EN", "HR")
    assert (body["tag_handling"], body["ignore_tags"]) == ("xml", ["x"])
    assert KEY not in str(body)
    service.close()


def test_etranslation_is_sent_a_page_and_where_to_call_back() -> None:
    service = Service("etranslation")
    assert asked(service) is None
    body = service.asked[0]
    assert (body["sourceLanguage"], body["targetLanguages"]) == ("EN", ["HR"])
    assert body["destinations"] == {"httpDestinations": ["https://portal.example.org/a/"]}
    assert body["errorCallback"] == "https://portal.example.org/f/"
    assert service.texts == TEXTS
    assert 'username="portal"' in service.headers[0]["Authorization"]
    service.close()


@pytest.mark.parametrize(("number", "reason"), [(-20007, "key"), (-20028, "busy"), (-20013, "rejected")])
def test_a_negative_number_is_a_refusal(number: int, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service("etranslation")
    monkeypatch.setattr(service, "_answer", lambda body: str(number).encode())
    with pytest.raises(FailureError) as failure:
        asked(service)
    assert failure.value.reason == reason
    service.close()


@pytest.mark.parametrize("form", ALL)
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_reason_and_nothing_is_logged_of_texts_and_keys(
    form: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    service = Service(form, fault)
    with caplog.at_level(logging.DEBUG), pytest.raises(FailureError) as failure:
        asked(service)
    assert failure.value.reason == REASONS.get(fault, MachineReason.NONSENSE)
    assert failure.value.again == (fault in AGAIN)
    told = caplog.text + str(failure.value) + repr(failure.value)
    assert KEY not in told
    assert "card" not in told
    service.close()


@pytest.mark.parametrize(("said", "wait"), [("120", 120), ("999999", 3600), ("soon", 0), ("", 0), ("9" * 30, 0)])
def test_a_service_may_say_when_to_come_again(said: str, wait: int) -> None:
    service = Service("deepl", "429")
    service.retry_after = said
    with pytest.raises(FailureError) as failure:
        asked(service)
    assert failure.value.after == wait
    service.close()


def test_an_answer_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translation.machine.providers.http.MOST", 40)
    service = Service("deepl")
    with pytest.raises(FailureError) as failure:
        asked(service)
    assert failure.value.reason == MachineReason.NONSENSE
    service.close()
