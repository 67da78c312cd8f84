"""What partners call our columns, in French, Dutch, Italian, Portuguese, Croatian, English, German and Spanish.

The public names of the columns are known besides. Names are folded before they are compared: case, accents,
underscores and punctuation do not matter.
"""

# Field → names, separated by bars.
FACTS: dict[str, str] = {
    "uid": "uuid|guid|portal id|identifier",
    "reference": "id|ref|reference|code|nr|no|num|numero|number|nummer|identifiant|identifier|external id|source id|référence|codice|código|šifra|oznaka|redni broj|rb|kenmerk|kennung|record id|objectid|fid|gid",
    "name": "name|nom|naam|nome|naziv|ime|title|titre|titel|titolo|título|centre|center|centre name|center name|nom du centre|naam centrum|nome del centro|nome do centro|naziv centra|naziv ustanove|ustanova|denominazione|designação|dénomination|structure|organisation|organization|organisatie|organizzazione|organização|organizacija|intitulé|nom de la structure|nombre|bezeichnung|einrichtung|office name|label",
    "language": "language|langue|taal|lingua|língua|jezik|langue du nom|name language|lang",
    "other_names": "other names|alias|aliases|autres noms|andere namen|altri nomi|outros nomes|drugi nazivi|alternative name|alt name|sigle|acronym|afkorting|sigla|kratica|short name|nom court",
    "network": "network|réseau|netwerk|rete|rede|mreža|netz|red|label réseau",
    "parent": "parent|main centre|centre principal|hoofdcentrum|sede principale|centro principal|glavni centar|head office|siège",
    "country": "country|pays|land|paese|nazione|stato|país|država|zemlja|country code|code pays|landcode|iso",
    "region": "region|région|regio|regione|região|regija|županija|province|provincie|provincia|distrito|county|state|département|bundesland",
    "city": "city|town|ville|commune|localité|municipality|municipalité|stad|gemeente|plaats|woonplaats|città|comune|località|cidade|localidade|concelho|município|grad|mjesto|općina|ort|stadt|ciudad|place|locality",
    "district": "district|quartier|arrondissement|wijk|stadsdeel|quartiere|bairro|freguesia|četvrt|gradska četvrt|neighbourhood|borough",
    "site": "building|bâtiment|gebouw|edificio|edifício|zgrada|site name|lieu|étage|floor|locatie|location|complément d'adresse|address 2|adresse 2|lokacija",
    "street": "street|address|rue|adresse|adresse postale|straat|adres|straat en nummer|via|indirizzo|morada|rua|endereço|ulica|adresa|ulica i broj|ulica i kućni broj|strasse|straße|anschrift|dirección|calle|street address|address 1|address line 1|adresse 1|numéro et rue|n et rue|voie|sjedište",
    "postcode": "postcode|postal code|zip|zip code|zipcode|code postal|cp|postnummer|cap|código postal|codigo postal|poštanski broj|postanski broj|plz|postleitzahl|cod postal|codice postale|postkod",
    "address_level": "address level|address precision|précision de l'adresse",
    "moves_to": "moves to|new address|nouvelle adresse|nieuw adres|nuovo indirizzo|nova morada|nova adresa",
    "lat": "lat|latitude|y|breedtegraad|latitudine|zemljopisna širina|geografska širina|breite|breitengrad|latitud|geo lat|gps lat|lat wgs84|y wgs84|coord y|coordonnée y",
    "lng": "lng|lon|long|longitude|x|lengtegraad|longitudine|zemljopisna dužina|geografska dužina|länge|längengrad|longitud|geo lng|geo lon|gps lng|gps lon|gps long|lon wgs84|x wgs84|coord x|coordonnée x",
    "point": "coordinates|coordonnées|coordonnées gps|coördinaten|coordinate|coordenadas|koordinate|koordinaten|gps|geo|geom|geometry|géométrie|wkt|wkb|ewkt|the geom|point|location point|lat lng|lat lon|lat long|latlng|latlon|latitude longitude|geo point|geo point 2d|geopoint|geolocation|géolocalisation",
    "point_precision": "point precision|précision du point|geocoding precision",
    "needs": "needs|need|besoins|besoin|behoeften|noden|bisogni|necessidades|potrebe|themes|thèmes|thema's|pôles|pôle|temi|temas|teme",
    "access": "access|accès|toegang|accesso|acesso|pristup|way of access|mode d'accueil|modalités d'accueil|accueil|access mode|how to get in touch|način dolaska|modalità di accesso|modo de acesso",
    "services": "services|service|services offerts|diensten|dienst|servizi|servizio|serviços|usluge|usluga|dienste|servicios|activities|activités|offre|aanbod|aktivnosti",
    "audiences": "audiences|audience|public|publics|publics cibles|public cible|doelgroep|doelgroepen|destinatari|utenti|target|pubblico|públicos|público|público-alvo|destinatários|ciljane skupine|ciljna skupina|korisnici|zielgruppe|target group|target groups|for whom",
    "everyone": "everyone|open to all|tout public|tous publics|iedereen|tutti|todos|svi|za sve",
    "age_from": "age from|age min|minimum age|âge minimum|âge min|leeftijd vanaf|minimumleeftijd|età minima|età da|idade mínima|dob od|najmanja dob|min age",
    "age_to": "age to|age max|maximum age|âge maximum|âge max|leeftijd tot|maximumleeftijd|età massima|età a|idade máxima|dob do|najveća dob|max age",
    "ages": "age|ages|âge|âges|tranche d'âge|leeftijd|leeftijden|età|fascia d'età|idade|idades|faixa etária|dob|age group|age range|alter",
    "speaks": "speaks|languages|languages spoken|langues|langues parlées|talen|gesproken talen|lingue|lingue parlate|línguas|idiomas|línguas faladas|jezici|jezici rada|sprachen|spoken languages",
    "interpreters": "interpreters|interpreter|interprète|interprètes|tolk|tolken|interprete|interpreti|intérprete|intérpretes|tumač|tumači|prevoditelj|dolmetscher",
    "accessible": "accessible|accessibility|accessibilité|toegankelijkheid|accessibilità|acessibilidade|pristupačnost|pmr|accès pmr|wheelchair|barrierefreiheit|accesibilidad",
    "free": "free|free of charge|gratuit|gratuité|gratis|gratuito|besplatno|kostenlos|kosteloos",
    "anonymous": "anonymous|anonyme|anoniem|anonimo|anónimo|anonimno",
    "opening_hours": "opening hours|hours|horaires|horaire|heures d'ouverture|horaires d'ouverture|openingsuren|openingstijden|uren|orari|orario|orario di apertura|orari di apertura|horário|horários|horário de funcionamento|horario|radno vrijeme|uredovno vrijeme|öffnungszeiten|opening times|open hours|schedule",
    "hours_as_of": "hours as of|hours published in|horaires publiés en",
    "website": "website|web|site|site web|site internet|url|lien|webpagina|sito|sito web|sítio|página web|mrežna stranica|web stranica|internetska stranica|webseite|homepage|www|web site|web address|link|internet",
    "phone": "phone|telephone|telephone number|phone number|tel|tél|téléphone|numéro de téléphone|telefoon|telefoonnummer|telefono|recapito telefonico|telefone|contacto telefónico|telefon|broj telefona|telefonnummer|teléfono|mobile|gsm|mobitel|cellulare|fixed line",
    "email": "email|e mail|mail|courriel|adresse mail|adresse email|adresse e mail|adresse électronique|e mailadres|mailadres|posta elettronica|indirizzo email|correio eletrónico|endereço eletrónico|e pošta|e mail adresa|correo|email address|elektronička pošta",
    "status": "status|statut|état|stato del centro|estado|stanje|situation",
    "status_since": "status since|statut depuis|since|depuis|sinds|desde|od kada",
    "as_of": "as of|date of the information|date de l'information|date des données|datum van de gegevens|data delle informazioni|data da informação|datum podataka|data date|last update|dernière mise à jour|mise à jour|laatste update|ultimo aggiornamento|última atualização|zadnja izmjena",
    "checked_on": "checked on|last checked|verified on|vérifié le|date de vérification|gecontroleerd op|nagekeken op|verificato il|verificado em|provjereno|datum provjere|zuletzt geprüft",
    "checked_by": "checked by|verified by|vérifié par|gecontroleerd door|verificato da|verificado por|provjerio",
    "sources": "sources|source|source url|source urls|bronnen|bron|fonti|fonte|fontes|izvori|izvor|quellen",
    "unverified": "unverified|not verified|non vérifié|niet geverifieerd|non verificato|não verificado|neprovjereno",
}

