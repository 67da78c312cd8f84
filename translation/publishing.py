"""Publishes a page that was translated passage by passage: one version, saved once.

wagtail-localize saves the page, then a version of it, and publishes that one once the request is over, in nobody's name. Each time
all who listen to pages look at the same texts anew.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import Translation, TranslationLog

from core.models import BasePage


def publish_page(translation: Translation, original: BasePage, page: BasePage, user: Any) -> BasePage | None:
    """Shows readers the texts of a begun translation. Returns what they read; ``None`` where a field does not take its text.

    What is not translated is shown in the original language. The rights, and questions about gaps, are the caller's affair.
    """
    source, locale = translation.source, translation.target_locale
    draft = source.get_ephemeral_translated_instance(locale, fallback=True)
    # Until it is published, a page that shows its original is in the language of that one.
    draft.locale, draft.content_language = locale, locale.language_code
    if draft.slug != page.slug and (parent := page.get_parent()):
        draft.slug = find_available_slug(parent, draft.slug, ignore_page_id=page.pk)
    try:
        with transaction.atomic():
            # Publishing looks at what the version says, and at what it refers to.
            with disable_reference_index_auto_update():
                revision = draft.save_revision(user=user, clean=False)
            source.sync_view_restrictions(original, page)
            revision.publish(user=user)
            TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    except ValidationError:
        return None
    return draft
