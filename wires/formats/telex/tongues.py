"""The language of a text by its smallest words, for formats that do not name it.

Nothing is said where two languages come close: then the setting of the feed decides.
"""

import re
from collections import Counter

_LETTERS = 1500
_LEAST = 4
#: How often one word counts: “at” fills a list of matches.
_MOST_OF_ONE = 3
#: Words that other languages of the table do not have, or have seldom.
_WORDS = {
    "en": "the of and to for with was is that on by from at has have been which will said not are this who after all",
    "de": "der die das und den dem ist nicht ein eine einer von zu mit auf für sich des auch nach wurde sind über",
    "fr": "le la les des et une du dans est pour qui par sur au avec ne pas été aux ont selon cette a son leur",
    "es": "el los las del y en una por con para que se su al como más este fue según sobre ha también",
    "it": "il di che della gli nel una è del per dei alla con non delle sono dal ha anche questo stato dopo",
    "pt": "o os do da dos das em um uma não para com que no na ao foi é mais pela pelo segundo também são",
    "nl": "de het een van en dat niet is op te zijn voor met aan door wordt naar ook bij heeft werd maar uit",
    "sv": "och att det som en ett är inte av för till på med den har var efter från om också enligt men",
    "da": "og at det som en et er ikke af for til på med den har var efter fra om også ud hvad blev sig",
    "nb": "og at det som en et er ikke av for til på med den har var etter fra om også ut hva ble seg",
    "fi": "ja on ei että se oli hän ovat mukaan myös joka kun mutta sen ole kuin vuoden olla tai",
    "pl": "i w na nie się z do że jest to o jak po od przez był są dla oraz ale ich",
}
_TONGUES = {
    word: [tongue for tongue in _WORDS if word in _WORDS[tongue].split()] for word in " ".join(_WORDS.values()).split()
}
#: Letters of a script, and for each tongue written in it those that the others lack.
_SCRIPTS = (
    (re.compile(r"[а-яёіїєґ]"), (("uk", re.compile(r"[іїєґ]")), ("ru", re.compile(r"[ыэъё]")))),
    (re.compile(r"[\u0621-\u06cc]"), (("fa", re.compile(r"[پچژگی]")), ("ar", re.compile(r"[ةىيأ]")))),
)
_TOKEN = re.compile(r"[^\W\d_]+")


def guess(words: str) -> str:
    """The language of the words (BCP 47); empty where they are few, or could be of two languages.

    >>> guess("The ferry to Oskeld will not sail, the harbour master said on Tuesday.")
    'en'
    """
    tokens = _TOKEN.findall(words[:_LETTERS].lower())
    letters = "" if words.isascii() else "".join(tokens)
    for script, tongues in _SCRIPTS if letters else ():
        if 2 * len(script.findall(letters)) > len(letters):
            return _most(Counter({tongue: len(own.findall(letters)) for tongue, own in tongues}))
    counted = {token: min(count, _MOST_OF_ONE) for token, count in Counter(tokens).items() if token in _TONGUES}
    return _most(Counter(tongue for token, count in counted.items() for tongue in _TONGUES[token] * count))


def _most(counted: Counter[str]) -> str:
    (first, most), (_, second) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return first if most >= _LEAST and 3 * most >= 4 * second else ""
