"""The page on security: each attack in its table names a test that is there."""

import re

from tests.conftest import PROJECT

PAGE = PROJECT / "docs/explanation/security.md"
_TEST = re.compile(r"\[(test_\w+)\]\(([^)]+)\)")


def test_every_attack_names_its_test_and_the_test_is_there() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if "(../../tests/" in line]
    assert len(rows) >= 20

    for row in rows:
        named = _TEST.findall(row)
        assert named, row
        for test, file in named:
            code = (PAGE.parent / file).read_text("utf-8")
            assert f"def {test}(" in code, f"{test} is not in {file}"
