// An answer looked back on: the approach that it belongs to, in a shape besides a hue, and what it
// does, axis by axis.

const MARKS = {
  instrumental: [["rect", { x: 1, y: 1, width: 12, height: 12, class: "mo-fill-instrumental" }]],
  partnership: [["circle", { cx: 7, cy: 7, r: 6.5, class: "mo-fill-partnership" }]],
  mixed: [
    ["path", { d: "M1 6 6 1M1 13 13 1", class: "mo-line-instrumental" }],
    ["path", { d: "M1 9.5 9.5 1M8 13 13 8", class: "mo-line-partnership" }],
    ["rect", { x: 1, y: 1, width: 12, height: 12, rx: 3, class: "mo-line-frame" }],
  ],
};

function draw(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  setAll(node, attributes);
  node.append(...children);
  return node;
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
