"""In which of our languages a text is: by the small words no sentence does without. Names have none, so they are never judged."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    "en": "the and of to is are for with you your that this from or not have has which their they will be can at by as was in on we it who what if",
    "fr": "le la les des du de et est sont pour avec vous votre vos que qui dans une un sur pas ce cette par ou aux au leur ils elle nous en il se ne à",
    "nl": "de het een en van is zijn voor met je uw dat die niet op te aan bij naar ook wordt worden of kan u wij we in om hun ze er wie wat als",
    "it": "il lo la le gli di e è sono per con che non una un nel nella della dei delle del si alla anche o da dal i in a al ai chi su ci vi se",
    "pt": "o a os as de e é são para com que não uma um no na nos nas da do dos das ao aos à em se ou mais por pelo pela quem sua seu como",
    "hr": "i je su za s sa na u koji koja koje se ne od do da ili kao što te iz nije može o uz ako a po svi biti nakon kod kako bez",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
ENOUGH = 8
"""Words from which on a text is judged."""
_LEAST, _SHARE, _TIMES, _NAMES = 4, 0.25, 3, 0.3


def mistaken(text: str, language: str) -> str:
    """The language a plain text is in without doubt, when that is not ``language``; ``""`` otherwise.

    Words both languages have count for neither. A text with many capitals is a name, or names something.
    """
    written = _WORD.findall(text)
    if len(written) < ENOUGH or language not in _WORDS:
        return ""
    if sum(word[0].isupper() for word in written[1:]) > len(written) * _NAMES:
        return ""
    words, own = [word.lower() for word in written], _WORDS[language]
    found = {code: [word for word in words if word in small and word not in own] for code, small in _WORDS.items()}
    best = max(found, key=lambda code: len(found[code]))
    against = sum(word in own and word not in _WORDS[best] for word in words)
    sure = len(found[best]) >= max(len(words) * _SHARE, against * _TIMES) and len(set(found[best])) >= _LEAST
    return best if sure else ""
