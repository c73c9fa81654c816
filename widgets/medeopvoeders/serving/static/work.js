/* All of one's work as a file, and back; and, where sessions end, a line that says so and a reminder
 * before it happens. Stands at the end of a page, after its settings.
 *
 * A download is fetched first and then given to the browser as a blob: to follow a link would tell a
 * module's page that it is being left, and Voilà would stop its lesson. */
"use strict";

(() => {
  const settings = JSON.parse(document.getElementById("work").textContent);
  const { address, words } = settings;
  const KEEP_BLOB = 60_000;
  let busy = false;

  const fill = (text, places) => text.replace(/\{(\w+)\}/g, (_, name) => places[name] ?? "");
  const two = (number) => String(number).padStart(2, "0");

  function element(tag, className, text = "") {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /* --- saving and restoring ----------------------------------------------------------------- */

  /* One thing at a time; `told` hears how it goes. */
  async function doing(told, meanwhile, work) {
    if (busy) return;
    busy = true;
    told.textContent = meanwhile;
    try {
      told.textContent = await work();
    } catch {
      told.textContent = words["no-answer"];
    } finally {
      busy = false;
    }
  }

  const save = (told) => doing(told, words.saving, async () => {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) return (await answer.json()).message;
    const name = fileName();
    give(await answer.blob(), name);
    return fill(words.saved, { name });
  });

  function fileName() {
    const now = new Date();
    const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    return `medeopvoeders-${day}-${two(now.getHours())}${two(now.getMinutes())}.zip`;
  }

  function give(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), KEEP_BLOB);
  }

  const restore = (told, file) => doing(told, words.restoring, async () => {
    if (file.size > settings.largest) return words["too-large"];
    const headers = { "Content-Type": "application/zip", "X-XSRFToken": settings.xsrf };
    const answer = await fetch(address, { method: "POST", body: file, headers });
    const { message } = await answer.json();
    if (answer.ok) await showProgress();
    return message;
  });

  /* The modules with the progress that they have now. */
  async function showProgress() {
    const page = await (await fetch(location.href, { cache: "no-store" })).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector(".modules");
    if (fresh) document.querySelector(".modules")?.replaceWith(document.adoptNode(fresh));
  }

  function beginWork() {
    const told = document.querySelector('[data-work="told"]');
    if (!told) return;
    const file = document.querySelector('[data-work="restore"]');
    document.querySelector('[data-work="save"]').addEventListener("click", () => save(told));
    file.addEventListener("change", async () => {
      const [chosen] = file.files;
      if (chosen) await restore(told, chosen);
      file.value = ""; // so that the same file can be chosen again
    });
  }

  /* --- where sessions end ------------------------------------------------------------------- */

  function button(text, className, act) {
    const made = element("button", className, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function showLine() {
    const line = element("div", "session");
    const told = element("p", "told");
    told.setAttribute("role", "status");
    const doors = element("p", "doors");
    doors.append(button(words.save, "button plain", () => save(told)));
    line.append(element("p", "", words.session), doors, told);
    document.getElementById("content").prepend(line);
  }

  /* The reminder is there from the start, out of sight: what is put into it later is announced
   * when the reader's own voice pauses, and the focus stays where it is. */
  function makeReminder() {
    const reminder = element("aside", "notice asleep");
    reminder.id = "reminder";
    reminder.setAttribute("aria-label", words.remind_title);
    const told = element("p", "");
    told.setAttribute("role", "status");
    const doors = element("p", "doors");
    doors.hidden = true;
    let cameFrom = null;
    function sleep() {
      const inside = reminder.contains(document.activeElement);
      reminder.classList.add("asleep");
      doors.hidden = true;
      told.textContent = "";
      if (inside) (cameFrom?.isConnected ? cameFrom : document.getElementById("content")).focus();
    }
    reminder.addEventListener("focusin", ({ relatedTarget }) => {
      if (!reminder.contains(relatedTarget)) cameFrom = relatedTarget;
    });
    reminder.addEventListener("keydown", ({ key }) => key === "Escape" && sleep());
    doors.append(
      button(words.save, "button", () => save(told)),
      button(words.go_on, "button plain", sleep),
    );
    reminder.append(told, doors);
    document.body.append(reminder);
    return (text) => {
      told.textContent = text;
      doors.hidden = false;
      reminder.classList.remove("asleep");
    };
  }

  async function textNow() {
    const said = fill(words.remind, settings);
    try {
      const state = await (await fetch(`${address}/state`, { cache: "no-store" })).json();
      return state.any ? `${said} ${whatIsMissing(state)}` : "";
    } catch {
      return said;
    }
  }

  function whatIsMissing({ unsaved, since }) {
    if (!unsaved) return words.remind_kept;
    const at = new Date(since);
    if (!since || Number.isNaN(at.getTime())) return words.remind_unsaved;
    const time = `${at.getHours()}${settings.time_separator}${two(at.getMinutes())}`;
    return fill(words.remind_since, { time });
  }

  function watchIdleness(remind) {
    const others = "BroadcastChannel" in window ? new BroadcastChannel("medeopvoeders") : null;
    const limit = settings.remind_after * 1_000;
    let last = Date.now();
    let waiting = false;

    async function look() {
      const left = last + limit - Date.now();
      if (left > 0) return void setTimeout(look, left);
      waiting = false;
      const text = await textNow();
      if (text) remind(text);
    }
    function wait() {
      last = Date.now();
      if (waiting) return;
      waiting = true;
      setTimeout(look, limit);
    }
    function active() {
      if (Date.now() - last > 1_000) others?.postMessage("active"); // to the course's other windows
      wait();
    }
    for (const kind of ["keydown", "pointerdown", "wheel", "scroll", "input"]) {
      document.addEventListener(kind, active, { capture: true, passive: true });
    }
    others?.addEventListener("message", wait);
    wait();
  }

  beginWork();
  if (settings.remind_after > 0) {
    showLine();
    watchIdleness(makeReminder());
  }
})();
