// Structure and relationship over the choices of a way: two lines, a sentence and a table of the
// same numbers. Python has worked out the numbers; here they become places in a drawing.

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
  const columns = [labels.moment, ...lines.map(({ label }) => label)];
  const heads = columns.map((text) => head(text, "col"));
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

/** Each line in a band of its own, around the nought that it starts from, never on each other. */
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
