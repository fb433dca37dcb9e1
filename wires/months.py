"""The names of months as senders write them, in the languages of the trade.

A word that means different months in two languages (lis: October in Croatia, November in Poland) stands
in neither. Source: Unicode CLDR, dates/calendars/gregorian/months, wide and abbreviated, both forms.
"""

#: A line a month, January first: English, German, Dutch, the Nordic languages; French, Italian, Spanish,
#: Portuguese, Catalan, Romanian; Finnish, Hungarian, Greek; Russian, Ukrainian; Turkish, Indonesian.
_MONTHS = """
jan january januar jänner jän januari janvier janv gennaio gen enero ene janeiro gener ianuarie ian tammikuu tammikuuta tammi január ιανουαρίου ιανουάριος ιαν янв января январь січня січень січ ocak oca
feb february februar feber februari febr février févr fév febbraio febrero fevereiro fev febrer februarie helmikuu helmikuuta helmi február φεβρουαρίου φεβρουάριος φεβ фев февраля февраль февр лютого лютий лют şubat şub februari
mar march märz mrz mär maart mrt marts mars marzo março març martie maaliskuu maaliskuuta maalis március márc μαρτίου μάρτιος μαρ мар марта март березня березень бер mart maret μάρ
apr april avril avr aprile abril abr aprilie huhtikuu huhtikuuta huhti április ápr απριλίου απρίλιος απρ апр апреля апрель квітня квітень квіт nisan nis
may mai mei maj maggio mag mayo maio maig toukokuu toukokuuta touko május máj μαΐου μάιος μαϊ μαΐ μάι мая май травня травень трав mayıs
jun june juni juin giugno giu junio junho juny iunie iun kesäkuu kesäkuuta kesä június jún ιουνίου ιούνιος ιουν ιούν июн июня июнь червня червень черв haziran haz
jul july juli juillet juil luglio lug julio julho juliol iulie iul heinäkuu heinäkuuta heinä július júl ιουλίου ιούλιος ιουλ ιούλ июл июля июль липня липень лип temmuz tem
aug august augustus augusti août agosto ago agost elokuu elokuuta elo augusztus αυγούστου αύγουστος αυγ αύγ авг августа август серпня серпень серп ağustos ağu agustus agu ag
sep sept september septembre settembre set septiembre setembro setembre septembrie syyskuu syyskuuta syys szeptember szept σεπτεμβρίου σεπτέμβριος σεπ сен сентября сентябрь сент вересня вересень вер eylül eyl
oct october oktober okt octobre ottobre ott octubre outubro out octombrie lokakuu lokakuuta loka október οκτωβρίου οκτώβριος οκτ окт октября октябрь жовтня жовтень жовт ekim eki
nov november novembre noviembre novembro noiembrie noi marraskuu marraskuuta marras νοεμβρίου νοέμβριος νοε νοέ ноя ноября ноябрь нояб листопада листопад листоп лист kasım kas
dec december dez dezember décembre déc dicembre dic diciembre dezembro desembre des desember decembrie joulukuu joulukuuta joulu δεκεμβρίου δεκέμβριος δεκ дек декабря декабрь грудня грудень груд aralık ara
"""  # noqa: E501
MONTHS = {word: number for number, line in enumerate(_MONTHS.strip().splitlines(), start=1) for word in line.split()}


def month(word: str) -> int | None:
    """1 to 12 for the name of a month or its beginning as it is abbreviated; None for another word."""
    return MONTHS.get(word.strip(".").lower())
