// Asking the bot from the composer: "@bot …" shows what it offers, above the line; the focus stays in the line.
import { act } from "./desk.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { follow } from "./links.js";
import { speak } from "./toast.js";

/**
 * @typedef {{title: string, description: string}} Result
 * @typedef {{query: string, results: Result[], button: {text: string, start: string | null} | null}} Offer
 * @typedef {{
 *   botName: () => string,
 *   chat: () => number,
 *   choose: (query: string, result: number) => void,
 *   clear: () => void,
 * }} Hands what the list can ask its composer for
 */

const PAUSE = 300; // milliseconds without a key before the bot is asked

export class InlineResults {
  /** @param {number} phone @param {HTMLElement} input @param {Hands} hands */
  constructor(phone, input, hands) {
    this.phone = phone;
    this.input = input;
    this.hands = hands;
    /** Chat and question now; null while nothing is asked. @type {string | null} */
    this.asked = null;
    /** By Escape; open again for another question. */
    this.closed = false;
    /** @type {Offer | null} */
    this.offer = null;
    this.at = -1;
    this.timer = 0;
    this.waiting = new AbortController();
    this.start = h("button.inline-start", { type: "button", on: { click: () => this.startBot() } });
    this.note = h("p.inline-note", { role: "status" });
    this.list = h("div.inline-list", { role: "listbox", id: `inline-${phone}`, "aria-label": "Vorschläge des Bots" });
    this.element = h("div.inline", { hidden: true }, this.start, this.note, this.list);
    this.element.addEventListener("mousedown", (event) => event.preventDefault()); // the line keeps the focus
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    this.show(null);
  }

  /** What stands in the line now; null where nobody can ask, as when correcting a message. @param {string | null} text */
  follow(text) {
    const question = text === null ? null : this.questionIn(text);
    const chat = this.hands.chat();
    const asked = question === null ? null : `${chat} ${question.trim()}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.closed = false;
    this.move(-1); // what is still shown answers another question
    clearTimeout(this.timer);
    this.waiting.abort(); // a browser keeps only a few connections, and a bot that is down would hold them all
    if (question === null) this.show(null);
    else this.timer = setTimeout(() => void this.ask(chat, question), PAUSE);
  }

  /** @param {string} text */
  questionIn(text) {
    const name = `@${this.hands.botName()}`;
    const rest = text.slice(name.length);
    return text.toLowerCase().startsWith(name.toLowerCase()) && /^\s/.test(rest) ? rest.slice(1) : null;
  }

  /** @param {number} chat @param {string} query */
  async ask(chat, query) {
    const { signal } = (this.waiting = new AbortController());
    const answer = await act(`phones/${this.phone}/inline`, { chat, query }, signal);
    if (signal.aborted) return; // meanwhile something else stands there
    if (answer?.late) this.show(null, "Der Bot antwortet gerade nicht.");
    else this.show(/** @type {Offer | null} */ (answer));
  }

  /** @param {Offer | null} offer @param {string} [note] */
  show(offer, note = "") {
    const results = offer?.results ?? [];
    const button = offer?.button?.start ? offer.button.text : ""; // web apps do not open here
    this.offer = offer;
    this.note.textContent = offer && !results.length && !button ? "Dazu hat der Bot nichts." : note;
    fill(this.start, icon("link"), h("span", {}, button));
    fill(this.list, results.map((result, at) => this.option(result, at)));
    this.start.hidden = !button;
    this.note.hidden = !this.note.textContent;
    this.list.hidden = !results.length;
    this.list.scrollTop = 0;
    this.move(-1);
    this.draw();
    if (results.length) speak(results.length === 1 ? "1 Vorschlag" : `${results.length} Vorschläge`);
  }

  draw() {
    this.element.hidden = this.closed || [this.start, this.note, this.list].every((part) => part.hidden);
  }

  /** @param {Result} result @param {number} at */
  option({ title, description }, at) {
    return h("div.inline-result",
      { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", on: { click: () => this.pick(at) } },
      h("strong", {}, title), description ? h("span", {}, description) : null);
  }

  /** The button above the results leads into the private chat. */
  startBot() {
    const link = `https://t.me/${this.hands.botName()}?start=${this.offer?.button?.start}`;
    this.hands.clear();
    void follow(link, this.phone, this.hands.botName());
  }

  /** @param {number} at */
  pick(at) {
    if (this.offer) this.hands.choose(this.offer.query, at);
  }

  /** Marks a result without leaving the line; -1 marks none. @param {number} at */
  move(at) {
    this.at = at;
    const options = [...this.list.querySelectorAll("[role=option]")];
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (options[at]) {
      this.input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  /** Keys which the list takes from the composer. @param {KeyboardEvent} event @returns {boolean} whether it took this one */
  keys(event) {
    if (this.element.hidden) return false;
    const count = this.offer?.results.length ?? 0;
    if (event.key === "Escape") {
      this.closed = true;
      this.move(-1);
      this.draw();
    } else if (event.key === "ArrowDown" && count) this.move((this.at + 1) % count);
    else if (event.key === "ArrowUp" && count) this.move(this.at > 0 ? this.at - 1 : count - 1);
    else if (event.key === "Enter" && !event.shiftKey && this.at >= 0) this.pick(this.at);
    else return false;
    event.preventDefault();
    return true;
  }
}
