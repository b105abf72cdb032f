// The messages of one chat. Rows are kept by key: what did not change is not touched, and the eye stays where it was.
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { drawRow } from "./message.js";
import { dayKey, dayName } from "./time.js";

/**
 * @typedef {import("./message.js").Row} Row
 * @typedef {import("./message.js").Hands} Hands
 * @typedef {import("./store.js").Message} Message
 * @typedef {{messages: Message[], all: Map<number, Message>, group: boolean, topics: Map<number, string> | null}} View
 *   all: also what is not shown now, for reply previews; topics: names, when topics are shown mixed
 */

const NEAR = 48;

export class MessageList {
  /** @param {Hands} hands @param {() => void} onRead called when the newest message came into sight */
  constructor(hands, onRead) {
    this.hands = hands;
    this.onRead = onRead;
    /** @type {Map<string, {row: Row, node: HTMLElement}>} */
    this.entries = new Map();
    this.pinned = true;
    this.missed = 0;
    this.lastTop = 0;
    this.top = h("div.list-top");
    this.list = h("ol.messages", {});
    this.scroller = h("div.scroller",
      {
        tabindex: 0,
        role: "region",
        "aria-label": "Nachrichten. Pfeiltasten gehen von Nachricht zu Nachricht, Eingabetaste zeigt, was geht",
      },
      this.top,
      this.list);
    this.down = h("button.down", { type: "button", hidden: true, on: { click: () => this.toEnd(true) } }, icon("down"),
      h("span"));
    this.element = h("div.list", {}, this.scroller, this.down);
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.keys(event));
    const resized = new ResizeObserver(() => this.stillPinned() && this.toEnd());
    resized.observe(this.list);
    resized.observe(this.scroller);
  }

  /** Another chat or topic: start over at its end. */
  clear() {
    this.entries.clear();
    fill(this.list);
    this.pinned = true;
    this.missed = 0;
    this.showDown();
  }

  /** Somebody may have scrolled up so recently that the browser has not said so yet. */
  stillPinned() {
    if (this.pinned && this.scroller.scrollTop < this.lastTop - 2) this.scrolled();
    return this.pinned;
  }

  /** @param {View} view @param {number} fresh how many messages came in since last time */
  show(view, fresh) {
    this.stillPinned();
    const rows = rowsOf(view);
    const wanted = new Set(rows.map((row) => row.key));
    for (const [key, { node }] of this.entries) {
      if (wanted.has(key)) continue;
      if (node.contains(document.activeElement)) this.scroller.focus({ preventScroll: true });
      node.remove();
      this.entries.delete(key);
    }
    /** @type {Element | null} */
    let cursor = this.list.firstElementChild;
    for (const row of rows) {
      const entry = this.entries.get(row.key);
      let node = entry?.node;
      if (!entry || !node || !same(entry.row, row)) {
        const drawn = drawRow(row, this.hands, node ?? null);
        if (node) {
          if (cursor === node) cursor = drawn;
          swap(node, drawn);
        }
        node = drawn;
        this.entries.set(row.key, { row, node });
      }
      if (node === cursor) cursor = cursor.nextElementSibling;
      else this.list.insertBefore(node, cursor);
    }
    const last = view.messages[view.messages.length - 1];
    if (fresh && last?.sender === "me") this.pinned = true;
    if (this.pinned) this.toEnd();
    else this.missed += fresh;
    this.showDown();
  }

  /** @param {boolean} [smooth] */
  toEnd(smooth = false) {
    this.pinned = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.lastTop = smooth ? 0 : this.scroller.scrollTop;
    this.missed = 0;
    this.showDown();
    this.onRead();
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const pinned = scrollHeight - scrollTop - clientHeight < NEAR;
    this.lastTop = scrollTop;
    if (pinned === this.pinned) return;
    this.pinned = pinned;
    if (pinned) {
      this.missed = 0;
      this.onRead();
    }
    this.showDown();
  }

  showDown() {
    this.down.hidden = this.pinned;
    const words = this.missed ? `${this.missed} neu` : "";
    fill(/** @type {Element} */ (this.down.lastElementChild), words);
    this.down.setAttribute("aria-label", this.missed ? `Zu ${this.missed} neuen Nachrichten` : "Nach unten");
  }

  /** @param {number} id */
  nodeOf(id) {
    for (const { row, node } of this.entries.values()) if (row.items.some((item) => item.id === id)) return node;
    return null;
  }

  /** @param {number} id */
  jump(id) {
    const node = this.nodeOf(id);
    if (!node) return false;
    node.scrollIntoView({
      block: "center",
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth",
    });
    node.classList.remove("found");
    requestAnimationFrame(() => node.classList.add("found"));
    setTimeout(() => node.classList.remove("found"), 1800);
    node.focus({ preventScroll: true });
    return true;
  }

  /** Arrow keys go from message to message. @param {KeyboardEvent} event */
  keys(event) {
    const rows = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll(".row")]);
    const at = rows.findIndex((row) => row === document.activeElement);
    if (at < 0 && document.activeElement !== this.scroller) return;
    const menuKey = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    if (at >= 0 && (event.key === "Enter" || event.key === " " || menuKey)) {
      event.preventDefault();
      const more = rows[at].querySelector(".row-more");
      if (more instanceof HTMLElement) more.click();
      return;
    }
    const to = {
      ArrowUp: at < 0 ? rows.length - 1 : at - 1,
      ArrowDown: at < 0 ? 0 : at + 1,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[to].focus({ preventScroll: true });
    rows[to].scrollIntoView({ block: "nearest" });
  }
}

