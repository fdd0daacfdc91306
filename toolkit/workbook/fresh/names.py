"""The names that a fresh workbook defines: its as-at date, and the lists of its drop-downs."""

from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.places import checked_block
from toolkit.workbook.fresh.typing_rules import list_name

# The day that the last update worked as at, while the as-at date is what it was then; else the
# as-at date if it is one, else today.
_AS_AT = (
    '=IF(AND({as_at_read}<>"",{as_at_typed}&""={as_at}&""),{as_at_read},'
    "IF(ISNUMBER({as_at}),{as_at},TODAY()))"
)


def define_names(making: Making) -> None:
    """Define AsAt, where there is such a setting, and a list for each column that others offer."""
    define, cells = making.workbook.define_name, making.setting_cells
    if "as_at" in cells:
        define("AsAt", _AS_AT.format_map(cells))
    for name, listed in making.layout.listed.items():
        block = checked_block(making.layout, name)
        offered = listed.column.offered.format_map(cells) or f"MAX(1,COUNTA({block}))"
        start = block.partition(":")[0]
        define(list_name(name), f"={start}:INDEX({block},{offered})")
    for name in sorted(making.layout.offered):
        block = checked_block(making.layout, name)
        start = block.partition(":")[0]
        # Rows may have been sorted since: as far as the last one that is filled.
        last = f'SUMPRODUCT(MAX(({block}<>"")*(ROW({block})-ROW({start})+1)))'
        define(list_name(name), f"={start}:INDEX({block},MAX(1,{last}))")
