"""What partners write for our codes, in French, Dutch, Italian, Portuguese, Croatian, English, German and Spanish.

Labels of the vocabularies are known besides; only what differs from them stands here. Words are folded before they
are compared: case, accents and punctuation do not matter.
"""

# Vocabulary → code → words, separated by bars.
CODES_BY_WORD: dict[str, dict[str, str]] = {
    "Need": {
        "orient": "orientation|s'orienter|choisir son orientation|orientatie|oriënteren|orientamento|orientação|orientar|usmjeravanje|profesionalno usmjeravanje|guidance|career choice",
        "train": "formation|se former|trouver une formation|opleiding|formazione|formação|obrazovanje|osposobljavanje|training|learn|education",
        "work": "emploi|trouver un emploi|travail|werk|lavoro|emprego|trabalho|posao|zaposlenje|zapošljavanje|employment|job|jobs",
        "change": "changer de vie professionnelle|reconversion|évolution professionnelle|loopbaan|cambiare|mudar|promjena|career change",
        "create": "création d'activité|créer son activité|entreprendre|ondernemen|creare impresa|impresa|criar empresa|empreender|poduzetništvo|entrepreneurship|start-up",
        "mobility": "mobilité|mobiliteit|mobilità|mobilidade|mobilnost|abroad|europe",
    },
    "Access": {
        "walk-in": "sans rendez-vous|libre accès|accès libre|zonder afspraak|vrije inloop|inloop|senza appuntamento|accesso libero|sem marcação|acesso livre|bez najave|bez dogovora|walkin|drop-in|open door",
        "appointment": "sur rendez-vous|rendez-vous|rdv|sur rdv|op afspraak|afspraak|su appuntamento|appuntamento|por marcação|com marcação|marcação|uz najavu|po dogovoru|dogovor|by appointment only|booking",
        "phone": "téléphone|par téléphone|telefoon|telefonisch|telefono|telefone|telefon|telefonski|telephone|call",
        "online": "en ligne|à distance|visio|e-mail|online|digitaal|a distanza|em linha|à distância|na daljinu|remote|video|web",
        "outreach": "hors les murs|itinérant|permanence|ter plaatse|mobiel|itinerante|fuori sede|itinerância|na terenu|mobile|home visits",
    },
    "Service": {
        "counselling": "conseil|entretien|entretien individuel|begeleiding|advies|consulenza|colloquio|aconselhamento|savjetovanje|counseling|advice|guidance interview",
        "assessment": "bilan|bilan de compétences|évaluation|bilancio di competenze|valutazione|avaliação|balanço de competências|procjena|test|testing",
        "information": "info|informations|informatie|informazioni|informações|informacije|informiranje",
        "workshops": "atelier|ateliers|workshop|laboratorio|laboratori|oficina|oficinas|radionica|radionice|group activities",
        "recognition": "vae|validation des acquis|validation des acquis de l'expérience|evc|rvcc|validazione|priznavanje|vpl",
        "work-search": "recherche d'emploi|aide à la recherche d'emploi|sollicitatiehulp|ricerca lavoro|procura de emprego|traženje posla|job search|cv",
        "self-documentation": "documentation|espace documentation|documentatie|documentazione|documentação|dokumentacija|resource space|library",
        "start-up": "création d'entreprise|business start up|impresa|empreendedorismo|pokretanje poslovanja",
    },
    "Audience": {
        "pupils": "élèves|scolaires|collégiens|lycéens|leerlingen|scholieren|studenti delle scuole|alunni|alunos|učenici|school pupils",
        "students": "étudiants|studenten|studenti universitari|estudantes|studenti sveučilišta|university students",
        "young": "jeunes|jongeren|giovani|jovens|mladi|youth|young adults",
        "job-seekers": "demandeurs d'emploi|chercheurs d'emploi|werkzoekenden|disoccupati|in cerca di lavoro|desempregados|nezaposleni|nezaposlene osobe|unemployed|jobseekers",
        "employees": "salariés|travailleurs|werknemers|werkenden|lavoratori|occupati|trabalhadores|empregados|zaposleni|zaposlenici|workers",
        "migrants": "migrants|réfugiés|étrangers|migranten|vluchtelingen|nieuwkomers|migranti|rifugiati|stranieri|migrantes|refugiados|migranti i izbjeglice|izbjeglice|refugees|newcomers",
        "disabilities": "personnes handicapées|handicap|mensen met een beperking|persone con disabilità|disabili|pessoas com deficiência|osobe s invaliditetom|disabled",
        "parents": "parents|familles|ouders|genitori|famiglie|pais|roditelji|families",
        "seniors": "seniors|50+|anziani|ouderen|stariji|older people",
        "employers": "employeurs|entreprises|werkgevers|aziende|imprese|datori di lavoro|empregadores|empresas|poslodavci|companies",
        "practitioners": "professionnels|professionals|operatori|profissionais|stručnjaci|deskundigen|counsellors",
        "entrepreneurs": "créateurs d'entreprise|indépendants|zelfstandigen|imprenditori|empreendedores|poduzetnici|self-employed",
        "career-changers": "en reconversion|reconversion|loopbaanswitchers|career changers",
    },
    "Accessibility": {
        "step-free": "pmr|accessible pmr|accès pmr|plain-pied|fauteuil roulant|rolstoel|rolstoeltoegankelijk|sedia a rotelle|senza barriere|cadeira de rodas|invalidska kolica|bez prepreka|wheelchair|wheelchair accessible|barrier-free",
        "lift": "ascenseur|ascensore|elevador|dizalo|lift|elevator|aufzug",
        "toilet": "toilettes pmr|wc pmr|toilettes adaptées|aangepast toilet|bagno accessibile|wc adaptado|wc za invalide|accessible wc",
        "parking": "parking pmr|place réservée|parcheggio disabili|estacionamento reservado|parkirno mjesto|disabled parking",
        "hearing-loop": "boucle magnétique|boucle auditive|ringleiding|anello magnetico|anel magnético|indukcijska petlja|induction loop",
        "sign-language": "langue des signes|lsf|lsfb|gebarentaal|vgt|lis|lingua dei segni|língua gestual|znakovni jezik",
        "easy-language": "falc|facile à lire|duidelijke taal|lingua facile|linguagem simples|lako razumljivo|easy read|plain language",
        "quiet": "salle calme|prikkelarme ruimte|sala silenziosa|sala tranquila|mirna soba",
    },
    "Network": {
        "cite-des-metiers": "cité des métiers|cités des métiers|cites des metiers (ricdm)|ricdm|cdm|beroepenpunt|città dei mestieri|città dei mestieri e delle professioni|cidade das profissões|cdp",
        "one-stop-shop": "one stop shop|onestop shop|guichet unique",
        "other": "autre|andere|ander|altro|outro|outra|drugo|ostalo|none|aucun|other",
    },
    "Status": {
        "open": "ouvert|active|actif|en activité|geopend|aperto|attivo|aberto|ativo|otvoreno|otvoren|aktivan|operational",
        "closed": "fermé|définitivement fermé|gesloten|chiuso|encerrado|fechado|zatvoreno|zatvoren|permanently closed",
        "suspended": "suspendu|temporairement fermé|tijdelijk gesloten|sospeso|chiuso temporaneamente|suspenso|privremeno zatvoreno|temporarily closed",
        "planned": "en projet|projet|prévu|gepland|previsto|in progetto|planeado|planirano|upcoming",
        "moving": "déménage|en déménagement|verhuist|in trasferimento|em mudança|seli se|relocating",
        "unverified": "non vérifié|inconnu|onbekend|non verificato|não verificado|neprovjereno|unknown|to check|?",
        "historic": "historique|ancien|historisch|storico|histórico|povijesno|former",
    },
    "AddressLevel": {
        "address": "street+number|street and number|adresse|adresse complète|adres|indirizzo|morada|adresa|exact",
        "street": "street only|rue|straat|via|rua|ulica",
        "site": "building|bâtiment|gebouw|edificio|edifício|zgrada",
        "city": "city only|town|ville|commune|stad|città|comune|cidade|grad",
        "region": "région|regio|regione|região|regija|županija",
    },
    "PointPrecision": {
        "door": "entrance|exact|adresse|rooftop|entrée|ingang|ingresso|entrada|ulaz|address",
        "street": "rue|straat|via|rua|ulica",
        "city": "town|ville|commune|stad|città|comune|cidade|grad|centroid",
    },
    "CheckedBy": {"owner": "centre|the centre", "editor": "editors|portal", "source": "web|website"},
}

