// A mirror: the same week played twice, one family after the other, and then both side by side.
// Python decides which family stands in `state.player`, or that `state.comparison` stands instead.

function render({ model, el, signal }) {
  const root = makeRoot("mirror");
  const intro = make("p", { class: "mo-intro" });
  root.append(intro);
  const page = layOutPlayer(root);
  const both = layOutBoth(root);
  el.append(root);
  const around = (state, { ask, first, takeFocus }) => {
    nameView(root, state);
    write(intro, state.intro);
    showBoth(both, state, ask, first);
    if (state.comparison && takeFocus) arriveAtBoth(both);
  };
  play(page, { model, signal, pick: playerIn, around });
}

/** The player's part of a mirror's state, as the state of a vignette's view; null at the end. */
function playerIn({ player, labels, ...shared }) {
  return player && { ...shared, ...player, labels: { ...labels, ...player.labels } };
}

function layOutBoth(root) {
  const both = {
    root: part("mo-both"),
    notices: part("mo-notices"),
    sides: part("mo-both-sides"),
    status: makeStatus(),
    families: part("mo-families"),
  };
  both.root.append(both.notices, both.sides, both.status, both.families);
  root.append(both.root);
  return both;
}

/** Paints the comparison; an empty one while a family is played. */
function showBoth(both, state, ask, first) {
  const { comparison } = state;
  both.root.hidden = !comparison;
  // Notices and status speak where they stand: in the player, or here.
  paintNotices(both.notices, comparison && state.notices, !first);
  showStatus(both.status, comparison && state.status, state);
  const { title, lead, sides, families } = comparison ?? {};
  paint(both.sides, comparison ? { title, lead, sides } : null, makeBoth);
  const known = families?.map(({ activity, title, again }) => ({ activity, title, again }));
  paint(both.families, known ?? null, () => families.map((family) => makeFamily(family, ask)));
  for (const [at, family] of (families ?? []).entries()) {
    const slot = both.families.children[at].querySelector(".mo-contrast-slot");
    paintContrast(slot, family.contrast, (tab) =>
      ask(tab, { do: "look", activity: family.activity, scene: family.scene }),
    );
  }
}

function makeBoth({ title, lead, sides }) {
  const heading = make("h3", { class: "mo-panel-title", tabindex: "-1" }, title);
  return [heading, make("p", { class: "mo-lead" }, lead), makeSides(sides)];
}

/** One family's own looking back, behind a line that opens it, and the way to play it again. */
function makeFamily({ activity, title, again }, ask) {
  const press = (button) => ask(button, { do: "play", activity });
  return make(
    "div",
    { class: "mo-family" },
    make(
      "details",
      { class: "mo-later" },
      make("summary", { "data-key": `back-${activity}` }, title),
      make("div", { class: "mo-contrast-slot" }),
    ),
    make(
      "div",
      { class: "mo-actions" },
      makeButton(again, { class: "mo-quiet", "data-key": `again-${activity}` }, press),
    ),
  );
}

function arriveAtBoth(both) {
  // Not on every news: somebody who presses a tab in here stays there.
  if (focusedIn(both.root)) return;
  const heading = both.sides.querySelector(".mo-panel-title");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

export default { render };
