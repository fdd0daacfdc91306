"""What can be wrong in a Word template: in its tags, in the names they use, when it is filled.

Messages follow their place after a colon, so they begin small and have no full stop of their own.
They quote the tag.
"""

from toolkit.values.findings import Rule, Severity


def _error(number: int, message: str, how_to_fix: str) -> Rule:
    return Rule(f"TPL-{number:03}", Severity.ERROR, message, how_to_fix)


def _warning(number: int, message: str, how_to_fix: str) -> Rule:
    return Rule(f"TPL-{number:03}", Severity.WARNING, message, how_to_fix)


# Names

NO_FIELD = _error(1, 'in "{tag}" there is no field "{name}" here{guess}', "{known}")
NO_OPTIONAL_FIELD = _warning(2, 'in "{tag}" there is no field "{name}" here{guess}', "{known}")
NO_SUCH_NAME = _error(
    3,
    'in "{tag}" there is no {kind} "{name}"{guess}',
    "Correct its name, or leave the {kind} out.",
)
ASKED_OF_LIST = _error(
    4,
    'in "{tag}" "{name}" is asked of a whole list',
    'Go through the list with "for", and ask each entry.',
)
ASKED_OF_VALUE = _error(
    5,
    'in "{tag}" "{name}" is asked of a single value, which has no fields',
    "Take out what comes after the last full stop, or name another field.",
)
WHOLE_PRINTED = _warning(
    6,
    'in "{tag}" this prints a whole {kind} in the computer\'s own form',
    'Go through a list with "for", or name the one field that you mean.',
)
NOT_A_LIST = _warning(
    7,
    'in "{tag}" this "for" goes through a value that is not a list',
    'Name a list after "in"; "toolkit template fields" marks lists with "[]".',
)
REFUSED = _error(8, 'in "{tag}" {what} may not be used in a template', "Leave it out.")

# Signs and words of a tag

NOT_CLOSED = _error(
    9, 'the tag "{tag}" is not closed', 'Close it with "{sign}" in the same paragraph.'
)
NEVER_OPENED = _error(
    10,
    '"{sign}" closes a tag that was never opened: "{words}"',
    "Open the tag with two signs, or take these away.",
)
SINGLE_BRACES = _warning(
    11,
    '"{words}" is in single braces and is printed as it is',
    "A field needs two braces on each side.",
)
ODD_SIGN = _error(
    12, '"{tag}" holds {sign}', "Type the tag again with plain signs from the keyboard."
)
DOUBLE_QUOTES = _error(
    13,
    '"{tag}" has double quotation marks, which cannot be used here',
    "Use single quotation marks.",
)
ENDS_WITH_SIGN = _error(
    14,
    '"{tag}" ends with a sign that a tag of this kind cannot have',
    'Take the "{sign}" out.',
)
HOLDS_SIGN = _error(
    15,
    '"{tag}" holds a "%" or "}}" that a tag of this kind cannot hold',
    "Take the sign out.",
)
KIND_MISPLACED = _error(
    16,
    '"{tag}" has "{kind}" in the wrong place',
    'Write "{{%{kind} " with no space before the {kind} and one plain space after it.',
)
NO_INSTRUCTION = _error(
    17,
    'there is no instruction "{word}"{guess}',
    "Correct the word; instructions are for, if, elif, else, endif and endfor.",
)
INSTRUCTION_REFUSED = _error(18, '"{word}" may not be used in a template', "Take the tag out.")
SAYS_MORE = _error(19, '"{tag}" says more than "{word}"', "Take the rest of the tag out.")
UNREADABLE_TAG = _error(
    20,
    '"{tag}" cannot be read ({reason})',
    "Compare it with a tag of the same kind that works.",
)

# Where a tag is

PRINTS_NOTHING = _error(21, '"{tag}" prints nothing here', "Write {{{{ {body} }}}}.")
OUTSIDE_TABLE = _error(
    22,
    '"{tag}" is outside a table',
    "Write {{%p … %}} in a paragraph of its own, or move it into a row of a table.",
)
OUTSIDE_CELL = _error(23, '"{tag}" is outside a table', "Move it into a cell.")
TAKES_AWAY = _error(
    24,
    '"{tag}" takes its whole {unit} away, and everything else in it is lost',
    "Put the tag into a {unit} of its own.",
)
TRACKED_CHANGES = _warning(
    25,
    "a paragraph with tags holds tracked changes",
    "Papers are made as if they were accepted. Accept or reject them under Review.",
)
NEVER_FILLED = _warning(
    26,
    "a tag here is never filled, and is printed as it is",
    "Move it into the text, a header, a footer or a footnote.",
)
NOT_ALLOWED = _error(
    42,
    'in "{tag}" the {kind} "{name}" is not allowed: {why}',
    "Leave it out.",
)

# What is opened and what is closed

NEVER_CLOSED = _error(
    27, '"{tag}" is opened here and never closed', "Add {end} where it should end."
)
ENDS_NOTHING = _error(
    28,
    '"{tag}" ends what was never opened',
    "Add the {word} that it ends, or take it out.",
)
OTHER_END_DUE = _error(
    29,
    '"{tag}" comes where {end} is due: the last tag opened is "{opening}" ({where})',
    "Close tags in the opposite order of their opening.",
)
OUTSIDE_IF = _error(30, '"{tag}" is outside an if', "Open an if before it.")
OTHER_KIND = _error(
    31,
    '"{tag}" and the tag it belongs to, "{opening}" ({where}), are of different kinds',
    'Begin both with "{{%{kind}", or both with "{{%{other_kind}".',
)
OTHER_HOME = _error(
    32,
    '"{tag}" is in another {home} than the tag it belongs to, "{opening}" ({where})',
    "Open and close it in the same place.",
)
OTHER_PARAGRAPH = _warning(
    33,
    '"{tag}" belongs to a tag in another paragraph, "{opening}" ({where}), and what lies between '
    "is cut in the middle of paragraphs",
    "Use {{%p … %}} in paragraphs of their own.",
)
TOO_DEEP = _error(34, '"{tag}" is inside {most} others', "Nest fewer tags, or close some earlier.")
NESTED_WITHOUT_END = _error(
    35, "the tags of this part are nested too deeply to be read", "Take some of them out."
)
HALF_INSIDE = _error(
    39,
    'half of "{tag}" is inside {what}, and half of it outside',
    "Delete the tag, and type it again in one go.",
)

ONE_INSIDE = _error(
    43,
    'only one of "{opening}" ({where}) and "{tag}" is inside {what}',
    "Put both inside it, or both outside.",
)

# Filling it

FAILS_WHEN_FILLED = _error(
    36,
    "filled with examples, the template fails: {reason}",
    "Look at the tags there.",
)

# What the file brings along

REACHES_OUTSIDE = _error(
    40,
    "the file holds {what}; whoever opens the paper would load or run it too",
    "Delete it, or put a copy of it into the file itself.",
)
NO_STYLES = _error(
    41,
    "the file has no styles, so a paper made with it would have no looks",
    "Open it in Word, save it again, and check its headings.",
)