# Three-letter codes and other names of countries.
_SIGNS = (
    "ALB AL|AUT AT|BIH BA|BEL BE|BGR BG|CHE CH|CYP CY|CZE CZ|DEU DE|DNK DK|EST EE|ESP ES|FIN FI|FRA FR|GBR GB|UK GB|"
    "GRC GR|EL GR|HRV HR|HUN HU|IRL IE|ISL IS|ITA IT|LIE LI|LTU LT|LUX LU|LVA LV|MNE ME|MKD MK|MLT MT|NLD NL|NOR NO|"
    "REU FR|MTQ FR|GLP FR|GUF FR|MYT FR|RE FR|MQ FR|GP FR|GF FR|YT FR|POL PL|PRT PT|ROU RO|SRB RS|SWE SE|SVN SI|SVK SK|XKX XK"
)
CODES_BY_COUNTRY_SIGN: dict[str, str] = {
    **{sign: code for sign, _space, code in (pair.partition(" ") for pair in _SIGNS.split("|"))},
    **{
        "Great Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB", "Holland": "NL", "The Netherlands": "NL",
        "Czech Republic": "CZ", "Republika Hrvatska": "HR", "België": "BE", "Belgique": "BE", "Belgien": "BE",
        "Schweiz": "CH", "Suisse": "CH", "Svizzera": "CH", "Österreich": "AT", "Magyarország": "HU", "Polska": "PL",
        "Suomi": "FI", "Sverige": "SE", "Danmark": "DK", "Norge": "NO", "Ísland": "IS", "Slovenija": "SI", "Srbija": "RS",
        "Česko": "CZ", "Česká republika": "CZ", "Slovensko": "SK", "România": "RO", "Eesti": "EE", "Latvija": "LV",
        "Lietuva": "LT", "Éire": "IE", "España": "ES", "Deutschland": "DE", "Shqipëria": "AL", "Letzebuerg": "LU",
    },
}  # fmt: skip

YES_WORDS = "yes|y|true|1|x|✓|✔|oui|o|vrai|ja|j|waar|si|s|vero|sim|verdadeiro|da|d|tocno|wahr|igaz|ok|gratuit|gratis|gratuito|besplatno|free"
NO_WORDS = "no|n|false|0|non|faux|nee|onwaar|falso|nao|ne|netocno|nein|falsch|payant|betalend|a pagamento|pago|placa se"
EMPTY_WORDS = frozenset(
    {
        "-",
        "–",
        "—",
        "/",
        "n/a",
        "n.a.",
        "na",
        "null",
        "none",
        "nan",
        "?",
        "...",
        "…",
        "inconnu",
        "onbekend",
        "unknown",
        "nd",
        "n.d.",
    }
)
ALL_WORDS = frozenset(
    {
        "all",
        "everyone",
        "everybody",
        "all ages",
        "all publics",
        "anyone",
        "tous",
        "tous publics",
        "tout public",
        "toutes et tous",
        "iedereen",
        "alle doelgroepen",
        "tutti",
        "todos",
        "todos os publicos",
        "svi",
        "svima",
        "alle",
        "general public",
    }
)
"""In a column of audiences: open to everyone."""
