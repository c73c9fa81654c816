"""nbgrader's zip_collect, where one bad file must not stop the others."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import ExtractorPlugin

from medeopvoeders.grading.cohort import read_cohort
from medeopvoeders.grading.line import Line
from medeopvoeders.grading.received import Found, Refusal, find_hand_ins


class CarefulExtractor(ExtractorPlugin):
    """Lays out the hand-ins in nbgrader's `archive/`, one folder each, as zip_collect expects.

    nbgrader's own unpacks whatever an archive holds, of any size. This one takes the files of a
    hand-in and nothing else, and names each file that it does not take, in the group's language.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Lay out what is in `archive_path` in `extracted_path`."""
        course = self.parent.coursedir
        lang = read_cohort(Path(course.root)).lang
        for found in find_hand_ins(Path(archive_path)):
            if isinstance(found, Found) and found.label.module == course.assignment_id:
                _lay_out(found, Path(extracted_path))
            else:
                self.log.warning("%s", _refusal(found, course.assignment_id).sentence(lang))


def _lay_out(found: Found, extracted: Path) -> None:
    folder = extracted / str(found.label)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in found.files.items():
        (folder / name).write_bytes(content)


def _refusal(found: Found | Refusal, module: str) -> Line:
    if isinstance(found, Refusal):
        return Line("refused", found.code, {"where": found.where, **found.details})
    about = {"where": found.where, "module": found.label.module, "known": module}
    return Line("refused", "unknown_module", about)
