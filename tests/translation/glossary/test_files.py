"""The glossary as CSV and TBX: out and in without a difference, shown before it is written, refused with the line."""

import csv
import io
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from translation.exchange.mistakes import FileError
from translation.glossary.files import csv_files, tbx_files
from translation.glossary.files.planning import Kind, plan, write
from translation.models import Concept, ConceptDefinition, ConceptTerm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
FORMS = [csv_files, tbx_files]
UPLOAD = "translation_glossary_upload"
HOSTILE = [
    "=1+1",
    "'=x",
    "''",
    "a\tb",
    "a\nb",
    "a\r\nb\rc",
    '"q", ; x',
    "&amp; &",
    "\ufeff-",
    "  ",
    "é\u2028x",
    "]]>",
    "-1",
]


def exported(form: Any) -> bytes:
    return form.write(Concept.objects.with_words()).encode()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def table(*rows: dict[str, str], **first: str) -> bytes:
    """A CSV file with the columns of its rows."""
    rows = rows or (first,)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def everything() -> list[Any]:
    terms = ConceptTerm.objects.order_by("pk").values_list("pk", "language", "text", "status", "source", "confirmed")
    facts = Concept.objects.order_by("key").values_list("key", "source", "uri", "note")
    return [*terms, *facts, *ConceptDefinition.objects.order_by("pk").values_list("language", "text")]


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_out_comes_back_without_a_difference(form: Any) -> None:
    """Whatever people wrote: the seeded words, and texts that are hard on every format."""
    dice = random.Random(7)
    for number in range(30):
        concept = Concept.objects.create(key=f"c-{number}", source=dice.choice(HOSTILE), note=dice.choice(HOSTILE))
        for language in dice.sample(["fr", "hr", "en"], 2):
            ConceptDefinition.objects.create(concept=concept, language=language, text=dice.choice(HOSTILE))
            for status in ("preferred", "admitted", "deprecated"):
                term = ConceptTerm(concept=concept, language=language, status=status, confirmed=dice.random() < 0.5)
                term.text, term.source = f"{dice.choice(HOSTILE)} {status}", dice.choice(HOSTILE)
                term.clean()
                term.save()
    made = plan(form.read(exported(form)))
    assert made.changes == []
    assert not made.is_something
    assert made.missing == 0


@pytest.mark.parametrize("form", FORMS)
def test_on_another_site_the_file_makes_the_same_glossary(form: Any) -> None:
    data, before = exported(form), [row[1:] for row in everything() if len(row) == 6]
    Concept.objects.all().delete()
    write(plan(form.read(data)), get_user_model().objects.get(username="administrator"))
    assert sorted(row[1:] for row in everything() if len(row) == 6) == sorted(before)
    assert ConceptDefinition.objects.count() == 19 * 6
    assert plan(form.read(exported(form))).changes == []


@pytest.fixture
def send(client: Client) -> Callable[..., Any]:
    client.force_login(get_user_model().objects.get(username="moderator"))

    def upload(data: bytes, name: str = "glossary.csv") -> Any:
        return client.post(reverse(UPLOAD), {"file": SimpleUploadedFile(name, data)})

    return upload


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def changed_file() -> bytes:
    """One of each: a term written anew, a new one, an unknown language, a second preferred term."""
    rows = rows_of(exported(csv_files))
    row = next(row for row in rows if row["term"] == "anonyme")
    blank = dict.fromkeys(row, "")
    return table(
        row | {"term": "en tout anonymat"},
        blank | {"concept": "anonymous", "language": "fr", "term": "sans nom", "status": "admitted"},
        blank | {"concept": "anonymous", "language": "de", "term": "anonym"},
        blank | {"concept": "anonymous", "language": "nl", "term": "naamloos", "status": "preferred"},
    )


