"""What was exported and not touched changes nothing when it is imported again."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from centres.models import Centre, CentreText

pytestmark = pytest.mark.django_db


def facts() -> list[dict[str, object]]:
    rows = list(Centre.objects.order_by("pk").values())
    texts = list(CentreText.objects.order_by("pk").values())
    return [*rows, *texts]


@pytest.mark.parametrize("name", ["csv", "xlsx", "geojson"])
def test_an_exported_file_comes_back_unchanged(seeded: None, client: Client, tmp_path: Path, name: str) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    Centre.objects.filter(pk=centre.pk).update(
        name="=Centar", phone="+385 40 123 456", interpreters=True, age_from=15,
        hours="Mo-Fr 08:00-12:00,13:00-16:00; PH off", checked_on="2026-05-04", checked_by="owner", district="+1",
        parent=Centre.objects.exclude(pk=centre.pk).first(),
    )  # fmt: skip
    before = facts()
    path = tmp_path / f"centres.{name}"
    path.write_bytes(client.get(f"/api/v1/centres.{name}").getvalue())
    output = io.StringIO()
    report = tmp_path / "report.csv"
    try:
        call_command("import_centres", path, "--report", report, stdout=output, no_color=True)
    except SystemExit:
        pytest.fail(report.read_text())
    assert output.getvalue() == "50 the same\n"
    assert facts() == before
