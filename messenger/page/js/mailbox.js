// An office's mailbox: who wrote, newest first, and one mail at a time.
import { fill, focusIn, h } from "./dom.js";
import { avatar, badge, hueOf } from "./faces.js";
import { icon } from "./icons.js";
import { mailBody } from "./mail.js";
import { clockTime, exactTime, now, shortWhen } from "./time.js";
import { speak } from "./toast.js";

/**
 * @typedef {import("./store.js").Mail} Mail
 * @typedef {import("./store.js").Store} Store
 */

export class MailboxView {
  /** @param {number} place @param {Store} store @param {() => void} onUnread */
  constructor(place, store, onUnread) {
    this.place = place;
    this.id = `mailbox-${place}`;
    this.store = store;
    this.onUnread = onUnread;
    /** The open mail; null shows the list. @type {number | null} */
    this.open = null;
    /** Newest mail known. */
    this.known = 0;
    /** @type {Set<number>} */
    this.unread = new Set();
    this.inSight = true;
    this.build();
  }

  get box() {
    const box = this.store.mailboxes.get(this.place);
    if (!box) throw new Error(`Postfach ${this.place} gibt es nicht`);
    return box;
  }

  get name() {
    return this.box.info.address;
  }

  face() {
    return h("span.avatar.mail-face", { "aria-hidden": "true", style: { "--hue": hueOf(this.name) } }, icon("letter"));
  }

  build() {
    const heading = `${this.id}-heading`;
    this.status = h("span.status-time");
    this.head = h("header.chat-head");
    this.list = h("ol.mails", { "aria-label": "Mails, die neueste zuerst" });
    this.reading = h("article.mail", { tabindex: -1, hidden: true });
    this.screen = h("div.screen", {}, h("div.status", { "aria-hidden": "true" }, this.status), this.head, this.list, this.reading);
    this.screen.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.open !== null) this.show(null);
    });
    this.element = h("section.phone.office", {
      "aria-labelledby": `${heading} ${heading}-address`,
      style: { "--hue": hueOf(this.name) },
      data: { mailbox: this.place },
    },
      h("div.owner", {}, this.face(),
        h("div", {}, h("h2", { id: heading }, "Postfach"), h("p", { id: `${heading}-address`, title: this.name }, this.name))),
      h("div.shell", {}, this.screen));
    this.tick();
  }

  // what changed

  /** @param {boolean} first when the page opens, nothing is new */
  update(first) {
    for (const mail of this.sorted().reverse()) {
      if (mail.number <= this.known) continue;
      this.known = mail.number;
      if (first) continue;
      this.unread.add(mail.number);
      speak(`Postfach ${this.name}: ${sender(mail)} schreibt: ${mail.subject}`);
    }
    for (const number of this.unread) if (!this.box.mails.has(number)) this.unread.delete(number);
    this.draw();
    this.onUnread();
  }

  unreadIn() {
    return this.unread.size;
  }

  /** @param {boolean} inSight */
  setInSight(inSight) {
    this.inSight = inSight;
  }

  tick() {
    this.status.textContent = clockTime(now());
  }

  sorted() {
    return [...this.box.mails.values()].sort((a, b) => b.number - a.number);
  }

  // drawing

  draw() {
    const mail = this.open === null ? null : this.box.mails.get(this.open) ?? null;
    if (!mail) this.open = null;
    this.list.hidden = mail !== null;
    this.reading.hidden = mail === null;
    this.drawHead(mail);
    if (mail) this.drawMail(mail);
    else this.drawList();
  }

  /** @param {Mail | null} mail */
  drawHead(mail) {
    const focused = focusIn(this.head) !== null;
    const elsewhere = this.unread.size;
    const back = mail ? h("button.head-tool.back",
      {
        type: "button",
        "aria-label": elsewhere ? `Zum Posteingang, ${elsewhere} ungelesen` : "Zum Posteingang",
        on: { click: () => this.show(null) },
      },
      icon("back"),
      elsewhere ? badge(elsewhere) : null) : null;
    const line = mail ? this.name : count(this.box.mails.size);
    fill(this.head, back ?? this.face(),
      h("div.head-words", {}, h("strong", {}, mail ? "Posteingang" : this.name), h("span", {}, line)));
    if (focused) back?.focus();
  }

  drawList() {
    const focused = focusIn(this.list)?.dataset.mail;
    fill(this.list, this.sorted().map((mail) => {
      const unread = this.unread.has(mail.number);
      return h("li", {}, h("button.mail-row", {
        type: "button",
        class: unread ? "unread" : "",
        data: { mail: mail.number },
        on: { click: () => this.show(mail.number) },
      },
        h("span.mail-row-top", {},
          unread ? h("span.mail-dot", {}, h("span.sr-only", {}, "Ungelesen:")) : null,
          h("span.mail-sender", {}, sender(mail)), h("small", { title: exactTime(mail.at) }, shortWhen(mail.at))),
        h("strong", {}, mail.subject || "(ohne Betreff)"), h("span.mail-start", {}, start(mail))));
    }));
    if (focused) this.list.querySelector(`[data-mail="${focused}"]`)?.focus();
  }

  /** @param {Mail} mail */
  drawMail(mail) {
    const when = [...new Set([shortWhen(mail.at), clockTime(mail.at)])].join(" "); // today: only the time
    if (this.reading.dataset.mail === String(mail.number)) {
      this.reading.querySelector("time")?.replaceChildren(when);
      return; // a mail never changes, and whoever reads it keeps their place
    }
    this.reading.dataset.mail = String(mail.number);
    fill(this.reading, h("h3", {}, mail.subject || "(ohne Betreff)"),
      h("div.mail-from", {}, avatar(sender(mail), mail.from),
        h("div", {}, h("strong", {}, sender(mail)), mail.fromName ? h("span", {}, mail.from) : null),
        h("time", { datetime: new Date(mail.at).toISOString(), title: exactTime(mail.at) }, when)),
      h("div.mail-words", {}, mailBody(mail)));
    this.reading.scrollTop = 0;
  }

  /** @param {number | null} number */
  show(number) {
    const left = this.open;
    this.open = number;
    if (number !== null && this.unread.delete(number)) this.onUnread();
    this.draw();
    if (number !== null) this.reading.focus({ preventScroll: true });
    else this.list.querySelector(`[data-mail="${left}"]`)?.focus();
  }
}

/** @param {Mail} mail */
const sender = (mail) => mail.fromName || mail.from || "Unbekannt";

/** How the words begin, addresses left out. @param {Mail} mail */
const start = (mail) => mail.text.slice(0, 400).replace(/https?:\/\/\S+/g, "").replace(/\s+/g, " ").trim().slice(0, 160);

/** @param {number} mails */
const count = (mails) => (mails === 1 ? "1 Mail" : `${mails} Mails`);
