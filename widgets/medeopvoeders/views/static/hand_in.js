// Handing in: two consents, what exactly goes, and the receipt. Nothing leaves before the button.
// Where there is no exchange, Python sends the hand-in as bytes, and they are saved as a download:
// a link to a file on the server would leave the page, and with it the kernel.

// Once Python has said that it is busy, the exchange may be a slow shared disk.
const LONG_PATIENCE = 120000;

function render({ model, el, signal }) {
  const page = layOut();
  el.append(page.root);
  const line = openLine(model, signal, (mood) => {
    if (mood === "silent") act.isBehind = false;
    showMood(page, model.get("state"), mood);
  });
  const watch = makeWatch(signal, () => showMood(page, model.get("state"), "silent"));
  const act = makeActs(page, line, model);
  receiveFile(page, model, signal);
  const show = (state, first) => {
    line.answered();
    watch(state.busy);
    showState(page, state, act, first);
  };
  onState(model, signal, (state) => show(state, false));
  show(model.get("state"), true);
}

/** What the reader can do. A box ticked while the last one is on its way is sent after it. */
function makeActs(page, line, model) {
  const acts = {
    isBehind: false,
    consent() {
      acts.isBehind = !line.ask(consentOf(page));
    },
    // What was seen goes along: where more would go by now, it is shown first.
    handIn() {
      const { file, preview } = model.get("state");
      page.isAsking = Boolean(file);
      if (file) line.ask({ do: "make-file", seen: preview.mark, name: nameBox(page).value });
      else line.ask({ do: "hand-in", seen: preview.mark });
    },
    look: () => line.ask({ do: "look" }),
  };
  return acts;
}

/** Saves the file that Python sends, on the page that asked for it. */
function receiveFile(page, model, signal) {
  const take = (message, buffers) => {
    if (message?.do !== "download" || !page.isAsking) return;
    page.isAsking = false;
    if (page.download) URL.revokeObjectURL(page.download.url);
    const file = new Blob(buffers, { type: "application/zip" });
    page.download = { name: message.name, url: URL.createObjectURL(file) };
    makeDownload(page.download, "").click();
  };
  model.on("msg:custom", take);
  signal?.addEventListener("abort", () => {
    model.off("msg:custom", take);
    if (page.download) URL.revokeObjectURL(page.download.url);
  });
}

function makeDownload({ name, url }, text) {
  return make("a", { href: url, download: name, "data-key": "download" }, text);
}

/** Calls `late` when the busy state lasts longer than any exchange takes. */
function makeWatch(signal, late) {
  let timer = 0;
  signal?.addEventListener("abort", () => clearTimeout(timer));
  return (busy) => {
    clearTimeout(timer);
    if (busy) timer = setTimeout(late, LONG_PATIENCE);
  };
}

/** The parts that stay on the page while what is in them changes. */
function layOut() {
  const title = make("h2", { class: "mo-scene-title", id: newId("title") });
  const page = {
    root: makeRoot("hand-in", title.id),
    title,
    intro: make("p"),
    consents: make("div", { class: "mo-consents", role: "group", "aria-labelledby": title.id }),
    form: make("div", { class: "mo-form" }),
    actions: make("div", { class: "mo-actions" }),
    status: makeStatus(),
    notices: make("div", { class: "mo-notices" }),
    receipt: make("div", { class: "mo-receipt-slot" }),
    preview: make("div", { class: "mo-preview", id: newId("preview"), hidden: true }),
  };
  const { root, ...parts } = page;
  root.append(make("div", { class: "mo-card" }, Object.values(parts)));
  return page;
}

function showState(page, state, act, first) {
  setAll(page.root, { lang: state.lang });
  write(page.title, state.title);
  write(page.intro, state.intro);
  showConsents(page, state.consents, act);
  const isNewForm = !nameBox(page) && Boolean(state.file);
  paint(page.form, state.file, (words) => makeForm(words, act.handIn));
  if (isNewForm && !first && focusedIn(page.root)) nameBox(page).focus();
  showNameError(page, state.name_error);
  paint(page.actions, [state.submit, state.preview_button], () => makeActions(page, state, act));
  paint(page.preview, state.preview, makePreview);
  paintNotices(page.notices, state.notices, !first);
  holdSubmit(page, state.busy);
  const busy = { kind: "idle", text: state.busy_text };
  showStatus(page.status, state.busy ? busy : state.status, state);
  const isNew = paint(page.receipt, state.receipt, (told) =>
    makeReceipt(told, page.download, state),
  );
  if (isNew && !first && focusedIn(page.root)) page.receipt.querySelector("h3")?.focus();
  tellProgress(page.root, state);
}

