"""Verbs and their participles, which dictionaries often list as adjectives or nouns of their own: ouvert, scoperto, aberto."""

from collections.abc import Iterator

_REGULAR = {
    "fr": (("é", "er"), ("i", "ir")),
    "it": (("ato", "are"), ("ito", "ire"), ("uto", "ere")),
    "pt": (("ado", "ar"), ("ido", "er"), ("ido", "ir")),
}
"""(ending of the participle, of the infinitive)."""

_IRREGULAR = {
    "fr": """appris:apprendre assis:asseoir atteint:atteindre bu:boire compris:comprendre conclu:conclure conduit:conduire
        connu:connaître construit:construire contenu:contenir convenu:convenir couru:courir couvert:couvrir craint:craindre
        cru:croire défendu:défendre descendu:descendre détruit:détruire devenu:devenir dit:dire dû:devoir écrit:écrire
        élu:élire entendu:entendre entretenu:entretenir éteint:éteindre étendu:étendre inscrit:inscrire
        introduit:introduire intervenu:intervenir joint:joindre lu:lire maintenu:maintenir mis:mettre né:naître obtenu:obtenir
        offert:offrir ouvert:ouvrir paru:paraître peint:peindre perçu:percevoir perdu:perdre permis:permettre plaint:plaindre
        poursuivi:poursuivre pris:prendre produit:produire promis:promettre promu:promouvoir reconnu:reconnaître reçu:recevoir
        réduit:réduire remis:remettre rendu:rendre répondu:répondre requis:requérir résolu:résoudre retenu:retenir
        revenu:revenir soumis:soumettre soutenu:soutenir su:savoir suivi:suivre suspendu:suspendre tenu:tenir
        traduit:traduire transmis:transmettre vaincu:vaincre valu:valoir vécu:vivre vendu:vendre venu:venir vu:voir
        acquis:acquérir admis:admettre découvert:découvrir souffert:souffrir entrepris:entreprendre surpris:surprendre
        attendu:attendre prétendu:prétendre prévu:prévoir pourvu:pourvoir accru:accroître interdit:interdire""",
    "it": """accolto:accogliere aggiunto:aggiungere ammesso:ammettere aperto:aprire appreso:apprendere assunto:assumere
        atteso:attendere attratto:attrarre avvolto:avvolgere chiesto:chiedere chiuso:chiudere coinvolto:coinvolgere
        colto:cogliere commesso:commettere compreso:comprendere concesso:concedere concluso:concludere condiviso:condividere
        condotto:condurre convinto:convincere coperto:coprire corretto:correggere costretto:costringere
        deciso:decidere descritto:descrivere detto:dire difeso:difendere diffuso:diffondere diretto:dirigere
        distinto:distinguere distrutto:distruggere diviso:dividere eletto:eleggere emerso:emergere
        escluso:escludere espresso:esprimere esteso:estendere giunto:giungere
        imposto:imporre incluso:includere inteso:intendere introdotto:introdurre iscritto:iscrivere
        messo:mettere morto:morire mosso:muovere nascosto:nascondere nato:nascere offeso:offendere offerto:offrire
        opposto:opporre ottenuto:ottenere perso:perdere permesso:permettere preso:prendere
        prodotto:produrre promesso:promettere promosso:promuovere proposto:proporre protetto:proteggere raccolto:raccogliere
        raggiunto:raggiungere reso:rendere richiesto:richiedere ridotto:ridurre rimasto:rimanere rimosso:rimuovere
        risolto:risolvere risposto:rispondere rivolto:rivolgere rotto:rompere scelto:scegliere sceso:scendere
        scoperto:scoprire scritto:scrivere sofferto:soffrire sorto:sorgere sospeso:sospendere
        speso:spendere spinto:spingere steso:stendere stretto:stringere svolto:svolgere
        tolto:togliere tradotto:tradurre trasmesso:trasmettere tratto:trarre visto:vedere vinto:vincere
        vissuto:vivere venuto:venire andato:andare perduto:perdere""",
    "pt": """aberto:abrir aceito:aceitar aceite:aceitar coberto:cobrir descoberto:descobrir descrito:descrever dito:dizer
        eleito:eleger entregue:entregar escrito:escrever expresso:exprimir expulso:expulsar extinto:extinguir
        ganho:ganhar gasto:gastar inscrito:inscrever isento:isentar limpo:limpar morto:morrer pago:pagar
        preso:prender previsto:prever proposto:propor disposto:dispor imposto:impor composto:compor exposto:expor
        salvo:salvar satisfeito:satisfazer solto:soltar suspenso:suspender visto:ver vindo:vir
        encoberto:encobrir transcrito:transcrever suposto:supor refeito:refazer revisto:rever""",
    "en": "broke:break broken:break felt:feel",
}


def _pairs() -> dict[str, dict[str, list[str]]]:
    """Language → participle → infinitives, and the other way round."""
    found: dict[str, dict[str, list[str]]] = {}
    for language, text in _IRREGULAR.items():
        both = found[language] = {}
        for pair in text.split():
            participle, _, infinitive = pair.partition(":")
            both.setdefault(participle, []).append(infinitive)
            both.setdefault(infinitive, []).append(participle)
    return found


_KNOWN = _pairs()


def irregular(lemma: str, language: str) -> tuple[str, ...]:
    """The infinitive of an irregular participle, or the participle of its infinitive; none for most words.

    Participles that are above all nouns (it `corso`, fr `fait`) are left out.
    """
    return tuple(_KNOWN.get(language, {}).get(lemma, ()))


def regular(lemma: str, language: str) -> Iterator[str]:
    """Yield what would be the infinitives of a participle and the participles of an infinitive. Most are no words: a dictionary
    decides."""
    for participle, infinitive in _REGULAR.get(language, ()):
        for one, other in ((participle, infinitive), (infinitive, participle)):
            if lemma.endswith(one):
                yield lemma.removesuffix(one) + other
