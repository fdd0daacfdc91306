"""The documentation against the code and against itself: what it names is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tools import generated_docs

PAGES = sorted(
    [
        *(PROJECT / "docs").rglob("*.md"),
        *(
            page
            for folder in ("", ".github", "macros", "benchmarks", "workbooks", "tools/mutants")
            for page in (PROJECT / folder).glob("*.md")
        ),
    ]
)
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_MODULE = re.compile(r"`((?:toolkit|tools|tests|benchmarks)/[\w/]+\.py)`")
_SIGNS = re.compile(r"[^\w\- ]")


def named(page: Path) -> str:
    return str(page.relative_to(PROJECT))


def anchors(page: Path) -> Iterator[str]:
    """What links can lead to on a page: its headings, as GitHub names them."""
    text = _FENCED.sub("", page.read_text("utf-8"))
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield _SIGNS.sub("", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", sorted(generated_docs.pages()))
def test_a_generated_page_says_what_the_code_says_now(path: str) -> None:
    written = (PROJECT / path).read_text("utf-8")

    assert generated_docs.pages()[path] == written, f"{path} is out of date: make docs"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_names_only_modules_that_are_there(page: Path) -> None:
    modules = _MODULE.findall(page.read_text("utf-8"))

    assert [name for name in modules if not (PROJECT / name).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_to_another_page_leads_somewhere(page: Path) -> None:
    text = _CODE.sub("", _FENCED.sub("", page.read_text("utf-8")))
    lost = []
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (
            anchor and target.suffix == ".md" and anchor not in set(anchors(target))
        ):
            lost.append(link)

    assert lost == []
