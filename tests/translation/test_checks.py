"""What is said of a translated passage: mistakes of six languages are found, and what each language writes its own way is none."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail_localize.models import StringTranslation, Translation

from core.models import BasePage
from home.models import StandardPage
from tests.translation.test_borrowed import edit, page, signed_in, translation, write_text
from tests.translation.test_gaps import texts
from translation.borrowed import untranslated
from translation.checks import findings, limit_of
from translation.following import follow
from translation.gaps import gaps_of
from translation.models import Rendering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
__all__ = ["page", "translation"]
LINK = 'Read <a id="a1">the plan</a> first.'


def said(source: str, written_in: str, target: str, language: str, most: int | None = None) -> list[str]:
    """``!`` before what is refused."""
    return [f"{'!' * one.refuses}{one.code}" for one in findings(source, written_in, target, language, most)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (("en", "1,000 visitors"), ("hr", "1.000 posjetitelja")),
        (("en", "1,000 visitors"), ("fr", "1\u202f000 visites")),
        (("en", "2.5 % more"), ("nl", "2,5 % meer")),
        (("en", "2.50 more"), ("pt", "2,5 a mais")),
        (("en", "2.5 million people"), ("it", "2 500 000 persone, quasi 2,5 milioni")),
        (("en", "On 12/03/2026 at 2 pm"), ("hr", "12. ožujka 2026. u 14:00")),
        (("fr", "de 9 h à 17 h 30"), ("nl", "van 9 tot 17.30 uur")),
        (("en", "In the 19th century"), ("fr", "Au XIXe siècle")),
        (("en", "In the 1990s"), ("fr", "Dans les années 90")),
        (("en", "In 2025/26"), ("pt", "Em 2025-2026")),
        (("en", "5 people, two advisers"), ("hr", "pet osoba, 2 savjetnika")),
        (("en", "20 people came"), ("fr", "20 personnes sont venues")),
        (("nl", "+32 9 123 45 67"), ("en", "+32 91 23 45 67")),
        (("en", "Write to a@b.eu"), ("fr", "Écrivez à a@b.eu")),
        (("en", LINK), ("fr", 'Lisez d’abord <a id="a1">le plan</a>.')),
        (("fr", "100 % des places"), ("nl", "100 % van de plaatsen")),
        (("en", "%(count)s places"), ("it", "%(count)s posti")),
        (("nl", "De Bond van de Boeren"), ("fr", "De Bond van de Boeren in de Kempen en de Maas")),
        (("en", "Where does it lead?"), ("hr", "Cité des Métiers de la Ville de Paris")),
        (
            ("fr", "La paix et le travail de la ville"),
            ("it", "Con il progetto «Tous les métiers du monde» di Parigi e con i centri"),
        ),
    ],
)
def test_written_another_way_is_no_finding(source: tuple[str, str], target: tuple[str, str]) -> None:
    assert said(source[1], source[0], target[1], target[0]) == []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        (("en", "1,000 visitors"), ("hr", "10.000 posjetitelja"), "!number"),
        (("en", "Founded in 1998 in Ghent"), ("nl", "Opgericht in 1989 in Gent"), "!number"),
        (("en", "Founded in 1998 in Ghent"), ("pt", "Fundado em Gante"), "!number"),
        (("en", "3 steps"), ("it", "5 passi"), "!number"),
        (("en", "50 % of them"), ("fr", "La moitié"), "number"),
        (("en", LINK), ("fr", "Lisez d’abord le plan."), "!link"),
        (("en", "Read on."), ("it", '<a id="a7">Continua</a>.'), "!link"),
        (("en", "See https://a.eu/en/."), ("hr", "Vidi tamo."), "!address"),
        (("en", "See https://a.eu/en/."), ("hr", "Vidi https://a.eu/hr/."), "address"),
        (("en", "Write to a@b.eu"), ("pt", "Escreva-nos"), "!address"),
        (("en", "%(count)s places"), ("it", "%(conto)s posti"), "!placeholder"),
        (("en", "Dear {name},"), ("nl", "Beste,"), "!placeholder"),
        (("en", "Short."), ("fr", "Une phrase bien trop longue. " * 8), "length"),
        (
            ("fr", "Vous pouvez venir sans payer et parler avec des conseillers de la ville."),
            ("hr", "Vous pouvez venir sans payer et parler avec des conseillers de la ville."),
            "!language",
        ),
        (("en", "For you."), ("pt", "You can come here and talk to the people of the city for free."), "!language"),
        (
            ("en", "For you."),
            ("en", "Možete doći u grad i razgovarati sa savjetnikom koji je tamo za vas."),
            "!language",
        ),
        (("en", "For you."), ("fr", "U kunt naar de winkel komen en met een van de mensen praten."), "!language"),
        (("en", "For you."), ("nl", "Potete venire in città e parlare con una persona che è lì per voi."), "!language"),
        (
            ("en", "For you."),
            ("it", "Pode vir à cidade e falar com uma das pessoas que estão aqui para si."),
            "!language",
        ),
    ],
)
def test_mistakes_are_found(source: tuple[str, str], target: tuple[str, str], code: str) -> None:
    assert said(source[1], source[0], target[1], target[0]) == [code]


def test_fields_have_room_for_so_many_letters() -> None:
    most = limit_of(StandardPage, "title")
    assert most == 255
    assert said("Title", "en", "x" * 255, "fr", most) == ["length"]
    assert said("Title", "en", "x" * 256, "fr", most) == ["!length"]
    assert limit_of(BasePage, "body.1234") is None


def test_it_is_said_in_the_language_of_the_reader() -> None:
    with override("nl"):
        assert findings(LINK, "en", "Lees het plan.", "nl")[0].says.startswith("De link op")


@pytest.fixture
def wrong(translation: Translation) -> Translation:
    """All is translated, one passage into French."""
    for text in untranslated(translation):
        write_text(translation, text, "Tekst")
    StringTranslation.objects.filter(translation_of__data__startswith="How to find").update(
        data="Vous pouvez venir sans payer et parler avec des conseillers de la ville."
    )
    follow()
    return translation


def test_mistakes_are_named_before_publishing(wrong: Translation) -> None:
    there = wrong.get_target_instance()
    gaps = gaps_of(there)
    assert gaps is not None
    assert (gaps.missing, gaps.wrong) == (0, 1)
    client = signed_in("moderator")
    asked = client.post(edit(there), {"action": "publish"})
    html = texts(asked)
    assert "written in French instead of Croatian" in html
    rendering = Rendering.objects.get(
        segment__item__key=str(there.translation_key), text__startswith="Vous pouvez", locale=there.locale
    )
    passages = reverse("translation_passages", args=[rendering.segment.item_id, "hr"])
    assert f'href="{passages}#passage-{rendering.segment_id}"' in html
    page = texts(client.get(passages))
    assert f'id="passage-{rendering.segment_id}"' in page
    assert "written in French instead of Croatian" in page
    assert client.post(edit(there), asked.context["fields"]).status_code == 302
    assert "Vous" in StandardPage.objects.get(pk=there.pk).summary


def test_they_are_named_in_bulk_and_translators_send_for_review_all_the_same(wrong: Translation) -> None:
    there = wrong.get_target_instance()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    html = texts(signed_in("moderator").get(f"{address}?id={there.pk}"))
    assert "written in French instead of Croatian" in html
    assert "have no translation" not in html
    assert signed_in("translator-hr").post(edit(there), {"action": "review"}).status_code == 302
    assert StandardPage.objects.get(pk=there.pk).workflow_in_progress


def test_naming_mistakes_costs_no_query_for_each(wrong: Translation, max_queries: Any) -> None:
    instance = wrong.get_target_instance()
    gaps_of(instance)
    StringTranslation.objects.filter(translation_of__data__startswith="The bus").update(data='<a id="a1">Bus</a>')
    with max_queries(3):
        gaps = gaps_of(instance)
    assert gaps is not None
    assert gaps.wrong == 2
