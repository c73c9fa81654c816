/* The page around a module: puts outputs in their places, keeps the progress, and says so when the
 * lesson starts, fails, stops or loses its connection. What an output shows is elsewhere. */
"use strict";

window.medeopvoeders = (() => {
  const SLOW_AFTER = 20_000;
  const TOO_SLOW_AFTER = 90_000;
  const ASK_EVERY = 15_000;
  const LOOK_EVERY = 25;
  const PENDING = 'script[type="application/vnd.voila.cell-output+json"]';
  const BY_VOILA = ".jp-OutputArea-output > *";
  const PAINTED = `.painted > *, ${BY_VOILA}`;
  const CONNECTED = `.painted.connected, ${BY_VOILA}`;
  let words = {};
  let watching = null;
  let executed = false;
  let leaving = false;
  let checking = 0;

  const byId = (id) => document.getElementById(id);

  /* Voilà's widget manager, once it is there. */
  const manager = new Promise((found) => {
    const looking = setInterval(() => {
      const there = window.jupyterapp?.widgetManager;
      if (!there) return;
      clearInterval(looking);
      found(there);
    }, LOOK_EVERY);
  });

  /* --- waiting ------------------------------------------------------------------------------ */

  function wait() {
    words = JSON.parse(byId("words").textContent);
    byId("trouble").querySelector("button").addEventListener("click", () => location.reload());
    setTimeout(() => (executed && isWhole(PAINTED)) || setWaiting("loading_slow"), SLOW_AFTER);
    setTimeout(() => byId("waiting") && showTrouble(executed ? "failed" : "slow"), TOO_SLOW_AFTER);
    watching = new MutationObserver(showHowFar);
    const changes = { childList: true, subtree: true, attributeFilter: ["class"] };
    watching.observe(byId("content"), changes);
  }

  function showHowFar() {
    if (!executed || !isWhole(PAINTED)) return;
    if (!isWhole(CONNECTED)) return void setWaiting("connecting");
    watching.disconnect();
    endWaiting();
  }

  /* Whether each output shows something like `what`. */
  function isWhole(what) {
    const outputs = [...document.querySelectorAll(".activity > [data-for]")];
    return !document.querySelector(PENDING) && outputs.every((output) =>
      output.matches(".printed") || output.querySelector(what));
  }

  function setWaiting(key) {
    const line = byId("waiting")?.querySelector("p");
    if (line && line.textContent !== words[key]) line.textContent = words[key];
  }

  function endWaiting() {
    const waiting = byId("waiting");
    if (!waiting) return;
    setWaiting("ready");
    waiting.className = "unseen"; // a screen reader still hears how it ended
    setTimeout(() => waiting.remove(), 1_000);
  }

  /* --- trouble ------------------------------------------------------------------------------ */

  function showTrouble(kind) {
    if (leaving) return;
    const trouble = byId("trouble");
    byId("waiting")?.remove();
    if (trouble.dataset.kind === kind) return;
    trouble.dataset.kind = kind;
    trouble.querySelector("h2").textContent = words[kind];
    trouble.querySelector(".help").textContent = words[`${kind}_help`];
    trouble.hidden = false;
  }

  function endTrouble(kind) {
    const trouble = byId("trouble");
    if (trouble.dataset.kind !== kind) return;
    trouble.hidden = true;
    delete trouble.dataset.kind;
  }

  /* --- the kernel --------------------------------------------------------------------------- */

  async function watch() {
    const { kernel } = await manager;
    kernel.statusChanged.connect((_, status) => {
      if (/dead|restarting|terminating/.test(status)) showTrouble("stopped");
    });
    kernel.connectionStatusChanged.connect((_, status) => {
      if (status === "connected") endTrouble("lost");
      else askLater(kernel);
    });
    setInterval(() => ask(kernel), ASK_EVERY);
    document.addEventListener("visibilitychange", () => ask(kernel));
  }

  function askLater(kernel) {
    clearTimeout(checking);
    checking = setTimeout(() => ask(kernel), 1_500);
  }

  /* A kernel that was stopped for being idle leaves its connection open and says nothing, so the
   * page asks, while somebody looks at it. To ask does not count as being busy. */
  async function ask(kernel) {
    if (leaving || document.hidden) return;
    try {
      const answer = await fetch(`${kernel.serverSettings.baseUrl}api/kernels/${kernel.id}`);
      if (answer.status === 404) return showTrouble("stopped");
      if (!answer.ok) showTrouble("lost");
      else if (kernel.connectionStatus === "connected") return endTrouble("lost");
    } catch {
      showTrouble("lost");
    }
    askLater(kernel);
  }

  /* --- progress ----------------------------------------------------------------------------- */

  function markProgress({ target, detail }) {
    const steps = [...document.querySelectorAll(".progress [data-activity]")];
    const step = steps.find((item) => item.dataset.activity === detail.activity);
    target.closest?.("[data-cell]")?.setAttribute("id", `activity-${detail.activity}`);
    if (!step) return;
    step.classList.toggle("done", detail.done);
    step.querySelector(".state").textContent = detail.done ? words.done : words.to_do;
    markCurrent();
  }

  function markCurrent() {
    const steps = [...document.querySelectorAll(".progress [data-activity]")];
    const current = steps.find((item) => !item.classList.contains("done"));
    for (const step of steps) {
      const link = step.querySelector("a");
      if (step === current) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  }

  /* --- the page ----------------------------------------------------------------------------- */

  /* Each cell's outputs come at the end of the page, and belong where the cell stands. A view of
   * ours is painted there at once; what else there may be is left to Voilà. */
  function place() {
    for (const output of document.querySelectorAll("body > [data-for]")) {
      document.querySelector(`[data-cell="${output.dataset.for}"]`)?.append(output);
      const pending = output.querySelector(PENDING);
      const { data = {} } = pending ? JSON.parse(pending.textContent) : {};
      if (window.medeopvoeders.views.paint(output, data)) pending.remove();
    }
  }

  document.addEventListener("medeopvoeders:progress", markProgress);
  window.addEventListener("beforeunload", () => {
    // Voilà stops the kernel now. A link that only downloads something leaves the page standing.
    leaving = true;
    setTimeout(() => {
      leaving = false;
      const kernel = window.jupyterapp?.widgetManager?.kernel;
      if (kernel) showTrouble("stopped");
    }, 4_000);
  });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  document.addEventListener("DOMContentLoaded", () => {
    watch();
  });

  // Voilà calls this every ten seconds while a cell is executing.
  window.voila_heartbeat = () => {};
  window.voila_finish = () => {};

  return {
    begin: () => { wait(); markCurrent(); },
    place,
    manager,
    failed: () => showTrouble("failed"),
    executed: () => { executed = true; showHowFar(); },
  };
})();
