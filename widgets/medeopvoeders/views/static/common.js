// What the three views share. Each view is served as this file with its own behind it, as one
// module, so nothing is exported here.
//
// A view only paints `state` and sends what the reader did: every rule of the course is Python.
// A reader's words reach the page as text nodes, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** A new element; strings among the children become text, empty children are left out. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAll(node, attributes);
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

/** Sets attributes; `true` is a bare attribute, `false` and `null` take it away. */
function setAll(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const text = value === true ? "" : String(value);
    if (value === false || value == null) node.removeAttribute(name);
    // Setting a language or a label again makes the browser style everything below it again.
    else if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}

/** Writes text only where it differs: a live region speaks on every write, of the same text too. */
function write(node, text) {
  if (node.textContent !== (text ?? "")) node.textContent = text ?? "";
}

/** An id no other view on the page has: each view is its own module, so a count would clash. */
function newId(name) {
  return `mo-${name}-${Math.random().toString(36).slice(2, 9)}`;
}

/** The root of a view. A click on its text focuses it, so that number keys work after that. */
function makeRoot(name, labelledBy = null) {
  const root = make("section", {
    class: `medeopvoeders ${name}`,
    tabindex: "-1",
    "aria-labelledby": labelledBy,
    "data-lm-suppress-shortcuts": "true",
  });
  root.addEventListener("keydown", keepFromNotebook);
  return root;
}

/**
 * A key pressed in a view is not JupyterLab's: it would take 1 to 6 for heading levels, D D for
 * deleting the cell, and swallow Enter in a text area. Its mark for that, above, counts only on the
 * focused element itself, and not for Enter.
 */
function keepFromNotebook(event) {
  if (event.currentTarget.closest(".jp-Cell")) event.stopPropagation();
}

const painted = new WeakMap();

/** Whether `slot` was last painted with just this. */
function shows(slot, shown) {
  return painted.get(slot) === JSON.stringify(shown ?? null);
}

/** Runs `then` once the next frame is painted; a page that nobody sees paints none. */
function afterPaint(then) {
  const frame = requestAnimationFrame(() => {
    clearTimeout(unseen);
    setTimeout(then);
  });
  const unseen = setTimeout(() => {
    cancelAnimationFrame(frame);
    then();
  }, 100);
}

/** Runs `then` once the page has nothing better to do. */
function whenIdle(then) {
  if (window.requestIdleCallback) requestIdleCallback(then, { timeout: 2000 });
  else setTimeout(then, 100);
}

/**
 * Fills `slot` with what `build(shown)` makes, only where `shown` has changed since the last time.
 * Focus inside the slot is kept: on the element with the same `data-key`, or else on the root.
 */
function paint(slot, shown, build) {
  if (shows(slot, shown)) return false;
  painted.set(slot, JSON.stringify(shown ?? null));
  const focused = focusedIn(slot);
  slot.replaceChildren(...(shown == null ? [] : [build(shown)].flat().filter(Boolean)));
  if (focused) keepFocus(slot, focused.dataset.key);
  return true;
}

function focusedIn(node) {
  const focused = node.getRootNode().activeElement;
  return focused && node.contains(focused) ? focused : null;
}

function keepFocus(slot, key) {
  const twin = key && slot.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (twin || slot.closest(".medeopvoeders")).focus({ preventScroll: true });
}

function makeButton(text, attributes, press) {
  const button = make("button", { type: "button", ...attributes }, text);
  // aria-disabled, not disabled: a disabled button would drop the keyboard's place on the page.
  button.addEventListener("click", (event) => {
    // The second half of a double click may land on a button of the next scene.
    if (event.detail > 1 || button.getAttribute("aria-disabled") === "true") return;
    press(button);
  });
  return button;
}

/** Holds every button in `root` while the kernel thinks, and lets go again. */
function holdButtons(root, held) {
  root.toggleAttribute("data-waiting", held);
  for (const button of root.querySelectorAll("button")) {
    setAll(button, { "aria-disabled": held ? "true" : null });
    if (!held) button.removeAttribute("data-pressed");
  }
}

/** Runs `then` once the kernel can be reached: at once, but on a page that paints before that. */
function whenReached(model, then) {
  if (model.isReached === false) model.reached.then(then);
  else then();
}

/**
 * A line to the kernel that carries one question at a time. `changed(mood)` hears of "waiting",
 * "answered", and "silent": no kernel, or no answer within `patience` milliseconds since it is there.
 * With `paintFirst` what the page shows meanwhile is painted before the question leaves: on a small
 * machine the kernel and the page want the same processor.
 */
