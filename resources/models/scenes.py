"""360° scenes: a picture one stands in, with places that tell something."""

from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.fields import CodesField, StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from core.onward import Subject
from core.vocabularies import CompetenceCode
from resources.scenes import pictures
from resources.scenes.blocks import HIGHEST, WIDEST, HotspotStreamBlock, StillStreamBlock
from resources.scenes.forms import SceneForm
from resources.scenes.panels import PlacesPanel
from resources.vocabularies import ResourceKind

FACTS = ("picture", "start_yaw", "start_pitch", "competences")


class ScenePage(BasePage):
    """A scene, with everything it says as text and still pictures for those who do not open it."""

    kind_label = _("360° scene")
    schema_type = "LearningResource"
    template = "resources/scene.html"
    parent_page_types: ClassVar[list[str]] = ["resources.LearningModulePage", "resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    picture = models.ForeignKey(
        "core.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("360° picture"),
        help_text=_(
            "The whole room in one picture, twice as wide as high, as a 360° camera saves it. At least 2048 pixels wide."
        ),
    )
    start_yaw = models.SmallIntegerField(
        _("degrees to the right"),
        default=0,
        validators=[MinValueValidator(-WIDEST), MaxValueValidator(WIDEST)],
        help_text=_("Where one looks at first, from the middle of the picture; to the left with a minus."),
    )
    start_pitch = models.SmallIntegerField(
        _("degrees up"),
        default=0,
        validators=[MinValueValidator(-HIGHEST), MaxValueValidator(HIGHEST)],
        help_text=_("0 looks straight ahead; down with a minus."),
    )
    walkthrough = RichTextField(
        _("walk-through"),
        features=["h3", "bold", "italic", "link", "document-link", "ul", "ol"],
        help_text=_("The scene told in words, so that who does not open it misses nothing."),
    )
    stills = StreamField(
        StillStreamBlock(),
        verbose_name=_("still pictures"),
        help_text=_("Parts of the scene, at least one. The first one is shown until somebody opens the scene."),
    )
    hotspots = StreamField(
        HotspotStreamBlock(),
        verbose_name=_("hotspots"),
        help_text=_("At least one. They are listed below the scene under the same numbers."),
    )
    competences = CodesField(
        CompetenceCode, verbose_name=_("competences"), help_text=_("What the scene helps to learn.")
    )

    base_form_class = SceneForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("picture"),
        PlacesPanel(heading=_("Places in the picture")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("start_yaw"), FieldPanel("start_pitch")])], heading=_("First look")),
        FieldPanel("hotspots"),
        FieldPanel("stills"),
        FieldPanel("walkthrough"),
        FieldPanel("competences"),
    ]
    override_translatable_fields = (
        BasePage.override_translatable_fields
        + [SynchronizedField(name) for name in FACTS]
        + [TranslatableField(name) for name in ("walkthrough", "stills", "hotspots")]
    )

    class Meta:
        verbose_name = _("360° scene")
        verbose_name_plural = _("360° scenes")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Below a learning module or the list of them."""
        kind = getattr(parent.specific, "resource_kind", None)
        return kind == ResourceKind.MODULE and super().can_create_at(parent)

    def clean(self) -> None:
        """Checks the picture. Raises ValidationError when it cannot go all around."""
        super().clean()
        if self.picture:
            try:
                pictures.check(self.picture.width, self.picture.height)
            except ValidationError as error:
                raise ValidationError({"picture": error}) from error

    # What the rest of the house asks

    def subject(self) -> Subject:
        return replace(super().subject(), competences=tuple(self.competences))

    def search_facets(self) -> dict[str, list[str]]:
        return {"competence": list(self.competences)}

    def search_body(self) -> str:
        texts = [strip_tags(str(child.value.get("text") or "")) for child in self.hotspots]
        return " ".join([super().search_body(), *texts])

    def json_ld(self) -> dict[str, Any]:
        return super().json_ld() | {"isAccessibleForFree": True}
