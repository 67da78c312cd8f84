"""A small library in six languages for tests of the engine alone."""

from search.interface import Document


def document(pk: str, language: str, title: str, body: str = "", kind: str = "page", **more: object) -> Document:
    return Document(
        source="test", pk=pk, language=language, kind=kind, title=title, url=f"/{language}/{pk}/", body=body, **more
    )


LIBRARY = [
    document(
        "1",
        "fr",
        "Visites dans les écoles",
        "Les métiers expliqués aux élèves.",
        summary="Une journée dans les écoles.",
    ),
    document("2", "pt", "Orientações para adultos", "As profissões do futuro e a formação ao longo da vida."),
    document(
        "3", "hr", "Centar profesionalnog usmjeravanja", "Besplatno savjetovanje o karijeri za učenike i odrasle."
    ),
    document(
        "4", "nl", "Scholen en loopbanen", "Nieuwkomers krijgen een gesprek over studies en werk.", group="newcomers"
    ),
    document("5", "it", "L'orientamento nelle scuole", "Colloqui dell'esperto con i lavoratori della città."),
    document("6", "en", "Schools and careers", "Newcomers get a talk about studies and work.", group="newcomers"),
    document(
        "7",
        "en",
        "Centre in Kortrijk",
        "Help to find a job, to choose training, to have a diploma recognised. Dutch, English, French.",
        kind="centre",
        names=("Leerwinkel West-Vlaanderen",),
        facets={"country": ["BE"], "audience": ["migrants"], "speaks": ["nl", "en", "fr"]},
        meta=("Kortrijk, Belgium", "By appointment"),
        lat=50.83,
        lng=3.26,
    ),
    document(
        "8",
        "en",
        "Centre in Namur",
        "Help to find a job and to choose training. French only.",
        kind="centre",
        facets={"country": ["BE"], "speaks": ["fr"]},
        lat=50.46,
        lng=4.86,
    ),
    document(
        "9",
        "en",
        "How partners help people find a job",
        "No single office can find a job for everyone: a French case study on help, jobs and how to find partners.",
        kind="case-study",
        facets={"country": ["FR"], "competence": ["A", "B"], "year": ["2021"]},
    ),
    document(
        "10",
        "en",
        "Data protection in partnerships",
        "Which data partners may share, and how protection works in practice.",
        kind="case-study",
        facets={"country": ["PT"], "competence": ["B"], "year": ["2022"]},
    ),
    document(
        "11",
        "hr",
        "CISOK Rijeka",
        "Profesionalno usmjeravanje i savjetovanje.",
        kind="centre",
        names=("CISOK", "Rijeka"),
        facets={"country": ["HR"], "speaks": ["hr"]},
    ),
    document(
        "12", "pt", "Cidade das Profissões", "Emprego e empreendedorismo.", kind="centre", facets={"country": ["PT"]}
    ),
    document("13", "fr", "Cité des métiers de Paris", "Sans rendez-vous.", kind="centre", facets={"country": ["FR"]}),
]
