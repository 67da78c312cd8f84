"""Tables as public services publish them: read as meant without anybody choosing columns, or explained.

The files in ``public_tables`` have the columns of real lists (France services, annuaire de l'administration, FINESS with and
without names of columns, BPE, missions locales, ONISEP, Flemish and Walloon lists, KBO, VDAB, leerwerkloketten, IndicePA, an
Italian region, centri per l'impiego, dados.gov.pt, Centros Qualifica, a Croatian ministry, HZZ, a British council, Overpass,
ESRI); what stands in them is made up.
"""

from pathlib import Path
from typing import Any

import pytest

from centres.importing.cells.parsed import Parsed
from centres.importing.cells.rows import Options, RowReader
from centres.importing.columns.headers import propose
from centres.importing.columns.mapping import mapping_problems
from centres.importing.problems import ERROR
from centres.importing.tables.files import open_table

FOLDER = Path(__file__).parent / "public_tables"
Facts = dict[str, Any]


def read(name: str, country: str) -> list[Parsed]:
    """The rows of a file as an import would read them."""
    with open_table(FOLDER / name) as table:
        rows = list(table.rows)
        mapping = {one.column_index: one.field for one in propose(table.header, rows) if one.field}
        assert mapping_problems(table.header, mapping) == []
        reader = RowReader(table.header, mapping, Options(country))
        return [reader.read(row) for row in rows]


