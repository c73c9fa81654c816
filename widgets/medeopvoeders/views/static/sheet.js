// A sheet to print: what will be on paper, and one button. Only the sheet is printed, from a document
// of its own in a hidden frame, so that neither the page around it nor its theme comes along.

const LINES_FOR_TEXT = 8;
const LINES_FOR_ANSWER = 4;

function render({ model, el, signal }) {
  const page = layOut();
  el.append(page.root);
  const print = () => printSheet(page, model.get("state"), model.get("paper"));
  let asked = 0; // the turn that Python is to answer before the sheet is printed
  const line = openLine(model, signal, (mood) => {
    holdButtons(page.actions, mood === "waiting");
    if (mood !== "silent") return;
    // What the sheet shows is what was saved: that can be printed all the same.
    asked = 0;
    const { labels } = model.get("state");
    showStatus(page.status, { kind: "unsaved", text: labels.no_answer }, {});
    print();
  });
  const press = () => {
    // Time makes the turn differ from those of another view of the same sheet.
    asked = Date.now();
    line.ask({ do: "print", turn: asked });
  };
  onState(model, signal, (state) => {
    showState(page, state, press, true);
    if (!asked || state.turn !== asked) return;
    asked = 0;
    line.answered();
    print();
  });
  showState(page, model.get("state"), press, false);
}

function layOut() {
  const page = {
    root: makeRoot("sheet"),
    notices: make("div", { class: "mo-notices" }),
    sheet: make("div", { class: "mo-card mo-sheet" }),
    actions: make("div", { class: "mo-actions" }),
    help: make("p", { class: "mo-small", id: newId("help") }),
    status: makeStatus(),
  };
  const { root, ...parts } = page;
  root.append(...Object.values(parts));
  return page;
}

function showState(page, state, press, appearsLater) {
  setAll(page.root, { lang: state.lang, "aria-label": state.title });
  paintNotices(page.notices, state.notices, appearsLater);
  const { title, texts, asks, labels } = state;
  paint(page.sheet, { title, texts, asks, labels }, (shown) => makeSheet(shown, 3));
  const marks = { class: "mo-primary", "data-key": "print", "aria-describedby": page.help.id };
  paint(page.actions, labels.print, (text) => makeButton(text, marks, press));
  write(page.help, labels.help);
  showStatus(page.status, state.status, state);
}

/** The sheet, on the page and on paper alike; `level` is that of its title. */
function makeSheet({ title, texts, asks, labels }, level) {
  return [
    make(`h${level}`, {}, title),
    make("p", { class: "mo-lead" }, labels.lead),
    ...texts.map((text) => makeOwn(text, labels, level + 1)),
    make(`h${level + 1}`, {}, labels.asks_title),
    make("ol", {}, asks.map((ask) => make("li", {}, make("p", {}, ask), makeLines(LINES_FOR_ANSWER)))),
  ];
}

/** One reflection: what was written, line by line, or lines to write on. */
function makeOwn({ title, texts }, { empty }, level) {
  const words = texts.map((text) => make("p", { class: "mo-words" }, text));
  const room = [make("p", { class: "mo-empty" }, empty), makeLines(LINES_FOR_TEXT)];
  return make("div", { class: "mo-own" }, make(`h${level}`, {}, title), words.length ? words : room);
}

function makeLines(count) {
  const lines = Array.from({ length: count }, () => make("span"));
  return make("div", { class: "mo-lines", "aria-hidden": "true" }, lines);
}

/** The frame stays until the next time: some browsers go on reading it after `print` returns. */
function printSheet(page, state, style) {
  page.frame?.remove();
  page.frame = make("iframe", {
    class: "mo-frame",
    title: state.title,
    tabindex: "-1",
    "aria-hidden": "true",
    srcdoc: "<!doctype html>", // nobody's words: those come in below, as text
  });
  page.frame.addEventListener("load", ({ target: { contentDocument: paper, contentWindow } }) => {
    setAll(paper.documentElement, { lang: state.lang });
    paper.title = state.title;
    paper.head.append(make("style", {}, style));
    paper.body.append(...makeSheet(state, 1));
    contentWindow.print();
  });
  page.root.append(page.frame);
}

export default { render };
