// Who is here: the row of names that switches phones on a narrow screen and finds them on a wide one.
import { act } from "./desk.js";
import { fill, focusIn, h } from "./dom.js";
import { icon } from "./icons.js";
import { arrows, ask, field, select } from "./menu.js";
import { badge } from "./faces.js";

/**
 * Somebody's device: a phone or an office's mailbox.
 * @typedef {import("./phone.js").PhoneView | import("./mailbox.js").MailboxView} View
 */

export class People {
  /** @param {HTMLElement} element @param {HTMLElement} phones */
  constructor(element, phones) {
    this.element = element;
    this.phones = phones;
    /** @type {View[]} */
    this.views = [];
    /** @type {number | string | null} */
    this.current = null;
    this.seen = new IntersectionObserver((entries) => this.cameIntoSight(entries), { root: phones, threshold: 0.55 });
    new ResizeObserver(() => this.element.classList.toggle(
      "needed",
      phones.scrollWidth > phones.clientWidth + 4,
    )).observe(phones);
    arrows(element, ".person");
  }

  /** @param {View[]} views */
  show(views) {
    for (const view of views) if (!this.views.includes(view)) this.seen.observe(view.element);
    this.views = views;
    if (!views.some((view) => view.id === this.current)) this.current = views[0]?.id ?? null;
    this.element.classList.toggle("needed", this.phones.scrollWidth > this.phones.clientWidth + 4);
    this.draw();
  }

  draw() {
    const focused = focusIn(this.element)?.dataset.phone;
    fill(this.element, this.views.map((view) => {
      const unread = view.unreadIn();
      return h("button.person", {
        type: "button",
        "aria-current": view.id === this.current ? "true" : null,
        data: { phone: view.id },
        on: { click: () => this.go(view) },
      }, view.face(), h("span", {}, view.name), unread ? badge(unread) : null);
    }), h("button.person.add",
      { type: "button", "aria-label": "Neue Person", title: "Neue Person", on: { click: () => void newPerson() } },
      icon("addPerson")));
    const again = focused ? this.element.querySelector(`[data-phone="${focused}"]`) : null;
    if (again instanceof HTMLElement) again.focus();
  }

  /** @param {View} view */
  go(view) {
    const left = view.element.offsetLeft - (this.phones.clientWidth - view.element.offsetWidth) / 2;
    this.phones.scrollTo({ left, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
    this.current = view.id;
    this.draw();
    this.showCurrent();
  }

  showCurrent() {
    this.element.querySelector('[aria-current="true"]')?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  /** @param {IntersectionObserverEntry[]} entries */
  cameIntoSight(entries) {
    for (const entry of entries) this.views.find((view) => view.element === entry.target)?.setInSight(entry.isIntersecting);
    const first = this.views.find((view) => view.inSight);
    if (first && !this.views.find((view) => view.id === this.current)?.inSight) {
      this.current = first.id;
      this.draw();
      this.showCurrent();
    }
  }
}

export async function newPerson() {
  const text = "Sie bekommt ein eigenes Telefon und kennt den Bot noch nicht.";
  const answer = await ask({ title: "Neue Person", text, yes: "Anlegen", fields: [
    field("Vorname", h("input", { name: "name", required: true, maxlength: 64, autofocus: true, autocomplete: "off" })),
    field(
      "Nutzername (kann leer bleiben)",
      h("input", { name: "username", maxlength: 32, pattern: "[A-Za-z][A-Za-z0-9_]*", autocomplete: "off" }),
    ),
    field(
      "Sprache des Telefons",
      select(
        "language",
        [
          ["de", "Deutsch"],
          ["en", "Englisch"],
          ["ar", "Arabisch"],
          ["uk", "Ukrainisch"],
          ["fa", "Farsi"],
          ["tr", "Türkisch"],
          ["ru", "Russisch"],
          ["fr", "Französisch"],
        ],
      ),
    )] });
  if (answer) await act("phones", { name: answer.name, username: answer.username || null, language: answer.language });
}