/** @param {Row} a @param {Row} b */
function same(a, b) {
  return a.day === b.day && a.first === b.first && a.last === b.last && a.named === b.named && a.target === b.target
    && a.topic?.name === b.topic?.name && a.items.length === b.items.length && a.items.every((item, at) => item === b.items[at]);
}

/** Replaces a row without losing the focus inside it. @param {HTMLElement} old @param {HTMLElement} drawn */
function swap(old, drawn) {
  const active = document.activeElement;
  const inside = active instanceof HTMLElement && old.contains(active);
  const at = inside && active.dataset.at;
  old.replaceWith(drawn);
  if (!inside) return;
  const again = at ? drawn.querySelector(`[data-at="${at}"]`) : null;
  (again instanceof HTMLElement ? again : drawn).focus({ preventScroll: true });
}

/** @param {View} view @returns {Row[]} */
function rowsOf({ messages, all, group, topics }) {
  /** @type {Row[]} */
  const rows = [];
  let day = "";
  /** @type {Row | null} */
  let previous = null;
  for (const message of messages) {
    const today = dayKey(message.at);
    if (today !== day) {
      day = today;
      rows.push({
        key: `day ${today}`,
        day: dayName(message.at),
        items: [],
        first: false,
        last: false,
        named: false,
        topic: null,
        target: null,
      });
      previous = null;
    }
    if (message.album && previous?.items[0].album === message.album) {
      previous.items.push(message);
      continue;
    }
    const moved = message.thread !== null && previous?.items[0].thread !== message.thread;
    const topicName = moved && message.thread !== null ? topics?.get(message.thread) : undefined;
    const follows = previous !== null && !topicName && previous.items[0].sender === message.sender && previous.items[0].kind !== "service"
      && message.kind !== "service" && message.at - previous.items[previous.items.length - 1].at < 300_000;
    if (follows && previous) previous.last = false;
    previous = {
      key: message.album ? `album ${message.album}` : `message ${message.id}`,
      day: null, items: [message], first: !follows, last: true,
      named: group && message.sender !== "me" && !follows,
      topic: topicName && message.thread !== null ? { id: message.thread, name: topicName } : null,
      target: message.replyTo === null ? null : all.get(message.replyTo) ?? null,
    };
    rows.push(previous);
  }
  return rows;
}