function openLine(model, signal, changed, patience = 5000) {
  const line = { mood: "answered", ask, answered };
  let timer = 0;
  let asked = 0;
  function turnTo(mood) {
    clearTimeout(timer);
    line.mood = mood;
    changed(mood);
  }
  function ask(message, { paintFirst = false } = {}) {
    if (line.mood === "waiting") return false;
    turnTo("waiting");
    const mine = ++asked;
    whenReached(model, () => {
      if (line.mood !== "waiting" || asked !== mine) return;
      timer = setTimeout(() => turnTo("silent"), patience);
    });
    const send = () => sendSafely(model, message) || turnTo("silent");
    if (paintFirst) afterPaint(send);
    else send();
    return true;
  }
  function answered() {
    if (line.mood !== "answered") turnTo("answered");
  }
  signal?.addEventListener("abort", () => clearTimeout(timer));
  return line;
}

/** Sends; false where the kernel has gone and its line throws. */
function sendSafely(model, message) {
  try {
    model.send(message);
    return true;
  } catch {
    return false;
  }
}

/** Calls `listen` on every new state, and on a message that says there is nothing new. */
function onState(model, signal, listen) {
  const heard = () => listen(model.get("state"));
  model.on("change:state", heard);
  model.on("msg:custom", heard);
  signal?.addEventListener("abort", () => {
    model.off("change:state", heard);
    model.off("msg:custom", heard);
  });
}

function makeStatus() {
  return make("p", { class: "mo-status", role: "status" });
}

/** Shows how it stands with saving: kind saved, unsaved or idle. */
function showStatus(node, status, state) {
  node.dataset.kind = status?.kind ?? "idle";
  write(node, inLocalTime(status?.text, status?.at, state));
}

/** Fills {date} and {time} from the reader's own clock: the kernel may run in another time zone. */
function inLocalTime(text, at, { labels }) {
  if (!text || !at) return text;
  const moment = new Date(at);
  const minutes = String(moment.getMinutes()).padStart(2, "0");
  const date = (labels?.date ?? "{day}/{month}/{year}")
    .replace("{day}", moment.getDate())
    .replace("{month}", moment.getMonth() + 1)
    .replace("{year}", moment.getFullYear());
  const time = [moment.getHours(), minutes].join(labels?.time_separator ?? ":");
  return text.replace("{date}", date).replace("{time}", time);
}

/** Problems and news. What appears after the first paint speaks up; what stood there does not. */
function paintNotices(slot, notices, appearsLater) {
  paint(slot, notices?.length ? notices : null, (all) =>
    all.map((notice) => makeNotice(notice, appearsLater)),
  );
}

function makeNotice({ kind, title, text }, appearsLater) {
  const role = appearsLater ? "alert" : "group";
  return make(
    "div",
    { class: "mo-notice", "data-kind": kind, role, "aria-label": role === "group" ? title : null },
    make("p", { class: "mo-notice-title" }, title),
    make("p", {}, text),
  );
}

/** Tells the page around the view how far this activity is; waits until the view is on the page. */
function tellProgress(root, { activity, done }) {
  if (root.dataset.activity === activity && root.dataset.done === String(Boolean(done))) return;
  setAll(root, { "data-activity": activity, "data-done": done ? "true" : "false" });
  const tell = () =>
    root.dispatchEvent(
      new CustomEvent("medeopvoeders:progress", {
        bubbles: true,
        detail: { activity, done: Boolean(done) },
      }),
    );
  if (root.isConnected) tell();
  else whenOnPage(root, tell);
}

/** Runs `then` once `node` has a place on the page: a widget is rendered before it is put there. */
function whenOnPage(node, then) {
  const watch = new ResizeObserver(() => {
    if (!node.isConnected) return;
    watch.disconnect();
    then();
  });
  watch.observe(node);
}

/** One of our own drawings, named by its alternative text. Never called with a reader's words. */
function makePicture(source, alt) {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  if (parsed.localName !== "svg") return make("p", { class: "mo-picture-text" }, alt);
  const picture = document.importNode(parsed, true);
  setAll(picture, { role: "img", "aria-label": alt, width: null, height: null });
  return make("div", { class: "mo-picture" }, picture);
}

function makeSaid(text, who) {
  const speaker = who && make("p", { class: "mo-who" }, who);
  return make("blockquote", { class: "mo-said" }, speaker, make("p", {}, text));
}

/** Thoughts under one label share a bubble. */
function makeThoughts(thoughts) {
  const bubbles = new Map();
  for (const { label, text } of thoughts ?? []) {
    if (!bubbles.has(label)) bubbles.set(label, makeBubble(label));
    bubbles.get(label).append(make("p", { class: "mo-thinks" }, text));
  }
  return [...bubbles.values()];
}

function makeBubble(label) {
  return make("div", { class: "mo-thought" }, make("p", { class: "mo-small" }, label));
}
