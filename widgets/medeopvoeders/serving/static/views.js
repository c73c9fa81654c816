/* Paints a view as soon as its cell has run, and connects it once the kernel can be reached.
 *
 * Voilà draws widgets when every cell has run and all its own scripts are read: seconds, on a slow
 * line. What a view of ours shows comes along in its cell's output (views/view.py); so it stands on
 * the page long before that, and can be used: what is sent waits until Voilà's widget manager has
 * the view's model. Nothing is called saved before that. */
"use strict";

medeopvoeders.views = (() => {
  const VIEW = "application/vnd.medeopvoeders.view+json";
  const base = new URL("../../", document.currentScript.src);
  const styles = new Map();

  /** Paints the view of an output's `data` in `place`; false where it holds none. */
  function paint(place, data) {
    const shown = data[VIEW];
    if (!shown) return false;
    const state = JSON.parse(shown.state);
    const model = makeModel(state);
    const el = document.createElement("div");
    el.className = "painted";
    place.append(el);
    const script = import(new URL(shown.script, base));
    const painted = Promise.all([script, setStyle(state._anywidget_id, shown.style)])
      .then(([view]) => view.default.render({ model, el, signal: neverAborted }));
    Promise.all([connected(shown.model_id), painted])
      .then(([line]) => {
        model.connect(line);
        el.classList.add("connected");
      })
      .catch(medeopvoeders.failed);
    return true;
  }

  const neverAborted = new AbortController().signal;

  /** Under the id by which anywidget looks whether the style is there. */
  function setStyle(id, address) {
    if (!styles.has(id)) {
      styles.set(id, fetch(new URL(address, base)).then(async (answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        const style = Object.assign(document.createElement("style"), { id });
        style.textContent = await answer.text();
        document.head.append(style);
      }));
    }
    return styles.get(id);
  }

  /**
   * What a view asks of a widget's model, before there is one: what is sent waits its turn.
   * `reached` comes once it has been sent; a view that waits for an answer counts from then on.
   */
  function makeModel(state) {
    let listeners = [];
    const unsent = [];
    let line = null;
    let arrive = null;
    return {
      isReached: false,
      reached: new Promise((resolve) => (arrive = resolve)),
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
        // Another window may have gone on meanwhile, or a later cell. A message is answered anyway.
        const isNews = JSON.stringify(model.get("state")) !== JSON.stringify(state.state);
        const isWaiting = unsent.length > 0;
        line = model;
        for (const { name, listener } of listeners) line.on(name, listener);
        for (const message of unsent.splice(0)) line.send(message);
        this.isReached = true;
        arrive();
        if (!isNews || isWaiting) return;
        for (const { name, listener } of listeners) if (name === "change:state") listener();
      },
    };
  }

  /** The model of that id, once Voilà's widget manager has it. */
  async function connected(id) {
    const manager = await medeopvoeders.manager;
    await new Promise((found) => {
      const look = () => {
        if (!manager.has_model(id)) return;
        manager.modelRegistered.disconnect(look);
        found();
      };
      manager.modelRegistered.connect(look);
      look();
    });
    return manager.get_model(id);
  }

  return { paint };
})();
