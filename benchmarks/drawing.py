"""What a made-up centre looks like: drawn by chance, the same for the same seed.

Towns are drawn from the gazetteer by population, so that Paris has hundreds and a village has none. Everything else is
drawn from what real centres say. Names, streets and sentences are put together from common words; nobody is named.
"""

import math
import random
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from centres.gazetteer.postcodes import KEPT_CHARACTERS

Row = dict[str, Any]
"""A centre in the directory's public columns: text, numbers, booleans, lists of codes; a text as ``summary_fr``."""

LANGUAGE_OF = {
    "FR": "fr", "BE": "nl", "NL": "nl", "IT": "it", "PT": "pt", "HR": "hr", "LU": "fr", "GB": "en", "IE": "en",
    "DE": "de", "AT": "de", "CH": "de", "ES": "es", "PL": "pl", "RO": "ro", "SI": "sl", "FI": "fi", "SE": "sv",
    "NO": "no", "DK": "da", "CZ": "cs", "SK": "sk", "HU": "hu", "GR": "el", "RE": "fr", "GP": "fr", "MQ": "fr",
}  # fmt: skip
KINDS = {
    "fr": ("Cité des métiers", "Maison de l'orientation", "Point conseil", "Espace métiers"),
    "nl": ("Leerwinkel", "Loopbaanhuis", "Werkpunt", "Leerhuis"),
    "it": ("Città dei mestieri", "Sportello lavoro", "Centro orientamento", "Informagiovani"),
    "pt": ("Cidade das profissões", "Centro de orientação", "Espaço emprego", "Ponto de apoio"),
    "hr": ("CISOK", "Centar za karijere", "Info točka", "Kutak za zanimanja"),
    "de": ("Berufsberatung", "Bildungspunkt", "Jugendberufsagentur", "Laufbahnzentrum"),
    "en": ("Careers centre", "Guidance point", "Skills house", "Job hub"),
}
STREETS = {
    "fr": ("rue de la Gare", "place du Marché", "rue des Écoles", "avenue du Parc", "rue du Moulin", "quai du Canal"),
    "nl": ("Stationsstraat", "Marktplein", "Schoolstraat", "Parklaan", "Molenweg", "Kanaalkade"),
    "it": ("via della Stazione", "piazza del Mercato", "via delle Scuole", "viale del Parco", "via del Mulino"),
    "pt": ("rua da Estação", "praça do Mercado", "rua das Escolas", "avenida do Parque", "rua do Moinho"),
    "hr": ("Kolodvorska ulica", "Trg slobode", "Školska ulica", "Ulica uz park", "Mlinska ulica"),
    "de": ("Bahnhofstraße", "Marktplatz", "Schulstraße", "Parkallee", "Mühlenweg"),
    "en": ("Station Road", "Market Square", "School Lane", "Park Avenue", "Mill Street", "Canal Walk"),
}
SUMMARIES = {
    "fr": "Un lieu ouvert à tous pour choisir un métier, se former ou changer de voie à {city}.",
    "nl": "Een plek waar iedereen in {city} terechtkan om te kiezen, te leren of van werk te veranderen.",
    "it": "Un luogo aperto a tutti per scegliere, formarsi o cambiare lavoro a {city}.",
    "pt": "Um lugar aberto a todos para escolher, aprender ou mudar de profissão em {city}.",
    "hr": "Mjesto otvoreno svima koji u gradu {city} biraju zanimanje, uče ili mijenjaju posao.",
    "en": "A place open to everyone in {city} who wants to choose, learn or change jobs.",
}
COMING = {
    "fr": "Venez sans rendez-vous le matin.",
    "nl": "Kom 's ochtends langs zonder afspraak.",
    "it": "Di mattina senza appuntamento.",
    "pt": "De manhã, sem marcação.",
    "hr": "Ujutro bez najave.",
    "en": "Walk in during the morning.",
}
NEEDS = ("orient", "train", "work", "change", "create", "mobility")
ACCESS = ("walk-in", "appointment", "phone", "online", "outreach")
SERVICES = ("counselling", "assessment", "information", "self-assessment", "work-search", "recognition", "workshops")
AUDIENCES = ("pupils", "students", "young", "job-seekers", "employees", "migrants", "seniors")
ACCESSIBLE = ("step-free", "lift", "toilet", "parking", "hearing-loop", "easy-language")
GUESTS = ("en", "ar", "tr", "uk", "ro", "es", "pl", "fa", "ru", "so")
STATUSES = {"open": 78, "unverified": 12, "moving": 2, "suspended": 2, "planned": 2, "closed": 3, "historic": 1}
TODAY = date(2026, 11, 1)


def towns() -> list[tuple[str, str, float, float, int, str, list[str]]]:
    """(country, region, latitude, longitude, population, name, postcodes) of the gazetteer's places."""
    from centres.gazetteer import store

    codes: dict[int, list[str]] = {}
    for place, code in store.connection().execute("SELECT place, code FROM postcode WHERE place IS NOT NULL"):
        codes.setdefault(place, []).append(code)
    found = store.connection().execute("SELECT id, country, region, lat, lng, population, name FROM place ORDER BY id")
    return [(*facts, codes.get(number, [])) for number, *facts in found if facts[0] in LANGUAGE_OF and facts[4]]


