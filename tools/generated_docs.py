"""Pages of the documentation that follow from the code: workbook, rules, template fields.

`python -m tools.maintenance docs` writes them. Nothing in them is typed twice: the
words are those of the layout, the rules and the papers' fields.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from toolkit.layout.board import BOARD
from toolkit.layout.schema import Column, Kind, Layout, Owner, Setting, Sheet, Table
from toolkit.papers import PAPERS
from toolkit.papers.business_plan.context import FIELDS_VERSION
from toolkit.values.edition import ALWAYS, Edition
from toolkit.values.findings import Rule, Severity
from toolkit.values.terms import FAMILIES, LABELS
from toolkit.values.text import day_in_words
from tools.all_rules import OF_DOCUMENTS, OF_TEMPLATES, OF_WORKBOOKS
from tools.api_page import api_page
from tools.architecture_picture import picture
from tools.rooms import ROOMS

ROOT = Path(__file__).resolve().parent.parent

GENERATED = "<!-- Written by `make docs`. Change the code it follows from, not this page. -->"


def pages() -> dict[str, str]:
    """Each generated page's text, by its path from the project's root."""
    return {path: write() for path, write in _PAGES.items()}


# The data dictionary

_DICTIONARY = """\
# Data dictionary

{generated}

Every sheet, table, column and setting of a {kind}, layout version {version}.

Columns are found by their headings, so they may be in any order. Upper and lower case,
line breaks and marks of punctuation in a heading do not matter. Columns that a board adds
are left alone. Columns filled by the toolkit are grey in the workbook. Of these only the
identities, the sheet History, and Code and Area on the Scorecard are read back; anything else
that is typed there is lost.

## Kinds of cell
"""

_KINDS: Mapping[Kind, str] = {
    Kind.ID: "An identity such as A-0001. Staff do not change it.",
    Kind.TEXT: "Words. A number is read as the word it looks like.",
    Kind.LINES: "Words, each line a separate item. Alt+Enter starts a new line. A bullet "
    "at the start of a line is dropped.",
    Kind.DATE: "A date, or text such as 31/03/2027, 31 March 2027 or 2027-03-31. The day "
    "comes before the month.",
    Kind.NUMBER: "A number, or text such as 1,234, £1,234 or 93%. A cell that Excel shows as "
    "93% counts as 93.",
    Kind.COUNT: "The same, but a whole number.",
    Kind.CHOICE: "One of the words in the last column. Upper and lower case do not matter.",
    Kind.REFERENCE: "What another sheet calls the row. Upper and lower case do not matter.",
    Kind.PERIOD: "A period, written as its indicator's Frequency asks: June 2026, 2026/27 Q1, "
    "2026/27, 2026, 2024-26, 12 months to June 2026 or 31 March 2026.",
}


def data_dictionary(layout: Layout[object]) -> str:
    """The page that describes every sheet, table, column and setting of a layout."""
    about = _DICTIONARY.format(generated=GENERATED, kind=layout.kind, version=layout.version)
    kinds = _grid(("Kind", "What it may hold"), [(k.value, _KINDS[k]) for k in Kind])
    contents = "\n".join(f"- [{s.name}](#{_anchor(s.name)}): {s.purpose}" for s in layout.sheets)
    sheets = "\n".join(_sheet(layout, sheet) for sheet in layout.sheets)
    families = f"\n{_families()}" if "word_set" in layout.settings else ""
    return f"{about}\n{kinds}\n## Sheets\n\n{contents}\n\n{sheets}{families}"


_FAMILIES = """\
## Families of words

What "Words for" on Settings offers. A family is for the boards that the law had from the first
day to the last, both included; workbooks of any year may still choose it.
"""


def _families() -> str:
    """When the law had each family's boards, and what each family calls the same things."""
    when = [(family.name, family.boards, family.law, *_days(family.edition)) for family in FAMILIES]
    words = [
        (label, *(family.words[term] for family in FAMILIES)) for term, label in LABELS.items()
    ]
    names = (family.name for family in FAMILIES)
    return "\n".join(
        (
            _FAMILIES,
            _grid(("Family", "Boards", "Law", "From", "Until"), when),
            _grid(("Word for", *names), words),
        )
    )


