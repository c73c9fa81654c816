// Looking back at an ending: three panels under tabs, one at a time; on paper all three. The last
// one, the road not taken, is told to Python when it is opened. Python has worked everything out;
// here numbers become lines, and ways become columns.

const MARKS = {
  instrumental: [["rect", { x: 1, y: 1, width: 12, height: 12, class: "mo-fill-instrumental" }]],
  partnership: [["circle", { cx: 7, cy: 7, r: 6.5, class: "mo-fill-partnership" }]],
  mixed: [
    ["path", { d: "M1 6 6 1M1 13 13 1", class: "mo-line-instrumental" }],
    ["path", { d: "M1 9.5 9.5 1M8 13 13 8", class: "mo-line-partnership" }],
    ["rect", { x: 1, y: 1, width: 12, height: 12, rx: 3, class: "mo-line-frame" }],
  ],
};

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
  const list = make("div", { class: "mo-tabs", role: "tablist", "aria-labelledby": title.id }, tabs);
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

function makeApproach(approach, word) {
  return make("p", { class: "mo-approach", "data-approach": approach }, makeMark(approach), word);
}

/** An approach has a shape besides its hue: square, round, or hatched with both. */
function makeMark(approach) {
  const shapes = (MARKS[approach] ?? []).map(([shape, attributes]) => draw(shape, attributes));
  return draw("svg", { viewBox: "0 0 14 14", class: "mo-mark", "aria-hidden": "true" }, ...shapes);
}

function makeComments(comments) {
  const pair = ({ axis, text }) => make("div", {}, make("dt", {}, axis), make("dd", {}, text));
  return comments?.length ? make("dl", { class: "mo-comments" }, comments.map(pair)) : null;
}

function makeTrace({ name, caption, labels, lines, moments }) {
  const drawings = [WIDE, NARROW].map((size) => drawTrace(lines, labels, size));
  return [
    make("h4", { class: "mo-part-title" }, caption),
    make("div", { class: "mo-drawing", role: "img", "aria-label": name }, drawings),
    make("dl", { class: "mo-legend" }, lines.map(makeLegend)),
    make("p", { class: "mo-small" }, labels.note),
    makeNumbers({ caption, labels, lines, moments }),
  ];
}

function makeLegend({ id, label, help }) {
  const sample = draw(
    "svg",
    { viewBox: "0 0 44 16", class: "mo-sample", "aria-hidden": "true" },
    draw("path", { d: "M1 8h42", class: `mo-line mo-line-${id}` }),
    drawPoint(id, 22, 8),
  );
  return make("div", {}, make("dt", {}, sample, label), make("dd", {}, help));
}

function makeNumbers({ caption, labels, lines, moments }) {
  const head = (text, scope) => make("th", { scope }, text);
  const row = (moment, at) => {
    const cells = lines.map(({ signed }) => make("td", {}, signed[at]));
    return make("tr", {}, head(`${at + 1}. ${moment}`, "row"), cells);
  };
  const heads = [labels.moment, ...lines.map(({ label }) => label)].map((text) => head(text, "col"));
  return make(
    "details",
    { class: "mo-numbers" },
    make("summary", {}, labels.numbers),
    make(
      "table",
      {},
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, heads)),
      make("tbody", {}, moments.map(row)),
    ),
  );
}

// Two drawings of the same lines, so that letters stay readable on a phone; the style shows one.
const WIDE = { name: "mo-for-wide", width: 620, left: 118, right: 20 };
const NARROW = { name: "mo-for-narrow", width: 262, left: 18, right: 14 };
const TALLEST = 110; // what the longer of two bands may take, in a drawing's own units
const STEP = 26;
const AROUND = { above: 40, below: 34 }; // room for numbers, and for the band's name

/** Each line in a band of its own, around the nought that it starts from; never one on the other. */
function drawTrace(lines, labels, { name, width, left, right }) {
  const count = lines[0].values.length;
  const x = (at) => left + ((width - left - right) * at) / Math.max(1, count);
  const reach = lines.map(({ values }) => ({
    up: Math.max(1, ...values),
    down: Math.max(1, ...values.map((value) => -value)),
  }));
  const unit = Math.min(STEP, TALLEST / Math.max(...reach.map(({ up, down }) => up + down)));
  let top = 0;
  const bands = lines.map((line, at) => {
    const { up, down } = reach[at];
    const nought = top + AROUND.above + up * unit;
    top = nought + down * unit + AROUND.below;
    const y = (value) => nought - value * unit;
    return drawBand(line, labels, { x, y, left, width, up, down });
  });
  const middle = { "text-anchor": "middle" };
  const numbers = lines[0].values.map((_, at) => drawText(at + 1, x(at + 1), top + 14, middle));
  const start = drawText(labels.start, x(0), top + 14, middle);
  const viewBox = `0 0 ${width} ${top + 22}`;
  const attributes = { viewBox, class: name, "aria-hidden": "true" };
  return draw("svg", attributes, ...bands.flat(), start, ...numbers);
}

