// Two ways side by side, scene by scene. Each cell says whose it is, for on a phone they stand one
// above the other.

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
