// A reflection: the reader's own choice, and a text area that saves while they write. It says
// "saved" only about the text that stands there now, and keeps what could not be saved.

const PAUSE = 400;
const PATIENCE = 5000;
const RETRIES = [2000, 4000, 8000, 15000, 30000];

function render({ model, el, signal }) {
  const page = layOut();
  const draft = openDraft(model, page, signal);
  el.append(page.root);
  listen(page, draft, signal);
  onState(model, signal, (state) => {
    showState(page, state, true);
    draft.hear(state);
  });
  showState(page, model.get("state"), false);
  draft.begin(model.get("state"));
  whenOnPage(page.root, () => grow(page.text));
}

function layOut() {
  const id = newId("answer");
  const label = make("label", { class: "mo-label", for: id });
  const page = {
    root: makeRoot("reflection"),
    notices: make("div", { class: "mo-notices" }),
    quote: make("div", { class: "mo-quote" }),
    label,
    help: make("p", { class: "mo-small", id: newId("help") }),
    count: make("p", { class: "mo-count mo-small", id: newId("count") }),
    status: makeStatus(),
  };
  const described = `${page.help.id} ${page.count.id}`;
  page.text = make("textarea", { id, rows: 6, "aria-describedby": described });
  const foot = make("div", { class: "mo-foot" }, page.status, page.count);
  page.desk = makeDesk(make("div", {}, label, page.help, page.text, foot));
  page.root.append(page.notices, page.quote, page.desk.room);
  return page;
}

function showState(page, state, appearsLater) {
  write(page.label, state.label);
  // A module has several answers: who hears a list of fields needs to know which is which.
  const name = [state.label, state.title].filter(Boolean).join(": ");
  setAll(page.root, { lang: state.lang, "aria-label": name });
  setAll(page.text, { "aria-label": name });
  write(page.help, state.help);
  paintNotices(page.notices, state.notices, appearsLater);
  paint(page.quote, state.quotes.length ? state.quotes : state.no_quote, makeQuotes);
  showRecall(page.desk, state.recall);
  tellProgress(page.root, state);
}

function makeQuotes(quotes) {
  if (typeof quotes === "string") return make("p", { class: "mo-small" }, quotes);
  return quotes.flatMap(({ lead, text }) => [make("p", {}, lead), makeSaid(text)]);
}

function listen(page, draft, signal) {
  const on = (target, name, act) => target.addEventListener(name, act, { signal });
  on(page.text, "input", draft.changed);
  on(page.text, "blur", () => draft.flush(true));
  on(page.text, "keydown", (event) => {
    // Who writes long texts presses Ctrl+S; the browser would offer to save the page.
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    draft.flush(true);
  });
  on(document, "visibilitychange", () => document.hidden && draft.flush(false));
  on(window, "pagehide", () => draft.flush(false));
}

