"""Translation files that come back from translators: read, checked against the page they are for, then imported whole.

A file with a mistake changes nothing, and the translator reads what is wrong and on which line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polib
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import validate_translation_links

from translation.exchange.mistakes import FileError, refuse_for
from translation.exchange.po_text import parsed
from translation.roles import Act, may

MAX_BYTES = 2_000_000
MAX_TEXT = 20_000
"""Characters of one text; the longest passage of a page has a tenth of it."""

_ID = "X-WagtailLocalize-TranslationID"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: texts taken over, texts of the page the file lacks, texts of the file the page lacks."""

    texts: int
    missing: int
    unknown: int


@transaction.atomic
def import_file(translation: Translation, data: bytes, user: Any) -> Imported:
    """Take over every text of a PO file. Raises FileError; then nothing has changed."""
    file = parsed(_checked(data))
    _check_owner(file, translation)
    asked = {(entry.msgctxt, entry.msgid) for entry in translation.export_po() if not entry.obsolete}
    entries = [entry for entry in file if not entry.obsolete]
    sent = {(entry.msgctxt, entry.msgid) for entry in entries}
    written = [entry for entry in entries if entry.msgstr and (entry.msgctxt, entry.msgid) in asked]
    if not written:
        raise FileError(_("The file holds no translation of a text of this page."))
    theirs = _written_by_others(translation, user)
    refuse_for([mistake for entry in written for mistake in _mistakes(entry, translation, theirs)])
    translation.import_po(file, user=user, tool_name="PO File")
    return Imported(len(written), len(asked - sent), len(sent - asked))


def _checked(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise FileError(
            _("The file is larger than %(size)s MB. Send the file of one page.") % {"size": MAX_BYTES // 10**6}
        )
    return data


def _check_owner(file: polib.POFile, translation: Translation) -> None:
    key = file.metadata.get(_ID, "")
    if key == str(translation.uuid):
        return
    if not key:
        raise FileError(_("The file does not say for which page it is. Send the one you downloaded here."))
    other = Translation.objects.filter(uuid=key).first() if re.fullmatch(r"[0-9a-f-]{36}", key) else None
    if other is None:
        raise FileError(_("The file is for a page that is not here. Send the one you downloaded here."))
    raise FileError(
        _("The file is for “%(page)s” in %(language)s, not for this translation.")
        % {"page": other.source.object_repr, "language": other.target_locale.get_display_name()}
    )


def _written_by_others(translation: Translation, user: Any) -> Mapping[tuple[str, str], StringTranslation]:
    """By place and words of the original: what a file must not replace for somebody who does not coordinate the language."""
    if may(user, Act.REPLACE, translation.target_locale_id):
        return {}
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by__isnull=False,
    ).exclude(last_translated_by=user)
    rows = rows.select_related("context", "translation_of", "last_translated_by")
    return {(row.context.path, row.translation_of.data): row for row in rows}


def _mistakes(
    entry: polib.POEntry, translation: Translation, theirs: Mapping[tuple[str, str], StringTranslation]
) -> Iterator[str]:
    line, text = {"line": entry.linenum}, entry.msgstr
    before = theirs.get((entry.msgctxt or "", entry.msgid))
    if before and before.data != text:
        says = _(
            "Line %(line)s: %(name)s wrote what stands here. Change it in the editor, or have a coordinator send the file."
        )
        yield says % {**line, "name": get_user_display_name(before.last_translated_by)}
    if entry.fuzzy:
        yield _("Line %(line)s: the text is marked as fuzzy. Check it, and take the mark away.") % line
    most = min(MAX_TEXT, _field_length(translation, entry.msgctxt or "") or MAX_TEXT)
    if len(text) > most:
        yield _("Line %(line)s: the text has %(n)s characters, at most %(most)s have room.") % {
            **line,
            "n": len(text),
            "most": most,
        }
    try:
        validate_translation_links(entry.msgid, text)
    except ValueError:
        yield _("Line %(line)s: the text has a link the original does not have.") % line


def _field_length(translation: Translation, path: str) -> int | None:
    """How long a field of the page may be; ``None`` for a text inside a longer one."""
    model = translation.source.specific_content_type.model_class()
    fields = {field.name: field for field in model._meta.get_fields()} if model and "." not in path else {}
    return getattr(fields.get(path), "max_length", None)
