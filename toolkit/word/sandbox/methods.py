"""The methods that a template may call, by the kind of value."""

from collections.abc import Mapping
from datetime import date, datetime

from jinja2.runtime import LoopContext
from jinja2.utils import Cycler

from toolkit.word.values.figure import Figure

RECORD_METHODS = frozenset({"get", "items", "keys", "values"})
TEXT_METHODS = frozenset({
    "capitalize", "casefold", "endswith", "isdigit", "lower", "lstrip", "rstrip", "split",
    "splitlines", "startswith", "strip", "title", "upper",
})  # fmt: skip
METHODS: Mapping[type, frozenset[str]] = {
    dict: RECORD_METHODS,
    str: TEXT_METHODS,
    Figure: TEXT_METHODS,
    Cycler: frozenset({"current", "next", "reset"}),
    date: frozenset({"day", "month", "year"}),
    datetime: frozenset({"day", "month", "year"}),
    LoopContext: frozenset({
        "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
        "nextitem", "previtem", "revindex", "revindex0",
    }),
}  # fmt: skip