/** The text as it stands here against what Python says it has saved. */
function openDraft(model, page, signal) {
  const draft = { begin, changed, flush, hear };
  const { text } = page;
  let state = model.get("state");
  let saved = state.text ?? ""; // the last text known to be saved
  let bases = [saved]; // what the record may hold as far as this page knows
  let sent = null; // {turn, text} under way
  let failed = false; // nothing was heard of the last one, so it may or may not be saved
  let aloud = false; // whether the next "saved" is worth hearing
  let turn = 0;
  let tries = 0;
  let pause = 0; // until the text is sent
  let doubt = 0; // until it is called not saved; typing on does not put that off

  const isUnsaved = () => Boolean(sent) || failed || text.value !== saved;

  function begin() {
    const kept = unsavedText.read(state);
    text.value = kept === null ? saved : rejoin(kept, saved);
    if (isUnsaved()) flush(true);
    refresh();
  }
  function changed() {
    sendAfter(failed ? RETRIES[0] : PAUSE);
    refresh();
  }
  function sendAfter(wait) {
    clearTimeout(pause);
    pause = setTimeout(flush, wait);
  }
  function flush(isWorthHearing = false) {
    aloud ||= isWorthHearing;
    if (!isUnsaved() || sent?.text === text.value) return;
    clearTimeout(pause);
    // Until then the text is kept in this tab: see unsavedText.
    if (model.isReached === false) return void whenReached(model, flush);
    // Time makes the turn differ from those of another tab that writes in the same record.
    turn = Math.max(turn + 1, Date.now());
    sent = { turn, text: text.value };
    doubt ||= setTimeout(giveUp, PATIENCE);
    if (!sendSafely(model, { do: "write", text: sent.text, turn, bases })) giveUp();
    bases = [...bases, text.value];
    refresh();
  }
  function giveUp() {
    endDoubt();
    sent = null;
    failed = true;
    sendAfter(RETRIES[Math.min(tries++, RETRIES.length - 1)]);
    refresh();
  }
  function endDoubt() {
    clearTimeout(doubt);
    doubt = 0;
  }
  function hear(newState) {
    state = newState;
    if (sent && state.saved_turn === sent.turn) settle();
    else if (sent && state.status?.kind === "unsaved") giveUp();
    else if (!isUnsaved()) takeOver(state.text ?? "");
    refresh();
  }
  function settle() {
    endDoubt();
    // Where another tab wrote too, Python puts its text above ours.
    const above = (state.text ?? "").endsWith(sent.text) ? state.text.slice(0, -sent.text.length) : "";
    if (above && sent.text) putAbove(above);
    saved = above + sent.text;
    bases = [saved];
    sent = null;
    failed = false;
    tries = 0;
    if (isUnsaved()) sendAfter(PAUSE);
  }
  function putAbove(words) {
    const { selectionStart: from, selectionEnd: to } = text;
    text.value = words + text.value;
    text.setSelectionRange(from + words.length, to + words.length);
  }
  // Another tab may have written. Never under the reader's hands.
  function takeOver(theirs) {
    if (theirs === saved || focusedIn(page.root) === text) return;
    saved = theirs;
    bases = [theirs];
    text.value = theirs;
  }
  function refresh() {
    const unsaved = isUnsaved();
    unsavedText.keep(state, unsaved ? { text: text.value, base: saved } : null);
    grow(text);
    showCount(page, state, text.value);
    showSaving(page, state, { unsaved, failed, aloud });
    if (!unsaved) aloud = false;
  }
  signal?.addEventListener("abort", () => {
    flush();
    clearTimeout(pause);
    endDoubt();
  });
  return draft;
}

/**
 * Says how saving stands. A screen reader hears a failure, the recovery from it, and the outcome
 * when the reader leaves the field; not every pause in typing.
 */
function showSaving(page, state, { unsaved, failed, aloud }) {
  const wasTrouble = page.status.dataset.kind === "unsaved";
  const speaks = failed !== wasTrouble || (aloud && !unsaved);
  setAll(page.status, { "aria-live": speaks ? "polite" : "off" });
  showStatus(page.status, savingNow(state, unsaved, failed), state);
}

function savingNow({ status, labels }, unsaved, failed) {
  if (failed) return { kind: "unsaved", text: labels.unsaved };
  if (unsaved) return { kind: "idle", text: labels.saving };
  // Nothing is left to save, whatever an earlier try was told.
  return status?.kind === "unsaved" ? { kind: "saved", text: labels.saved } : status;
}

function showCount(page, { length, labels }, text) {
  const words = text.trim() ? text.trim().split(/\s+/).length : 0;
  const count = words === 1 ? labels.words_one : labels.words_many.replace("{n}", words);
  const said = [words > 0 && count, hintFor(words, length, labels)];
  write(page.count, said.filter(Boolean).join(" · "));
}

function hintFor(words, length, labels) {
  if (!length) return "";
  if (words === 0) return labels.hint_empty;
  if (words < length.min) return labels.hint_short;
  return words <= length.max ? labels.hint_good : labels.hint_long;
}

/** Lets the area grow with its text, where the browser does not do so itself. */
function grow(text) {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

/**
 * Unsaved text outlives a reload or a cell that runs again, in this tab only. A text that was saved
 * elsewhere meanwhile is not replaced: both stand in the area.
 */
const unsavedText = {
  name: ({ lang, activity }) => `medeopvoeders:${location.pathname}:${lang}:${activity}`,
  keep(state, unsaved) {
    try {
      if (unsaved) sessionStorage.setItem(this.name(state), JSON.stringify(unsaved));
      else sessionStorage.removeItem(this.name(state));
    } catch {
      // A browser that refuses storage still has the text in the area.
    }
  },
  read(state) {
    try {
      return JSON.parse(sessionStorage.getItem(this.name(state)));
    } catch {
      return null;
    }
  },
};

function rejoin({ text, base }, saved) {
  if (base === saved || text === saved || !saved) return text;
  return `${saved}\n\n${text}`;
}

export default { render };
