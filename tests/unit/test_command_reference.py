"""The page of commands names every command and every option that there is."""

import argparse
from collections.abc import Iterator

import pytest

from tests.conftest import PROJECT
from toolkit.cli.main import _parser

PAGE = (PROJECT / "docs" / "reference" / "commands.md").read_text("utf-8")


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield each
                yield from commands(each)


COMMANDS = {each.prog: each for each in commands(_parser())}
OPTIONS = sorted(
    {
        option
        for each in COMMANDS.values()
        for action in each._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_described(command: str) -> None:
    assert f"`{command}" in PAGE


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_described(option: str) -> None:
    assert option in PAGE