def _days(edition: Edition) -> tuple[str, str]:
    """The first and the last day of an edition in words; "" where it has none."""
    since, until = edition.since, edition.until
    return day_in_words(since) if since else "", day_in_words(until) if until else ""


def _sheet(layout: Layout[object], sheet: Sheet) -> str:
    needed = "The toolkit needs it." if sheet.required else "A workbook can do without it."
    parts = [f"## {sheet.name}\n\n{sheet.purpose} {needed}\n"]
    if sheet.counts:
        rows = [(c.label, c.help, c.sheet, c.alarm or "no colour") for c in sheet.counts]
        parts.append(_grid(("Figure", "What it says", "Leads to", "Above zero"), rows))
    if sheet.settings:
        headings = ("Setting", "Group", "Kind", "Needed", "What it says", "At first", "Valid words")
        parts.append(_grid(headings, [_setting(setting) for setting in sheet.settings]))
    for table in sheet.tables:
        parts += _table(layout, sheet, table)
    return "\n".join(parts)


def _setting(setting: Setting) -> tuple[str, ...]:
    return (
        setting.label,
        setting.group,
        setting.kind.value,
        _yes(setting.required),
        setting.help,
        setting.default,
        ", ".join(setting.choices),
    )


def _table(layout: Layout[object], sheet: Sheet, table: Table) -> list[str]:
    parts = []
    if len(sheet.tables) > 1:
        parts.append(f"### {sheet.name}: {table.title or table.name}\n")
    facts = [f"Excel table `{table.name}`."]
    if table.id_prefix:
        facts.append(f"Identities begin with {table.id_prefix}.")
    if table.fixed_rows:
        first = table.columns[0]
        words = ", ".join(row[first.key] for row in table.fixed_rows)
        facts.append(f"It comes filled in, and no rows are added: {words}.")
    rows = [_column(layout, column) for column in table.columns]
    return [*parts, " ".join(facts) + "\n", _grid(_COLUMN_HEADINGS, rows)]


_COLUMN_HEADINGS = (
    "Heading",
    "Field",
    "Kind",
    "Needed",
    "Filled by",
    "What it holds",
    "Example",
    "Valid words",
)


def _column(layout: Layout[object], column: Column) -> tuple[str, ...]:
    holds = [column.help]
    if column.formula:
        holds.append("A formula that Excel works out.")
    if column.folded:
        holds.append("Folded away until you want it.")
    if column.also:
        holds.append(f"Also found under: {', '.join(column.also)}.")
    if column.edition != ALWAYS:
        days = zip(("from", "until"), _days(column.edition), strict=True)
        when = " ".join(f"{word} {day}" for word, day in days if day)
        holds.append(f"Expected in workbooks of a period {when}.")
    return (
        column.heading,
        f"`{column.key}`",
        column.kind.value,
        _yes(column.required),
        column.owner.value,
        " ".join(holds),
        column.example,
        _valid_words(layout, column),
    )


def _valid_words(layout: Layout[object], column: Column) -> str:
    if not column.refers_to:
        return ", ".join(column.choices)
    if column.owner is Owner.TOOLKIT:
        return ""
    table, listed = layout.listed[column.refers_to]
    sheet = layout.sheet_of(table.name)
    list_name = sheet.name if len(sheet.tables) == 1 else f"{sheet.name}, {table.name}"
    link = f"[{list_name}](#{_anchor(sheet.name)})"
    more = "; other words are allowed" if column.open_list else ""
    return f'"{listed.heading}" of {link}{more}'


# The index of rules

_INDEX = f"""\
# Rules

{GENERATED}

What the toolkit looks for: in a workbook, in a finished Word document, in a Word template. Each
rule has a page: when it occurs and how to fix it. Words in _italics_ are filled in when the rule
finds something.
"""


class _Group(NamedTuple):
    """The rules of one command, and what each severity of theirs means to a reader."""

    title: str
    rules: tuple[Rule, ...]
    meaning: Mapping[Severity, str]


