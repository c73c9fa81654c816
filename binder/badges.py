"""Write the badges into both READMEs: `uv run python binder/badges.py`, once the course has a
public address.

That address stands in one place, CITATION.cff, as `repository-code: "https://..."`. Without one
the READMEs say so. A test fails where they and CITATION.cff do not agree.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from urllib.parse import quote, urlsplit

PROJECT = Path(__file__).resolve().parents[1]
READMES = {"en": "README.md", "nl": "README.nl.md"}
BLOCK = re.compile(r"(<!-- binder -->\n).*?(<!-- /binder -->)", re.DOTALL)
ADDRESS = re.compile(r'^repository-code: *"?(https://[^"\s]+?)(?:\.git)?/?"?$', re.MULTILINE)

WORDS = {
    "en": {
        "en": "Open the course in English",
        "nl": "Open the course in Dutch",
        "there": """Nothing to install: the badge opens the course on Binder, which takes a minute
            or two. Your work stays there for one session only. The page says so, reminds you, and
            saves it as one file.""",
        "missing": """The badge that opens the course without installing anything is not here yet:
            this repository has no public address so far. Whoever publishes it writes that address
            once, in `CITATION.cff`, as `repository-code`, and runs
            `uv run python binder/badges.py`.""",
    },
    "nl": {
        "en": "Open de cursus in het Engels",
        "nl": "Open de cursus in het Nederlands",
        "there": """Je hoeft niets te installeren: de knop opent de cursus op Binder. Dat duurt een
            minuut of twee. Je werk blijft daar maar één sessie staan. De pagina zegt dat, herinnert
            je eraan, en bewaart het als één bestand.""",
        "missing": """De knop waarmee je de cursus opent zonder iets te installeren, staat hier nog
            niet: deze map heeft nog geen openbaar adres. Wie ze publiceert, schrijft dat adres één
            keer in `CITATION.cff`, als `repository-code`, en draait
            `uv run python binder/badges.py`.""",
    },
}


def main() -> None:
    """Write both READMEs."""
    for lang, name in READMES.items():
        path = PROJECT / name
        path.write_text(
            with_badges(path.read_text("utf-8"), lang, address()), "utf-8", newline="\n"
        )


def address() -> str:
    """The public address of this repository, as CITATION.cff gives it; empty without one."""
    found = ADDRESS.search((PROJECT / "CITATION.cff").read_text("utf-8"))
    return found[1] if found else ""


def with_badges(readme: str, lang: str, repository: str) -> str:
    """`readme` with the badges of `repository`, its own language first. Raises ValueError where it
    has no place for them."""
    changed, places = BLOCK.subn(
        lambda block: block[1] + _block(lang, repository) + block[2], readme
    )
    if places != 1:
        raise ValueError(f"{places} places for the badges, between <!-- binder --> and its end")
    return changed


def launch_address(repository: str, lang: str) -> str:
    """Where Binder opens the home page in `lang`."""
    parts = urlsplit(repository)
    path = parts.path.strip("/")
    host = parts.netloc.removeprefix("www.")
    known = {"github.com": f"gh/{path}", "gitlab.com": f"gl/{quote(path, safe='')}"}
    where = known.get(host, f"git/{quote(repository, safe='')}")
    return f"https://mybinder.org/v2/{where}/HEAD?urlpath=medeopvoeders/{lang}/"


def _block(lang: str, repository: str) -> str:
    words = WORDS[lang]
    if not repository:
        return _wrapped(words["missing"])
    badges = [
        f"[![{words[tongue]}](binder/badge-{tongue}.svg)]({launch_address(repository, tongue)})"
        for tongue in sorted(READMES, key=lambda tongue: tongue != lang)
    ]
    return "\n".join([*badges, "", _wrapped(words["there"])])


def _wrapped(words: str) -> str:
    return textwrap.fill(" ".join(words.split()), 104, break_on_hyphens=False) + "\n"


if __name__ == "__main__":
    main()