TABLES: list[tuple[str, str, int, Facts]] = [
    (
        "fr_france_services.csv", "FR", 3,
        {
            "name": "Espace conseil Exemple d'Arras", "street": "12 bis rue du Modèle", "postcode": "62000", "city": "ARRAS",
            "phone": "03 21 00 00 02", "email": "arras@example.org", "lat": 50.291, "lng": 2.7775, "as_of": "2025-04-02",
            "opening_hours": "Mo 08:30-12:00; Tu unknown; We-Fr 08:30-12:00; Sa-Su unknown",
        },
    ),
    (
        "fr_annuaire.csv", "FR", 2,
        {
            "name": "Mission d'orientation Exemple - Lyon", "street": "5 quai du Modèle", "postcode": "69003", "city": "Lyon",
            "phone": "04 72 00 00 03", "website": "https://lyon.example.org", "lat": 45.7597, "lng": 4.8467,
            "opening_hours": 'Mo-Th 08:30-12:00,13:30-17:00; Fr 09:00-12:00 "sur rendez-vous"',
        },
    ),
    (
        "fr_annuaire.csv", "FR", 2,
        {
            "name": "Mission d'orientation Exemple - Lille", "street": "10 rue des Essais", "postcode": "59000", "city": "Lille",
            "phone": "03 20 00 00 01", "email": "accueil@example.org", "lat": 50.6365, "lng": 3.0635,
        },
    ),
    (
        "fr_finess_extrait.csv", "FR", 3,
        {
            "name": "CENTRE EXEMPLE ARRAS", "street": "12 AV DU MODELE", "postcode": "62008", "city": "ARRAS",
            "phone": "0321000002", "lat": 50.290266, "lng": 2.775763, "reference": "620000002",
        },
    ),
    (
        "fr_finess.csv", "FR", 2,
        {
            "name": "CENTRE EXEMPLE ARRAS", "street": "12 AV DU MODELE", "postcode": "62000", "city": "ARRAS",
            "region": "PAS DE CALAIS", "lat": 50.295678, "lng": 2.789756, "reference": "620000002",
        },
    ),
    (
        "be_vlaanderen.csv", "BE", 3,
        {
            "name": "Leerwinkel Voorbeeld Leuven", "street": "Proefstraat 7", "postcode": "3000", "city": "Leuven",
            "phone": "016 00 00 02", "accessible": [], "lat": 50.877694, "lng": 4.701237,
            "opening_hours": "Mo off; Tu-We 09:00-12:00; Th off; Fr 09:00-12:00; Sa-Su unknown",
        },
    ),
    (
        "be_wallonie.csv", "BE", 2,
        {
            "name": "Carrefour Exemple de Liège", "street": "Quai des Essais 15 bte 2", "postcode": "4000", "city": "Liège",
            "lat": 50.6326, "lng": 5.5797, "everyone": True, "summary_fr": "Un lieu pour trouver une formation.",
        },
    ),
    (
        "it_indicepa.csv", "IT", 2,
        {
            "name": "Sportello Esempio di Genova", "street": "Piazza della Prova 3", "postcode": "16121", "city": "Genova",
            "region": "Liguria", "email": "info@genova.example.org", "website": "https://www.genova.example.org",
        },
    ),
    (
        "it_regione.csv", "IT", 2,
        {
            "name": "Centro Esempio Cuneo", "street": "Corso Prova 21/B", "postcode": "12100", "city": "Cuneo",
            "opening_hours": "Mo-Th 09:00-13:00; Fr-Su off", "accessible": [],
        },
    ),
    (
        "pt_dados.csv", "PT", 2,
        {
            "name": "Gabinete Exemplo de Braga", "street": "Avenida da Prova 7", "postcode": "4700-032", "city": "Braga",
            "phone": "253 000 002", "lat": 41.5503, "lng": -8.4201,
        },
    ),
    (
        "hr_ustanove.csv", "HR", 2,
        {
            "name": "Centar Primjer Rijeka", "street": "Probna ulica 12A", "postcode": "51000", "city": "Rijeka",
            "region": "Primorsko-goranska", "lat": 45.336775, "lng": 14.457271,
        },
    ),
    (
        "uk_libraries.csv", "GB", 2,
        {
            "name": "Sample Lane Careers Library", "street": "22 Sample Lane", "site": "First floor", "postcode": "BD1 1AA",
            "city": "Bradford", "opening_hours": "Mo-Tu 10:00-16:00; We-Su unknown", "as_of": "2025-04-02",
        },
    ),
    (
        "osm_overpass.json", "FR", 2,
        {"name": "Point Modèle", "city": "Lyon", "lat": 45.7597, "lng": 4.8467, "accessible": ["step-free"], "reference": "way/2"},
    ),
    (
        "esri_features.json", "NL", 2,
        {
            "name": "Loket Voorbeeld Utrecht", "street": "Proefweg 7", "postcode": "3511 AA", "city": "Utrecht",
            "lat": 52.091931, "lng": 5.109957,
        },
    ),
    (
        "fr_bpe.csv", "FR", 3,
        {
            "name": "MISSION LOCALE D ARRAS", "street": "5B AV KENNEDY", "postcode": "62000", "city": "Arras", "lat": 50.28965,
            "lng": 2.77506, "reference": "32109876500021",
        },
    ),
    (
        "fr_missions_locales.csv", "FR", 2,
        {
            "name": "Mission locale de l'Artois", "street": "Maison des jeunes, 3 rue A. Briand", "site": "BP 12", "postcode": "62300",
            "phone": "03.21.74.80.00", "opening_hours": "Mo-Th 08:30-12:00,13:30-17:30; Fr 08:30-12:00; Sa-Su off",
        },
    ),
    (
        "fr_onisep_cio.csv", "FR", 2,
        {
            "name": "CIO de Lens", "other_names": "CIO", "street": "67 rue Jean Letienne", "site": "BP 210", "postcode": "62300",
            "city": "Lens", "reference": "0620042A", "lat": 50.43, "lng": 2.82,
        },
    ),
    (
        "fr_annuaire.json", "FR", 1,
        {
            "name": "Centre d'information et d'orientation (CIO) - Lens", "street": "67 rue Jean Letienne", "postcode": "62300",
            "phone": "03 21 00 00 00", "email": "cio@example.org", "website": "https://cio.example.org", "lat": 50.43,
            "opening_hours": "Mo-Fr 09:00-12:00,14:00-17:00",
            "description_fr": "Le CIO informe et aide à s'orienter. Il reçoit toute personne.",
        },
    ),
    (
        "be_kbo.csv", "BE", 2,
        {
            "name": "Huis van het Leren Proef", "street": "Doorniksestraat 12 bus 0101", "postcode": "8500", "city": "Kortrijk",
            "phone": "056 00 00 00", "reference": "2.150.123.457",
        },
    ),
    (
        "be_vdab.json", "BE", 2,
        {
            "name": "VDAB Voorbeeld Gent", "street": "Kongostraat 7", "postcode": "9000", "city": "Gent", "lat": 51.0625,
            "opening_hours": "Mo 09:00-12:00,13:00-16:00; Tu 09:00-12:00",
        },
    ),
    (
        "it_cpi.csv", "IT", 1,
        {
            "name": "Centro per l'Impiego di Torino Sud", "street": "Via Castelgomberto, 75", "postcode": "10136", "city": "TORINO",
            "phone": "011 8614500", "lat": 45.0352, "lng": 7.6268,
        },
    ),
    (
        "pt_qualifica.tsv", "PT", 2,
        {
            "name": "Centro Qualifica Exemplo do Porto", "street": "Rua do Heroísmo, 320", "postcode": "4300-256", "city": "PORTO",
            "region": "Porto", "opening_hours": "Mo-Fr 09:00-12:30,14:00-17:30; Sa-Su off",
        },
    ),
    (
        "hr_hzz.csv", "HR", 2,
        {
            "name": "CISOK Primjer Đakovo", "street": "Trg Nikole Tesle 1", "postcode": "31400", "city": "Đakovo", "lat": 45.294291,
            "opening_hours": "Mo 08:00-14:00; Tu 12:00-18:00; We 08:00-14:00; Th 12:00-18:00; Fr 08:00-14:00; Sa-Su off",
        },
    ),
    (
        "nl_leerwerkloket.csv", "NL", 2,
        {
            "name": "Leerwerkloket Voorbeeld Den Haag", "postcode": "2511 CJ", "city": "'s-Gravenhage", "speaks": ["nl"],
            "opening_hours": '"op afspraak"',
        },
    ),
    (
        "osm_overpass.csv", "PT", 2,
        {
            "name": "Cidade das Profissões Exemplo", "street": "Rua das Taipas 135", "postcode": "4050-600", "city": "Porto",
            "opening_hours": "Mo-Fr 09:30-12:30,14:00-17:30; PH off", "lat": 41.1445, "lng": -8.6158,
        },
    ),
]  # fmt: skip
ASKED = {"it_cpi.csv": 1}
"""Rows that wait for an answer: hours on a condition, whose reading is proposed."""


