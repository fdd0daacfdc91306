"""The jobs as tests call them on files."""

from toolkit.jobs.build import DOCUMENTS, Built, build
from toolkit.jobs.check import Checked, check
from toolkit.jobs.close import Closed, close
from toolkit.jobs.demo import EXAMPLE, demo
from toolkit.jobs.import_figures import ImportedScorecard, import_figures
from toolkit.jobs.import_plan import Imported, import_plan
from toolkit.jobs.lint import lint
from toolkit.jobs.new import new
from toolkit.jobs.update import Updated, update
from toolkit.jobs.upgrade import Upgraded, upgrade

__all__ = [
    "DOCUMENTS",
    "EXAMPLE",
    "Built",
    "Checked",
    "Closed",
    "Imported",
    "ImportedScorecard",
    "Updated",
    "Upgraded",
    "build",
    "check",
    "close",
    "demo",
    "import_figures",
    "import_plan",
    "lint",
    "new",
    "update",
    "upgrade",
]
