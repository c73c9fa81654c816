/* Paints a view as soon as its cell has run, and connects it once the kernel can be reached.
 *
 * Voilà draws widgets when every cell has run and all its own scripts are read: seconds, on a slow
 * line. What a view of ours shows comes along in its cell's output (views/view.py), and the script that
 * paints it too; so it stands on the page long before that, and can be used: what is sent waits until
 * Voilà's widget manager has the view's model. Nothing is called saved before that. */
"use strict";

medeopvoeders.views = (() => {
  const VIEW = "application/vnd.medeopvoeders.view+json";
  const scripts = new Map();

  /** Paints the view of an output's `data` in `place`; false where it holds none. */
  function paint(place, data) {
    const shown = data[VIEW];
    if (!shown) return false;
    const { model_id: id, state } = shown;
    const model = makeModel(state);
    const el = document.createElement("div");
    el.className = "painted";
    place.append(el);
    setStyle(state);
    const painted = viewOf(state).then((view) => view.render({ model, el, signal: neverAborted }));
    Promise.all([connected(id), painted])
      .then(([line]) => {
        model.connect(line);
        el.classList.add("connected");
      })
      .catch(medeopvoeders.failed);
    return true;
  }

  const neverAborted = new AbortController().signal;

  /** Under the id by which anywidget looks whether the style is there. */
  function setStyle({ _anywidget_id: id, _css: css }) {
    if (!css || document.getElementById(id)) return;
    const style = Object.assign(document.createElement("style"), { id, textContent: css });
    document.head.append(style);
  }

  function viewOf({ _anywidget_id: id, _esm: script }) {
    if (!scripts.has(id)) {
      const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      scripts.set(id, import(address).then((module) => module.default));
    }
    return scripts.get(id);
  }

  /** What a view asks of a widget's model, before there is one: what is sent waits its turn. */
  function makeModel(state) {
    let listeners = [];
    const unsent = [];
    let line = null;
    return {
      get: (name) => (line ? line.get(name) : state[name]),
      on(name, listener) {
        listeners.push({ name, listener });
        line?.on(name, listener);
      },
      off(name, listener) {
        listeners = listeners.filter((one) => one.name !== name || one.listener !== listener);
        line?.off(name, listener);
      },
      send(message) {
        if (line) line.send(message);
        else unsent.push(message);
      },
      connect(model) {
        line = model;
        for (const { name, listener } of listeners) line.on(name, listener);
        // Another window may have gone on meanwhile, or a later cell.
        const isNews = JSON.stringify(line.get("state")) !== JSON.stringify(state.state);
        for (const { name, listener } of listeners) {
          if (isNews && name === "change:state") listener();
        }
        for (const message of unsent.splice(0)) line.send(message);
      },
    };
  }

  /** The model of that id, once Voilà's widget manager has it. */
  async function connected(id) {
    const manager = await medeopvoeders.manager;
    await new Promise((found) => {
      const look = () => manager.has_model(id) && found();
      manager.modelRegistered.connect(look);
      look();
    });
    return manager.get_model(id);
  }

  return { paint };
})();
