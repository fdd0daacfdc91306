"""Columns that several sheets have, each described once."""

from dataclasses import replace

from toolkit.layout.schema import Colours, Column, Kind, Owner


def identity(prefix: str) -> Column:
    """The first column of every register: an identity that only the toolkit gives."""
    return Column(
        "id",
        "ID",
        Kind.ID,
        "Given by the toolkit and never used again for another row. Leave it empty.",
        f"{prefix}-0001",
        9,
        owner=Owner.TOOLKIT,
    )


def priority_reference() -> Column:
    """Which priority a row belongs to."""
    return Column(
        "priority",
        "Priority",
        Kind.REFERENCE,
        "The reference of the priority this belongs to, as on the Priorities sheet.",
        "1",
        12,
        required=True,
        refers_to="Priorities.ref",
        also=("Priority area", "Priority ref"),
    )


def indicator_reference() -> Column:
    """Which indicator a row of another sheet is about."""
    return Column(
        "indicator",
        "Indicator",
        Kind.REFERENCE,
        "The indicator's code.",
        "CP06",
        12,
        required=True,
        refers_to="Indicators.code",
        also=("Code", "Indicator code"),
    )


def rating(key: str, heading: str, text: str, width: float = 11) -> Column:
    """A rating that people agree."""
    return Column(
        key,
        heading,
        Kind.CHOICE,
        text,
        "Green",
        width,
        refers_to="Ratings.rating",
        colours=Colours.RATINGS,
    )


def toolkit_column(
    key: str,
    heading: str,
    kind: Kind,
    text: str,
    width: float,
    formula: str = "",
    colours: Colours = Colours.NONE,
    **more: object,
) -> Column:
    """A grey column that the toolkit fills."""
    return Column(
        key,
        heading,
        kind,
        text,
        width=width,
        owner=Owner.TOOLKIT,
        formula=formula,
        colours=colours,
        **more,  # type: ignore[arg-type]
    )


def folded(
    key: str, heading: str, kind: Kind, text: str, example: str, width: float, **more: object
) -> Column:
    """A column that is there when wanted and folded away until then."""
    return Column(key, heading, kind, text, example, width, folded=True, **more)  # type: ignore[arg-type]


def band(heading: str, *columns: Column) -> tuple[Column, ...]:
    """Columns side by side under a heading of their own."""
    return tuple(replace(column, band=heading) for column in columns)


def folding(heading: str, first: Column, *others: Column) -> tuple[Column, ...]:
    """A band of which the first column is on the screen and the others fold away beside it."""
    return band(heading, first, *(replace(column, folded=True) for column in others))
