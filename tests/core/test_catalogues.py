"""The six languages stay complete: our own texts, and those of the packages an editor meets in the admin."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.admin.views import i18n

from core import catalogues
from core.management.commands import update_catalogues
from core.pseudo import dress

LANGUAGES = update_catalogues.target_languages()
OWN = Path(settings.LOCALE_PATHS[0])
ADMIN = Path(settings.LOCALE_PATHS[1])
FILES = sorted([*OWN.glob("*/LC_MESSAGES/*.po"), *ADMIN.glob("*/LC_MESSAGES/*.po")])
# Their texts are answers of programs to programs.
NOT_ON_SCREEN = {"rest_framework", "drf_spectacular", "axes"}
PERCENT = re.compile(r"%(?:\([^)]*\))?[#0\- +]*\d*(?:\.\d+)?[a-zA-Z%]")
BRACES = re.compile(r"\{[^{}]*\}")
TAGS = re.compile(r"</?[a-zA-Z][^>]*>")


@cache
def pofile(path: str) -> polib.POFile:
    """A catalogue, read once for all tests of it."""
    return polib.pofile(path)


def name(path: Path) -> str:
    return str(path.relative_to(OWN))


def placeholders(text: str, flags: list[str]) -> list[str]:
    percent = PERCENT.findall(text) if "python-format" in flags else re.findall(r"%\([^)]+\)[a-z]", text)
    return sorted([*percent, *BRACES.findall(text), *TAGS.findall(text)])


def pairs(entry: polib.POEntry) -> Iterator[tuple[list[str], str]]:
    """Each translation with the texts whose placeholders it may carry.

    A form that stands for 1, 21, 31… needs the number that the English singular leaves out.
    """
    if entry.msgid_plural:
        for text in entry.msgstr_plural.values():
            yield [entry.msgid, entry.msgid_plural], text
    else:
        yield [entry.msgid], entry.msgstr


def test_no_text_hides_in_an_f_string() -> None:
    """xgettext reads no calls inside of them: such a text would be English in every language."""
    marks = {"_", *(f"{kind}gettext{lazy}" for kind in ("", "n", "p", "np") for lazy in ("", "_lazy"))}
    rooms = [Path(settings.BASE_DIR, app.name.split(".")[0]) for app in apps.get_app_configs()]
    files = {file for room in rooms if room.is_dir() for file in room.rglob("*.py")}
    assert files
    hidden = [
        f"{file}:{call.lineno}"
        for file in files
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in marks
    ]
    assert hidden == []


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    catalogues.compile_all()


@pytest.mark.parametrize("path", FILES, ids=name)
class TestFile:
    def test_is_complete(self, path):
        catalogue = pofile(str(path))
        assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
        assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
        assert [entry.msgid for entry in catalogue.obsolete_entries()] == []

    def test_placeholders_and_tags_survive(self, path):
        broken = []
        for entry in pofile(str(path)):
            for sources, text in pairs(entry):
                if placeholders(text, entry.flags) not in [placeholders(source, entry.flags) for source in sources]:
                    broken.append((entry.msgid, text))
        assert broken == []

    def test_edges_are_those_of_the_source(self, path):
        """A lost blank or newline at the edge glues words together on the page."""
        broken = []
        for entry in pofile(str(path)):
            for sources, text in pairs(entry):
                edges = {(source[:1].isspace(), source[-1:].isspace()) for source in sources}
                if (text[:1].isspace(), text[-1:].isspace()) not in edges:
                    broken.append((entry.msgid, text))
        assert broken == []

    def test_plural_forms_are_those_of_django(self, path):
        catalogue = pofile(str(path))
        language = path.parent.parent.name
        expected = update_catalogues.plural_forms(language)
        assert catalogue.metadata["Plural-Forms"] == expected
        count = int(expected.split("nplurals=")[1][0])
        assert [entry.msgid for entry in catalogue if entry.msgid_plural and len(entry.msgstr_plural) != count] == []


def test_every_language_has_the_same_texts():
    ids = {
        language: {(entry.msgctxt, entry.msgid) for entry in pofile(str(OWN / language / "LC_MESSAGES/django.po"))}
        for language in LANGUAGES
    }
    assert len(set(map(frozenset, ids.values()))) == 1


def test_english_has_no_catalogue():
    """English texts are the msgids; a second copy could only disagree."""
    assert not (OWN / "en").exists()


@pytest.mark.needs("gettext")
def test_catalogues_match_the_code(monkeypatch):
    monkeypatch.chdir(settings.BASE_DIR)
    call_command("update_catalogues", check=True, verbosity=0)


def source_texts(app_path: Path, domain: str) -> Iterator[str]:
    """Keys, as compiled catalogues hold them, of what a package has to translate."""
    for language in ("en", "fr"):
        path = app_path / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
        if path.is_file():
            for entry in pofile(str(path)):
                if not entry.obsolete:
                    yield f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
            return


def places() -> list[Path]:
    """Where the texts of Django and of the installed packages are."""
    found = [Path(config.path) for config in apps.get_app_configs() if config.label not in NOT_ON_SCREEN]
    return [
        *found,
        Path(trans_real.__file__).parents[2] / "conf",
        Path(apps.get_app_config("wagtailcore").path) / "locales",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", catalogues.DOMAINS)
def test_installed_packages_are_translated_too(language, domain):
    """What Django, Wagtail and its companions say to an editor, measured on the installed versions."""
    loaded = trans_real.DjangoTranslation(language, domain=domain)._catalog
    missing = {
        text
        for place in places()
        for text in source_texts(place, domain)
        if text not in loaded and (text, 0) not in loaded
    }
    assert sorted(missing) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pt", "Publish", "Publicar"),
        ("pt", "Choose parent", "Escolher página-mãe"),
        ("hr", "Publish", "Objavi"),
        ("hr", "Unpublish", "Povuci iz objave"),
        ("hr", "This password is too common.", "Lozinka je prečesta."),
    ],
)
def test_regional_catalogues_and_completions_are_found(language, text, expected):
    with translation.override(language):
        assert translation.gettext(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "Izbriši 1 stranicu"), (3, "Izbriši 3 stranice"), (11, "Izbriši 11 stranica"), (21, "Izbriši 21 stranicu")],
)
def test_croatian_has_three_plural_forms(number, expected):
    with translation.override("hr"):
        text = translation.ngettext("Delete 1 page", "Delete %(counter)s pages", number) % {"counter": number}
    assert text == expected


# Nouns that are alike after 2–4 and after 5: "2 korisnika, 5 korisnika".
ALIKE = {
    "dana",
    "korisnika",
    "piksela",
    "primjera",
    "modula",
    "materijala",
    "puta",
    "min",
    "mjesta",
    "vrijednosti",
    "rezultata",
    "još",
}
COUNTED = re.compile(r"%\((?!type|dest|role)\w+\)[sd](?:</strong>)? (\w+)|(\bjoš) %")


@pytest.mark.parametrize("domain", catalogues.DOMAINS)
def test_croatian_counts_after_two_and_after_five(domain):
    """Wagtail's catalogue says "2 slika" and, after 21, "1 korisnika"."""
    loaded = trans_real.DjangoTranslation("hr", domain=domain)._catalog
    known = {text for place in places() for text in source_texts(place, domain) if (text, 2) in loaded}
    wrong = []
    for text in known:
        one, few, many = (loaded[text, form] for form in range(3))
        counted = COUNTED.search(many)
        if counted and few == many and not {*counted.groups()} & ALIKE:
            wrong.append((text, few))
        if re.search(r"\b1\b", one) and not re.search(r"\b1\b", many):
            wrong.append((text, one))
    assert wrong == []


