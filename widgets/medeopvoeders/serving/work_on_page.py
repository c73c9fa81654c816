"""What a page's script needs for saving, restoring and reminding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medeopvoeders.reading.library import load_strings
from medeopvoeders.record.work_file import LARGEST_FILE, MEGABYTE
from medeopvoeders.serving.session import remind_after_seconds, session_minutes

if TYPE_CHECKING:
    from medeopvoeders.serving.handlers import Page


def work_on_page(handler: Page) -> dict[str, Any]:
    """Where to ask, what to say, and after how many idle seconds to remind; 0 for never."""
    words = load_strings(handler.lang).table
    return {
        "address": f"{handler.base_url}medeopvoeders/{handler.lang}/work",
        "xsrf": handler.xsrf_token.decode(),
        "largest": LARGEST_FILE,
        "minutes": session_minutes(),
        "remind_after": remind_after_seconds(),
        "time_separator": words["status.time_separator"],
        "words": {
            key[5:]: text.replace("{limit}", str(LARGEST_FILE // MEGABYTE))
            for key, text in words.items()
            if key.startswith("work.")
        },
    }
