// A vignette on the page: a player, and nothing around it.

function render({ model, el, signal }) {
  const page = layOutPlayer(makeRoot("vignette"));
  el.append(page.root);
  play(page, { model, signal, around: (state) => nameView(page.root, state) });
}

export default { render };
