// A notice in the place of an activity that cannot be shown. There is nothing to press.

function render({ model, el }) {
  const state = model.get("state");
  const root = makeRoot("problem", null);
  setAll(root, { lang: state.lang, "aria-label": state.notices[0]?.title });
  const notices = make("div", { class: "mo-notices" });
  root.append(notices);
  el.append(root);
  paintNotices(notices, state.notices, false);
}

export default { render };