@pytest.mark.parametrize(("name", "country", "centres", "wanted"), TABLES, ids=[name for name, *_rest in TABLES])
def test_every_row_lands_as_meant(name: str, country: str, centres: int, wanted: Facts) -> None:
    rows = read(name, country)
    waiting = [row for row in rows if not row.ok and not row.left_out]
    assert len(waiting) == ASKED.get(name, 0)
    assert all(problem.suggestion for row in waiting for problem in row.problems if problem.severity == ERROR)
    assert sum(row.ok for row in rows) == centres
    found = next(row.values for row in rows if row.values.get("name") == wanted["name"])
    assert {field: found.get(field) for field in wanted} == wanted


@pytest.mark.parametrize("name", ["it_regione.csv", "hr_ustanove.csv"])
def test_sums_and_notes_below_a_table_are_left_out_and_told(name: str) -> None:
    left = [row for row in read(name, name[:2].upper()) if row.left_out]
    assert len(left) == 2
    assert all("sum or a note" in str(row.problems[0].reason) for row in left)
    assert all(problem.severity != ERROR for row in left for problem in row.problems)


def test_words_beside_a_value_are_kept_as_a_note() -> None:
    leuven = read("be_vlaanderen.csv", "BE")[1]
    assert leuven.notes == [
        ("Rolstoeltoegankelijk", "op aanvraag", "accessible"),
        ("Telefoonnummer", "onthaal", "phone"),
    ]
