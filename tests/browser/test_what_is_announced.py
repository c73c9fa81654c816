"""What a screen reader hears at each step: where it is now, and once how it stands with saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cohort_maker import MODULE
from conftest import serving
from medeopvoeders.reading.library import load_strings, load_vignette

from .conftest import PATIENCE

pytestmark = pytest.mark.browser

# Every text that appears in a live region, once a change: what a screen reader would say by itself.
LISTEN = """
() => {
  const LIVE = "[role=status], [role=alert], [aria-live]";
  window.said = [];
  const hear = (changes) => {
    const near = ({ target }) =>
      (target.nodeType === 1 ? target : target.parentElement)?.closest(LIVE);
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes])
      .filter((node) => node.nodeType === 1)
      .flatMap((node) => [node, ...node.querySelectorAll("*")])
      .filter((node) => node.matches(LIVE));
    for (const region of new Set([...changes.map(near), ...added])) {
      const text = region?.isConnected && region.ariaLive !== "off" && region.textContent.trim();
      if (text) window.said.push(text);
    }
  };
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(hear).observe(document.body, all);
}
"""


def test_a_step_is_announced_once_and_the_focus_is_on_the_new_heading(
    page: Page, course_copy: Path, home: Path
) -> None:
    lang = "en"
    say, vignette = load_strings(lang), load_vignette("signature", lang)
    with serving("--lang", lang, folder=course_copy, home=home) as address:
        page.goto(address)
        server = address.split("medeopvoeders/")[0]
        page.goto(f"{server}voila/render/course/{lang}/{MODULE}/{MODULE}.ipynb")
        player = page.locator(".medeopvoeders.vignette").first
        expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)
        page.evaluate(LISTEN)
        here = vignette.scene(vignette.start)
        while not here.is_ending:
            page.evaluate("said.length = 0")
            player.get_by_role("button", name=here.choices[0].text).click()
            here = vignette.scene(here.choices[0].target)
            heading = player.get_by_role("heading", name=here.title, exact=True)
            expect(heading).to_be_focused(timeout=PATIENCE)
            expect(player.get_by_role("status").first).to_contain_text(say("status.saved"))
            page.evaluate("() => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))")
            # Only where saving takes long is that said too, before it is done.
            heard = [text for text in page.evaluate("said") if text != say("status.saving")]
            assert len(heard) == 1, heard
            assert heard[0].startswith(say("status.saved")), heard
