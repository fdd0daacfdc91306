"""The board workbook's layout: its sheets, in their order in it."""

from toolkit.board.board import Board
from toolkit.layout.board.breaks import BREAKS
from toolkit.layout.board.data import DATA
from toolkit.layout.board.evidence import EVIDENCE
from toolkit.layout.board.expected import EXPECTED
from toolkit.layout.board.findings import FINDINGS
from toolkit.layout.board.history import HISTORY
from toolkit.layout.board.home import HOME
from toolkit.layout.board.indicators import INDICATORS
from toolkit.layout.board.lists import LISTS
from toolkit.layout.board.mappings import MAPPINGS
from toolkit.layout.board.measures import MEASURES
from toolkit.layout.board.narrative import NARRATIVE
from toolkit.layout.board.outcomes import OUTCOMES
from toolkit.layout.board.paste import PASTE
from toolkit.layout.board.plan import PLAN
from toolkit.layout.board.priorities import PRIORITIES
from toolkit.layout.board.releases import RELEASES
from toolkit.layout.board.scorecard import SCORECARD
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.board.targets import TARGETS
from toolkit.layout.board.themes import THEMES
from toolkit.layout.board.unplaced import UNPLACED
from toolkit.layout.board.updates import UPDATES
from toolkit.layout.schema import Layout

BOARD = Layout(
    version=4,
    oldest=3,
    kind="board workbook",
    made_by="toolkit new",
    record=Board,
    # In three groups, each in the order of use: every quarter, once a year, the toolkit's own.
    sheets=(
        HOME,
        PLAN,
        UPDATES,
        SCORECARD,
        DATA,
        PASTE,
        NARRATIVE,
        FINDINGS,
        SETTINGS,
        LISTS,
        THEMES,
        PRIORITIES,
        EVIDENCE,
        OUTCOMES,
        MEASURES,
        INDICATORS,
        TARGETS,
        BREAKS,
        EXPECTED,
        MAPPINGS,
        UNPLACED,
        HISTORY,
        RELEASES,
    ),
)
