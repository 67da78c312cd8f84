"""Small words: what a query may contain without asking for it, per language.

Function words carry no subject. Request words say that something is wanted, or whether it may be ("find", "je cherche",
"posso"): they help ranking, but a text need not contain them. Negations before the name of a language say which language
the visitor does not speak.
"""

from functools import cache

from core.folding import fold

_FUNCTION = {
    "fr": """a à ai aient ainsi ait alors au aucun auquel aura auraient aurait auront aussi autre aux avaient avais
        avait avec avez avions avoir ayant c ça car ce cela celle celles celui ces cet cette ceux chaque chez combien
        comme comment d dans de depuis des donc dont du duquel elle elles en encore entre es est et étaient étais
        était étant été étions être eu eurent eut furent fut il ils j je l la laquelle le lequel les lesquelles
        lesquels leur leurs lors lorsque lui m ma mais me même mes moi mon n ne nos notre nous on ont ou où par pas
        pendant peu peut plus pour pourquoi puis qu quand que quel quelle quelles quelque quelques quels qui quoi s sa
        sans se sera serai seraient serait serons seront ses si soient soit sommes son sont sous suis sur t ta te tes
        toi ton tous tout toute toutes très tu un une vers vos votre vous y""",
    "nl": """aan al alle alles als ben bent bij daar dan dat de deze die dit doch doen door dus een elk elke en er ge
        geen geweest geworden haar had hadden heb hebben heeft hem het hier hij hoe hoeveel hun ieder iedere ik in is
        ja je jij jou jouw kan kon kun maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat onder
        ons onze ook op over reeds te tegen tijdens toch toen tot u uit uw van veel voor waar waarin waarmee waarom
        waarvan wanneer want waren was wat we wel welk welke werd werden wezen wie wiens wij wil worden wordt zal ze
        zei zelf zich zij zijn zo zonder zou zouden zullen zult""",
    "it": """a abbia abbiamo abbiano ad agli ai al alcune alcuni alla alle allo anche avendo avere avesse avessero
        avete aveva avevamo avevano avevo avrà avranno avrebbe avrebbero avuto che chi ci ciò come con contro cos cosa
        cui da dagli dai dal dalla dalle dallo degli dei del della delle dello di dov dove e è ebbe ebbero ed era
        erano eravamo eri ero essendo essere fosse fossero fu fui furono gli ha hai hanno ho i il in io la le lei li
        lo loro lui ma mi mia mie miei mio ne negli nei nel nella nelle nello noi non nostra nostro o ogni per perché
        più qual qualche quale quali quando quanta quante quanti quanto quella quelle quelli quello questa queste
        questi questo sarà saranno sarebbe sarebbero sarò se sei senza si sia siamo siano siate siete sono su sua sue
        sugli sui sul sulla sulle sullo suo suoi ti tra tu tua tuo tutta tutte tutti tutto un una uno vi voi""",
    "pt": """a à algum alguma algumas alguns ao aos após aquela aquelas aquele aqueles aquilo as às até cada com como
        cuja cujas cujo cujos da das de dela dele deles depois do dos durante e é ela elas ele eles em então entre era
        eram éramos és essa esse esta está estamos estão estava estavam este esteja esteve estiveram estou eu foi
        fomos foram fosse fossem fui há havia houve isso isto já lhe lhes mais mas me mesmo meu meus minha minhas
        muito na não nas nem no nos nós num numa o onde os ou para pela pelas pelo pelos por porque quais qual quando
        quanta quantas quanto quantos que quem são se seja sejam sem sendo ser será serão seria seriam seu seus sido
        só sobre somos sou sua suas também te tem têm tendo tenho ter terá terão teria teu teve tido tinha tinham
        tiveram toda todas todo todos tu tua um uma você vocês""",
    "hr": """a ali bez bi bih bijaše bila bile bili bilo bio bismo biste biti bude budem budemo budeš budu će čega
        čemu čija čije čiji ću da do dok ga gdje i iako ih ili im iz između ja je jer jesam jesi jesmo jest jeste jesu
        joj još ju k kad kada kako kamo kao ko kod koga koja koje kojeg kojega kojem kojemu koji kojih kojim kojima
        kojoj kojom koju koliko kome li me meni mi moj moja moje mu na nad nakon nam nas naš ne nego nek neka neki
        neko nije nisam nisi nismo niste nisu niti no o od oko on ona one oni ono ova ovaj ove ovo pa po pod pored
        prema pri s sa sam samo se si smo ste što su svaka svaki svako sve svi svoj ta taj tako te ti tijekom tko to
        toga tom tu u uz vam vas vaš već vi za zar zašto""",
    "en": """a about after all also am an and any are as at be because been before being between both but by can could
        did do does doing down during each every few for from further had has have having he her here hers him his how
        i if in into is it its just many me more most much my myself no nor not of off on once only or other our ours
        out over own same shall she should so some such than that the their theirs them then there these they this
        those through to too under until up upon us very was we were what when where whether which while who whom
        whose why will with without would you your yours""",
}

_REQUEST = {
    "fr": """aide aider aidez besoin cherche chercher cherchons demande demander faire recherche rechercher souhaite
        trouve trouver veux voudrais vouloir peux peuvent pouvez pouvons dois doit devez devons faut""",
    "nl": """graag help helpen hulp nodig vind vinden willen wil wens zoek zoeken zoekt kunnen kunt mag mogen moeten
        jullie""",
    "it": """aiutare aiutatemi aiuto bisogno cerca cercare cerco serve trova trovare trovo voglio vorrei posso può puoi
        possiamo potete possono devo deve dobbiamo dovete""",
    "pt": """ajuda ajudar encontrar encontro precisa preciso procura procurar procuro quero queria gostaria posso pode podem
        podemos devo deve devemos vos""",
    "hr": """hoću molim naći nađi pomoć pomozite pomognite pronaći tražim tražiti treba trebam želim mogu može možemo možete
        moram moramo morate""",
    "en": """find finding get getting help helping like look looking may might must need needs please search searching show
        want wanted""",
}

_NEGATION = {
    "fr": "sans pas aucun ni non",
    "nl": "geen zonder niet",
    "it": "senza non nessun",
    "pt": "sem não nenhum",
    "hr": "bez ne nema nije",
    "en": "no not without don dont cannot except",
}


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the accent-folded function words of a language (ISO 639-1), empty for an unknown one."""
    return frozenset(fold(word) for word in _FUNCTION.get(language, "").split())


@cache
def request_words(language: str) -> frozenset[str]:
    """Return the accent-folded words with which people ask in a language, empty for an unknown one."""
    return frozenset(fold(word) for word in _REQUEST.get(language, "").split())


@cache
def negations(language: str) -> frozenset[str]:
    """Return the accent-folded negations of a language, empty for an unknown one."""
    return frozenset(fold(word) for word in _NEGATION.get(language, "").split())
