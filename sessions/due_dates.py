"""When an action is due, as people type it."""

from __future__ import annotations

import re
from datetime import date

LONGEST_DUE = 48

_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DAY_NAMES = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_NTH = "(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year{0}>[0-9]{{4}}))?"
_ON_A_DATE = re.compile(
    rf"(?:(?:{_DAY_NAMES}),?\s+)?(?:"
    rf"(?:the\s+)?(?P<day0>[0-9]{{1,2}}){_NTH}\s+(?:of\s+)?(?P<month0>{_MONTH_NAMES}){_YEAR.format(0)}"
    rf"|(?P<month1>{_MONTH_NAMES})\s+(?P<day1>[0-9]{{1,2}}){_NTH}{_YEAR.format(1)}"
    r"|(?P<year2>[0-9]{4})-(?P<month2>[0-9]{2})-(?P<day2>[0-9]{2})"
    r"|(?P<day3>[0-9]{1,2})/(?P<month3>[0-9]{1,2})(?:/(?P<year3>[0-9]{4}|[0-9]{2}))?)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"(?:(?:next|this)\s+)?(?:{_DAY_NAMES})|(?:next|this)\s+(?:week|month|year)|today|tonight|tomorrow"
    rf"|(?:the\s+)?(?:end|middle|start|beginning)\s+of\s+(?:the\s+|next\s+|this\s+)?(?:week|month|year)"
    rf"|(?:(?:(?:the\s+)?(?:end|middle|start|beginning)\s+of|early|mid|late)[\s-]+)?(?:{_MONTH_NAMES})"
    r"(?:\s+[0-9]{4})?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_A_LEAP_YEAR = "2024"


def is_due(text: str) -> bool:
    """Tell whether the text is a day, a date that exists (days before months) or a stretch of the calendar."""
    if _ABOUT.fullmatch(text):
        return True
    found = _ON_A_DATE.fullmatch(text)
    return found is not None and _exists(found)


def _exists(found: re.Match[str]) -> bool:
    parts = {name[:-1]: value for name, value in found.groupdict().items() if value}
    month = parts["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    year = parts.get("year", _A_LEAP_YEAR)
    try:
        date(int(year) if len(year) == 4 else 2000 + int(year), number, int(parts["day"]))
    except ValueError:
        return False
    return True
