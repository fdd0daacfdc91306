"""The styles part: which styles show dates, and one that does where it is wanted. Bytes in, out."""

import re

_CELL_FORMATS = re.compile(rb"(<(?:\w+:)?cellXfs\b[^>]*>)(.*?)(</(?:\w+:)?cellXfs>)", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*?(?:/>|>.*?</(?:\w+:)?xf>)", re.DOTALL)
_NUMBER_FORMAT_ID = re.compile(rb'\snumFmtId="(\d+)"')
_APPLIES = re.compile(rb'\sapplyNumberFormat="[^"]*"')
_COUNT = re.compile(rb'\scount="\d+"')
_OWN_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_OWN_ID = re.compile(rb'numFmtId="(\d+)"')
_OWN_CODE = re.compile(rb'formatCode="([^"]*)"')
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|&quot;.*?&quot;')

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
SHORT_DATE = 14


class Styles:
    """The cell formats of a workbook, by their numbers; formats may be added at the end."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        match = _CELL_FORMATS.search(xml)
        self._formats = _FORMAT.findall(match[2]) if match else []
        self._original = len(self._formats)
        self._own_dates = _own_date_formats(xml)
        self._dated: dict[int, int] = {}

    def date_style(self, style: int) -> int:
        """A style like that one which shows dates: itself, or a copy of it."""
        if style >= len(self._formats) or self._shows_dates(style):
            return style
        if style not in self._dated:
            self._dated[style] = len(self._formats)
            self._formats.append(_as_date(self._formats[style]))
        return self._dated[style]

    def _shows_dates(self, style: int) -> bool:
        number = _NUMBER_FORMAT_ID.search(self._formats[style])
        return number is not None and (
            int(number[1]) in _BUILT_IN_DATES or int(number[1]) in self._own_dates
        )

    @property
    def changed(self) -> bool:
        """Whether a style was added."""
        return len(self._formats) > self._original

    @property
    def xml(self) -> bytes:
        """The styles part, with what was added."""
        match = _CELL_FORMATS.search(self._xml)
        if match is None or not self.changed:
            return self._xml
        count = f' count="{len(self._formats)}"'.encode()
        opening = _COUNT.sub(count, match[1], count=1)
        added = b"".join(self._formats[self._original :])
        return (
            self._xml[: match.start()]
            + opening
            + match[2]
            + added
            + match[3]
            + self._xml[match.end() :]
        )


def _as_date(cell_format: bytes) -> bytes:
    plain = _APPLIES.sub(b"", cell_format, count=1)
    wanted = f' numFmtId="{SHORT_DATE}" applyNumberFormat="1"'.encode()
    if _NUMBER_FORMAT_ID.search(plain):
        return _NUMBER_FORMAT_ID.sub(wanted, plain, count=1)
    return re.sub(rb"xf\b", b"xf" + wanted, plain, count=1)


def _own_date_formats(xml: bytes) -> frozenset[int]:
    """Numbers of the workbook's own formats that show days, months or years."""
    found = set()
    for tag in _OWN_FORMAT.findall(xml):
        number, code = _OWN_ID.search(tag), _OWN_CODE.search(tag)
        if number and code:
            letters = _QUOTED.sub("", code[1].decode("utf-8", "replace")).casefold()
            if any(letter in letters for letter in "ydm"):
                found.add(int(number[1]))
    return frozenset(found)
