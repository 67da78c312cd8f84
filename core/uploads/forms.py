"""Form fields and forms that send pictures through the gate."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.uploads import pictures


class PictureField(WagtailImageField):
    """Gives the picture as it is kept."""

    def to_python(self, data: Any) -> pictures.CleanPicture | None:
        """Raises ValidationError for what cannot be shown."""
        try:
            file = super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # Wagtail reads its size, and stumbles over a broken one
            raise pictures.broken() from error
        return pictures.clean(file) if file else None


class ImageForm(BaseImageForm):
    """The form of every image in the admin (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if old := self.fields.get("file"):
            self.fields["file"] = PictureField(label=old.label, required=old.required, widget=old.widget)

    def save(self, commit: bool = True) -> Any:
        """A new file in the place of another: Wagtail has just deleted all its sizes."""
        image = super().save(commit)
        if commit and "file" in self.changed_data:
            image.make_sizes()
        return image


class AvatarForm(AvatarPreferencesForm):
    """The picture of an account."""

    avatar = PictureField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)


def connect() -> None:
    """Puts our form of the account's picture in the place of Wagtail's, which offers no setting for it."""
    AvatarSettingsPanel.form_class = AvatarForm  # ty: ignore[invalid-assignment]
    AvatarSettingsPanel.template_name = "core/components/avatar_panel.html"
