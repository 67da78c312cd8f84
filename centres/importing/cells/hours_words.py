"""The words of opening hours in eight languages, folded: days, "to", "and", "closed" and words that say nothing."""

from functools import lru_cache

from babel.dates import get_day_names

from centres.gazetteer.fold import fold
from centres.importing.cells.codes import MORE_LANGUAGES
from core.i18n.languages import LANGUAGES

# Short forms beside those of CLDR and OpenStreetMap, Monday to Sunday.
_SHORT = (
    "mo mon po 2a ponedjeljka ponedjeljkom",
    "tu tues ut mart 3a din utorka utorkom",
    "we wed weds sr 4a woe srijede srijedom srijedu",
    "th thur thurs ce cet 5a don cetvrtka cetvrtkom",
    "fr vrij pe 6a petka petkom",
    "sab zat subote subotom subotu",
    "zon nedjelje nedjeljom nedjelju",
)
# Names that are a day in one language and another day, or no day, in another: language → day.
AMBIGUOUS = {
    "ma": {"nl": 0, "fr": 1},
    "di": {"nl": 1, "fr": 6},
    "do": {"nl": 3},
    "su": {"hr": 5, "en": 6},
}
# Words that give a language away.
SIGNS = {
    "nl": "wo vr zo za zat zon woe don vrij maandag dinsdag woensdag donderdag vrijdag zaterdag zondag uur tot gesloten",
    "fr": "lu me je ve lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche ferme",
    "hr": "po ut sr ce pe pon uto sri cet pet sub ned sati od zatvoreno",
    "en": "mo tu we th fr mon tue wed thu fri sat ph off",
}

GROUPS = {
    "en semaine": range(5), "jours ouvrables": range(5), "jours ouvres": range(5), "weekdays": range(5), "working days": range(5),
    "werkdagen": range(5), "weekdagen": range(5), "op werkdagen": range(5), "giorni feriali": range(5), "dias uteis": range(5),
    "radnim danom": range(5), "radnim danima": range(5), "radni dan": range(5), "radni dani": range(5), "werktags": range(5),
    "week end": range(5, 7), "weekend": range(5, 7), "le week end": range(5, 7), "fine settimana": range(5, 7),
    "fim de semana": range(5, 7), "fins de semana": range(5, 7), "vikend": range(5, 7), "vikendom": range(5, 7), "fins de semaine": range(5, 7),
    "tous les jours": range(7), "chaque jour": range(7), "7 7": range(7), "every day": range(7), "daily": range(7),
    "dagelijks": range(7), "elke dag": range(7), "tutti i giorni": range(7), "todos os dias": range(7), "diariamente": range(7),
    "svaki dan": range(7), "svakodnevno": range(7), "taglich": range(7), "todos los dias": range(7),
}  # fmt: skip
HOLIDAYS = (
    "ph|jours feries|jour ferie|les jours feries|feries|feestdagen|op feestdagen|giorni festivi|festivi|feriados|"
    "praznici|praznicima|blagdani|drzavni praznici|public holidays|bank holidays|holidays|feiertage|feiertags|festivos"
)
TO = "a|to|tot|do|until|till|bis|jusqu|jusque|jusqu a|au|aux|as|ate|alle|al|ao|aos|tot en met|through|hasta|fino a|fino alle"
AND = "et|and|en|e|i|und|y|ainsi que|plus|te|puis|poi|daarna|zatim"
CLOSED = (
    "closed|off|ferme|fermee|fermes|fermeture|gesloten|dicht|toe|chiuso|chiusa|encerrado|encerrada|fechado|fechada|"
    "zatvoreno|zatvoren|ne radi|geschlossen|cerrado"
)
NOTHING = (
    "uur|u|h|hrs|hours|heures|heure|ore|ora|horas|hora|sati|sata|uhr|du|le|s|les|de|des|das|da|dal|dalle|dallo|dalla|van|"
    "from|od|vom|von|ouvert|ouverte|open|geopend|aperto|aperta|aberto|aberta|otvoreno|otvoren|radno vrijeme|horaires|horaire|"
    "orario|orari|horario|openingsuren|openingstijden|opening hours|hours|iedere|elke|ogni|cada|svaki|svake|chaque|every|on|"
    "op|il|la|el|los|os|feira|feiras|am vormittag|matin|apres midi|voormiddag|namiddag|mattina|pomeriggio|manha|tarde|"
    "ujutro|popodne|morning|afternoon|tussen|entre|between|dan|dana|the|mattino|na|no|em"
)


@lru_cache(maxsize=1)
def days() -> dict[str, int]:
    """Folded name of a weekday → 0 for Monday to 6; names that mean two things are left out."""
    meanings: dict[str, set[int]] = {}
    for language in (*LANGUAGES, *MORE_LANGUAGES):
        for width in ("abbreviated", "wide", "short"):
            for number, name in get_day_names(width, "format", locale=language).items():
                meanings.setdefault(fold(name), set()).add(number)
                meanings.setdefault(fold(name).removesuffix(" feira"), set()).add(number)
    for number, names in enumerate(_SHORT):
        for name in names.split():
            meanings.setdefault(name, set()).add(number)
    return {
        name: next(iter(found))
        for name, found in meanings.items()
        if name and name not in AMBIGUOUS and len(found) == 1
    }
