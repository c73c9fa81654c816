// Looking back at an ending: three panels under tabs, one at a time; on paper all three. The last
// one, the road not taken, is told to Python when it is opened. Python has worked everything out;
// here numbers become lines, and ways become columns.

/** Paints the three panels into `slot`, or nothing; `look(tab)` tells that the last was opened. */
function paintContrast(slot, contrast, look) {
  const { looked, ...shown } = contrast ?? {};
  paint(slot, contrast ? shown : null, () =>
    makeContrast(shown, (tab) => slot.dataset.looked === "true" || look(tab)),
  );
  slot.dataset.looked = String(Boolean(looked));
  if (contrast) showLooked(slot, contrast);
}

/** What is still to be looked at, in words: beside the tabs, and on the last of them. */
function showLooked(slot, { looked, labels }) {
  write(slot.querySelector(".mo-still"), looked ? labels.complete : labels.still);
  write(slot.querySelector(".mo-tab-note"), looked ? labels.looked : labels.to_look);
}

function makeContrast({ labels, chair, way, other }, look) {
  const panels = [
    makePanel(chair, makeChair(chair)),
    makePanel(way, makeOwnWay(way)),
    makePanel(other, makeOtherWay(other)),
  ];
  const tabs = panels.map((panel) => makeTab(panel, (tab) => open(tab)));
  tabs.at(-1).append(" ", make("span", { class: "mo-tab-note" }));
  const open = (tab) => {
    showPanel(tabs, panels, tab);
    if (tab === tabs.at(-1)) look(tab);
  };
  for (const [position, tab] of tabs.slice(1).entries()) {
    const text = labels.next.replace("{title}", panels[position + 1].dataset.title);
    panels[position].append(makeNext(text, tab, panels[position + 1], open));
  }
  const title = make("p", { class: "mo-small mo-look-back", id: newId("look-back") }, labels.title);
  const named = { role: "tablist", "aria-labelledby": title.id };
  const list = make("div", { class: "mo-tabs", ...named }, tabs);
  list.addEventListener("keydown", (event) => moveAlong(tabs, event));
  showPanel(tabs, panels, tabs[0]);
  return [title, make("p", { class: "mo-still" }), list, ...panels];
}

function makePanel({ title, lead }, ...content) {
  const heading = make("h3", { class: "mo-panel-title", tabindex: "-1" }, title);
  return make(
    "div",
    { class: "mo-panel", role: "tabpanel", id: newId("panel"), tabindex: "0", "data-title": title },
    heading,
    make("p", { class: "mo-lead" }, lead),
    ...content,
  );
}

/** Opens by being pressed, not by being passed with the arrow keys: opening the last one counts. */
function makeTab(panel, open) {
  const attributes = { role: "tab", class: "mo-tab", id: newId("tab"), "aria-controls": panel.id };
  const tab = makeButton("", attributes, () => open(tab));
  tab.append(make("span", {}, panel.dataset.title));
  setAll(panel, { "aria-labelledby": tab.id });
  return tab;
}

function showPanel(tabs, panels, shown) {
  for (const [position, tab] of tabs.entries()) {
    setAll(tab, { "aria-selected": String(tab === shown), tabindex: tab === shown ? "0" : "-1" });
    panels[position].toggleAttribute("data-shut", tab !== shown);
  }
}

function moveAlong(tabs, event) {
  const here = tabs.indexOf(event.target);
  const to = {
    ArrowRight: here + 1,
    ArrowDown: here + 1,
    ArrowLeft: here - 1,
    ArrowUp: here - 1,
    Home: 0,
    End: -1,
  }[event.key];
  if (to === undefined || here < 0) return;
  event.preventDefault();
  tabs.at(to % tabs.length).focus();
}

function makeNext(text, tab, panel, open) {
  const go = () => {
    open(tab);
    const heading = panel.querySelector(".mo-panel-title");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  };
  return make("div", { class: "mo-onward" }, makeButton(text, { class: "mo-primary" }, go));
}

/* --- the other chair ---------------------------------------------------------------------- */

function makeChair({ who, received, question }) {
  const items = received.map(({ scene, pieces, thoughts }) =>
    make(
      "li",
      { class: "mo-received" },
      make("h4", { class: "mo-when" }, scene),
      make("div", { class: "mo-arrives" }, pieces.map(makePiece)),
      makeThoughts(thoughts),
    ),
  );
  return make(
    "div",
    { class: "mo-card mo-chair" },
    drawChairs(),
    who.map((person) => make("p", { class: "mo-small mo-who-sits" }, person)),
    make("ol", { class: "mo-receiving", role: "list" }, items),
    make("p", { class: "mo-question" }, question),
  );
}

function makePiece({ said, text }) {
  return said ? makeSaid(text) : make("p", { class: "mo-done" }, text);
}

/** Two chairs at a table: yours is the filled one, across. Decoration, so it has no name. */
function drawChairs() {
  const chair = "M0 0v34M0 34h22M0 34v28M22 34v28";
  return draw(
    "svg",
    { viewBox: "0 0 240 84", class: "mo-chairs", "aria-hidden": "true" },
    draw("path", { d: "M8 76h224", class: "mo-ground" }),
    draw("path", { d: "M84 40h72M96 40v36M144 40v36" }),
    draw("path", { d: chair, transform: "translate(44 14)" }),
    draw("path", { d: chair, transform: "translate(196 14) scale(-1 1)", class: "mo-yours" }),
  );
}

/* --- your way ------------------------------------------------------------------------------- */

function makeOwnWay({ trace, steps_title: title, steps }) {
  const heading = make("h4", { class: "mo-part-title", id: newId("steps") }, title);
  const list = { class: "mo-steps", role: "list", "aria-labelledby": heading.id };
  return [
    make("div", { class: "mo-card mo-trace" }, makeTrace(trace)),
    make("div", { class: "mo-card" }, heading, make("ol", list, steps.map(makeStep))),
  ];
}

function makeStep({ scene, said, approach, approach_label: word, thoughts, comments }, position) {
  return make(
    "li",
    { class: "mo-step", "data-approach": approach },
    makeMark(approach),
    make("h5", { class: "mo-step-title" }, `${position + 1}. ${scene}`),
    makeSaid(said),
    makeApproach(approach, word),
    makeThoughts(thoughts),
    makeComments(comments),
  );
}

/* --- the road not taken --------------------------------------------------------------------- */

function makeOtherWay({ approach, sides }) {
  return [
    approach && makeApproach(approach.id, approach.label),
    sides && makeSides(sides),
  ].filter(Boolean);
}
