"""The sheet Paste: room for a wide table as it came."""

from toolkit.layout.schema import Sheet

PASTE = Sheet(
    name="Paste",
    title="Paste",
    purpose="Room for a wide table as it came: indicators down, periods across. Paste its top "
    "left corner into cell A4. The rows that papers use are those on the Data sheet.",
    tab_colour="blue",
    required=False,
)
