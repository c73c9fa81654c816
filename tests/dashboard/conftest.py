from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.collected import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A Dutch cohort with one module and no submissions."""
    return make_desk(tmp_path)
