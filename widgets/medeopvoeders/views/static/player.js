// Playing a vignette: a scene, what was said and thought, the options. Python decides what stands
// in `state`; `state.turn` changes with every accepted action.
//
// `state.ahead` holds, for each option, the scene that Python would answer it with. It is shown at
// once, so that nobody waits for the network; only the answer itself says that it is saved. Where
// the answer is another one (nothing could be saved, another window went on), that is what stands.
//
// A view lays out a player in its root and lets it play: the vignette's own view, and the mirror's.

// Milliseconds before the page shows that it is waiting: mostly the answer is there first.
const SLOW = 200;

/**
 * Plays in `page` (see `layOutPlayer`). `pick` takes the player's part out of the view's state, or
 * null where there is nothing to play now; `around` paints the rest of the view, before the player.
 */
function play(page, { model, signal, pick = (state) => state, around = () => {} }) {
  const put = (state, takeFocus, first = false) => {
    const moved = showPlayer(page, state, model.get("pictures"), ask, first);
    if (moved && takeFocus) arriveAt(page);
  };
  const last = () => pick(model.get("state"));
  const line = openLine(model, signal, watchMood(page, model, pick, put));
  // Somebody may answer the next scene before the last answer is saved: that waits its turn.
  let next = null;
  const ask = (button, message) => {
    const state = last();
    const ahead = lookAhead(state, message);
    const sent = { activity: state?.activity, ...message };
    if (!line.ask(sent, { paintFirst: Boolean(ahead) })) {
      next = { button, message };
      return;
    }
    if (!ahead) {
      setAll(button, { "data-pressed": true });
      return;
    }
    // Focus leaves the button before the button leaves the page: else the browser looks for another
    // place for it, and lays the page out once more.
    button.blur();
    put(ahead, true);
  };
  const show = (whole, first) => {
    // Only the view that was used takes the focus: the same walk may be open twice on one page.
    const used = line.mood !== "answered" || Boolean(focusedIn(page.root));
    const state = pick(whole);
    line.answered();
    around(whole, { ask, first, takeFocus: used && !first });
    page.player.hidden = !state;
    if (!state) return;
    put(state, used && !first, first);
    const { button, message } = next ?? {};
    next = null;
    // Not where the answer was another one than the page had shown.
    if (message?.scene === state.scene.id && button.isConnected) ask(button, message);
    else rehearse(page, state, model.get("pictures"), ask);
  };
  page.root.addEventListener("keydown", (event) => pressNumber(page.player, event));
  onState(model, signal, (state) => show(state, false));
  show(model.get("state"), true);
}

/** The state that a choice will most likely lead to, not called saved; null for other actions. */
function lookAhead(state, { do: act, choice }) {
  const ahead = state?.ahead?.[act === "choose" ? choice : act];
  return ahead ? { ...state, ...ahead, notices: [], status: { kind: "idle", text: "" } } : null;
}

/**
 * Makes what may come next and lays it out unseen, one scene behind the other in the card, while
 * the reader reads: then the next scene has only to be painted.
 */
function rehearse(page, { activity, ahead, labels, turn }, pictures, ask) {
  clearReady(page);
  const next = ([state, ...later]) => {
    if (!state || page.turn !== `${activity} ${turn}`) return;
    const moment = layOutStep({ inert: true, "aria-hidden": "true" });
    paintMoment(moment, { ...state, activity, labels }, pictures, ask);
    page.ready.push(moment);
    page.status.before(moment.root);
    moment.root.getBoundingClientRect();
    whenIdle(() => next(later));
  };
  whenIdle(() => next(Object.values(ahead ?? {})));
}

function clearReady(page) {
  for (const moment of page.ready.splice(0)) moment.root.remove();
}

/** Where the scene of `state` lies ready, it takes the place of the one that is shown. */
function takeReady(page, state) {
  const at = page.ready.findIndex(({ scene }) => shows(scene, sceneKey(state)));
  if (at < 0) return;
  const [moment] = page.ready.splice(at, 1);
  clearReady(page);
  setAll(moment.root, { inert: null, "aria-hidden": null });
  page.moment.root.remove();
  page.moment = moment;
}

