"""Editors and organisations."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from community.models import Organisation, OrganisationText
from community.seed import seed

pytestmark = pytest.mark.django_db


def form(**changes: str) -> dict[str, str]:
    """What a browser sends for a new organisation with one text."""
    return {
        "name": "Huis van het Leren",
        "name_language": "nl",
        "short_name": "",
        "slug": "huis",
        "kind": "other",
        "network": "",
        "project_role": "",
        "country": "BE",
        "city": "",
        "website": "",
        "logo": "",
        "member_of": "",
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "0",
        "texts-MAX_NUM_FORMS": "6",
        "texts-0-language": "nl",
        "texts-0-name": "",
        "texts-0-summary": "Een huis voor wie leert.",
        "texts-0-about": "null",
        "texts-0-id": "",
        "texts-0-DELETE": "",
        **changes,
    }


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_community_organisation:{name}", args=args)


def test_list_and_filters(admin_client: Client) -> None:
    response = admin_client.get(url("list"))
    assert response.status_code == 200
    assert b"AZVO" in response.content or b"Agencija" in response.content
    filtered = admin_client.get(url("list") + "?kind=network").content.decode()
    assert "Ohjaamo" in filtered
    assert "Learningdigital" not in filtered
    assert admin_client.get(url("list") + "?kind=nonsense&country=%00&q=%00").status_code in {200, 400}


def test_publish_a_new_one(admin_client: Client) -> None:
    response = admin_client.post(url("add"), form(**{"action-publish": "1"}))
    assert response.status_code == 302, response.context and response.context["form"].errors
    huis = Organisation.objects.get(slug="huis")
    assert huis.live
    assert huis.text_in("fr").summary == "Een huis voor wie leert."


def test_errors_name_the_field(admin_client: Client) -> None:
    response = admin_client.post(url("add"), form(name="", name_language="NL", **{"action-publish": "1"}))
    html = response.content.decode()
    assert Organisation.objects.filter(slug="huis").count() == 0
    assert "This field is required." in html
    assert "Write two or three small letters, such as fr." in html


def test_one_text_per_language(seeded: None) -> None:
    azvo = Organisation.objects.get(slug="azvo")
    with pytest.raises(ValidationError):
        OrganisationText(organisation=azvo, language="hr", summary="Dvaput").validate_constraints()
    with pytest.raises(ValidationError):
        OrganisationText(organisation=azvo, language="xx", summary="?").full_clean()


def test_not_its_own_member(seeded: None) -> None:
    azvo = Organisation.objects.get(slug="azvo")
    azvo.member_of = azvo
    with pytest.raises(ValidationError) as error:
        azvo.clean()
    assert "member_of" in error.value.message_dict


def test_edit_history_and_preview(admin_client: Client) -> None:
    porto = Organisation.objects.get(slug="porto")
    assert admin_client.get(url("edit", porto.pk)).status_code == 200
    assert admin_client.get(url("history", porto.pk)).status_code == 200
    assert {mode for mode, _label in porto.preview_modes} == {"fr", "nl", "it", "pt", "hr", "en"}
    for mode, _label in porto.preview_modes:
        html = porto.make_preview_request(preview_mode=mode).content.decode()
        assert porto.name_in(mode).text in html
        assert f'<span class="tag" lang="{mode}">' not in html
    with override("hr"):
        assert porto.default_preview_mode == "hr"


def test_editors_change_moderators_publish(seeded: None) -> None:
    editors = set(Group.objects.get(name="Editors").permissions.values_list("codename", flat=True))
    moderators = set(Group.objects.get(name="Moderators").permissions.values_list("codename", flat=True))
    assert {"add_organisation", "change_organisation"} <= editors
    assert "publish_organisation" not in editors
    assert "publish_organisation" in moderators


def test_names_for_lists(seeded: None) -> None:
    names = {str(organisation) for organisation in Organisation.objects.all()}
    assert "Agencija za znanost i visoko obrazovanje (AZVO)" in names
    assert "Universcience, Cité des métiers de Paris" in names
    azvo = Organisation.objects.get(slug="azvo")
    with override("en"):
        assert azvo.languages_label.startswith("French")


def test_seeding_twice_changes_nothing(seeded: None) -> None:
    before = list(Organisation.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    texts = list(OrganisationText.objects.order_by("pk").values_list("pk", flat=True))
    seed(lambda line: None)
    assert list(Organisation.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before
    assert list(OrganisationText.objects.order_by("pk").values_list("pk", flat=True)) == texts


def test_seeding_puts_a_changed_fact_right(seeded: None) -> None:
    Organisation.objects.filter(slug="porto").update(city="Lisboa")
    seed(lambda line: None)
    porto = Organisation.objects.get(slug="porto")
    assert porto.city == "Porto"
    assert porto.texts.count() == 6