def test_no_word_is_glued_to_what_is_put_in():
    """Catalogues of packages have "%(count)simages"."""
    glued = re.compile(r"(?<=[^\W\d_])%\(\w+\)[sd]|%\(\w+\)[sd](?=[^\W\d_])")
    wrong = []
    for language in LANGUAGES:
        loaded = trans_real.DjangoTranslation(language)._catalog
        count = 3 if language == "hr" else 2
        for text in {text for place in places() for text in source_texts(place, "django")}:
            forms = [loaded.get(key) for key in (text, *((text, form) for form in range(count)))]
            wrong += [(language, form) for form in forms if form and glued.search(form) and not glued.search(text)]
    assert wrong == []


def test_scripts_of_the_admin_are_translated(rf):
    with translation.override("hr"):
        text = i18n.js_catalog(rf.get("/")).content.decode()
    assert json.dumps("Prikaži ili sakrij bočnu traku") in text


def test_compiling_again_writes_nothing():
    assert catalogues.compile_all() == []


def test_english_has_every_msgid_and_says_it_unchanged():
    """So that a text of an English page is found at once, and not looked for in the empty catalogues of packages."""
    english = polib.mofile(str(Path(settings.LOCALE_PATHS[2]) / "en/LC_MESSAGES/django.mo"))
    own = pofile(str(OWN / "fr/LC_MESSAGES/django.po"))
    said = {(entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural for entry in english}
    assert said == {
        (entry.msgctxt, entry.msgid): {0: entry.msgid, 1: entry.msgid_plural} if entry.msgid_plural else entry.msgid
        for entry in own
        if not entry.obsolete
    }


def test_merging_keeps_the_first_and_drops_foreign_plurals(tmp_path):
    first = compiled_catalogue(tmp_path / "a.mo", "nplurals=2; plural=(n != 1);", {"Page": "Página"})
    second = compiled_catalogue(
        tmp_path / "b.mo", "nplurals=3; plural=0;", {"Page": "Folha", "Home": "Início"}, "%d page"
    )
    result = {entry.msgid: entry.msgstr for entry in catalogues.merged([first, second])}
    assert result == {"Page": "Página", "Home": "Início"}


def compiled_catalogue(path: Path, plural_forms: str, texts: dict[str, str], plural: str = "") -> Path:
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural_forms}
    catalogue.extend(polib.POEntry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in texts.items())
    if plural:
        catalogue.append(polib.POEntry(msgid=plural, msgid_plural=f"{plural}s", msgstr_plural={0: "a", 1: "b", 2: "c"}))
    catalogue.save_as_mofile(str(path))
    return path


