"""Demo content of the desk: what it knows of the pages, and a few originals that have been edited since."""

from django.conf import settings
from wagtail.models import Locale

from core.seed import Log, load, page_by_key, seeder
from translation.following import follow, look_at
from translation.localized import PAGES
from translation.models import Rendering, ReviewSettings

EVERYTHING = ("home-links", "resources", "agenda", "centres", "centres:list", "skills", "community", "embeds")


@seeder("translations", after=EVERYTHING)
def seed_translations(log: Log) -> None:
    """Reckons with all that was seeded; edits are told once, so that what an editor has put right stays right."""
    is_new = not Rendering.objects.exists()
    follow()
    if getattr(settings, "DEMO", False) and not ReviewSettings.objects.exists():
        # Whoever tries the demo is one person, and shall come to the end of a translation.
        ReviewSettings.objects.create(self_review=True)
        log("those who translate may approve what they wrote")
    for edit in load("translation/content/edits.yaml") if is_new else ():
        page = page_by_key(edit["page"], "en")
        locales = Locale.objects.filter(language_code__in=edit["languages"])
        if page is not None:
            key = str(page.translation_key)
            passage = {"segment__item__key": key, "segment__path": edit["path"], "locale__in": locales}
            Rendering.objects.filter(**passage).update(made_for=edit["was"])
            look_at(PAGES, key)
