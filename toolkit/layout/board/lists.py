"""The sheet Lists: the words that drop-down lists on other sheets offer."""

from toolkit.board.lists import Abbreviation, Area, EvidenceCode, Lead, RatingWords, Word
from toolkit.layout.schema import Colours, Column, Kind, Sheet, Table
from toolkit.values import choices, terms

LEADS = Table(
    "Leads",
    (
        Column(
            "name",
            "Lead",
            Kind.TEXT,
            "A post or group that leads actions. Use posts rather than people's names: "
            "the plan outlives them.",
            "Head of Safeguarding",
            22,
        ),
        Column(
            "kind",
            "Kind",
            Kind.CHOICE,
            "What sort of lead this is.",
            "Post",
            8,
            choices=choices.LEAD_KINDS,
        ),
        Column(
            "reports_to",
            "Reports to",
            Kind.TEXT,
            "The group that receives this lead's reports.",
            "Executive group",
            17,
        ),
        Column(
            "also_known_as",
            "Also known as",
            Kind.LINES,
            "Other names in use for the same lead, one a line.",
            "HoS",
            13,
        ),
    ),
    title="Leads",
    spare_rows=40,
    record=Lead,
    held_as="leads",
)


# The ratings of a scheme are the first so many of the five.
_RATINGS_OF_THE_SCHEME = (
    f'IF({{rating_scheme}}="{choices.THREE_COLOURS}",3,IF({{rating_scheme}}="{choices.BRAG}",4,5))'
)

RATINGS = Table(
    "Ratings",
    (
        Column(
            "rating",
            "Rating",
            Kind.TEXT,
            "The colour's name. Do not change it: formulas and colours depend on it.",
            "Amber",
            9,
            required=True,
            colours=Colours.RATINGS,
            offered=_RATINGS_OF_THE_SCHEME,
        ),
        Column(
            "label",
            "Printed as",
            Kind.TEXT,
            "The words printed in papers beside or in place of the colour.",
            "Recovering",
            20,
            required=True,
            folded=True,
        ),
        Column(
            "process",
            "Process means",
            Kind.TEXT,
            "What this rating says about the work. Printed in the key.",
            "Behind, with an agreed date to catch up.",
            40,
            folded=True,
        ),
        Column(
            "impact",
            "Impact means",
            Kind.TEXT,
            "What this rating says about the difference made. Printed in the key.",
            "Can be measured but does not show yet.",
            40,
            folded=True,
        ),
    ),
    title="Ratings",
    fixed_rows=(
        {
            "rating": "Red",
            "label": "Red: off track",
            "process": "Late, or will be, and no agreed plan and date to put it right.",
            "impact": "A difference should show by now and does not.",
        },
        {
            "rating": "Amber",
            "label": "Amber: recovering",
            "process": "Late, with a corrective action and a new date agreed.",
            "impact": "A difference can be measured but does not show yet.",
        },
        {
            "rating": "Green",
            "label": "Green: on track",
            "process": "Under way and expected to finish by its date.",
            "impact": "A difference shows, and named evidence says so.",
        },
        {
            "rating": "Blue",
            "label": "Blue: complete",
            "process": "Finished, with the date of completion recorded.",
            "impact": "The difference sought has been made and is holding.",
        },
        {
            "rating": "Grey",
            "label": "Grey: not due to start",
            "process": "Not started, and its start date has not come.",
            "impact": "Too early for any difference to show.",
        },
    ),
    spare_rows=0,
    record=RatingWords,
    held_as="ratings",
)

AREAS = Table(
    "Areas",
    (
        Column("name", "Area", Kind.TEXT, "An area that figures are given for.", "England", 18),
        Column(
            "kind",
            "Area kind",
            Kind.CHOICE,
            "Whose area it is: the scorecard shows ours next to England's and neighbours'.",
            "England",
            12,
            choices=choices.AREA_KINDS,
            essential=True,
        ),
        Column(
            "parent",
            "Lies in",
            Kind.REFERENCE,
            "For a part of our area: the area whose figures its own add up to, with others. If "
            "left empty, that is our area.",
            "East",
            12,
            refers_to="Areas.name",
            since=4,
        ),
    ),
    title="Areas",
    spare_rows=10,
    record=Area,
    held_as="areas",
)

EVIDENCE_CODES = Table(
    "EvidenceCodes",
    (
        Column(
            "kind",
            "Evidence",
            Kind.TEXT,
            "A kind of evidence. Do not change it: drop-downs depend on it.",
            "Audit",
            14,
            required=True,
        ),
        Column(
            "meaning",
            "Evidence means",
            Kind.TEXT,
            "What counts as this kind of evidence. Printed in the plan's key.",
            "Cases or practice looked at against a standard.",
            44,
            folded=True,
        ),
    ),
    title="Evidence",
    fixed_rows=(
        {"kind": "Indicator", "meaning": "A figure on the scorecard."},
        {"kind": "Audit", "meaning": "Cases or practice looked at against a standard."},
        {"kind": "Assurance report", "meaning": "A written account from the agency or lead."},
        {"kind": "Inspection", "meaning": "What an inspectorate found."},
        {"kind": "Voice", "meaning": "What children, families and staff say."},
        {"kind": "Other", "meaning": "Anything else, described in the evidence column."},
    ),
    spare_rows=0,
    record=EvidenceCode,
    held_as="evidence_codes",
)

ABBREVIATIONS = Table(
    "Abbreviations",
    (
        Column(
            "short", "Abbreviation", Kind.TEXT, "The short form as the plan uses it.", "MASH", 12
        ),
        Column(
            "long",
            "Meaning",
            Kind.TEXT,
            "What it stands for. Printed in the plan.",
            "Multi-agency safeguarding hub",
            36,
            folded=True,
        ),
    ),
    title="Abbreviations",
    spare_rows=20,
    record=Abbreviation,
    held_as="abbreviations",
)

WORDS = Table(
    "Words",
    (
        Column(
            "term",
            "Word for",
            Kind.TEXT,
            "Where the word is used. Do not change it.",
            "Objective",
            16,
        ),
        Column(
            "word",
            "Our word",
            Kind.TEXT,
            "What this board's papers say instead. If left empty, the usual word is printed.",
            "What do we want to achieve?",
            36,
            folded=True,
        ),
    ),
    title="Words",
    fixed_rows=tuple({"term": label, "word": ""} for label in terms.LABELS.values()),
    spare_rows=0,
    record=Word,
    held_as="own_words",
)

LISTS = Sheet(
    name="Lists",
    title="Lists",
    purpose="The words that drop-down lists on other sheets offer. Add to the ends of the "
    "lists; other columns follow at once. The + above a list unfolds the rest of it.",
    tables=(LEADS, RATINGS, AREAS, EVIDENCE_CODES, ABBREVIATIONS, WORDS),
)
