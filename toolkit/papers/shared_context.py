"""What every paper can print: the board, and its words for things."""

from toolkit.board.board import Board
from toolkit.board.settings import Settings
from toolkit.papers.context import Context, printed

_WORD = "The board's word for"


class BoardNames(Context):
    """Who publishes the paper."""

    name: str = printed("The board's name in full", "Ourshire Safeguarding Children Partnership")
    short_name: str = printed("Its short name, else the full one", "Ourshire SCP")
    logo: object = printed(
        "The logo, at most 6 by 3 cm; nothing where Settings names none", "a picture"
    )


def board_names(settings: Settings) -> BoardNames:
    """The names of one board. Its logo is drawn when the document is filled."""
    return BoardNames(
        name=settings.board_name,
        short_name=settings.board_short_name or settings.board_name,
        logo="",
    )


class Words(Context):
    """The board's words for things, by the terms of `toolkit.values.terms`."""

    board: str = printed(f"{_WORD} itself", "partnership")
    priority: str = printed(f"{_WORD} a priority", "Priority")
    objective: str = printed(f"{_WORD} an objective", "What we want to achieve")
    tasks: str = printed(f"{_WORD} tasks", "What we will do")
    lead: str = printed(f"{_WORD} a lead", "Lead")
    completion_date: str = printed(f"{_WORD} a completion date", "By when")
    rating: str = printed(f"{_WORD} a rating", "Rating")
    better: str = printed(f"{_WORD} better", "Better")
    worse: str = printed(f"{_WORD} worse", "Worse")
    stable: str = printed(f"{_WORD} stable", "Stable")
    no_judgement: str = printed(f"{_WORD} a change that is neither", "No judgement")
    awaited: str = printed(f"{_WORD} a figure that is not there", "Not available")


def words_of(board: Board) -> Words:
    """The words of one board."""
    return Words(**board.words)
