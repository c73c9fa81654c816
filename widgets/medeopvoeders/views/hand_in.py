"""Handing in: two consents, exactly what will go, and the way out of the folder.

Where an exchange is set up, the work goes there. Elsewhere it becomes a file, made here in the
kernel and sent to the page, which saves it as a download; who it is from is asked only then.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from medeopvoeders.engine.hand_in import HandIn
from medeopvoeders.record.hand_in_file import Label, next_moment, pack
from medeopvoeders.record.journal import RECORD_NAME, read_record
from medeopvoeders.record.replay import HAND_IN, replay_consent
from medeopvoeders.record.student_name import as_student_name
from medeopvoeders.views.activity import ActivityView, State, notice, script, style
from medeopvoeders.views.preview import preview_items

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module

LONGEST_SECONDS = 110  # before the page gives up waiting
BUTTONS = ("title", "intro", "preview_button", "busy")
FORM = ("file_intro", "name_label", "name_help")
# What `medeopvoeders hand-in` answers where there is no exchange to hand in through.
WITHOUT_EXCHANGE = ("no-exchange", "windows")


class HandInView(ActivityView):
    """The last activity of a module. Nothing leaves the folder before its button is pressed."""

    _esm = script("hand_in")
    _css = style("hand_in")

    def __init__(self, module: Module) -> None:
        self.busy = False
        self.task: asyncio.Task[None] | None = None
        self.by_file = False
        self.name_is_missing = False
        super().__init__(module, HAND_IN)

    @property
    def consent(self) -> HandIn:
        """What the trainee allows now, and what was handed in before."""
        return replay_consent(self.module.journal.events)

    def act(self, message: State) -> None:
        """Note a consent, or hand in."""
        self.module.journal.catch_up()
        match message.get("do"):
            case "consent":
                read, show = message.get("read") is True, message.get("show") is True
                self.save("consented", {"read": read, "show": read and show})
            case "hand-in" if not self.busy and self._was_seen(message):
                self.busy = True
                self.status = {"kind": "idle", "text": ""}
                self.task = asyncio.ensure_future(self._hand_in())
            case "make-file" if self.by_file and self._was_seen(message):
                self._make_file(as_student_name(str(message.get("name", ""))))

    def _was_seen(self, message: State) -> bool:
        """Whether the page shows what would go. Where that changed (another window, an answer
        typed in the notebook since), show it first: nothing unseen leaves the folder."""
        say = self.module.strings
        if message.get("seen") == self._preview()["mark"]:
            return True
        text = notice(say("hand_in.changed_title"), say("hand_in.changed"), "info")
        self.passing.append(text)
        return False

    def _make_file(self, name: str) -> None:
        """Sign what the page shows with `name`, and send it there as a file."""
        self.name_is_missing = not name
        if not name:
            return
        earlier = (receipt.file for receipt in self.consent.receipts)
        label = Label(name, self.module.folder.name, next_moment(datetime.now(UTC), earlier))
        content = pack(self.module.outgoing(), label)
        if name != self.consent.name:
            self.save("signed", {"name": name})
        self.save("handed-in", {"to": "", "file": label.file_name})
        self.send({"do": "download", "name": label.file_name}, [content])

    def _preview(self) -> State:
        """What would go now; `mark` changes with every word of it."""
        say = self.module.strings
        items = preview_items(self.module, self.module.outgoing())
        words = json.dumps(items, ensure_ascii=False).encode("utf-8", "replace")
        return {
            "title": say("hand_in.preview"),
            "items": items,
            "files_title": say("hand_in.files"),
            "files": [
                RECORD_NAME,
                f"{self.module.folder.name}.ipynb",
                *([say("hand_in.files_signed")] if self.by_file else []),
            ],
            "mark": hashlib.sha256(words).hexdigest(),
        }

    def paint(self) -> State:
        """The questions, the preview, and the receipt of what was handed in."""
        say, consent = self.module.strings, self.consent
        words = {key: say(f"hand_in.{key}") for key in BUTTONS}
        return {
            "title": words["title"],
            "intro": words["intro"],
            "consents": [
                self._question("read", consent.read, disabled=False),
                self._question("show", consent.show, disabled=not consent.read),
            ],
            "preview": self._preview(),
            "preview_button": words["preview_button"],
            "submit": self._submit(),
            "file": self._form(consent) if self.by_file else None,
            "name_error": say("hand_in.name_missing") if self.name_is_missing else "",
            "busy": self.busy,
            "busy_text": words["busy"],
            "receipt": self._receipt(consent),
            "done": bool(consent.receipts),
        }

    def _submit(self) -> str:
        say = self.module.strings
        if self.by_file:
            return say("hand_in.make_file")
        return say("hand_in.submit", number=self.module.number)

    def _form(self, consent: HandIn) -> State:
        """Who the file is from: asked here, and nowhere before."""
        words = {key: self.module.strings(f"hand_in.{key}") for key in FORM}
        return words | {"name": consent.name or self._name_elsewhere()}

    def _name_elsewhere(self) -> str:
        """The name that a file of another module was signed with: with the same one, a group has
        one row for this trainee."""
        records = sorted(self.module.folder.parent.glob(f"*/{RECORD_NAME}"))
        names = (replay_consent(read_record(path).events).name for path in records)
        return next(filter(None, names), "")

    def _question(self, name: str, checked: bool, *, disabled: bool) -> State:
        say = self.module.strings
        return {
            "id": name,
            "label": say(f"hand_in.{name}"),
            "help": say(f"hand_in.{name}_help"),
            "checked": checked,
            "disabled": disabled,
        }

    def _receipt(self, consent: HandIn) -> State | None:
        if not consent.receipts:
            return None
        say, last = self.module.strings, consent.receipts[-1]
        kind = "file_receipt" if last.file else "receipt"
        text = say.table[f"hand_in.{kind}"].replace("{to}", last.to).replace("{file}", last.file)
        return {
            "title": say(f"hand_in.{kind}_title"),
            "text": text,
            "at": last.at,
            "file": last.file,
            "what_now": say("hand_in.file_what_now") if last.file else "",
            "again": say("hand_in.file_again") if last.file else "",
            "changed": say("hand_in.receipt_changed") if consent.has_changed else "",
        }

    async def _hand_in(self) -> None:
        """Run the command that hands in: nbgrader takes four seconds to import, and a trainee's
        kernel is no place for it."""
        say = self.module.strings
        try:
            answer = await asyncio.to_thread(self._run)
            if answer.get("ok"):
                receipt = {"to": answer.get("to", ""), "receipt": answer.get("receipt", "")}
                self.save("handed-in", receipt)
            elif answer.get("code") in WITHOUT_EXCHANGE:
                self.by_file = True
            else:
                self.passing = [notice(say("hand_in.failed_title"), str(answer.get("message", "")))]
        except subprocess.SubprocessError as error:
            text = say("hand_in.failed", detail=type(error).__name__)
            self.passing = [notice(say("hand_in.failed_title"), text)]
        except OSError as error:
            self._not_saved(error)
        finally:
            self.busy = False
        self.module.repaint()

    def _run(self) -> State:
        command = [sys.executable, "-m", "medeopvoeders", "hand-in", str(self.module.folder)]
        command += ["--lang", self.module.lang, "--json"]
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", errors="replace",
            check=False, cwd=self.module.folder, timeout=LONGEST_SECONDS,
        )  # fmt: skip
        lines = done.stdout.strip().splitlines()
        try:
            answer = json.loads(lines[-1])
            return answer if isinstance(answer, dict) else {}
        except (ValueError, IndexError):
            said = (done.stderr or done.stdout).strip().splitlines() or [str(done.returncode)]
            return {"message": self.module.strings("hand_in.failed", detail=said[-1])}
