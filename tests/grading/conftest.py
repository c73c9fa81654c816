from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from cohort_maker import MODULE, Desk, Trainee, make_course


@pytest.fixture(scope="session")
def built_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def desk(tmp_path: Path, built_course: Path) -> Desk:
    from nbgrader.preprocessors import ComputeChecksums

    notebook = nbformat.read(built_course / "nl" / MODULE / f"{MODULE}.ipynb", as_version=4)
    notebook, _ = ComputeChecksums().preprocess(notebook, {})
    for folder in ("release", "submitted/jan"):
        path = tmp_path / folder / MODULE / f"{MODULE}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return Desk(tmp_path, Trainee("jan", tmp_path / "submitted" / "jan" / MODULE, "nl"))
