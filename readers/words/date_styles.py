"""How each language of the interface writes days and times: one table. Pure.

Names of months, weekdays and cities are CLDR's (Unicode Technical Standard 35), by way of Babel;
those of the Solar Hijri calendar of Iran are jdatetime's. Hours run from 0 to 24 everywhere.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import jdatetime
from babel import Locale
from babel.dates import get_timezone_location

from ground import languages


@dataclass(frozen=True)
class Style:
    """One language: patterns of str.format. The methods below say which parts they may name."""

    locale: Locale
    day: str = "{d} {month}"
    dated: str = "{d} {month} {y}"
    weekday: str = "{name} {d} {month} {y}"
    month: str = "{month} {y}"
    time: str = "{at:%H:%M}"
    joined: str = "{day}, {time}"
    zone: str = "{city} time"
    first: str = "1"
    of_city: Callable[[str], str] = str

    def write(self, pattern: str, day: date) -> str:
        """The day by one of the patterns."""
        solar = _solar(day) if "solar" in pattern else {}
        return self._in_digits(pattern.format(**self._gregorian(day), **solar))

    def clock_time(self, at: datetime) -> str:
        """The time of day of a moment in its zone, without the zone."""
        return self._in_digits(self.time.format(at=at))

    def zone_of(self, name: str) -> str:
        """The zone (IANA) by the city that it is named after: “Muscat time”; one that no city has as it is: “UTC”.

        Few readers know what the letters of a zone mean (WET, AST), and several zones share them.
        """
        city = get_timezone_location(name, locale=self.locale, return_city=True)
        return city if city.startswith(("UTC", "GMT")) else self.zone.format(city=self.of_city(city))

    def _in_digits(self, text: str) -> str:
        return languages.in_digits(text, self.locale.language)

    def _gregorian(self, day: date) -> dict[str, object]:
        months, names = self.locale.months["format"]["wide"], self.locale.days["format"]["wide"]
        number = self.first if day.day == 1 else day.day
        return {"d": number, "month": months[day.month], "y": day.year, "name": names[day.weekday()]}


def _solar(day: date) -> dict[str, object]:
    """The day by the calendar of Iran, and that calendar's months within the day's month of the world's."""
    solar = jdatetime.date.fromgregorian(date=day)
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    first, then = (jdatetime.date.fromgregorian(date=edge) for edge in (day.replace(day=1), last))
    begins = f"{_solar_month(first)} {first.year}" if first.year != then.year else _solar_month(first)
    months = f"{begins} و {_solar_month(then)} {then.year}"
    return {"solar_d": solar.day, "solar_month": _solar_month(solar), "solar_y": solar.year, "solar_months": months}


def _solar_month(day: jdatetime.date) -> str:
    return str(day.j_months_fa[day.month - 1])


def _of_french_city(city: str) -> str:
    """“de Mascate”, “d’Oslo”, “du Caire”."""
    if city.startswith("Le "):
        return f"du {city[3:]}"
    return f"d’{city}" if city[0] in "AÀÂEÉÈÊIÎOÔUYH" else f"de {city}"


#: By the tags of `ground.languages.INTERFACE`.
STYLES = {
    "en": Style(Locale("en", "GB")),
    "ar": Style(
        Locale("ar"),
        weekday="{name}، {d} {month} {y}",
        joined="{day}، {time}",
        zone="بتوقيت {city}",
    ),
    # Days by the calendar of Iran, with the world's beside it where the year is said. A month of which no day is
    # known is one of the world's calendar; the months of Iran's that it touches stand beside it.
    "fa": Style(
        Locale("fa"),
        day="{solar_d} {solar_month}",
        dated="{solar_d} {solar_month} {solar_y} ({d} {month} {y})",
        weekday="{name} {solar_d} {solar_month} {solar_y} ({d} {month} {y})",
        joined="{day}، ساعت {time}",
        month="{month} {y} ({solar_months})",
        zone="به وقت {city}",
    ),
    # No-break spaces: a time is not torn apart (Imprimerie nationale, Lexique, “heure”).
    "fr": Style(
        Locale("fr"),
        time="{at.hour}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{at:%M}",
        joined="{day} à {time}",
        zone="heure {city}",
        first="1er",
        of_city=_of_french_city,
    ),
}
