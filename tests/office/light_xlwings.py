"""xlwings as the buttons load it: without the libraries that it takes wherever it finds them."""

import sys

_NOT_NEEDED = [name for name in ("pandas", "numpy") if name not in sys.modules]
sys.modules.update(dict.fromkeys(_NOT_NEEDED))  # type: ignore[arg-type]
try:
    import xlwings
finally:
    for _name in _NOT_NEEDED:
        del sys.modules[_name]

__all__ = ["xlwings"]
