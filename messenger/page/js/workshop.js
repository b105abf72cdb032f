// The Werkstatt: what can be made difficult for the bot, what can be started and stopped, what it asked last.
import { act, look } from "./desk.js";
import { fill, focusIn, h } from "./dom.js";
import { icon } from "./icons.js";
import { ask, field, select } from "./menu.js";
import { newPerson } from "./people.js";
import { toast } from "./toast.js";

const FAULTS = /** @type {[string, string][]} */ ([
  ["500", "Serverfehler (500)"], ["429", "Zu schnell (429)"], ["timeout_after", "Ausgeführt, Antwort verloren"],
  ["timeout_before", "Nicht ausgeführt, keine Antwort"], ["reset", "Verbindung abgerissen"],
]);
const METHODS = /** @type {[string, string][]} */ ([
  ["*", "jeder Aufruf"], ["sendMessage", "sendMessage"], ["copyMessage", "copyMessage"], ["copyMessages", "copyMessages"],
  ["editMessageText", "editMessageText"], ["answerCallbackQuery", "answerCallbackQuery"],
  ["answerInlineQuery", "answerInlineQuery"], ["getUpdates", "getUpdates"],
]);

export class Workshop {
  /** @param {HTMLElement} element @param {import("./store.js").Store} store */
  constructor(element, store) {
    this.element = element;
    this.store = store;
    this.button = h("button.tool.wide-tool",
      {
        type: "button",
        "aria-label": "Werkstatt",
        title: "Werkstatt",
        "aria-expanded": "false",
        "aria-controls": "workshop",
        on: { click: () => this.toggle() },
      },
      icon("wrench"),
      h("span", {}, "Werkstatt"));
    this.calls = h("ol.calls", {});
    this.body = h("div.workshop-body");
    fill(
      element,
      h("header.workshop-head", {}, h("h2", {}, "Werkstatt"),
        h("button.tool", { type: "button", "aria-label": "Werkstatt schließen", on: { click: () => this.toggle() } },
          icon("close"))),
      this.body,
    );
    element.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle());
    this.pending = 0;
  }

  toggle() {
    this.element.hidden = !this.element.hidden;
    this.button.setAttribute("aria-expanded", String(!this.element.hidden));
    document.body.classList.toggle("with-workshop", !this.element.hidden);
    if (this.element.hidden) return this.button.focus();
    this.draw();
    void this.loadCalls();
    this.element.querySelector("button")?.focus();
  }

  /** Something happened in the world. */
  stir() {
    if (this.element.hidden) return;
    clearTimeout(this.pending);
    this.pending = setTimeout(() => void this.loadCalls(), 400);
  }

  draw() {
    if (this.element.hidden) return;
    const state = this.store.single.workshop;
    if (!state) return;
    const focused = focusIn(this.body)?.dataset.name;
    fill(this.body, this.actions(state.actions), this.people(), this.network(state), this.faults(state.faults),
      part("Letzte Aufrufe des Bots", this.calls));
    if (focused) this.body.querySelector(`[data-name="${focused}"]`)?.focus();
  }

  /** @param {{name: string, label: string}[]} actions */
  actions(actions) {
    if (!actions.length) return null;
    return part("Bot", h("div.workshop-buttons", {}, actions.map(({ name, label }) => {
      const button = h("button.plain",
        { type: "button", data: { name: `action-${name}` }, on: { click: () => void run() } },
        label);
      const run = async () => {
        button.setAttribute("aria-busy", "true");
        const done = await act(`actions/${encodeURIComponent(name)}`);
        button.removeAttribute("aria-busy");
        if (done?.said) toast(done.said);
      };
      return button;
    })));
  }

  people() {
    return part("Leute", h("div.workshop-buttons", {},
      h("button.plain", { type: "button", data: { name: "person" }, on: { click: () => void newPerson() } },
        icon("addPerson"),
        "Neue Person"),
      h("button.plain", { type: "button", data: { name: "group" }, on: { click: () => void this.newGroup() } },
        icon("people"),
        "Neue Gruppe")));
  }

  /** @param {Record<string, any>} state */
  network(state) {
    const set = (/** @type {Record<string, any>} */ about) => void act("workshop", about);
    return part("Messenger",
      toggle("topics", "Themen in privaten Chats", state.topics, (on) => set({ topics: on })),
      toggle("limits", "Grenzen wie bei Telegram (429)", state.limits, (on) => set({ limits: on })),
      slider("latency", "Jede Antwort kommt später", state.latency, 5, 0.1,
        (value) => `${value.toLocaleString("de-DE")} s`,
        (value) => set({ latency: value })),
      slider("duplicates", "Updates kommen doppelt", state.duplicates, 1, 0.05,
        (value) => `${Math.round(value * 100)} %`,
        (value) => set({ duplicates: value })));
  }

  /** @param {string[]} planned */
  faults(planned) {
    const kind = select("kind", FAULTS);
    const method = select("method", METHODS);
    const times = /** @type {HTMLInputElement} */ (h("input", { type: "number", min: 1, max: 999, value: 1, name: "times" }));
    const form = h("form.fault", {}, field("Was", kind), field("Bei", method), field("Wie oft", times),
      h("button.plain", { type: "submit" }, "Einplanen"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void act("faults", Object.fromEntries([...new FormData(/** @type {HTMLFormElement} */ (form))]));
    });
    return part("Störungen", form,
      planned.length ? h("ul.planned", {}, planned.map((line) => h("li", {}, line))) : null,
      h("button.plain", { type: "button", data: { name: "calm" }, on: { click: () => act("faults/clear") } },
        "Alle Störungen aufheben"));
  }

  async newGroup() {
    const people = [...this.store.phones.values()].map(({ info }) =>
      h("label.check", {}, h("input", { type: "checkbox", name: `member-${info.id}`, value: info.id, checked: true }),
        info.name));
    const answer = await ask({ title: "Neue Gruppe", yes: "Anlegen", text: "Der Bot ist Mitglied und liest mit.", fields: [
      field(
        "Name",
        h("input", { name: "title", required: true, autofocus: true }),
      ), h("fieldset", {}, h("legend", {}, "Wer ist dabei"), people)] });
    if (!answer) return;
    const members = Object.entries(answer).filter(([key]) => key.startsWith("member-")).map(([, id]) => Number(id));
    await act("groups", { title: answer.title, members });
  }

  async loadCalls() {
    const calls = await look("calls");
    if (!calls || this.element.hidden) return;
    fill(this.calls, calls.length ? calls.map((/** @type {any} */ call) => h("li", { class: call.ok ? "" : "failed" },
      h("code", {}, call.method), h("span", {}, call.ok ? call.about : call.error))) : h("li.none", {}, "Noch keine."));
  }
}

/** @param {string} title @param {...any} inside */
const part = (title, ...inside) => h("section.workshop-part", {}, h("h3", {}, title), inside);

/** @param {string} name @param {string} label @param {boolean} on @param {(on: boolean) => void} change */
function toggle(name, label, on, change) {
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", role: "switch", checked: on, data: { name } }));
  box.addEventListener("change", () => change(box.checked));
  return h("label.switch", {}, h("span", {}, label), box);
}

/**
 * @param {string} name @param {string} label @param {number} value @param {number} max @param {number} step
 * @param {(value: number) => string} words @param {(value: number) => void} change
 */
function slider(name, label, value, max, step, words, change) {
  const shown = h("output", {}, words(value));
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "range", min: 0, max, step, value, data: { name } }));
  input.addEventListener("input", () => (shown.textContent = words(Number(input.value))));
  input.addEventListener("change", () => change(Number(input.value)));
  return h("label.slider", {}, h("span", {}, label), shown, input);
}