# Texts that exist once per language: field → names.
TEXTS: dict[str, str] = {
    "name": "name|nom|naam|nome|naziv|title|titre",
    "summary": "summary|résumé|résumé court|samenvatting|sommario|riassunto|resumo|sažetak|in short|en bref|short description|description courte|korte beschrijving|breve descrizione|descrição breve|kratki opis|abstract",
    "description": "description|descriptif|présentation|beschrijving|omschrijving|descrizione|descrição|opis|beschreibung|descripción|about|à propos|presentazione|apresentação",
    "access_note": "access note|how to come|comment venir|hoe komen|come arrivare|como chegar|kako doći|modalités|remarks on access",
    "language_note": "language note|about languages|à propos des langues|over talen|sulle lingue|sobre línguas|o jezicima",
    "papers": "papers|papers to bring|documents to bring|pièces à apporter|documents à apporter|papiers à apporter|mee te brengen documenten|documenti da portare|documentos a trazer|potrebni dokumenti",
    "transport": "transport|public transport|transports|transports en commun|transports publics|openbaar vervoer|mezzi pubblici|trasporti|transportes|transportes públicos|javni prijevoz|bus|métro|metro|tram|accès transports",
    "status_note": "status note|about the status|note sur le statut|opmerking over de status|nota sullo stato|nota sobre o estado|napomena o stanju",
}

