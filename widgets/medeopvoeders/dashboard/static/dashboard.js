// The facilitator's page of one group. Python decides what stands in `state`; only times are put
// into words here, for a page knows where its reader's clock stands.

function render({ model, el, signal }) {
  const page = layOut();
  el.append(page.root);
  const line = openLine(model, signal, (mood) => showMood(page, model.get("state"), mood));
  const ask = (message) => line.ask(message);
  const show = (state, first) => {
    line.answered();
    showState(page, state, ask, first);
  };
  onState(model, signal, (state) => show(state, false));
  show(model.get("state"), true);
  // A row a trainee, far below: it comes once the reader sees the rest.
  afterPaint(() => showTable(page, model.get("state"), ask));
}

/** The parts that stay on the page while what is in them changes. */
function layOut() {
  const part = (tag, name) => make(tag, { class: `mo-${name}` });
  const page = {
    root: makeRoot("dashboard", null),
    madeUp: part("p", "made-up"),
    kicker: part("p", "kicker"),
    notices: part("div", "notices"),
    attention: part("p", "attention"),
    actions: part("div", "actions"),
    status: makeStatus(),
    contents: part("div", "contents-slot"),
    empty: part("div", "empty-slot"),
    ways: part("div", "ways-slot"),
    answers: part("div", "answers-slot"),
    table: part("div", "table-slot"),
    filter: "",
    arriveAt: null,
    readAt: "",
  };
  const bar = make("div", { class: "mo-bar-top" }, page.actions, page.status);
  page.root.append(page.madeUp, page.kicker, bar, page.notices, page.attention, page.contents, page.empty);
  page.root.append(page.ways, page.answers, page.table);
  return page;
}

function showState(page, state, ask, first) {
  setAll(page.root, { lang: state.lang, "aria-label": state.kicker || state.notices[0]?.title });
  write(page.madeUp, state.made_up);
  // On paper the style sheet repeats it above each sheet.
  if (state.made_up) document.documentElement.style.setProperty("--made-up", JSON.stringify(state.made_up));
  write(page.kicker, state.kicker);
  write(page.attention, state.attention);
  paint(page.actions, state.labels, () => makeActions(state.labels, ask));
  showNotices(page.notices, state.notices);
  paint(page.contents, contentsOf(state), (all) => makeContents(page, all, state.labels));
  paint(page.empty, state.empty, makeEmpty);
  paint(page.ways, state.ways, makeWays);
  paint(page.answers, state.answers, (shown) => makeAnswers(page, shown, ask));
  if (!first) {
    showTable(page, state, ask);
    showNews(page, state);
  }
  page.readAt = state.read_at;
}

function showTable(page, state, ask) {
  paint(page.table, state.table, (shown) => makeTable(shown, state, ask));
}

/** After an answer: says when the folder was read, or puts the keyboard at the first new text. */
function showNews(page, state) {
  const { labels, read_at: readAt } = state;
  if (readAt !== page.readAt) showStatus(page.status, { kind: "saved", text: labels.refreshed, at: readAt }, state);
  else if (page.status.dataset.kind === "unsaved") showStatus(page.status, null, state);
  const goal = page.arriveAt && page.answers.querySelector(page.arriveAt);
  if (!goal) return;
  page.arriveAt = null;
  goal.focus();
}

function showMood(page, state, mood) {
  holdButtons(page.root, mood === "waiting");
  const silent = { kind: "unsaved", text: state.labels.no_answer };
  if (mood === "silent") showStatus(page.status, silent, state);
}

function makeActions({ refresh, grading }, ask) {
  const attributes = { class: "mo-quiet", "data-key": "refresh" };
  const link = grading && make("a", { class: "mo-quiet", href: addressOf("formgrader"), "data-key": "grading" }, grading);
  return [makeButton(refresh, attributes, () => ask({ do: "refresh" })), link];
}

/** An address of this server. Voilà and JupyterLab both say where the server begins. */
function addressOf(path) {
  const told = document.getElementById("jupyter-config-data")?.textContent;
  try {
    const base = JSON.parse(told).baseUrl;
    return `${base.replace(/\/*$/, "/")}${path}`;
  } catch {
    return `../../${path}`;
  }
}