_GROUPS = (
    _Group(
        "Workbooks: `toolkit check`",
        OF_WORKBOOKS,
        {
            Severity.ERROR: "What no reader should be given as right. Until it is fixed, "
            "documents are marked DRAFT and the exit code is 1.",
            Severity.WARNING: "A person should decide. Warnings do not hold documents back.",
            Severity.NOTE: "Worth knowing. No change is needed.",
        },
    ),
    _Group(
        "Word documents: `toolkit lint`",
        OF_DOCUMENTS,
        {
            Severity.ERROR: "What stops someone from reading the document; the exit code is 1. "
            "A document without errors is not always accessible: a person must still read it.",
            Severity.WARNING: "What should be looked at.",
        },
    ),
    _Group(
        "Word templates: `toolkit template check`",
        OF_TEMPLATES,
        {
            Severity.ERROR: "Must be fixed: no paper can be built, or words would be lost. The "
            "exit code is 1, and `toolkit build` does not use the template.",
            Severity.WARNING: "Worth a look; papers can be built.",
        },
    ),
)


def rules_index() -> str:
    """The page that lists every rule by command, severity and code."""
    return "\n".join((_INDEX, *(part for group in _GROUPS for part in _listed(group))))


def _listed(group: _Group) -> Iterator[str]:
    yield f"## {group.title}\n"
    for severity, meaning in group.meaning.items():
        rows = [
            (f"[{rule.code}]({rule.code}.md)", _sentence(rule.message), _sentence(rule.how_to_fix))
            for rule in group.rules
            if rule.severity is severity
        ]
        heading = f"### {severity.word.capitalize()}s ({len(rows)})"
        table = _grid(("Code", "What it says", "How to fix it"), rows)
        yield f"{heading}\n\n{meaning}\n\n{table}"


def _sentence(template: str) -> str:
    """A rule's sentence with the names of its details in italics; guesses are left out.

    What follows a place, as in templates, is written as a separate sentence.
    """
    text = ""
    for words, detail, _, _ in Formatter().parse(template):
        text += words
        if detail and detail != "guess":
            text += f"_{detail.replace('_', ' ')}_"
    stop = "" if text.endswith((".", "?", "_")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"


# The fields of templates

_FIELDS = f"""\
# Template fields

{GENERATED}

What the Word templates can print, version {FIELDS_VERSION}, by paper. A template belongs to the
paper that its file is named after. Write a field in double braces: `{{{{ board.name }}}}`. A
name that is not on the list stops the build, and the message says where it is in the template.

"[]" marks a list. Go through it with `for`, and drop what comes before the list's name:

```
{{%p for priority in priorities %}}
{{{{ priority.heading }}}}
{{%p endfor %}}
```

`{{%p … %}}` needs its own paragraph, and `{{%tr … %}}` its own table row; both disappear from
the document. What is between `{{%p if document.draft_notice %}}` and
`{{%p endif %}}` is printed only where that field holds something.
"""


def template_fields() -> str:
    """The page that lists every field a Word template can print."""
    text = _FIELDS
    for paper in PAPERS.values():
        rows = [(f"`{field.path}`", field.meaning, field.example) for field in paper.fields()]
        text += f"\n## {paper.title}\n\n{_grid(('Field', 'What it prints', 'Example'), rows)}"
    return text


# The rooms of the code

_DESIGN = "docs/explanation/design.md"
_ROOMS = re.compile(r"(<!-- rooms: .*? -->\n)(.*?)(<!-- end of rooms -->)", re.DOTALL)


def design() -> str:
    """The page on the design, with the table of rooms as the code's tests hold it."""
    rows = [
        (
            f"`{room.name}/`",
            room.holds,
            ", ".join(room.may_import.split()) or "none",
            "yes" if room.is_pure else "",
        )
        for room in ROOMS
    ]
    table = _grid(("Room", "What it holds", "May import", "Pure"), rows)
    page = (ROOT / _DESIGN).read_text("utf-8")
    return _ROOMS.sub(lambda found: f"{found[1]}\n{table}\n{found[3]}", page, count=1)


# Markdown


def _grid(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(_cell(text) for text in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _anchor(heading: str) -> str:
    return heading.casefold().replace(" ", "-")


def _yes(truth: bool) -> str:
    return "yes" if truth else ""


_PAGES: Mapping[str, Callable[[], str]] = {
    _DESIGN: design,
    "docs/pictures/rooms.svg": picture,
    "docs/reference/api.md": lambda: api_page(GENERATED),
    "docs/reference/data_dictionary.md": lambda: data_dictionary(BOARD),
    "docs/reference/rules/README.md": rules_index,
    "docs/reference/template_fields.md": template_fields,
}
