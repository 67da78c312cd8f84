"""Small words: what a query may contain without asking for it, per language.

Function words carry no subject. Request words say that something is wanted, or whether it may be ("find", "je cherche",
"posso"): they help ranking, but a text need not contain them. Negations before the name of a language say which language
the visitor does not speak.
"""

from functools import cache

from core.folding import fold

_FUNCTION = {
    "fr": """a ai alors au aucun aussi autre aux avec avez avoir c ça car ce cela celle celui ces cet cette chez comme
        comment d dans de des depuis dont du elle elles en encore entre es est et été être eu il ils j je l la le
        les leur leurs lors lui m ma mais me même mes moi mon n ne nos notre nous on ont ou où par pas pendant peu
        peut plus pour puis qu quand que quel quelle quelles quels qui quoi s sa sans se ses si sommes son sont sous
        sur suis t ta te tes toi ton tous tout toute toutes très tu un une vers vos votre vous y à""",
    "nl": """aan al alle alles als ben bij daar dan dat de deze die dit doch doen door dus een en er ge geen haar had heb
        hebben heeft hem het hier hij hoe hun ik in is ja je jij jou jouw kan kon kun maar me meer men met mij mijn
        moet na naar niet niets nog nu of om omdat onder ons onze ook op over reeds te tegen toch toen tot u uit uw
        van veel voor want waren was wat we wel werd wezen wie wij wil worden waar zal ze zei zelf zich zij zijn zo
        zonder zou""",
    "it": """a ad agli ai al alla alle allo anche che chi ci come con contro cui da dagli dai dal dalla dalle dallo degli
        dei del della delle dello di dov dove e ed era è gli ha hai hanno ho i il in io la le lei li lo loro lui ma
        mi mia mie miei mio ne negli nei nel nella nelle nello noi non nostra nostro o per perché più quale quali
        quando quanto quella quelle quelli quello questa queste questi questo sarà se sei senza si sia siamo sono su
        sua sue sugli sui sul sulla sulle sullo suo suoi ti tra tu tua tuo un una uno vi voi""",
    "pt": """a ao aos aquela aquele aqueles aquilo as às até com como da das de dela dele deles depois do dos e ela elas
        ele eles em entre era essa esse esta está estamos estão este estou eu foi foram há isso isto já lhe lhes
        mais mas me mesmo meu meus minha minhas muito na nas nem no nos nós não num numa o onde os ou para pela
        pelas pelo pelos por porque qual quando que quem são se sem ser seu seus só sua suas sou também te tem têm
        tenho ter teu tu tua um uma você vocês à é""",
    "hr": """a ali bez bi bih bila bili bilo bio biti bismo biste da do dok ga gdje i iako ih ili im iz ja je jer jesam
        jesi jest jesu joj još ju k kada kad kako kao ko koja koje koji kojoj koju kod li me meni mi mi moj moja
        moje mu na nad nakon nam nas naš ne nego nek neki nije nisam nisu niti no o od oko on ona one oni ono ova
        ovaj ove ovo pa po pod pored prema pri s sa sam samo se si smo ste su sve svi svoj ta taj tako te ti to toga
        tom tu u uz vam vas vaš već vi za zar ti što će ću""",
    "en": """a about after all also am an and any are as at be because been before being between both but by can could
        did do does doing down during each few for from further had has have having he her here hers him his how i
        if in into is it its just me more most my myself no nor not of off on once only or other our ours out over
        own same she should so some such than that the their theirs them then there these they this those through to
        too under until up us very was we were what when where which while who whom why will with without would you
        your yours""",
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