/** Shows a long wait as such, and at a silence the last thing that is sure. */
function watchMood(page, model, pick, put) {
  let slow = 0;
  return (mood) => {
    clearTimeout(slow);
    const state = () => model.get("state");
    const show = () => showMood(page, state(), mood);
    if (mood === "waiting") {
      slow = setTimeout(show, SLOW);
      return;
    }
    if (mood === "silent" && pick(state())) put(pick(state()), true);
    show();
  };
}

const part = (name) => make("div", { class: name });

/** The parts of the card that are new at every step. */
function layOutStep(attributes = {}) {
  const moment = { before: part("mo-before"), scene: part("mo-scene"), choice: part("mo-choice") };
  moment.before.id = newId("before");
  moment.root = make("div", { class: "mo-turn", ...attributes }, ...Object.values(moment));
  return moment;
}

/** The parts of a player that stay on the page while what is in them changes, put in `root`. */
function layOutPlayer(root) {
  const page = {
    root,
    player: part("mo-player"),
    kicker: make("p", { class: "mo-kicker" }),
    people: part("mo-people-slot"),
    warning: part("mo-warning-slot"),
    notices: part("mo-notices"),
    card: part("mo-card"),
    moment: layOutStep(),
    // Moments that lie unseen in the card.
    ready: [],
    status: makeStatus(),
    contrast: part("mo-contrast-slot"),
    actions: part("mo-actions"),
    fiction: make("p", { class: "mo-fiction mo-small" }),
  };
  page.card.append(page.moment.root, page.status);
  const { player, kicker, people, warning, notices, card, contrast, actions, fiction } = page;
  player.append(kicker, people, warning, notices, card, contrast, actions, fiction);
  root.append(player);
  return page;
}

/** Paints what changed; true when the reader stands in another place than before. */
function showPlayer(page, state, pictures, ask, first) {
  write(page.kicker, state.kicker);
  write(page.fiction, state.fiction);
  paint(page.people, state.people.length ? [state.people, state.labels.people] : null, makePeople);
  paint(page.warning, state.warning || null, (text) => make("p", { class: "mo-warning" }, text));
  paintNotices(page.notices, state.notices, !first);
  page.turn = `${state.activity} ${state.turn}`;
  const from = page.moment;
  takeReady(page, state);
  const moved = paintMoment(page.moment, state, pictures, ask) || page.moment !== from;
  paintContrast(page.contrast, state.contrast, (button) =>
    ask(button, { do: "look", scene: page.actions.dataset.scene }),
  );
  paintActions(page, state, ask);
  showStatus(page.status, state.status, state);
  return moved;
}

function paintMoment(moment, state, pictures, ask) {
  paint(moment.before, state.before, makeBefore);
  const moved = paintScene(moment, state, pictures);
  paintChoice(moment.choice, state, ask);
  return moved;
}

function showMood(page, state, mood) {
  holdButtons(page.root, mood === "waiting");
  const said = {
    waiting: { kind: "idle", text: state?.labels?.saving },
    silent: { kind: "unsaved", text: state?.labels?.no_answer },
  };
  // The player may not be all that its view shows: a status that is not on the page stays silent.
  for (const status of page.root.querySelectorAll(".mo-status")) {
    showStatus(status, said[mood] ?? state?.status, state ?? {});
  }
}

/** Puts keyboard and screen reader at the new scene. Its heading also reads out what led to it. */
function arriveAt({ moment }) {
  headingOf(moment).focus({ preventScroll: true });
  // No ride there: "nearest" moves the page only as far as it must, at once for everybody.
  const opening = moment.before.firstElementChild ?? moment.scene.firstElementChild;
  opening.scrollIntoView({ block: "nearest" });
}

const headingOf = ({ scene }) => scene.querySelector(".mo-scene-title");

function makePeople([people, label]) {
  const item = ({ name, role }) =>
    make("li", {}, make("span", { class: "mo-name" }, name), role && `, ${role}`);
  return make("ul", { class: "mo-people", role: "list", "aria-label": label }, people.map(item));
}

function makeBefore({ label, said, thoughts }) {
  return [make("p", { class: "mo-small" }, label), makeSaid(said), ...makeThoughts(thoughts)];
}

/** What a scene is painted with. The turn too: coming back to the same scene is an arrival. */
function sceneKey({ activity, turn, scene, ending, doors }) {
  return { activity, turn, scene, label: (ending ?? doors)?.label };
}