function showNotices(slot, notices) {
  paint(slot, notices?.length ? notices : null, (all) =>
    all.map((notice) => {
      const panel = makeNotice(notice, false);
      setAll(panel, { lang: notice.lang });
      return panel;
    }),
  );
}

function contentsOf({ ways, answers, table, modules }) {
  const found = Object.entries({ ways, answers, table }).filter(([, section]) => section);
  const sections = found.map(([id, { title }]) => ({ id, title }));
  const told = new Set(ways?.vignettes.map(({ module }) => module));
  const numbers = modules?.map((module) => ({ ...module, isTold: told.has(module.slug) })) ?? [];
  return sections.length > 1 ? { sections, numbers } : null;
}

function makeContents(page, { sections, numbers }, labels) {
  const toSection = ({ id, title }) => makeLink(id, title, () => page[id].querySelector("h2"));
  const first = (slug) => page.ways.querySelector(`[data-module="${CSS.escape(slug)}"] h3`);
  const toModule = ({ slug, title, isTold }) => (isTold ? makeLink(`module-${slug}`, title, () => first(slug)) : title);
  const list = (items, attributes = {}) => make("ul", { role: "list", ...attributes }, items.map((item) => make("li", {}, item)));
  const perModule = make("p", { class: "mo-small", id: newId("per-module") }, labels.per_module);
  return make(
    "nav",
    { class: "mo-contents", "aria-label": labels.on_page },
    list(sections.map(toSection)),
    numbers.length > 0 && [perModule, list(numbers.map(toModule), { "aria-labelledby": perModule.id })],
  );
}

/** A link to a heading on this page. */
function makeLink(key, text, heading) {
  const anchor = make("a", { href: `#${key}`, "data-key": key }, text);
  anchor.addEventListener("click", (event) => {
    // JupyterLab would take the address for one of its own.
    event.preventDefault();
    heading()?.focus({ preventScroll: true });
    heading()?.scrollIntoView({ block: "start" });
  });
  return anchor;
}

function makeHeading(title) {
  return make("h2", { class: "mo-section-title", tabindex: "-1" }, title);
}

function makeEmpty({ title, steps }) {
  const list = make("ol", {}, steps.map((step) => make("li", {}, step)));
  return make("div", { class: "mo-card mo-empty" }, make("h2", { class: "mo-section-title" }, title), list);
}

// --- how the group chose

function makeWays({ title, intro, legend, legend_label: label, vignettes }) {
  const kinds = legend.map((kind) => make("li", {}, makeApproach(kind)));
  return [
    makeHeading(title),
    make("p", { class: "mo-intro" }, intro),
    kinds.length > 0 && make("ul", { class: "mo-legend", role: "list", "aria-label": label }, kinds),
    vignettes.map(makeVignette),
  ].flat();
}

function makeVignette({ module, kicker, title, readable, note, decisions, quiet }) {
  return make(
    "article",
    { class: "mo-vignette-ways", "data-module": module },
    make("p", { class: "mo-small" }, kicker),
    make("h3", { class: "mo-vignette-title", tabindex: "-1" }, title),
    make("p", { class: "mo-readable mo-small" }, readable),
    note && make("p", { class: "mo-readable mo-small" }, note),
    decisions.length > 0 && make("div", { class: `mo-decisions${note ? " mo-mirrored" : ""}` }, decisions.map(makeDecision)),
    quiet && makeQuiet(quiet),
  );
}

function makeDecision({ scene, question, families, answers, ...ways }) {
  const told = families ? question : `${question} · ${answers}`;
  return make(
    "section",
    { class: "mo-card mo-decision" },
    make("h4", {}, scene),
    make("p", { class: "mo-small" }, told),
    families ? make("div", { class: "mo-families" }, families.map(makeFamily)) : makeBars(ways),
  );
}

/** One of the two families of a mirror: its name stands above its own bars. */
function makeFamily({ name, none, answers, ...ways }) {
  const count = make("span", { class: "mo-small" }, answers);
  const heading = make("h5", {}, name, answers && " · ", answers && count);
  return make("div", { class: "mo-family" }, heading, none ? make("p", { class: "mo-held" }, none) : makeBars(ways));
}

