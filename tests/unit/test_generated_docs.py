"""The pages of the documentation that follow from the code are as the code writes them."""

import pytest

from tests.conftest import PROJECT
from tools.generated_docs import pages

PAGES = pages()


@pytest.mark.parametrize("path", PAGES)
def test_a_generated_page_is_up_to_date(path: str) -> None:
    assert (PROJECT / path).read_text("utf-8") == PAGES[path], "run: make docs"