function showMood(page, state, mood) {
  holdSubmit(page, mood === "waiting" || (mood === "answered" && state.busy));
  if (mood !== "silent") return;
  // The boxes show what is saved, so a change that was not heard goes back.
  setBoxes(page, state.consents);
  showStatus(page.status, { kind: "unsaved", text: state.labels?.no_answer }, state);
}

function holdSubmit(page, held) {
  const submit = page.actions.querySelector(".mo-primary");
  if (submit) setAll(submit, { "aria-disabled": held ? "true" : null });
}

/** The boxes are made once and then only set, so that the keyboard stays where it is. */
function showConsents(page, consents, act) {
  const wording = consents.map(({ id, label, help }) => ({ id, label, help }));
  paint(page.consents, wording, () => wording.map((consent) => makeConsent(consent, act.consent)));
  if (act.isBehind) act.consent();
  else setBoxes(page, consents);
}

function setBoxes(page, consents) {
  for (const { id, checked, disabled } of consents) {
    const box = boxOf(page, id);
    box.checked = Boolean(checked);
    box.disabled = Boolean(disabled);
  }
}

function makeConsent({ id, label, help }, changed) {
  const described = help ? newId("help") : null;
  const box = make("input", { type: "checkbox", "data-key": id, "aria-describedby": described });
  box.addEventListener("change", changed);
  return make(
    "div",
    { class: "mo-consent" },
    make("label", {}, box, make("span", {}, label)),
    help && make("p", { class: "mo-small", id: described }, help),
  );
}

/** Who the file is from. Enter in the box makes the file, as in any form. */
function makeForm({ file_intro: intro, name_label: label, name_help: help, name }, submit) {
  const id = newId("name");
  const [helpId, errorId] = [newId("help"), newId("error")];
  const box = make("input", {
    id,
    type: "text",
    value: name,
    maxlength: "100",
    autocomplete: "name",
    "data-key": "name",
    "aria-describedby": `${errorId} ${helpId}`,
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) submit();
  });
  return [
    make("p", {}, intro),
    make("label", { class: "mo-label", for: id }, label),
    make("p", { class: "mo-small", id: helpId }, help),
    box,
    make("p", { class: "mo-error", id: errorId }),
  ];
}

function nameBox({ form }) {
  return form.querySelector("input");
}

/** A name that is missing: said below the box, and the box is where the reader lands. */
function showNameError({ form, root }, text) {
  const box = nameBox({ form });
  if (!box) return;
  const isNew = Boolean(text) && !box.hasAttribute("aria-invalid");
  write(form.querySelector(".mo-error"), text);
  setAll(box, { "aria-invalid": text ? "true" : null });
  if (isNew && focusedIn(root)) box.focus();
}

function boxOf(page, id) {
  return page.consents.querySelector(`[data-key="${CSS.escape(id)}"]`);
}

function consentOf(page) {
  return { do: "consent", read: boxOf(page, "read").checked, show: boxOf(page, "show").checked };
}

function makeActions(page, { submit, preview_button: reveal }, act) {
  return [
    makeButton(submit, { class: "mo-primary", "data-key": "submit" }, act.handIn),
    makeToggle(page, reveal, act.look),
  ];
}

function makeToggle({ preview }, text, look) {
  const state = () => ({ "aria-expanded": String(!preview.hidden) });
  const marks = { class: "mo-quiet mo-toggle", "data-key": "preview" };
  return makeButton(text, { ...marks, "aria-controls": preview.id, ...state() }, (toggle) => {
    preview.hidden = !preview.hidden;
    setAll(toggle, state());
    if (!preview.hidden) look();
  });
}

function makePreview({ title, items, files, files_title: filesTitle }) {
  return [
    make("h3", {}, title),
    ...items.flatMap(makeItem),
    make("p", { class: "mo-files mo-small" }, `${filesTitle}: ${files.join(" · ")}`),
  ];
}

function makeItem({ title, lines }) {
  const list = make("ul", { role: "list" }, lines.map((line) => make("li", {}, line)));
  return [make("h4", {}, title), list];
}

function makeReceipt(receipt, download, state) {
  const { title, text, at, file, what_now: whatNow, again, changed } = receipt;
  return make(
    "div",
    { class: "mo-receipt" },
    make("h3", { tabindex: "-1" }, title),
    make("p", {}, inLocalTime(text, at, state)),
    whatNow && make("p", {}, whatNow),
    file && download?.name === file && make("p", {}, makeDownload(download, again)),
    changed && make("p", { class: "mo-changed" }, changed),
  );
}

export default { render };