function makeBars({ shown, held }) {
  return [make("ul", { class: "mo-bars", role: "list" }, shown.map(makeBar)), held && makeHeld(held)];
}

/** A bar is a picture of the words below it, so it is not read aloud. */
function makeBar({ text, amount, share, most, ...kind }) {
  const bar = make("div", { class: "mo-bar", "aria-hidden": "true" });
  const piece = (name, size) => {
    const node = make("div", { class: name, "data-approach": kind.approach });
    node.style.inlineSize = `${size}%`;
    return node;
  };
  bar.append(piece("mo-fill", share), piece("mo-open", most - share));
  const words = make("p", { class: "mo-amount" }, make("span", { class: "mo-number" }, amount), makeApproach(kind));
  return make("li", {}, make("p", {}, text), share > 0 && bar, words);
}

function makeHeld({ options, text }) {
  const items = options.map((option) => make("li", {}, make("p", {}, option.text), makeApproach(option)));
  return make("div", { class: "mo-held" }, make("ul", { role: "list" }, items), make("p", { class: "mo-held-text" }, text));
}

/** An approach has a shape besides its hue, and its word beside both. */
function makeApproach({ approach, approach_label: word }) {
  const mark = make("span", { class: "mo-mark", "data-approach": approach, "aria-hidden": "true" });
  return make("span", { class: "mo-approach mo-small" }, mark, word);
}

function makeQuiet({ summary, hint, open, decisions }) {
  const item = ({ scene, question, options }) =>
    make(
      "section",
      { class: "mo-quiet-decision" },
      make("h4", {}, scene),
      make("p", { class: "mo-small" }, question),
      make("ul", {}, options.map((option) => make("li", {}, option))),
    );
  return make(
    "details",
    { class: "mo-quiet-decisions", open: Boolean(open) },
    make("summary", { "data-key": "quiet" }, summary),
    make("p", { class: "mo-intro" }, hint),
    make("div", { class: "mo-quiet-grid" }, decisions.map(item)),
  );
}

// --- what the group wrote

function makeAnswers(page, { title, intro, items, labels }, ask) {
  const shown = items.map((item) => makeReflection(page, item, labels, ask));
  const filter = items.length > 1 && makeFilter(page, items, shown, labels);
  return [makeHeading(title), make("p", { class: "mo-intro" }, intro), filter, ...shown];
}

function makeFilter(page, items, shown, labels) {
  const name = newId("filter");
  const known = items.some(({ id }) => id === page.filter) ? page.filter : "";
  const choose = (chosen) => {
    page.filter = chosen;
    items.forEach(({ id }, index) => setAll(shown[index], { hidden: chosen !== "" && chosen !== id }));
  };
  const radio = (id, text) => {
    const input = make("input", { type: "radio", name, "data-key": `filter-${id}`, checked: id === known });
    input.addEventListener("change", () => choose(id));
    return make("label", {}, input, make("span", {}, text));
  };
  choose(known);
  const all = [radio("", labels.filter_all), ...items.map(({ id, title }) => radio(id, title))];
  return make("fieldset", { class: "mo-filter" }, make("legend", {}, labels.filter), make("div", { class: "mo-pills" }, all));
}

function makeReflection(page, { id, kicker, title, prompt, texts, none, guess, withheld, more }, labels, ask) {
  const cards = texts.map((text, index) => makeText(text, `${id}-${index}`, labels));
  const asked = prompt.map((paragraph) => make("p", {}, paragraph));
  const next = more && makeButton(more, { class: "mo-quiet", "data-key": `more-${id}` }, () => {
    page.arriveAt = `[data-place="${CSS.escape(`${id}-${texts.length}`)}"]`;
    ask({ do: "more", activity: id });
  });
  return make(
    "article",
    { class: "mo-reflection-texts" },
    make("p", { class: "mo-small" }, kicker),
    make("h3", { class: "mo-vignette-title" }, title),
    asked.length > 0 && make("details", { class: "mo-prompt" }, make("summary", { "data-key": `prompt-${id}` }, labels.prompt), asked),
    guess && make("p", { class: "mo-guess" }, guess),
    none && make("p", { class: "mo-intro" }, none),
    cards.length > 0 && make("ul", { class: "mo-texts", role: "list" }, cards),
    next && make("div", { class: "mo-more" }, next),
    withheld && make("p", { class: "mo-small mo-withheld" }, withheld),
  );
}

