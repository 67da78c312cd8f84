"""What an editor meets: named errors, pictures with a text, files that stay with every language."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import CustomImage
from resources.models import CaseStudyPage, LearningModulePage, PublicationPage, ResourceIndexPage
from resources.models.case_studies import SECTIONS
from resources.vocabularies import ResourceKind

# Wagtail leaves the temporary file of a new rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
CODES = {"competences": ["B", "A"], "themes": ["digital"]}


@pytest.fixture
def form(page_of) -> dict:
    data = {name: rich_text("<p>Text</p>") for name in SECTIONS}
    data |= {name: streamfield([]) for name in ("partners", "body", "downloads", "sources", "related")}
    data |= {"title": "A new practice", "slug": "a-new-practice", "status": "unverified", "licence": "CC-BY-4.0"}
    data |= {"comments": inline_formset([]), "place": "Ghent"}
    return data


def add(client: Client, page_of, form: dict):
    index = page_of(ResourceIndexPage, "case-studies", "en")
    url = reverse("wagtailadmin_pages:add", args=["resources", "casestudypage", index.pk])
    assert client.get(url).status_code == 200
    return client.post(url, nested_form_data(form | {"action-publish": "1"}) | CODES)


def test_a_new_case_study_is_published(admin_client: Client, page_of, form: dict) -> None:
    response = add(admin_client, page_of, form | {"summary": "What it is."})
    assert response.status_code == 302
    page = CaseStudyPage.objects.get(slug="a-new-practice", alias_of=None)
    assert (page.competences, page.live, page.content_language) == (["A", "B"], True, "en")


def test_forgotten_summary_is_named(admin_client: Client, page_of, form: dict) -> None:
    response = add(admin_client, page_of, form | {"summary": ""})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["summary"]


def test_picture_without_a_text_is_named(admin_client: Client, page_of, form: dict, picture) -> None:
    response = add(admin_client, page_of, form | {"summary": "What it is.", "hero_image": picture.pk})
    assert list(response.context["form"].errors) == ["hero_alt"]


@pytest.fixture
def picture(seeded: None, settings, tmp_path) -> CustomImage:
    settings.MEDIA_ROOT = tmp_path
    content = BytesIO()
    Image.new("RGB", (40, 30), "#0c7558").save(content, "PNG")
    return CustomImage.objects.create(title="A door", file=ImageFile(content, "door.png"))


@pytest.mark.parametrize(
    ("model", "key"),
    [(CaseStudyPage, "case:porto"), (LearningModulePage, "module-c"), (PublicationPage, "publication:toolkit")],
)
def test_picture_is_shown_with_its_text(page_of, client: Client, picture: CustomImage, model, key: str) -> None:
    page = page_of(model, key, "en")
    page.hero_image, page.hero_alt = picture, "A green door"
    page.save()
    assert 'alt="A green door"' in client.get(page.url).content.decode()
    page.hero_decorative = True
    page.save()
    html = client.get(page.url).content.decode()
    assert "A green door" not in html
    assert 'alt=""' in html


@pytest.mark.parametrize("model", [CaseStudyPage, LearningModulePage, PublicationPage, ResourceIndexPage])
def test_every_form_opens(admin_client: Client, model) -> None:
    page = model.objects.in_language("hr").filter(alias_of=None, depth__gt=2).first()
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("model", [CaseStudyPage, LearningModulePage, PublicationPage])
def test_facts_stay_the_same_in_all_languages(model) -> None:
    decided = {field.field_name: type(field) for field in model.override_translatable_fields}
    facts = ("contributor", "licence", "country", "main_need", "competences", "themes", "audiences", "example")
    assert all(decided[name] is SynchronizedField for name in facts)
    assert all(decided[name] is TranslatableField for name in ("summary", "body", "reviewed_on"))


def test_organisation_and_competence_pages_list_what_belongs_to_them(seeded) -> None:
    from community.models import Organisation
    from resources.contributions import cases_of_competence, contributions_of, module_of_competence

    group = module_of_competence("C", "pt")
    assert ([card.title for card in group.cards], group.module) == (["Coordenar, gerir e liderar a parceria"], True)
    assert {card.kind for card in cases_of_competence("B", "en").cards} == {"case-study"}
    assert contributions_of(ResourceKind.CASE)(Organisation.objects.get(slug="porto"), "en").cards
    assert contributions_of(ResourceKind.PUBLICATION)(Organisation.objects.get(slug="universcience"), "en").cards
    assert contributions_of(ResourceKind.MODULE)(Organisation.objects.get(slug="leerwinkel"), "en") is None