function paintScene(moment, state, pictures) {
  return paint(moment.scene, sceneKey(state), ({ scene, label: above }) => {
    const label = above && make("p", { class: "mo-small", id: newId("label") }, above);
    const said = [state.before && moment.before.id, label?.id].filter(Boolean).join(" ");
    const heading = makeSceneTitle(scene.title, said);
    const blocks = scene.blocks.map((block) => makeBlock(block, pictures));
    // A drawing that opens the scene stands above its title, as a page in a picture book.
    const opening = scene.blocks[0]?.kind === "picture" ? [blocks.shift()] : [];
    return [...opening, label, heading, ...blocks];
  });
}

function makeSceneTitle(title, describedBy) {
  const attributes = { tabindex: "-1", "aria-describedby": describedBy || null };
  return make("h3", { class: "mo-scene-title", ...attributes }, title);
}

function makeBlock({ kind, text, who, name, alt }, pictures) {
  if (kind === "picture") return makePicture(pictures?.[name] ?? "", alt);
  if (kind === "said") return makeSaid(text, who);
  return make("p", {}, text);
}

function paintChoice(slot, { scene, question, options, onward, doors, labels }, ask) {
  const shown = { scene: scene.id, question, options, onward, doors, tried: labels?.tried };
  paint(slot, options?.length || onward || doors ? shown : null, () => {
    if (doors) return makeDoors(scene, doors, ask);
    if (!options?.length) return makeOnward(scene, onward, ask);
    const asked = question && make("p", { class: "mo-question", id: newId("question") }, question);
    const items = options.map((option, index) => makeOption(scene, option, index + 1, labels, ask));
    const list = { class: "mo-options", role: "list", "aria-labelledby": asked?.id };
    return [asked, make("ol", list, items)];
  });
}

/** The ways from the threshold look alike, and no number key opens one by accident. */
function makeDoors(scene, { ways }, ask) {
  const door = ({ do: act, text }) =>
    makeButton(text, { class: "mo-quiet", "data-key": act }, (button) =>
      ask(button, { do: act, scene: scene.id }),
    );
  return make("div", { class: "mo-actions" }, ways.map(door));
}

function makeOnward(scene, text, ask) {
  const attributes = { class: "mo-primary", "data-key": "onward", "data-number": "1" };
  return makeButton(text, attributes, (button) => ask(button, { do: "go-on", scene: scene.id }));
}

function makeOption(scene, { id, text, tried }, number, labels, ask) {
  const button = makeButton(
    make("span", { class: "mo-cap", "aria-hidden": "true" }, String(number)),
    { class: "mo-option", "data-key": id, "data-number": number },
    () => ask(button, { do: "choose", scene: scene.id, choice: id }),
  );
  const note = tried && make("span", { class: "mo-tried mo-small" }, labels?.tried);
  button.append(make("span", { class: "mo-option-text" }, text, note && " ", note));
  return make("li", {}, button);
}

/** A number key presses the option with that number, from anywhere in the view. */
function pressNumber(root, event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const number = numberOf(event);
  const button = number && root.querySelector(`button[data-number="${number}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

/** A Belgian keyboard types a digit with shift only; there the key's place counts as well. */
function numberOf({ key, code, shiftKey }) {
  if (/^[1-9]$/.test(key)) return key;
  return shiftKey ? null : (/^Digit([1-9])$/.exec(code)?.[1] ?? null);
}

function paintActions(page, state, ask) {
  const { ending, scene, stop, labels, can_go_back: back, can_restart: restart } = state;
  page.actions.dataset.scene = scene.id;
  const act = (text, key, look = "mo-quiet") =>
    makeButton(text, { class: look, "data-key": key }, (button) =>
      ask(button, { do: key, scene: page.actions.dataset.scene }),
    );
  const { again, next } = ending ?? {};
  paint(page.actions, { back, restart, again, next, stop, labels }, () => [
    next && act(next.text, next.do, "mo-primary"),
    again && act(again, "restart"),
    back && act(labels.back, "go-back"),
    restart && !ending && act(labels.restart, "restart"),
    stop && act(stop, "skip"),
  ]);
}

/** Says on a view's root what it is, and how far it is. */
function nameView(root, state) {
  // The lesson around the view has its title as a heading already; a second one would be noise.
  setAll(root, { lang: state.lang, "aria-label": state.title });
  tellProgress(root, state);
}
