"""Keys: of ratings, of kinds of evidence, of abbreviations."""

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.cells.colours import rating_of
from toolkit.importing.plan.cells.keys import key_rating
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.recognise.layouts import filled_cells, is_coloured
from toolkit.importing.plan.recognise.shapes import Kind, Shape
from toolkit.word.reading.blocks import Table


def key_table(table: Table, title: str) -> Shape | None:
    """A key of ratings or a list of abbreviations."""
    rows = [row for row in table.rows if filled_cells(row) or is_coloured(row)]
    ratings = 0
    for row in rows:
        first = row.cells[0]
        text = first.own_text
        named_rating = key_rating(text) if len(text) > 2 else ""
        ratings += bool(
            named_rating or (not text and rating_of(first.shade) and len(filled_cells(row)) == 1)
        )
    if ratings >= 3 and ratings * 2 > len(rows) and table.columns >= 2:
        return Shape(Kind.RATINGS, table)
    heads = [" ".join(cell.own_text.split()) for row in rows[:1] for cell in filled_cells(row)]
    if [normal(text) for text in heads] == list(synonyms.EVIDENCE_CODES):
        return Shape(Kind.EVIDENCE_CODES, table)
    if (
        table.columns >= 2
        and rows
        and any(normal(text) in synonyms.ABBREVIATIONS for text in (*heads, title))
    ):
        return Shape(Kind.ABBREVIATIONS, table)
    return None
