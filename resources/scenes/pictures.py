"""Which pictures can be the ground of a scene."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST_WIDTH = 2048
"""Pixels; what is narrower is a blur once it goes all around."""
TOLERANCE = 0.01
"""How far the ratio may be from 2, as a part of it."""


def check(width: int, height: int) -> None:
    """Whether a picture of so many pixels can go all around: twice as wide as high, and wide enough.

    Raises ValidationError with what is wrong.
    """
    sizes = {"width": width, "height": height}
    if not height or abs(width / height - 2) > 2 * TOLERANCE:
        raise ValidationError(
            _(
                "This picture is %(width)s × %(height)s pixels. A 360° picture is exactly twice as wide as it is high. "
                "Choose one as a 360° camera saves it, for example of 4000 × 2000 pixels."
            ),
            params=sizes,
            code="ratio",
        )
    if width < LEAST_WIDTH:
        raise ValidationError(
            _(
                "This picture is only %(width)s pixels wide: all around it would be a blur. Choose one of at least "
                "%(least)s pixels."
            ),
            params=sizes | {"least": LEAST_WIDTH},
            code="small",
        )