def test_the_preview_says_what_is_changed_new_unknown_and_conflicting_and_writes_nothing(send: Callable) -> None:
    before = everything()
    answer = send(changed_file())
    kinds = [(change.line, change.kind, change.language) for change in answer.context["changes"]]
    assert kinds == [
        (2, Kind.CHANGED, "fr"),
        (3, Kind.NEW, "fr"),
        (4, Kind.UNKNOWN, ""),
        (5, Kind.CONFLICTING, "nl"),
    ]
    assert "another term is the preferred one" in answer.content.decode()
    assert everything() == before


def test_then_what_is_new_and_changed_is_written(send: Callable, client: Client) -> None:
    context = send(changed_file()).context
    answer = client.post(reverse(UPLOAD), {"sent": context["sent"], "digest": context["plan"].digest}, follow=True)
    assert "2 entries were imported. 2 were left out." in said(answer)
    terms = set(ConceptTerm.objects.filter(concept__key="anonymous").values_list("language", "text", "status"))
    assert {("fr", "en tout anonymat", "preferred"), ("fr", "sans nom", "admitted")} < terms
    assert ("fr", "anonyme", "preferred") not in terms
    assert ("nl", "anoniem", "preferred") in terms


def test_what_somebody_changed_meanwhile_is_conflicting(send: Callable) -> None:
    data = changed_file()
    concept = Concept.objects.get(key="anonymous")
    concept.terms.filter(language="fr").update(text="incognito")
    concept.save()
    (line, *_rest) = send(data).context["changes"]
    assert (line.kind, line.before.split(" · ")[0]) == (Kind.CONFLICTING, "incognito")


def test_a_preview_that_is_no_longer_true_is_shown_anew(send: Callable, client: Client) -> None:
    context = send(changed_file()).context
    ConceptTerm.objects.filter(text="anonyme").update(source="somewhere")
    answer = client.post(reverse(UPLOAD), {"sent": context["sent"], "digest": context["plan"].digest})
    assert "changed meanwhile" in said(answer)
    assert not ConceptTerm.objects.filter(text="sans nom").exists()


def test_terms_that_exchange_their_ranks_are_imported() -> None:
    rows = [row for row in rows_of(exported(csv_files)) if row["concept"] == "without-appointment"]
    ranks = {"accesso libero": "admitted", "senza appuntamento": "preferred"}
    data = table(*(row | {"status": ranks.get(row["term"], row["status"])} for row in reversed(rows)))
    made = plan(csv_files.read(data))
    assert {change.kind for change in made.changes} == {Kind.CHANGED}
    write(made, None)
    assert ConceptTerm.objects.get(text="senza appuntamento").status == "preferred"


def test_what_cannot_be_written_frees_no_place_for_others() -> None:
    """The first of two changes is taken back, so that the second has no room: nothing meets in the database."""
    rows = {row["term"]: row for row in rows_of(exported(csv_files)) if row["concept"] == "without-appointment"}
    data = table(
        rows["accesso libero"] | {"term": "senza appuntamento", "status": "admitted"},
        dict.fromkeys(rows["accesso libero"], "")
        | {"concept": "without-appointment", "language": "it", "term": "libero", "status": "preferred"},
    )
    made = plan(csv_files.read(data))
    assert [change.kind for change in made.changes] == [Kind.CONFLICTING, Kind.CONFLICTING]
    write(made, None)
    assert ConceptTerm.objects.get(text="accesso libero").status == "preferred"


XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
TBX = b'<tbx type="TBX-Basic" style="dca"><text><body>\n%s\n</body></text></tbx>'
ONE = b'<conceptEntry id="c-x"><langSec xml:lang="fr"><termSec><term>mot</term></termSec></langSec></conceptEntry>'


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("concept,language,term\nx,fr,orientation à vie\n".encode("latin-1"), "Line 2"),
        (XML + TBX % "<note>à</note>".encode("latin-1"), "Line 3"),
        (b'concept,language,term\nx,fr,"mot', "Line 2"),
        (XML + (TBX % ONE)[:-20], "Line 4"),
        (b"concept,language,term\nx,fr,mot\nx,fr,Mot\n", "Line 3"),
        (XML + TBX % (ONE + b"\n" + ONE), "Line 4"),
        (b"concept,language,term\nx,fr,=HYPERLINK(1)\n", "Line 2"),
        (b"concept,language,term\nx,fr,<script>\n", "Line 2"),
        (XML + TBX % ONE.replace(b"mot", b"<hi>mot</hi>"), "Line 3"),
        (b"concept,language,term\nx,fr\n", "Line 2"),
        (b"concept,language,term,status\nx,fr,mot,good\n", "Line 2"),
        (b"concept,language,term\nAn Id,fr,mot\n", "Line 2"),
        (b"concept,language,term,uri\nx,fr,mot,javascript:alert(1)\n", "Line 2"),
        (b"concept,language,term\nx,fr," + b"m" * 151 + b"\n", "Line 2"),
        (b"a,b\n1,2\n", "Line 1"),
        (b"concept,language,term\nx,fr,a\0b\n", "Line 2"),
        (XML + b'<!DOCTYPE t [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n' + TBX % b"&b;", "Line"),
        (XML + b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n' + TBX % b"&a;", "Line"),
        (b"<html><body>x</body></html>", "no TBX"),
        (b"\x89PNG\r\n\x1a\n\0\0", "Line 1"),
        (b"PK\x03\x04\0\0", "Line 1"),
        (b"  \n", "empty"),
        (b"", "empty"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"<a>" * 100_000, "Line 1"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words_and_changes_nothing(send: Callable, data: bytes, line: str) -> None:
    before = everything()
    answer = send(data)
    assert answer.status_code == 200
    assert said(answer).startswith("Nothing was imported.")
    assert line in said(answer)
    assert everything() == before


def test_the_message_is_in_the_readers_language() -> None:
    with translation.override("fr"), pytest.raises(FileError) as refused:
        csv_files.read(b"concept,language,term\nx,fr,=1\n")
    assert re.search("Ligne 2", str(refused.value))


def test_tbx_of_other_tools_is_read() -> None:
    """The TBX of 2008, DCT, regional languages, categories we have no place for."""
    older = b"""<martif type="TBX-Basic"><text><body><termEntry id="IATE-12">
      <descrip type="subjectField">4406</descrip>
      <langSet xml:lang="pt-PT"><ntig><termGrp><term>tutoria</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet>
      <langSet xml:lang="fr"><descripGrp><descrip type="definition">Aide suivie.</descrip></descripGrp>
        <tig><term>tutorat</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
    </termEntry></body></text></martif>"""
    (concept,) = tbx_files.read(older).concepts
    assert (concept.key, concept.definitions) == ("iate-12", {"fr": "Aide suivie."})
    assert [(term.language, term.text, term.status) for term in concept.terms] == [
        ("pt", "tutoria", None),
        ("fr", "tutorat", "deprecated"),
    ]
    assert [name for _line, name in tbx_files.read(older).unknown] == ["subjectField", "partOfSpeech: noun"]
    dct = TBX % ONE.replace(
        b"</term>", b"</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>"
    )
    assert tbx_files.read(dct).concepts[0].terms[0].status == "admitted"


@pytest.mark.parametrize(("name", "may"), [("editor", 0), ("partner", 0), ("translator-fr", 0), ("moderator", 1)])
def test_only_those_who_write_all_languages_import(client: Client, name: str, may: int) -> None:
    client.force_login(get_user_model().objects.get(username=name))
    data = b"concept,language,term\nmine,fr,mot\n"
    answer = client.post(reverse(UPLOAD), {"file": SimpleUploadedFile("x.csv", data)})
    assert (answer.status_code == 200) == bool(may)
    for kind in ("csv", "tbx"):
        assert (client.get(reverse(f"translation_glossary_{kind}")).status_code == 200) == (name != "partner")


def test_the_file_of_somebody_else_is_no_key(send: Callable, client: Client) -> None:
    context = send(changed_file()).context
    client.force_login(get_user_model().objects.get(username="administrator"))
    answer = client.post(reverse(UPLOAD), {"sent": context["sent"], "digest": context["plan"].digest})
    assert "too old" in said(answer)
