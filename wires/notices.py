"""What readers are told where an agency's kill took a story away: one sentence in the language of the story."""

from ground import languages

_WITHDRAWN = {
    "en": "This story is no longer here: {agency}, from which it came, has withdrawn it.",
    "ar": "لم يعد هذا الخبر متاحاً هنا، إذ سحبته {agency} التي ورد منها.",
    "fa": "این خبر دیگر در دسترس نیست: {agency} که منبع آن بود آن را پس گرفته است.",
    "fr": "Cet article n’est plus disponible : {agency}, qui l’avait transmis, l’a retiré.",
    "de": "Dieser Bericht steht hier nicht mehr: {agency}, von wo er kam, hat ihn zurückgezogen.",
    "es": "Esta noticia ya no está disponible: {agency}, de donde procedía, la ha retirado.",
    "nb": "Denne saken er ikke lenger her: {agency}, som sendte den, har trukket den tilbake.",
    "sv": "Den här artikeln finns inte kvar: {agency}, som sände den, har dragit tillbaka den.",
    "da": "Denne historie er her ikke længere: {agency}, som sendte den, har trukket den tilbage.",
    "nl": "Dit bericht staat hier niet meer: {agency}, waar het vandaan kwam, heeft het ingetrokken.",
    "it": "Questo articolo non è più disponibile: {agency}, da cui proveniva, lo ha ritirato.",
    "pt": "Esta notícia já não está disponível: {agency}, de onde veio, retirou-a.",
}


def withdrawn(*, agency: str, language: str) -> str:
    """The sentence in the language (a tag of ground.languages), in English where it is not written in it."""
    return _WITHDRAWN.get(languages.primary(language), _WITHDRAWN["en"]).format(agency=agency)
