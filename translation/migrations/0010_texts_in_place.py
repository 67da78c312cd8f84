"""Texts of centres, organisations and vocabularies are written passage by passage: they are looked at anew, in the HTML of passages."""

from typing import Any

from django.db import migrations
from wagtail_localize.strings import StringValue

KINDS = ("centres.centre", "community.organisation", "core.term")
RICH = "about"


def escape(apps: Any, schema_editor: Any) -> None:
    of_kinds = {"item__kind__in": KINDS}
    segments = apps.get_model("translation", "Segment").objects.filter(**of_kinds).exclude(path=RICH)
    _rewrite(segments, "text")
    plain = {f"segment__{name}": value for name, value in of_kinds.items()}
    for model in ("Rendering", "PastRendering"):
        rows = apps.get_model("translation", model).objects.filter(**plain).exclude(segment__path=RICH)
        _rewrite(rows, "text", "made_for")
    Mark = apps.get_model("translation", "Mark")
    items = apps.get_model("translation", "Item").objects.filter(kind__in=KINDS).values_list("kind", "key")
    Mark.objects.bulk_create([Mark(kind=kind, key=key) for kind, key in items], ignore_conflicts=True, batch_size=400)


def _rewrite(rows: Any, *names: str) -> None:
    for row in rows.iterator():
        said = {name: StringValue.from_plaintext(getattr(row, name).replace("\r\n", "\n")).data for name in names}
        if any(getattr(row, name) != text for name, text in said.items()):
            for name, text in said.items():
                setattr(row, name, text)
            row.save(update_fields=names)


class Migration(migrations.Migration):
    dependencies = [("translation", "0009_roles")]

    operations = [migrations.RunPython(escape, migrations.RunPython.noop, elidable=True)]
