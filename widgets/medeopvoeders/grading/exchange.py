"""`medeopvoeders hand-in`: from a trainee's folder to nbgrader's exchange.

What goes is staged first: the notebook reduced to its answer cells, and what of the record the
trainee agreed to share. nbgrader then submits the stage, as it would submit the folder.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from medeopvoeders.grading.notebook import answer_stub
from medeopvoeders.grading.submission import read_plain_file
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import load_strings, load_vignette, vignette_ids
from medeopvoeders.record.export import for_hand_in, write_record
from medeopvoeders.record.hand_in_file import reduced_notebook
from medeopvoeders.record.journal import RECORD_NAME, read_record
from medeopvoeders.record.notebook import Notebook
from medeopvoeders.record.replay import completed_in


@dataclass(frozen=True, slots=True)
class HandInResult:
    """How handing in went. `to` is the group and `receipt` nbgrader's timestamp, where it
    arrived; otherwise `code` names what was in the way. `message` is for the trainee."""

    ok: bool
    to: str = ""
    receipt: str = ""
    code: str = ""
    message: str = ""

    def to_json(self) -> dict[str, Any]:
        """The result as the hand-in view reads it."""
        if self.ok:
            return {"ok": True, "to": self.to, "receipt": self.receipt}
        return {"ok": False, "code": self.code, "message": self.message}


class HandInError(Exception):
    """Handing in stops here; `code` is a key in [exchange], with dashes."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details

    def result(self, lang: str) -> HandInResult:
        """What the trainee gets to see."""
        sentence = load_strings(lang)(f"exchange.{self.code.replace('-', '_')}", **self.details)
        return HandInResult(ok=False, code=self.code, message=sentence)


def hand_in(folder: Path, lang: str) -> HandInResult:
    """Hand in the module in `folder`; the last hand-in counts.

    Never raises for what can go wrong here: the result says so in `lang`. Group and exchange come
    from nbgrader's own configuration. Takes seconds, for nbgrader has to be imported.
    """
    try:
        arrived = _hand_in(folder.resolve(), lang)
    except HandInError as error:
        return error.result(lang)
    return replace(arrived, message=load_strings(lang)("exchange.arrived", to=arrived.to))


def stage(folder: Path, lang: str, into: Path) -> Path:
    """Make in `into` the folder that will be submitted: exactly what leaves `folder`.

    Raises HandInError where there is nothing to submit, or where it cannot be read.
    """
    notebook = _notebook(folder / f"{folder.name}.ipynb")
    events = _events(folder / RECORD_NAME)
    sent = for_hand_in(events, notebook, _completed(events, lang), answer_stub(lang))
    staged = into / folder.name
    staged.mkdir()
    (staged / f"{folder.name}.ipynb").write_bytes(reduced_notebook(sent.typed))
    write_record(staged / RECORD_NAME, sent.events)
    return staged


def _hand_in(folder: Path, lang: str) -> HandInResult:
    with tempfile.TemporaryDirectory() as stage_folder:
        staged = stage(folder, lang, Path(stage_folder))
        if sys.platform == "win32":
            raise HandInError("windows")
        if not _is_set_up():
            raise HandInError("no-exchange")
        try:
            from medeopvoeders.grading.submit import submit
        except ImportError as error:
            raise HandInError("refused", reason=str(error)) from error
        return submit(staged)


def _is_set_up() -> bool:
    """Whether nbgrader would find any configuration at all. Nearly every laptop has none, and this
    tells so without the four seconds that importing nbgrader takes."""
    from jupyter_core.paths import jupyter_config_path

    names = [
        f"{name}_config{kind}" for name in ("nbgrader", "jupyter") for kind in (".py", ".json")
    ]
    return any(Path(place, name).is_file() for place in jupyter_config_path() for name in names)


def _notebook(path: Path) -> Notebook:
    try:
        notebook = json.loads(read_plain_file(path))
    except FileNotFoundError as error:
        raise HandInError("no-notebook", name=path.name) from error
    except (OSError, ValueError, RecursionError) as error:
        raise HandInError("bad-notebook", name=path.name) from error
    if not isinstance(notebook, dict):
        raise HandInError("bad-notebook", name=path.name)
    return notebook


def _events(path: Path) -> tuple[Event, ...]:
    """The trainee's own record. One that cannot be read is not handed in as if it were empty."""
    record = read_record(path)
    if record.problem == "newer":
        raise HandInError("newer-record")
    if record.problem in ("not-a-record", "unreadable-file"):
        raise HandInError("no-record")
    return record.events


def _completed(events: tuple[Event, ...], lang: str) -> frozenset[str]:
    """The vignettes that are complete, and the mirrors that were compared."""
    met = {event.activity for event in events} & set(vignette_ids())
    return completed_in([load_vignette(vignette_id, lang) for vignette_id in sorted(met)], events)