/** A trainee's words: text nodes only, and a direction of their own. */
function makeText({ text, cut }, place, labels) {
  const paragraphs = text.split("\n\n").map((part) => make("p", { dir: "auto" }, part));
  return make("li", { class: "mo-text", tabindex: "-1", "data-place": place }, paragraphs, cut && make("p", { class: "mo-small" }, labels.cut));
}

// --- who handed in

function makeTable(shown, state, ask) {
  const heading = makeHeading(shown.title);
  heading.id = newId("table");
  const toggle = makeButton(shown.names_label, { class: "mo-quiet mo-toggle", "aria-pressed": String(shown.names), "data-key": "names" }, () =>
    ask({ do: "names", show: !shown.names }),
  );
  const table = make(
    "table",
    { "aria-labelledby": heading.id },
    make("thead", {}, make("tr", {}, makeColumn({ short: shown.trainee }), shown.columns.map(makeColumn))),
    make("tbody", {}, shown.rows.map((row) => makeRow(row, state))),
  );
  const scroller = make("div", { class: "mo-scroller", role: "region", "aria-labelledby": heading.id }, table);
  reachable(scroller);
  const names = make("div", { class: "mo-names" }, toggle, make("p", { class: "mo-small" }, shown.names_help));
  return [heading, names, scroller];
}

/** What scrolls must be reachable by keyboard; what does not would only be in the way. */
function reachable(scroller) {
  new ResizeObserver(() => {
    setAll(scroller, { tabindex: scroller.scrollWidth > scroller.clientWidth ? "0" : null });
  }).observe(scroller);
}

function makeColumn({ short, title }) {
  return make("th", { scope: "col" }, short, title && make("span", { class: "mo-column-title" }, title));
}

function makeRow({ who, whole, cells }, state) {
  const name = make("th", { scope: "row" }, make("bdi", {}, who));
  // Something about the trainee's whole folder takes the place of all modules.
  const problem = whole.length > 0 && make("td", { colspan: cells.length || 1 }, whole.map(makeProblem));
  return make("tr", {}, name, problem || cells.map((cell) => makeCell(cell, state)));
}

function makeCell({ handed_in: handedIn, at, text, note, problems }, state) {
  if (!handedIn) return make("td", { class: "mo-not-yet" }, text);
  const when = at ? make("time", { datetime: at }, wordsFor(at, state)) : text;
  const tick = make("span", { class: "mo-tick", "aria-hidden": "true" }, problems.length ? "!" : "✓");
  setAll(tick, { "data-problem": problems.length > 0 });
  return make(
    "td",
    {},
    make("p", { class: "mo-when" }, tick, when),
    note && make("p", { class: "mo-small" }, note),
    problems.map(makeProblem),
  );
}

function makeProblem(sentence) {
  return make("p", { class: "mo-problem mo-small" }, sentence);
}

// --- times, on the reader's clock

function wordsFor(at, { lang, labels }) {
  const days = daysAgo(new Date(at));
  const words = [labels.today, labels.yesterday][days] ?? labels.day;
  return inLocalTime(words.replace("{day}", dayOf(new Date(at), lang)), at, { lang, labels });
}

function dayOf(at, lang) {
  const year = at.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
  return formatOfDays(lang, year).format(at);
}

/** Made once: the browser takes longer to make one than to use it for a whole table. */
function formatOfDays(lang, year) {
  const key = `${lang} ${year.year}`;
  const options = { weekday: "short", day: "numeric", month: "short", ...year };
  if (!dayFormats.has(key)) dayFormats.set(key, new Intl.DateTimeFormat(localeOf(lang), options));
  return dayFormats.get(key);
}

const dayFormats = new Map();

function daysAgo(at) {
  const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return (midnight(new Date()) - midnight(at)) / 86400000;
}

/** Dates as they are written in Flanders and in Britain; any other language as it is written. */
function localeOf(lang) {
  return { nl: "nl-BE", en: "en-GB" }[lang] ?? lang;
}

export default { render };
