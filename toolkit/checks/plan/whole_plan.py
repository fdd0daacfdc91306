"""The plan as a whole: its date, its ratings, its lists, and its short forms."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from toolkit.board.board import Board
from toolkit.checks.plan.texts import PLANNED, words_of
from toolkit.layout.board.lists import RATINGS
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import CellPlace, Finding, Rule, Severity
from toolkit.values.text import day_in_words, plural

ABBREVIATION_UNUSED = Rule(
    "PLAN-022",
    Severity.NOTE,
    "The plan does not use {count} on the Lists sheet; look at {places}.",
    "Remove what is not needed: readers look in the plan for what a list shows.",
)
IMPACT_PAIRS = Rule(
    "PLAN-040",
    Severity.WARNING,
    'Action {action} has {expected} lines under "Impact expected" and {known_by} under '
    '"How we will know"; they are printed side by side, line by line.',
    "Write one line of each for every impact, in the same order.",
)
NOTHING_YET = Rule(
    "PLAN-059",
    Severity.NOTE,
    "The workbook is empty: it has no priority, action, indicator or figure yet.",
    "Fill in Settings, Priorities and Plan, or read an old plan with: toolkit import.",
)
PLAN_UNDATED = Rule(
    "PLAN-051",
    Severity.NOTE,
    "The plan has no version, no date and no approval date.",
    "Type at least one on the Settings sheet, so that readers can tell editions apart.",
)
NO_RATINGS = Rule(
    "PLAN-052",
    Severity.WARNING,
    "The key explains the ratings, but none of the {count} in progress has one, though the plan "
    "began on {first}.",
    'Agree ratings under "Process agreed" and "Impact agreed", beginning with the suggested ones.',
)
FRONT_POINTS = Rule(
    "PLAN-053",
    Severity.WARNING,
    "The title at the front of {priority} and its sub-points list different topics: {missing} "
    "only in the title, {added} only in the sub-points.",
    "Make the two lists agree, or shorten the title at the front.",
)
ABBREVIATION_UNEXPLAINED = Rule(
    "PLAN-054",
    Severity.NOTE,
    "The plan uses {count} without explaining it{named}; look at {places}.",
    "Add them under Abbreviations on the Lists sheet, or write the words out where they first "
    "appear.",
)


def undated(board: Board, results: Results) -> Iterator[Finding]:
    """A plan that says neither its version nor its date nor when it was approved."""
    settings = board.settings
    cell = settings.cells.get("plan_date")
    said = settings.plan_version or settings.plan_date or settings.approved_on
    if board.actions and cell and not said:
        yield PLAN_UNDATED.at(cell)


def nothing_yet(board: Board, results: Results) -> Iterator[Finding]:
    """A workbook that holds neither a plan nor figures: no finding would mean nothing."""
    cell = board.settings.cells.get("board_name")
    if cell and not (board.priorities or board.actions or board.indicators or board.data):
        yield NOTHING_YET.at(cell)


_QUARTER = timedelta(days=92)


def no_ratings(board: Board, results: Results) -> Iterator[Finding]:
    """Ratings explained and never given, a quarter or more into the plan.

    A board that has changed the words of the key, or approved its plan, means to rate.
    """
    first = board.settings.first_day
    usual = {row["rating"]: (row["process"], row["impact"]) for row in RATINGS.fixed_rows}
    own_key = any((row.process, row.impact) != usual.get(row.rating) for row in board.ratings)
    means_to = own_key or board.settings.plan_status == "Approved"
    under_way = [
        action
        for action in board.actions
        if action.status == choices.IN_PROGRESS and action.source.has("process_agreed")
    ]
    if not all(row.source.has("rating") for row in board.ratings):
        return
    if not (means_to and under_way and first and results.as_at - first >= _QUARTER):
        return
    rated = any(action.process_agreed or action.impact_agreed for action in board.actions)
    if not rated and not any(update.process or update.impact for update in board.updates):
        yield NO_RATINGS.at(
            under_way[0].source.cell("process_agreed"),
            count=plural(len(under_way), "action"),
            first=day_in_words(first),
        )


def impact_pairs(board: Board, results: Results) -> Iterator[Finding]:
    """Impacts expected and ways of knowing that do not pair line by line."""
    for action in board.actions:
        expected, known_by = len(action.impact_expected), len(action.how_we_will_know)
        if expected and known_by and expected != known_by:
            yield IMPACT_PAIRS.at(
                action.source.cell("how_we_will_know"),
                action=action.name,
                expected=expected,
                known_by=known_by,
            )


_LISTED = re.compile(r"\b(?:including|such as|namely)\b:?\s+(.+)", re.IGNORECASE | re.DOTALL)
_TOPIC_WORD = re.compile(r"[^\W\d_]{3,}")
_EVERYDAY = {"and", "the", "for", "with", "who", "are", "children", "child", "young", "people"}


def front_points(board: Board, results: Results) -> Iterator[Finding]:
    """A priority whose title at the front lists other topics than its sub-points do."""
    for priority in board.priorities:
        match = _LISTED.search(priority.front_title)
        topics = re.split(r",|;|\band\b", match[1]) if match else []
        topics = [topic for topic in topics if _stems(topic)]
        # Longer lists are text, and comparing each with each would take its time.
        if not all(3 <= len(each) <= 40 for each in (topics, priority.sub_points)):
            continue
        missing = sum(1 for topic in topics if not _alike(topic, "\n".join(priority.sub_points)))
        added = sum(1 for point in priority.sub_points if not _alike(point, "\n".join(topics)))
        if missing or added:
            yield FRONT_POINTS.at(
                priority.source.cell("sub_points"),
                priority=priority.ref,
                missing=missing,
                added=added,
            )


def _stems(text: str) -> set[str]:
    """The beginnings of the words that matter, and the initials of all of them."""
    words = _TOPIC_WORD.findall(text)
    return {word.casefold()[:5] for word in words if word.casefold() not in _EVERYDAY}


def _initials(text: str) -> str:
    return "".join(word[0] for word in _TOPIC_WORD.findall(text)).casefold()


def _alike(topic: str, others: str) -> bool:
    """Whether some line of the others speaks of the same thing, in words or by initials."""
    for other in others.split("\n"):
        if _stems(topic) & _stems(other):
            return True
        for short, long in ((topic, other), (other, topic)):
            letters = short.strip(" .,").casefold()
            if 1 < len(letters) < 6 and _initials(long).startswith(letters):
                return True
    return False


# Short forms that everyone on a board knows, and words in capitals that are none.
_KNOWN = {
    *("NHS", "UK", "GP", "GPS", "IT", "HR", "ID", "TV", "RAG", "BRAG", "OK", "AND", "OR", "NOT"),
    *(
        "LSCB",
        "LSCBS",
        "LSCP",
        "SCP",
        "LSAB",
        "SAB",
        "II",
        "III",
        "IV",
        "VI",
        "NB",
        "TBC",
        "TBA",
        "NA",
    ),
}
_SHORT = re.compile(r"(?<![\w&/-])[A-Z]{2,6}s?(?![\w&-])|(?<!\w)[A-Z]&[A-Z]{1,4}(?!\w)|"
                    r"(?<=/)[A-Z]{2,6}(?![\w&-])")  # fmt: skip


def _texts(board: Board) -> Iterator[tuple[CellPlace, str]]:
    """The cells that a reader of the plan meets, with their text."""
    for priority in board.priorities:
        text = "\n".join((priority.title, priority.front_title, *priority.sub_points))
        yield priority.source.cell("title"), text
    for action in board.actions:
        for words in words_of(action, PLANNED):
            yield action.source.cell(words.key), words.text
    for item in board.evidence:
        yield item.source.cell("text"), item.text
    for outcome in board.outcomes:
        yield outcome.source.cell("outcome"), "\n".join((outcome.outcome, *outcome.progress))
    for measure in board.measures:
        yield measure.source.cell("measure"), measure.measure
    for block in board.narrative:
        yield block.source.cell("text"), block.text


def _printed(board: Board) -> Iterator[str]:
    """What else a reader meets: leads, indicators, reports of progress."""
    for action in board.actions:
        yield " ".join((action.lead, *action.other_leads, action.sub_group, action.report_to))
        yield f"{action.progress} {action.corrective_action} {action.evidence}"
        yield f"{action.revision} {action.verified_by} {action.timescale}"
    for lead in board.leads:
        yield " ".join(lead.names)
    for indicator in board.indicators:
        yield indicator.title
    for update in board.updates:
        yield f"{update.progress} {update.corrective_action} {update.evidence}"


def abbreviations(board: Board, results: Results) -> Iterator[Finding]:
    """Short forms that no list explains, and explained ones that the plan does not use."""
    texts = list(_texts(board))
    listed = {short for entry in board.abbreviations for short in _forms(entry.short)}
    explained = {word.casefold() for word in _KNOWN} | listed
    for name in (board.settings.board_name, board.settings.board_short_name):
        explained |= {word.casefold() for word in re.findall(r"\w+", name)}
    everyday: set[str] = set()
    for _, text in texts:
        everyday |= set(re.findall(r"\b[a-z]{2,}\b", text))
        # "Child Death Overview Panel (CDOP)" explains itself.
        explained |= {short.casefold() for short in re.findall(r"\w \(([A-Z&]{2,8})\)", text)}
    first: dict[str, CellPlace] = {}
    for place, text in texts:
        for match in () if text.isupper() else _SHORT.finditer(text):
            short = match[0].removesuffix("s").casefold()
            if short not in explained and short not in everyday:
                first.setdefault(short, place)
    if first:
        places = list(dict.fromkeys(place.where for place in first.values()))
        more = f" and {plural(len(places) - 6, 'other cell')}" if len(places) > 6 else ""
        yield ABBREVIATION_UNEXPLAINED.at(
            next(iter(first.values())),
            count=plural(len(first), "short form"),
            named=_named(first),
            places=", ".join(places[:6]) + more,
        )
    yield from _unused(board, " ".join((*(text for _, text in texts), *_printed(board))))


def _named(forms: Iterable[str]) -> str:
    """The short forms, but for two letters, which may be somebody's initials."""
    named = [form.upper() for form in forms if len(form) > 2]
    return f" ({', '.join(named[:6])}{' and others' if len(named) > 6 else ''})" if named else ""


def _unused(board: Board, text: str) -> Iterator[Finding]:
    sources = (
        *((block.source, ("text",)) for block in board.narrative),
        *((action.source, PLANNED) for action in board.actions),
    )
    if not all(source.has(key) for source, keys in sources for key in keys):
        return
    words = set(re.findall(r"[\w&]+", text.casefold()))
    words |= {word.removesuffix("s") for word in words}
    squeezed = re.sub(r"\s", "", text.casefold())
    unused = [
        entry.source.cell("short")
        for entry in board.abbreviations
        if entry.short
        and not any(
            form in words or (not form.replace("&", "").isalnum() and form in squeezed)
            for form in _forms(entry.short)
        )
    ]
    if unused:
        yield ABBREVIATION_UNUSED.at(
            unused[0],
            count=plural(len(unused), "abbreviation"),
            places=", ".join(place.cell for place in unused),
        )


def _forms(short: str) -> set[str]:
    """The forms of an entry that may give several, as in "CiC/LAC"; gaps do not count."""
    return {re.sub(r"\s", "", form).casefold() for form in short.split("/") if form.strip()}


CHECKS = (nothing_yet, undated, no_ratings, impact_pairs, front_points, abbreviations)
