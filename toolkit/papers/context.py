"""What a paper hands to its template: frozen dataclasses whose fields say what they print.

The names of the fields are a public contract with the templates that boards edit. What each
prints, and an example of it, is the field's metadata: the list of fields, the check of templates
and the documentation all come from there. Values are text, whole numbers, true or false for an
`if`, dates and figures that know where they come from, and lists and contexts of these.
"""

import dataclasses
from collections.abc import Iterator
from typing import Any, dataclass_transform, get_args, get_origin, get_type_hints

from toolkit.word.template_lint.field import Field


def printed(meaning: str, example: str) -> Any:
    """A field that templates print. "{of}" in the meaning is what the part around it is of."""
    return dataclasses.field(metadata={"meaning": meaning, "example": example})


def part(of: str) -> Any:
    """A field that is a context, or a list of them; `of` ends what is said of their fields."""
    return dataclasses.field(metadata={"of": of})


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(dataclasses.field, printed, part)
)
class Context:
    """What a template names by one word: each class below it is a frozen dataclass."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        dataclasses.dataclass(frozen=True, kw_only=True, eq=False)(cls)

    def as_data(self) -> dict[str, Any]:
        """The context as plain data, which is what templates are filled with."""
        return {item.name: _plain(getattr(self, item.name)) for item in dataclasses.fields(self)}  # type: ignore[arg-type]

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """Every field that a template can print, with "[]" after the name of a list."""
        return tuple(_fields(cls, "", ""))


def _plain(value: Any) -> Any:
    if isinstance(value, Context):
        return value.as_data()
    return [_plain(entry) for entry in value] if isinstance(value, list) else value


def _fields(cls: Any, path: str, of: str) -> Iterator[Field]:
    # A context that serves several kinds of row is given them as in Kind[Move].
    origin = get_origin(cls) or cls
    given = dict(zip(getattr(origin, "__parameters__", ()), get_args(cls), strict=True))
    hints = get_type_hints(origin)
    for item in dataclasses.fields(origin):
        kind, name = hints[item.name], path + item.name
        if get_origin(kind) is list:
            (kind,), name = get_args(kind), f"{name}[]"
        if "meaning" in item.metadata:
            meaning = item.metadata["meaning"].replace("{of}", of)
            yield Field(name, meaning, item.metadata["example"])
        else:
            yield from _fields(given.get(kind, kind), f"{name}.", item.metadata.get("of", of))