def test_updating_keeps_translations_and_forgets_what_is_gone():
    template = polib.POFile()
    template.append(polib.POEntry(msgid="Kept", occurrences=[("./home/views.py", "12")]))
    template.append(polib.POEntry(msgid="%(n)s stop", msgid_plural="%(n)s stops"))
    current = polib.POFile()
    current.append(polib.POEntry(msgid="Kept", msgstr="Zadržano"))
    current.append(polib.POEntry(msgid="Gone", msgstr="Nestalo"))
    result = update_catalogues.merged(template, current, "hr")
    assert [(entry.msgid, entry.msgstr) for entry in result] == [("%(n)s stop", ""), ("Kept", "Zadržano")]
    assert result[0].msgstr_plural == {0: "", 1: "", 2: ""}
    assert result[1].occurrences == [("home/views.py", "")]


def test_pseudo_language_keeps_what_the_page_needs():
    assert dress("Find %(n)s <b>centres</b> near {place}") == "[Fîñd %(n)s <b>çéñtréš</b> ñéàr {place}]"
    assert dress("search/") == "search/"
    source = polib.POFile()
    source.append(polib.POEntry(msgid="%(n)s stop", msgid_plural="%(n)s stops"))
    assert catalogues.said_in_english(source, dress)[0].msgstr_plural == {0: "[%(n)s štöp]", 1: "[%(n)s štöpš]"}
