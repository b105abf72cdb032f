// Small menus and panels that float over the page: keyboard first, closed by Escape or a click elsewhere.
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {{label: string, icon?: Parameters<typeof icon>[0], run: () => void, danger?: boolean}} Item
 */

/** @type {{close: (focusBack?: boolean) => void} | null} */
let open = null;

/**
 * @param {{x: number, y: number} | Element} at a point or the element it belongs to
 * @param {HTMLElement} panel
 * @param {{back?: HTMLElement | null, label: string, role?: string}} options back: where the focus goes afterwards
 * @returns {() => void} closes it
 */
export function float(at, panel, { back = null, label, role = "dialog" }) {
  open?.close(false);
  panel.setAttribute("role", role);
  panel.setAttribute("aria-label", label);
  panel.setAttribute("popover", "manual");
  panel.classList.add("floating");
  document.body.appendChild(panel);
  panel.showPopover();
  place(panel, at);

  const outside = (/** @type {Event} */ event) => {
    if (event.target instanceof Node && !panel.contains(event.target)) close(false);
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Tab" && role !== "menu") return;
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  const close = (focusBack = true) => {
    if (open === self) open = null;
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", keys, true);
    panel.remove();
    if (focusBack) back?.focus();
  };
  const self = { close };
  open = self;
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", keys, true);
  return close;
}

/** @param {HTMLElement} panel @param {{x: number, y: number} | Element} at */
function place(panel, at) {
  const box = at instanceof Element ? at.getBoundingClientRect() : new DOMRect(at.x, at.y, 0, 0);
  const { width, height } = panel.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
  const below = box.bottom + 6 + height < innerHeight - 8;
  const top = below ? box.bottom + 6 : Math.max(8, box.top - height - 6);
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
}

/**
 * A list of things to do, with an optional row of quick emoji above.
 * @param {{x: number, y: number} | Element} at
 * @param {Item[]} items
 * @param {{back?: HTMLElement | null, label: string, above?: HTMLElement | null}} options
 */
export function menu(at, items, { back = null, label, above = null }) {
  const entries = items.map((item) =>
    h("button.menu-item", {
      type: "button",
      role: "menuitem",
      class: item.danger ? "danger" : "",
      on: { click: () => pick(item) },
    },
      item.icon ? icon(item.icon) : null, h("span", {}, item.label)));
  const panel = h("div.menu", {}, above, entries);
  const close = float(at, panel, { back, label, role: "menu" });
  const pick = (/** @type {Item} */ item) => {
    close();
    item.run();
  };
  arrows(panel, "button");
  (entries[0] ?? panel.querySelector("button"))?.focus();
  return close;
}

/** Arrow keys, Home and End move through the buttons. @param {HTMLElement} panel @param {string} selector */
export function arrows(panel, selector) {
  panel.addEventListener("keydown", (event) => {
    const all = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll(selector)]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 })[event.key];
    const to = step ? (at + step + all.length) % all.length : event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : -1;
    if (to < 0 || !all.length) return;
    event.preventDefault();
    all[to].focus();
  });
}

/**
 * A question that must be answered first. Resolves with the form's values, or null.
 * @param {{title: string, text?: string, fields?: HTMLElement[], yes?: string, no?: string | null}} question
 * @returns {Promise<Record<string, string> | null>}
 */
export function ask({ title, text = "", fields = [], yes = "Ja", no = "Abbrechen" }) {
  return new Promise((resolve) => {
    const heading = h("h2", { id: "ask-title" }, title);
    const form = h("form", { method: "dialog" }, heading, text ? h("p", {}, text) : null, fields,
      h("div.ask-buttons", {},
        no ? h("button.plain", { type: "button", on: { click: () => done(null) } }, no) : null,
        h("button.main", { type: "submit" }, yes)));
    const dialog = /** @type {HTMLDialogElement} */ (h("dialog.ask", { "aria-labelledby": "ask-title" }, form));
    const done = (/** @type {Record<string, string> | null} */ answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const values = new FormData(/** @type {HTMLFormElement} */ (form));
      done(Object.fromEntries([...values].map(([key, value]) => [key, String(value)])));
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      done(null);
    });
    document.body.appendChild(dialog);
    dialog.showModal();
  });
}

/** @param {string} label @param {HTMLElement} input */
export const field = (label, input) => h("label.field", {}, h("span", {}, label), input);

/** A choice among few. @param {string} name @param {[string, string][]} options */
export function select(name, options) {
  const node = h("select", { name });
  fill(node, options.map(([value, label]) => h("option", { value }, label)));
  return node;
}
