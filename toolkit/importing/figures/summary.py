"""What an import of figures came to, in lines that a person reads first: sheet by sheet."""

from collections import Counter
from collections.abc import Sequence

from toolkit.importing.figures.records import ImportedFigures, Question
from toolkit.values.text import plural

_MOST_REASONS = 6
_MOST_SHEETS = 40
_MOST_QUESTIONS = 20
_LONGEST = 60
_FEW = 4
_EXAMPLES = "such as 2025/26 Q1 or June 2026"


def summary(sheets: Sequence[ImportedFigures], hidden: Sequence[str] = ()) -> list[str]:
    """A line for each sheet, what was left out of it and why; then what is to be explained."""
    shown = [sheet for sheet in sheets if not sheet.no_table]
    lines: list[str] = []
    for sheet in shown[:_MOST_SHEETS]:
        lines += _of_sheet(sheet, sheet.sheet in hidden)
    if len(shown) > _MOST_SHEETS:
        lines.append(f"and {plural(len(shown) - _MOST_SHEETS, 'sheet')} more.")
    without = [sheet for sheet in sheets if sheet.no_table and sheet.left_out]
    if without and shown:
        names = ", ".join(sheet.sheet for sheet in without[:_MOST_REASONS])
        more = f" and {len(without) - _MOST_REASONS} more" if len(without) > _MOST_REASONS else ""
        lines.append(f"No table of figures: {names}{more}.")
    return lines + _questions(sheets)


def why_nothing(sheets: Sequence[ImportedFigures], name: str, has_indicators: bool) -> str:
    """Why no figure was read from a file, in a sentence."""
    if all(sheet.no_table for sheet in sheets):
        return (
            f"No table of figures was found in {name}: no sheet has a row or column of periods, "
            f"{_EXAMPLES}, beside indicators."
        )
    if not has_indicators:
        return (
            f"No figure was read from {name}: the board has no indicators yet. Make them from this "
            "file with --new-indicators, or list them on the sheet Indicators."
        )
    reasons = Counter(item.why for sheet in sheets for item in sheet.left_out if not sheet.no_table)
    why = reasons.most_common(1)[0][0] if reasons else "every cell is blank"
    return f"No figure was read from {name}; the most usual reason: {why}."


def _of_sheet(sheet: ImportedFigures, is_hidden: bool) -> list[str]:
    count = len(sheet.data) + len(sheet.held) + len(sheet.conflicts)
    parts = [plural(count, "figure") if count else "no figure was read"]
    if sheet.held:
        parts.append(f"{len(sheet.held)} of them there already")
    if sheet.conflicts:
        parts.append(f"{len(sheet.conflicts)} of them given otherwise elsewhere")
    line = f"{sheet.sheet}{' (a hidden sheet)' if is_hidden else ''}: {', '.join(parts)}."
    if sheet.assumed_area:
        line += f" No area is named, so they were taken as {sheet.assumed_area}'s."
    reasons = Counter(item.why for item in sheet.left_out)
    lines = [line, *(item.meaning for item in sheet.taken if _is_told(item.meaning))]
    for why, number in reasons.most_common(_MOST_REASONS):
        lines.append(f"  left out: {plural(number, 'cell')}: {why}")
    others = sum(reasons.values()) - sum(n for _, n in reasons.most_common(_MOST_REASONS))
    if others:
        lines.append(f"  left out: {plural(others, 'cell')} for other reasons")
    return lines


def _is_told(meaning: str) -> bool:
    return meaning.startswith("hidden ")


def _questions(sheets: Sequence[ImportedFigures]) -> list[str]:
    questions: dict[tuple[str, str], Question] = {}
    quiet: list[str] = []
    for sheet in sheets:
        shown = [question for question in sheet.questions if _may_be_shown(question, sheet)]
        for question in shown:
            questions.setdefault((question.words, question.about), question)
        if left := len(sheet.questions) - len(shown):
            quiet.append(
                f"{sheet.sheet}: {plural(left, 'label')} there that the board has no name for, as "
                f"in {sheet.questions[-1].cell}."
            )
    asked = list(questions.values())
    if not asked:
        return quiet
    lines = ["", "Not known, and so not read (--map says what a word means):"]
    lines += [f"  {question.sentence}" for question in asked[:_MOST_QUESTIONS]]
    if len(asked) > _MOST_QUESTIONS:
        lines.append(f"  and {len(asked) - _MOST_QUESTIONS} more.")
    return [*quiet, *lines]


def _may_be_shown(question: Question, sheet: ImportedFigures) -> bool:
    """Whether words may be quoted: never running text, nor labels of what may be no figures.

    Where nothing on a sheet is known, its labels may be names of children.
    """
    if len(question.words) > _LONGEST:
        return False
    is_near = question.answer != "" and question.about != "a column"
    return sheet.has_figures or is_near or len(sheet.questions) <= _FEW