def weekly_hours(draw: random.Random) -> str:
    """One plausible week in OpenStreetMap's syntax."""
    opens, closes = draw.choice(("08:00", "08:30", "09:00", "09:30", "10:00")), draw.choice(("16:00", "17:00", "18:00"))
    day = f"{opens}-12:30,13:30-{closes}" if draw.random() < 0.5 else f"{opens}-{closes}"
    rules = [f"Mo-Fr {day}"]
    if draw.random() < 0.2:
        rules = [f"Mo-We {day}", f"Th {opens}-20:00", f"Fr {day}"]
    if draw.random() < 0.15:
        rules.append(f"Sa {opens}-12:00")
    return "; ".join([*rules, "PH off"])


class Directory:
    """Draws centres one after the other; the same `seed` gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self.draw = random.Random(seed)  # noqa: S311
        self.towns = towns()
        self.weights = list(accumulate(town[4] for town in self.towns))
        self.weeks = [weekly_hours(self.draw) for _ in range(300)]

    def some(self, codes: Iterable[str], share: float) -> list[str]:
        return [code for code in codes if self.draw.random() < share]

    def rows(self, count: int) -> Iterator[Row]:
        """`count` centres in the directory's public columns."""
        for country, region, lat, lng, people, city, postcodes in self.draw.choices(
            self.towns, cum_weights=self.weights, k=count
        ):
            language = LANGUAGE_OF[country]
            yield {
                **self._identity(language, city),
                **self._place(country, region, city, postcodes, language),
                **self._point(lat, lng, people),
                **self._offer(language),
                **self._truth(),
                **self._texts(language, city),
            }

    def _identity(self, language: str, city: str) -> Row:
        kind = self.draw.choice(KINDS.get(language, KINDS["en"]))
        street = self.draw.choice(STREETS.get(language, STREETS["en"]))
        return {
            "uid": str(uuid.UUID(int=self.draw.getrandbits(128), version=4)),
            "name": f"{kind} {city} {street}"[:200],
            "language": language,
            "network": self.draw.choices(("other", "cite-des-metiers", "leerwinkel", "cisok"), (85, 5, 5, 5))[0],
        }

    def _place(self, country: str, region: str, city: str, postcodes: list[str], language: str) -> Row:
        facts: Row = {"country": country, "region": region, "city": city, "address_level": "city"}
        if self.draw.random() < 0.9:
            street = self.draw.choice(STREETS.get(language, STREETS["en"]))
            facts |= {"street": f"{self.draw.randint(1, 220)} {street}", "address_level": "address"}
            whole = postcodes and country not in KEPT_CHARACTERS
            facts["postcode"] = self.draw.choice(postcodes) if whole else ""
        return facts

    def _point(self, lat: float, lng: float, people: int) -> Row:
        """A point around the town's middle, the wider the larger the town; three in a hundred have none."""
        if self.draw.random() < 0.03:
            return {"lat": None, "lng": None}
        spread = 0.003 * math.sqrt(people / 20_000 + 1)
        north, east = self.draw.gauss(0, spread), self.draw.gauss(0, spread) / math.cos(math.radians(lat))
        precision = self.draw.choices(("door", "street", "city"), (80, 10, 10))[0]
        return {"lat": round(lat + north, 6), "lng": round(lng + east, 6), "point_precision": precision}

    def _offer(self, language: str) -> Row:
        draw = self.draw
        known = draw.random() < 0.7
        return {
            "needs": self.some(NEEDS, 0.5),
            "access": self.some(ACCESS, 0.4),
            "services": self.some(SERVICES, 0.4),
            "audiences": self.some(AUDIENCES, 0.35),
            "everyone": draw.random() < 0.3,
            "age_from": 16 if draw.random() < 0.1 else None,
            "accessible": self.some(ACCESSIBLE, 0.3) if known else [],
            "speaks": [language, *(code for code in self.some(GUESTS, 0.15) if code != language)] if known else [],
            "free": draw.choice((True, True, True, False, None)),
            "anonymous": draw.choice((True, False, None, None)),
            "opening_hours": draw.choice(self.weeks) if draw.random() < 0.7 else "",
            "website": f"https://centre-{draw.getrandbits(32):08x}.example/" if draw.random() < 0.7 else "",
            "phone": f"+32 2 555 {draw.randint(0, 99):02} {draw.randint(0, 99):02}" if draw.random() < 0.7 else "",
        }

    def _truth(self) -> Row:
        checked = TODAY - timedelta(days=self.draw.randint(0, 800))
        return {
            "status": self.draw.choices(list(STATUSES), list(STATUSES.values()))[0],
            "as_of": f"{checked:%Y-%m}",
            "checked_on": checked.isoformat() if self.draw.random() < 0.6 else None,
            "sources": ["https://register.example/centres"],
        }

    def _texts(self, language: str, city: str) -> Row:
        first = language if language in SUMMARIES else "en"
        others = [code for code in SUMMARIES if code != first]
        texts: Row = {}
        for code in [first, *self.draw.sample(others, self.draw.choice((0, 0, 1, 2)))]:
            texts[f"summary_{code}"] = SUMMARIES[code].format(city=city)
            texts[f"description_{code}"] = " ".join((SUMMARIES[code].format(city=city), COMING[code]) * 3)
            texts[f"access_note_{code}"] = COMING[code] if self.draw.random() < 0.5 else ""
        return texts
