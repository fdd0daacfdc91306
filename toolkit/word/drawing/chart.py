"""A chart for a paper: what it shows, drawn when a document takes it in."""

from dataclasses import dataclass

from toolkit.word.drawing.chart_data import ChartData
from toolkit.word.drawing.drawing import Drawable, Drawing


@dataclass(frozen=True, slots=True)
class Chart(ChartData, Drawable):
    """A chart of one to eight series, native to Word: its fields are those of `ChartData`."""

    def drawing(self) -> Drawing:
        """The chart as a document takes it in; the same chart gives the same bytes."""
        # Here and not above: a chart is often asked for by nobody.
        from toolkit.word.drawing.chart_xml import drawing_of

        return drawing_of(self)
