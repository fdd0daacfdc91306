"""Whose figures a table says it holds: in its title, its lines of "Coverage", its sheet's name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.importing.figures.english_places import AUTHORITIES, NATIONS, REGIONS
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.measures import Measure
from toolkit.importing.figures.normal import normal
from toolkit.values.text import listed

_LABEL = re.compile(
    r"\s*(?:geographic(?:al)? )?(?:coverage|areas?|geography|locality|local authority|la|authority|"
    r"district|region|place|county|borough|council)\s*(?::|\u2013|-)\s*(?P<area>.+)",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"\s*(?:source|note|notes|produced|prepared|published|data from|contact|author)s?\b.*|"
    r".*\b(?:compared (?:with|to)|comparators?|benchmark(?:ed|ing)?)\b.*",
    re.IGNORECASE,
)
_FORMS = re.compile(r"\b(?:royal |london |metropolitan )*(?:borough|city|county) of\b")
# Authorities that are common words too: a title is about them only where it says what they are.
_COMMON = frozenset(("Reading", "Bury", "Bath", "Cumberland", "Rutland"))
_COUNCIL = re.compile(
    r"\b((?:[A-Z][\w']+ ){1,3})(?:County |City |Borough |District |Metropolitan )*"
    r"(?:Council|LSCB|Borough|County)\b"
)
_GENERAL_WORDS = (
    "the our this county city borough district local council for by safeguarding children "
    "childrens adults social care annual scorecard performance report dashboard metropolitan "
    "partnership board"
)
_GENERAL = frozenset(_GENERAL_WORDS.split())
_SHIRE = re.compile(r"\b[A-Z][a-z]{2,}shire\b")


@dataclass(frozen=True)
class Stated:
    """The areas that lines name: those on the board's list, and others."""

    listed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def says_where(self) -> bool:
        """Whether any area is named."""
        return bool(self.listed or self.others)

    @property
    def area(self) -> str:
        """The one area that is named, if it is on the list; else ""."""
        return self.listed[0] if len(self.listed) == 1 and not self.others else ""

    @property
    def why_not(self) -> str:
        """Why figures without an area of their own have none; "" where nothing is against it."""
        if not self.says_where or self.area:
            return ""
        if not self.listed and len(self.others) == 1:
            return f'it is about "{self.others[0]}", which is not on the list of areas'
        named = listed([f'"{area}"' for area in (*self.listed, *self.others)])
        return f"its title names {named}, and not which of them it is about"

    def beside(self, other: "Stated") -> "Stated":
        """What two lines name together."""
        return Stated(
            tuple(dict.fromkeys((*self.listed, *other.listed))),
            tuple(dict.fromkeys((*self.others, *other.others))),
        )


NOTHING = Stated()


def labelled_area(text: str, labels: Labels) -> Stated | None:
    """The area of a line such as "Coverage: England"; None where the line is no such."""
    match = _LABEL.fullmatch(text)
    if match is None:
        return None
    named = labels.area(match["area"])
    if named and named.measure is Measure.VALUE:
        return Stated((named.area,))
    return Stated((), (match["area"].strip(),))


def stated_area(text: str, labels: Labels) -> Stated:
    """The areas that a title or a sheet's name names, wherever in it they are."""
    if _SAYS_NOTHING.fullmatch(text):
        return Stated()
    found: list[str] = []
    others: list[str] = []
    words = f" {_FORMS.sub(' ', normal(text))} "
    for name, area, is_listed in _places(labels):
        if f" {name} " in words and (is_listed or _is_named(area, text)):
            words = words.replace(f" {name} ", " | ")
            (found if is_listed else others).append(area)
    if not found and not others:
        others += _other_councils(text)
        if labels.is_part_of_area_name(text):
            others.append(" ".join(text.split()))
    return Stated(tuple(found), tuple(others))


def _places(labels: Labels) -> Iterable[tuple[str, str, bool]]:
    """Names of places, the longest first: as compared, as listed or written, whether listed."""
    found = {normal(area): (area, True) for area in labels.areas}
    for name in (*NATIONS, *REGIONS, *map(normal, AUTHORITIES), "statistical neighbours"):
        listed_as = labels.named_area(name)
        found.setdefault(name, (listed_as or name.title(), bool(listed_as)))
    ordered = sorted(found, key=len, reverse=True)
    return [(name, *found[name]) for name in ordered if name]


def _is_named(area: str, text: str) -> bool:
    """Whether a name is used as that of a place: with capitals, and no common word."""
    if area in _COMMON:
        return bool(re.fullmatch(rf"(?i){area}|.*\b{area} (?:Council|Borough).*", text.strip()))
    first = area.split()[0]
    return bool(re.search(rf"\b(?:{first}|{first.upper()})\b", text, 0 if first != "Uk" else re.I))


def _other_councils(text: str) -> list[str]:
    found = [match[1] for match in _COUNCIL.finditer(text)]
    found += _SHIRE.findall(text)
    names = [" ".join(w for w in name.split() if w.casefold() not in _GENERAL) for name in found]
    return list(dict.fromkeys(filter(None, names)))
