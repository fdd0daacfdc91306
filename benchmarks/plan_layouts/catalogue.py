"""The layouts that are tried: Word plans and Excel trackers, each by operators of its own."""

from collections.abc import Iterator
from random import Random

from benchmarks.plan_layouts.layouts import VOCABULARIES, Layout

_TIMED = ("ref", "action", "lead", "timescale")
_SHORT = ("action", "lead", "timescale")
_PLAIN = ("action", "lead", "timescale", "rag")
_FULL = ("ref", "action", "lead", "timescale", "status", "rag", "progress", "know", "means")
_NO_STATUS = ("ref", "action", "lead", "timescale", "rag", "progress")

_WORD: tuple[dict[str, object], ...] = (
    {"name": "headings"},
    {"name": "work plans", "grouping": "plans", "columns": _FULL},
    {"name": "theme headings", "grouping": "theme headings", "columns": _PLAIN},
    {"name": "plain headings", "grouping": "plain headings"},
    {"name": "bands", "grouping": "bands", "shuffled": True},
    {"name": "bands, headings again", "grouping": "bands", "heads": "repeated"},
    {"name": "a column", "grouping": "column", "columns": _FULL},
    {"name": "a merged column", "grouping": "merged", "shuffled": True},
    {"name": "a column filled once", "grouping": "first"},
    {"name": "numbered rows", "grouping": "refs", "columns": _TIMED},
    {"name": "guidance in headings", "heads": "guided"},
    {"name": "marks on headings", "heads": "marked", "columns": _NO_STATUS},
    {"name": "two rows of headings", "heads": "two"},
    {"name": "colours only", "rating": "colours"},
    {"name": "soft colours", "rating": "soft", "columns": _PLAIN, "grouping": "bands"},
    {"name": "letters", "rating": "letters", "columns": _FULL, "shuffled": True},
    {"name": "some without a rating", "rating": "blank"},
    {"name": "months", "time": "months", "columns": ("ref", "action", "lead", "rag")},
    {"name": "ticks", "rating": "ticks", "columns": _TIMED},
    {"name": "quarters", "rating": "quarters", "columns": _TIMED, "grouping": "label rows"},
    {"name": "banners", "heads": "banner", "grouping": "bold headings"},
    {"name": "themes and bands", "grouping": "themes and bands"},
    {"name": "objectives", "columns": ("objective", *_PLAIN), "grouping": "numbered headings"},
    {"name": "several ratings", "extra": ("risk rag", "measure rag"), "columns": _PLAIN},
    {"name": "risks beside", "extra": ("target risk", "unknown")},
    {"name": "a column of versions", "extra": ("version",), "grouping": "column"},
    {"name": "sub-groups", "extra": ("owner group",), "grouping": "merged"},
    {"name": "other tables", "around": ("versions", "risks", "budget")},
    {"name": "last year and a key", "around": ("last year", "key", "meetings")},
    {"name": "signed", "around": ("signed", "versions"), "grouping": "bands"},
    {"name": "forms", "form": "forms"},
    {"name": "short forms", "form": "forms", "columns": _SHORT},
    {"name": "across", "form": "across", "columns": ("action", "lead", "timescale", "progress")},
    {"name": "bullets", "form": "bullets", "columns": _SHORT},
    {"name": "labelled lines", "form": "lines", "columns": _SHORT},
)  # fmt: skip

_EXCEL: tuple[dict[str, object], ...] = (
    {"name": "headings", "grouping": "headings"},
    {"name": "bands", "grouping": "bands"},
    {"name": "bands, headings again", "grouping": "bands", "heads": "repeated"},
    {"name": "a column", "grouping": "column", "columns": _FULL, "shuffled": True},
    {"name": "a merged column", "grouping": "merged"},
    {"name": "a column filled once", "grouping": "first", "columns": _FULL},
    {"name": "numbered rows", "grouping": "refs", "columns": _TIMED},
    {"name": "a sheet for each", "grouping": "sheets"},
    {"name": "two rows of headings", "heads": "two", "grouping": "column"},
    {"name": "colours only", "rating": "colours", "grouping": "column"},
    {"name": "soft colours", "rating": "soft", "grouping": "bands", "columns": _PLAIN},
    {"name": "letters", "rating": "letters", "grouping": "merged"},
    {"name": "months", "time": "months", "grouping": "column",
         "columns": ("ref", "action", "lead", "rag")},
    {"name": "several ratings", "extra": ("risk rag", "measure rag"), "grouping": "column"},
    {"name": "other tables", "around": ("versions", "risks", "budget"), "grouping": "column"},
    {"name": "a key and meetings", "around": ("key", "meetings"), "grouping": "bands"},
    {"name": "last year", "around": ("last year",), "grouping": "headings"},
    {"name": "guidance in headings", "heads": "guided", "grouping": "column"},
    {"name": "forms", "form": "forms"},
    {"name": "across", "form": "across", "columns": ("action", "lead", "timescale", "progress")},
)  # fmt: skip


def catalogue(times: int = 2) -> Iterator[Layout]:
    """Each layout `times`, every time with other words for the headings and other content."""
    for turn in range(times):
        for kind, layouts in (("docx", _WORD), ("xlsx", _EXCEL)):
            for place, options in enumerate(layouts):
                number = turn * 1000 + place + (500 if kind == "xlsx" else 0)
                vocabulary = (place + turn * 2 + (3 if kind == "xlsx" else 0)) % len(VOCABULARIES)
                yield Layout(seed=number, vocabulary=vocabulary, kind=kind, **options)  # type: ignore[arg-type]


def mixed(count: int, first: int = 10_000) -> Iterator[Layout]:
    """Layouts by several operators at once, chosen by their numbers from `first` on."""
    for number in range(first, first + count):
        random = Random(number)
        kind = random.choice(("docx", "xlsx"))
        grouping = random.choice(("headings", "bands", "column", "merged", "first", "plans",
                                  "plain headings", "theme headings", "numbered headings",
                                  "bold headings", "label rows", "themes and bands"))  # fmt: skip
        columns = random.choice(
            (
                _FULL,
                _PLAIN,
                _NO_STATUS,
                ("ref", *_PLAIN, "status"),
                ("action", "lead", "timescale", "status", "rag", "know"),
                ("objective", "action", "lead", "start", "timescale", "done"),
                ("ref", "objective", "action", "lead", "timescale", "rag"),
            )
        )
        tricks = ("offset", "banded", "notes", "footer", "gaps", "dates", "side", "hidden")
        yield Layout(
            name=f"mixed {number}",
            seed=number,
            vocabulary=random.randrange(len(VOCABULARIES)),
            grouping=grouping,
            rating=random.choice(("words", "letters", "colours", "soft", "both", "blank",
                                  "quarters")),
            heads=random.choice(("one", "two", "guided", "marked", "repeated", "banner")),
            columns=columns,
            extra=tuple(random.sample(("risk rag", "measure rag", "target risk", "unknown",
                                       "version", "owner group"), random.randint(0, 2))),
            around=tuple(random.sample(("versions", "risks", "budget", "key", "last year",
                                        "meetings", "signed"), random.randint(0, 3))),
            shuffled=random.random() < 0.5,
            kind=kind,
            sheet=tuple(random.sample(tricks, random.randint(0, 4))) if kind == "xlsx" else (),
        )  # fmt: skip
