"""Single tests, run by pytest in the process that has them loaded."""

import pytest
from hypothesis import Phase, settings

# Few examples, the same ones each time, and no search for a smaller one once a test has failed.
PROFILE = "mutants"
settings.register_profile(
    PROFILE,
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
)

# Tests that need LibreOffice or another program are too slow to be asked about mutants.
# Explaining why an assertion failed, with both sides of it, would take longer than most tests.
OPTIONS = (
    f"--hypothesis-profile={PROFILE}",
    "--assert=plain",
    "--capture=no",
    "--tb=no",
    "--quiet",
    "-pno:cacheprovider",
    "-mnot office and not validator",
)


class Runner:
    """A plugin that knows whether the test that was run last has passed."""

    def __init__(self) -> None:
        self._passed = False
        self._failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed |= report.failed
        self._passed |= report.passed and report.when == "call"

    def passes(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        """Run a test, and tell whether it passed: one that was skipped has not.

        `following` is the test that comes after it, for which common fixtures are kept.
        """
        self._passed = self._failed = False
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return self._passed and not self._failed
