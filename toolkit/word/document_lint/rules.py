"""What can be wrong in a finished Word document. Messages never quote free text."""

from toolkit.values.findings import Rule, Severity


def _error(number: int, message: str, how_to_fix: str) -> Rule:
    return Rule(f"DOC-{number:03}", Severity.ERROR, message, how_to_fix)


def _warning(number: int, message: str, how_to_fix: str) -> Rule:
    return Rule(f"DOC-{number:03}", Severity.WARNING, message, how_to_fix)


NO_TITLE = _error(1, "The document has no title.", "Type one under File, Info, Title.")
ESCAPED_TITLE = _error(
    2,
    "The document's title holds code in place of a character such as &.",
    "Type the title again under File, Info, Title.",
)
NOT_ENGLISH = _error(
    3,
    "The language of the text is {language}.",
    "Choose Review, Language, Set Proofing Language, English (United Kingdom), Set As Default.",
)
OTHER_ENGLISH = _warning(
    4,
    "The language of the text is {language}, not British English.",
    "Choose Review, Language, Set Proofing Language, English (United Kingdom), Set As Default.",
)
SKIPPED_LEVEL = _error(
    5,
    "A heading has level {level} where level {due} comes next.",
    "Give the heading the next level, or put the missing heading before it.",
)
NO_HEADING = _error(
    6,
    "The document has neither a Title nor a Heading 1.",
    "Give its title the style Title, or its chapters the style Heading 1.",
)
EMPTY_HEADING = _error(7, "A heading has no words.", "Type the heading, or delete the line.")
NO_HEADER_ROW = _error(
    8,
    "The table's first row is not marked as its header row.",
    "Tick Table Design, Header Row, and with the first row chosen Layout, Repeat Header Rows.",
)
MERGED_HEADER = _error(
    9, "The header row has merged cells.", "Split them, so that each column has its own heading."
)
NESTED_TABLE = _warning(
    10, "A table is inside another.", "Move it out, or type what it says as text."
)
EMPTY_ROW = _warning(11, "A table row is empty.", "Delete the row.")
EMPTY_COLUMN = _warning(12, "Column {column} is empty.", "Delete the column.")
NO_ALT_TEXT = _error(
    13,
    "A picture, chart or shape has no alternative text.",
    "Right-click it, choose View Alt Text, and say what it shows or mark it as decorative.",
)
ALT_IS_FILE = _error(
    14,
    "The alternative text of a picture is a file's name.",
    "Right-click it, choose View Alt Text, and say what it shows.",
)
CONTRAST = _error(
    15,
    "Text of colour {ink} on {fill} has a contrast of {ratio}; it needs {needed}.",
    "Choose a darker colour for the text on a light fill, or a lighter one on a dark fill.",
)
COLOUR_ALONE = _error(
    16, "A coloured cell has no words.", "Type in the cell what its colour means, such as Red."
)
NO_PARAGRAPH = _error(
    17,
    "A table cell does not end with a paragraph, and Word refuses such a file.",
    "Build the document again; in a template, keep a line outside the condition.",
)
NO_ROWS = _error(
    18,
    "A table has no rows, and Word refuses such a file.",
    "Build the document again; in a template, keep the row with the headings.",
)
STRAY_TEXT = _error(
    19,
    "There are words between paragraphs or cells, where no program shows them.",
    "Build the document again from a template that was saved in Word.",
)
UNFILLED_TAG = _error(
    20,
    "A tag of the template was left unfilled.",
    "Fix the tag in the template, and build the document again.",
)
COMPUTER_WORD = _error(
    21,
    "{what} was left in the text.",
    "Fill or clear the cell that it comes from, and build the document again.",
)
DEAD_ANCHOR = _error(
    22,
    "A link leads to a place that is not in the document.",
    "Make the link again with Insert, Link, Place in This Document.",
)
DEAD_RELATIONSHIP = _error(
    23,
    "The text names a link, a picture or another part that is not in the file.",
    "Put it in again, or delete what is left of it.",
)
BARE_ADDRESS = _warning(
    24,
    "The words of a link are its web address.",
    "Right-click it, choose Edit Link, and type what it leads to.",
)
EMPTY_PARAGRAPHS = _warning(
    25,
    "{count} empty paragraphs in a row make a space.",
    "Delete them, and set the space before or after the paragraph in its style.",
)
TEXT_BOX = _warning(
    26, "Text is in a floating box.", "Move the words into the text, and delete the box."
)
SMALL_TEXT = _warning(
    27, "Text is {size} points large.", "Set at least 9 points, better 12, in the style."
)
NO_CONTENTS = _warning(
    28,
    "The document has {count} headings and no contents list.",
    "Choose References, Table of Contents.",
)
STALE_CONTENTS = _error(
    29,
    "The contents list has an entry that names no heading.",
    "Right-click the contents list, and choose Update Field, Update entire table.",
)
LEFTOVER = _warning(
    30,
    "{what} of the program that wrote the file was left in it.",
    "Choose File, Info, Inspect Document, and remove the document properties.",
)
PERSONAL_PATH = _warning(
    31,
    "The author is the path of a person's folder.",
    "Type the board's name under File, Info, Author.",
)
REACHES_OUTSIDE = _error(
    40,
    "The document holds {what}. Whoever opens it loads or runs it too.",
    "Delete it, or put a copy of it into the document itself.",
)
DOUBLED_NUMBER = _warning(
    41,
    "{what} has the number or name of another one, and Word may follow the wrong one.",
    "Open the document in Word, and save it again under another name.",
)
