// An answer of another module beside the one that is being written. It is only shown here: it stays in
// that module's own record.

/** Two columns where there is room: what was written then, and `writing`. */
function makeDesk(writing) {
  const recall = make("div", { class: "mo-recall" });
  const desk = make("div", { class: "mo-desk" }, recall, writing);
  return { recall, room: make("div", { class: "mo-room" }, desk) };
}

function showRecall({ recall, room }, shown) {
  const isLong = Boolean(shown?.texts.length); // a sentence that there is none needs no column
  room.classList.toggle("mo-wide", isLong);
  room.firstChild.toggleAttribute("data-recalls", isLong);
  paint(recall, shown, makeRecall);
}

function makeRecall({ title, texts, none }) {
  const id = newId("recall");
  const words = texts.map((text) => make("blockquote", { class: "mo-words" }, text));
  const said = words.length ? words : make("p", { class: "mo-small" }, none);
  return make("section", { "aria-labelledby": id }, make("h3", { id }, title), said);
}