function drawBand({ id, label, values, signed }, labels, { x, y, left, width, up, down }) {
  const points = [0, ...values].map((value, at) => [x(at), y(value)]);
  const beside = left > 60;
  const title = { class: "mo-line-label" };
  return [
    draw("path", { d: `M${left} ${y(0)}H${width}`, class: "mo-nought" }),
    drawText(label, 0, beside ? y(0) + 6 : y(up) - 24, title),
    beside && drawText(labels.more, 0, y(up) - 6),
    beside && drawText(labels.less, 0, y(-down) + 16),
    draw("path", {
      d: `M${points.map((point) => point.join(" ")).join("L")}`,
      class: `mo-line mo-line-${id}`,
    }),
    ...points.slice(1).flatMap(([px, py], at) => [
      drawPoint(id, px, py),
      drawText(signed[at], px, py + (values[at] < 0 ? 26 : -14), {
        "text-anchor": "middle",
        class: "mo-value",
      }),
    ]),
  ].filter(Boolean);
}

/** A marker of the line's own shape. */
function drawPoint(id, x, y) {
  const shape = id === "structure" ? "M0-8 8 0 0 8-8 0Z" : "M0-8 8 7H-8Z";
  const at = `translate(${x} ${y})`;
  return draw("path", { d: shape, transform: at, class: `mo-point mo-point-${id}` });
}

function drawText(text, x, y, attributes = {}) {
  const node = draw("text", { x, y, ...attributes });
  node.textContent = text;
  return node;
}

function draw(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  setAll(node, attributes);
  node.append(...children);
  return node;
}

/* --- the road not taken --------------------------------------------------------------------- */

function makeOtherWay({ approach, sides }) {
  return [
    approach && makeApproach(approach.id, approach.label),
    sides && makeSides(sides),
  ].filter(Boolean);
}

/** Two ways side by side; on a phone one above the other. Each cell says whose it is. */
function makeSides({ labels, rows, endings }) {
  const moments = rows.map((row) => makeMoment(row, labels));
  const ends = makeMoment({ scene: endings.title, cells: endings.cells, end: true }, labels);
  const list = make("ol", { role: "list", class: "mo-card" }, moments, ends);
  return make("div", { class: "mo-sides mo-wide" }, list);
}

function makeMoment({ scene, opening, mark, both, cells, end }, labels) {
  const sides = both
    ? [makeSide(cells[0], both, "both")]
    : cells.map((cell, at) => makeSide(cell, labels[at], at ? "right" : "left"));
  return make(
    "li",
    { class: "mo-moment", "data-end": Boolean(end) },
    make("h4", { class: "mo-part-title" }, scene),
    opening && make("p", { class: "mo-opening" }, opening),
    mark && make("p", { class: "mo-fork", "data-kind": mark.kind }, make("span", {}, mark.text)),
    make("div", { class: "mo-pair" }, sides),
  );
}

function makeSide(cell, label, side) {
  const { empty, title, said, approach, approach_label: word, thoughts, comments, blocks } = cell;
  return make(
    "div",
    { class: "mo-side", "data-side": side, "data-empty": Boolean(empty) },
    make("p", { class: "mo-tag" }, side === "both" ? null : drawTag(side), label),
    empty && make("p", { class: "mo-nobody" }, empty),
    title && make("h5", { class: "mo-step-title" }, title),
    blocks?.map((block) => makeBlock(block)),
    said && makeSaid(said),
    approach && makeApproach(approach, word),
    thoughts && makeThoughts(thoughts),
    makeComments(comments),
  );
}

/** A footprint of each way: one filled, one in outline. */
function drawTag(side) {
  return draw(
    "svg",
    { viewBox: "0 0 14 14", class: "mo-tag-mark", "aria-hidden": "true" },
    draw("path", { d: "M2 1.5 12.5 7 2 12.5Z", class: `mo-tag-${side}` }),
  );
}
