"""nbgrader, from Python: its own API with a cohort's own configuration.

Importing nbgrader takes seconds; import this module only where nbgrader is really needed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
from nbgrader.exchange.default import Exchange
from traitlets.config import Config, PyFileConfigLoader

from medeopvoeders.grading.cohort import Cohort


def course_api(cohort: Cohort) -> Any:
    """The API of nbgrader for `cohort`: generate, release, collect, autograde and so on.

    It is configured as the command `nbgrader` is in the cohort's folder. Each of its commands
    returns `success`, `log` and, where it failed, `error`.
    """
    return NbGraderAPI(config=cohort_config(cohort))


def cohort_config(cohort: Cohort) -> Config:
    """What the command `nbgrader` is configured with in the cohort's folder."""
    config = jupyter_config()
    config.merge(PyFileConfigLoader("nbgrader_config.py", path=str(cohort.folder)).load_config())
    return config


def configured_exchange() -> Path | None:
    """The exchange that nbgrader is configured with on this machine, or its own default where
    that can be written; None where there is neither."""
    configured = jupyter_config().Exchange.get("root")
    if configured:
        return Path(str(configured))
    default = Path(str(Exchange.root.default_value))
    return default if default.is_dir() and os.access(default, os.W_OK | os.X_OK) else None


def jupyter_config() -> Config:
    """What nbgrader finds on Jupyter's configuration path; a folder's own file plays no part."""
    app = NbGrader()
    app.load_cwd_config = False
    app.log_level = "CRITICAL"  # no configuration file is the usual case on a laptop
    app.load_config_file()
    return app.config
