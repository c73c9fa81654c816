"""Take a picture of every page: `uv run python tests/pictures [FOLDER]`.

Home, player, looking back, mirror, reflection, hand-in and dashboard, at 1280 and 320 px, light and
dark, in both languages. The README shows some of them: without FOLDER they land beside this file.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

from conftest import CHROMIUM, PROJECT, QUIET_CHROMIUM, serving  # noqa: E402
from medeopvoeders.grading.cohorts import new_cohort  # noqa: E402
from medeopvoeders.grading.made_up import Shares, make_group  # noqa: E402
from medeopvoeders.reading.library import languages, load_strings, load_vignette  # noqa: E402

WIDTHS, SCHEMES = (1280, 320), ("light", "dark")
MARGIN, TALLEST = 18, 1600  # pixels
MODULE = "01-lever-or-barrier"
PATIENCE = 60_000
WORDS = {
    "nl": "Ik vroeg of hij tijd had, maar ik stond al met de agenda in mijn hand. Daardoor ging "
    "het toch weer over het tekenen. Morgen laat ik de agenda binnen.",
    "en": "I asked whether he had time, but I was already holding the diary. So it was about "
    "signing after all. Tomorrow I leave the diary inside.",
}


def main() -> None:
    """Take all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_CHROMIUM)
        os.environ["MEDEOPVOEDERS_HOME"] = str(Path(place) / "medeopvoeders")
        for lang in languages():
            shoot_course(browser, lang, folder, Path(place))
            shoot_dashboard(browser, lang, folder, Path(place))
        browser.close()


def looks(
    browser: Browser, address: str, lang: str, project: Path | None = None
) -> Iterator[tuple[str, Page]]:
    """A page for each width and colour scheme, with the name that its pictures end with; each time
    with the course in `project` as nobody has touched it yet."""
    for width, scheme in itertools.product(WIDTHS, SCHEMES):
        if project:
            _fresh(project)
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=lang,
            reduced_motion="reduce",
        )  # fmt: skip
        page = context.new_page()
        page.goto(address)
        yield f"{lang}-{width}-{scheme}", page
        context.close()


def shoot_course(browser: Browser, lang: str, folder: Path, place: Path) -> None:
    """Home, and a module from its first scene to what will be handed in."""
    project = place / lang
    with serving("--lang", lang, folder=_fresh(project), home=place) as address:
        for name, page in looks(browser, address, lang, project):
            page.screenshot(path=folder / f"home-{name}.png", full_page=True)
            page.locator(f"a.button[aria-describedby='{MODULE}']").click()
            expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)
            expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)
            shoot_module(page, lang, folder, name)


def _fresh(project: Path) -> Path:
    """The course as nobody has touched it yet."""
    shutil.rmtree(project / "course", ignore_errors=True)
    shutil.copytree(PROJECT / "course", project / "course", ignore=_records)
    return project


_records = shutil.ignore_patterns("record*", ".record*", ".ipynb_checkpoints")


def shoot_module(page: Page, lang: str, folder: Path, name: str) -> None:
    """The player at its first scene, the three panels at an ending, both families of the mirror
    side by side, the reflection and the hand-in."""
    player = page.locator(".medeopvoeders.vignette").first
    shoot(page, player, folder / f"player-{name}.png")
    vignette = load_vignette("signature", lang)
    here = vignette.scene(vignette.start)
    while here and not here.is_ending:
        button = here.onward_text or here.choices[-2].text
        player.get_by_role("button", name=button).click()
        here = vignette.scene(here.onward or here.choices[-2].target)
        expect(player.get_by_role("heading", name=here.title, exact=True)).to_be_focused(
            timeout=PATIENCE
        )
    for panel in ("chair", "way", "other"):
        player.get_by_role("tab", name=load_strings(lang)(f"contrast.{panel}")).click()
        shoot(page, player.locator(".mo-contrast-slot"), folder / f"{panel}-{name}.png")
    shoot_mirror(page, lang, folder, name)
    reflection = page.locator(".medeopvoeders.reflection").first
    reflection.get_by_role("textbox").fill(WORDS[lang])
    say = load_strings(lang)
    expect(reflection.get_by_role("status")).to_contain_text(say("status.saved"), timeout=PATIENCE)
    shoot(page, reflection, folder / f"reflection-{name}.png")
    handing_in = page.locator(".medeopvoeders.hand-in")
    handing_in.get_by_label(say("hand_in.read"), exact=True).check()
    expect(handing_in.get_by_label(say("hand_in.show"), exact=True)).to_be_enabled(timeout=PATIENCE)
    handing_in.get_by_role("button", name=say("hand_in.preview_button")).click()
    shoot(page, handing_in, folder / f"hand-in-{name}.png")


def shoot_mirror(page: Page, lang: str, folder: Path, name: str) -> None:
    """Both families, played with other answers, side by side."""
    mirror = page.locator(".medeopvoeders.mirror")
    for position in (0, -1):
        while options := mirror.locator("[data-number]:visible").all():
            before = mirror.locator("h3").first.inner_text()
            options[position].click()
            expect(mirror.locator("h3").first).not_to_have_text(before, timeout=PATIENCE)
        mirror.locator(".mo-actions .mo-primary").click()
        expect(mirror.locator(".mo-actions .mo-primary")).to_be_hidden(timeout=PATIENCE)
    heading = mirror.get_by_role("heading", name=load_strings(lang)("mirror.question"))
    expect(heading).to_be_focused(timeout=PATIENCE)
    shoot(page, mirror, folder / f"mirror-{name}.png")


def shoot_dashboard(browser: Browser, lang: str, folder: Path, place: Path) -> None:
    """The dashboard of a made-up group of twenty-four."""
    home = place / "medeopvoeders"
    name = "BaLO-2-demo" if lang == "nl" else "primary-2-demo"
    cohort = new_cohort(name, lang, PROJECT / "course", home, exchange=place / "exchange")
    make_group(cohort, 24, shares=Shares(missing=0, bad=0))
    with serving("dashboard", cohort.name, folder=PROJECT, home=place) as address:
        for name, page in looks(browser, address, lang):
            expect(page.locator(".medeopvoeders h2").first).to_be_visible(timeout=PATIENCE)
            expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)
            # The whole of a dashboard of ten modules is more than a picture can hold.
            page.set_viewport_size(page.viewport_size | {"height": TALLEST})
            page.screenshot(path=folder / f"dashboard-{name}.png")


def shoot(page: Page, view: object, path: Path) -> None:
    """A picture of the page with one view in the middle of it, and a margin around."""
    page.evaluate("document.activeElement.blur()")
    box = view.bounding_box()  # type: ignore[attr-defined]
    scrolled = page.evaluate("window.scrollY")
    top = max(0, box["y"] + scrolled - MARGIN)
    width, height = page.viewport_size["width"], min(box["height"] + 2 * MARGIN, TALLEST)
    clip = {"x": 0, "y": top, "width": width, "height": height}
    page.screenshot(path=path, full_page=True, clip=clip)


if __name__ == "__main__":
    main()