OPENS = "open opens opening from ouverture ouvre debut start van od apertura apre abertura abre inizio inicio otvara otvaranje pocetak begin von opent"
CLOSES = "close closes closing to fermeture ferme fin end tot do chiusura chiude encerramento encerra fecho ate fine fim zatvara zatvaranje kraj bis einde sluit"
FILLING = "hours horaires horaire uren orari orario horario horarios sati vrijeme matin am apresmidi apres midi pm voormiddag namiddag mattina pomeriggio manha tarde ujutro popodne 1 2 heures morning afternoon"
# Words that change nothing about what a column holds.
NOISE = "the of du de la le les des del della di do da van het obligatoire required verplicht obbligatorio obrigatorio obavezno optional facultatif deg degrees degre degres decimal wgs84 epsg 4326 format iso field champ column colonne"
# What our own exports write beside the columns, and nobody reads back.
EXPORT_ONLY = frozenset({"url", "updated at", "licence", "distance km"})
LANGUAGE_WORDS = {
    "fr": "fr|fra|french|francais", "nl": "nl|nld|dutch|nederlands|neerlandais", "it": "it|ita|italian|italiano|italien",
    "pt": "pt|por|portuguese|portugues|portugais", "hr": "hr|hrv|croatian|hrvatski|croate", "en": "en|eng|english|anglais",
}  # fmt: skip
# Small words that tell the language of a text.
STOP_WORDS = {
    "fr": "le les des et est une pour avec dans vous nous sur aux",
    "nl": "het een van voor met zijn wij ook bij naar deze onze",
    "it": "il gli della per con sono una che nel alla dei delle",
    "pt": "os das para com uma que não dos pela são no na",
    "hr": "je za na se su koji od kao te pri osobe ili",
    "en": "the and for with you are from our who this their is",
}
