"""Mutation testing: would a test notice if a line of code were a little wrong?

`python -m tools.mutants` asks. The mutants come from mutmut; asking the tests is done here, for it
has to be cheap: pytest and all modules are loaded once, and each mutant is a copy of that process
in which only those tests run that run its line, the cheapest first, until one of them fails.
"""

import sys

if sys.platform == "win32":
    raise SystemExit("A process cannot be copied on Windows. Use its Linux (WSL).")
