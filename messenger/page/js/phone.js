// One person's phone: their chats, what they see in the open one, and what they can do there.
import { act } from "./desk.js";
import { fill, focusIn, h } from "./dom.js";
import { Composer } from "./composer.js";
import { avatar, badge, botFace, hueOf } from "./faces.js";
import { icon } from "./icons.js";
import { follow } from "./links.js";
import { MessageList } from "./list.js";
import { ask, arrows } from "./menu.js";
import { serviceWords } from "./message.js";
import { messageMenu, phoneMenu, topicMenu } from "./phone_menus.js";
import { summary } from "./text.js";
import { clockTime, now, shortWhen } from "./time.js";
import { speak, toast } from "./toast.js";
import { onLongPress } from "./touch.js";

/**
 * @typedef {import("./store.js").Message} Message
 * @typedef {import("./store.js").Chat} Chat
 * @typedef {import("./store.js").Store} Store
 */

const ALL = "all";

export class PhoneView {
  /** @param {number} id @param {Store} store @param {() => void} onUnread */
  constructor(id, store, onUnread) {
    this.id = id;
    this.store = store;
    this.onUnread = onUnread;
    /** Open chat; null shows the list of chats. @type {number | null} */
    this.chatId = null;
    /** Open topic, or all of them. @type {number | "all"} */
    this.topic = ALL;
    /** Newest message known, by chat. @type {Map<number, number>} */
    this.known = new Map();
    /** Unread messages, by chat and topic (0: none). @type {Map<number, Map<number, number>>} */
    this.unread = new Map();
    this.inSight = true;
    this.build();
  }

  /** Somebody who has a phone here looks the same everywhere. @param {string} sender */
  hueOfSender(sender) {
    const known = [...this.store.phones.values()].find(({ info }) => info.name.split(" ")[0] === sender);
    return hueOf(known ? known.info.order : sender === "bot" ? 1 : sender);
  }

  get phone() {
    const phone = this.store.phones.get(this.id);
    if (!phone) throw new Error(`Telefon ${this.id} gibt es nicht`);
    return phone;
  }

  get name() {
    return this.phone.info.name;
  }

  face() {
    return avatar(this.name, this.phone.info.order);
  }

  get bot() {
    return this.store.single.bot ?? { name: "Bot", username: "" };
  }

  /** @returns {Chat | null} */
  get chat() {
    return this.chatId === null ? null : this.phone.chats.get(this.chatId) ?? null;
  }

  build() {
    const { name, username, order } = this.phone.info;
    this.list = new MessageList({
      botName: this.bot.name,
      hue: (sender) => this.hueOfSender(sender),
      menu: (message, at, back) => messageMenu(this, message, at, back),
      press: (message, row, column, button) => void this.press(message, row, column, button),
      react: (message, emoji) => void this.react(message, emoji),
      jump: (id) => this.jump(id),
      topic: (id) => this.openTopic(id),
    }, () => this.read());
    this.composer = new Composer(
      this.id,
      name,
      () => ({ chat: this.chatId ?? this.id, thread: this.topic === ALL ? null : this.topic }),
      () => this.chat?.info.commands ?? [],
      () => this.bot.username,
    );
    this.status = h("span.status-time");
    this.head = h("header.chat-head");
    this.topics = h("div.topics", { role: "tablist", "aria-label": "Themen", hidden: true });
    this.chats = h("div.chats", { hidden: true });
    this.blockedBar = h("div.blocked", { hidden: true }, h("p", {}, "Der Bot ist blockiert und kann hier nichts schreiben."),
      h("button.main", { type: "button", on: { click: () => this.setBlocked(false) } }, "Wieder zulassen"));
    this.notes = h("div.toasts.phone-toasts", { role: "status" });
    this.screen = h("div.screen", {},
      h("div.status", { "aria-hidden": "true" }, this.status, h("span.status-lens"), h("span.status-side", {}, h("i"))),
      this.head, this.topics, this.chats, this.list.element, this.composer.element, this.blockedBar, this.notes);
    const heading = `phone-${this.id}`;
    this.element = h("section.phone", {
      "aria-labelledby": heading,
      style: { "--hue": hueOf(order) },
      data: { phone: this.id },
    },
      h("div.owner", {}, avatar(name, order),
        h("div", {}, h("h2", { id: heading }, name), h("p", {}, username ? `@${username}` : "ohne Nutzernamen"))),
      h("div.shell", {}, this.screen));
    this.listen();
    this.tick();
  }

  listen() {
    const scroller = this.list.scroller;
    scroller.addEventListener("click", (event) => this.tap(event));
    scroller.addEventListener("contextmenu", (event) => {
      const row = event.target instanceof Element ? event.target.closest(".row") : null;
      if (!(row instanceof HTMLElement) || (event.target instanceof Element && event.target.closest("a, img, video"))) return;
      event.preventDefault();
      const message = this.chat?.messages.get(Number(row.dataset.id));
      if (message) messageMenu(this, message, { x: event.clientX, y: event.clientY }, row);
    });
    onLongPress(scroller, (row) => {
      const message = this.chat?.messages.get(Number(row.dataset.id));
      if (message) messageMenu(this, message, row.querySelector(".bubble") ?? row, row);
    });
    for (const kind of ["dragover", "dragleave", "drop"]) this.screen.addEventListener(
      kind,
      (event) => this.drag(/** @type {DragEvent} */ (event)),
    );
    arrows(this.topics, ".topic");
  }

  /** @param {DragEvent} event */
  drag(event) {
    if (this.chatId === null || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.screen.classList.toggle("dropping", event.type === "dragover");
    if (event.type === "drop") this.composer.attachments.add([...event.dataTransfer.files]);
  }

  /** Links and commands inside texts. @param {MouseEvent} event */
  tap(event) {
    if (!(event.target instanceof Element)) return;
    const option = event.target.closest("[data-option]");
    if (option instanceof HTMLElement) {
      const message = this.chat?.messages.get(Number(option.closest(".row")?.getAttribute("data-id")));
      const taken = option.getAttribute("aria-pressed") === "true";
      if (message) void this.do("vote", { message: message.id, option: taken ? null : Number(option.dataset.option) });
      return;
    }
    const link = event.target.closest("a[data-link]");
    const command = event.target.closest("[data-command]");
    if (link instanceof HTMLElement) {
      event.preventDefault();
      void follow(link.dataset.link ?? "", this.id, this.bot.username);
    } else if (command instanceof HTMLElement) {
      void this.composer.write(command.dataset.command ?? "");
    }
  }

  // what changed

  /** @param {Map<number, Set<number>>} touched chats and their messages @param {boolean} first when the page opens, nothing is new */
  update(touched, first) {
    const chats = this.sortedChats();
    if (this.chatId === null && chats.length === 1) this.chatId = chats[0].info.id;
    if (this.chatId === null && first && chats.length) this.chatId = [...chats].sort((a, b) => latest(b) - latest(a))[0].info.id;
    if (this.chatId !== null && !this.phone.chats.has(this.chatId)) this.chatId = chats[0]?.info.id ?? null;
    let fresh = 0;
    for (const [chatId, ids] of touched) fresh += this.takeIn(chatId, ids, first);
    this.draw(fresh);
  }

  /**
   * Counts what is new in a chat; returns how many of them are in the open view.
   * @param {number} chatId @param {Set<number>} ids @param {boolean} first
   */
  takeIn(chatId, ids, first) {
    const chat = this.phone.chats.get(chatId);
    if (!chat) return 0;
    const newest = this.known.get(chatId) ?? 0;
    let here = 0;
    for (const id of [...ids].sort((a, b) => a - b)) {
      const message = chat.messages.get(id);
      if (!message || id <= newest) continue;
      this.known.set(chatId, Math.max(id, this.known.get(chatId) ?? 0));
      if (first) continue;
      const shown = chatId === this.chatId && (this.topic === ALL || this.topic === message.thread);
      if (shown) here += 1;
      if (message.sender === "me" || message.kind === "service") continue;
      if (message.forceReply && shown) this.composer.setMode({ reply: { message, quote: null } });
      speak(`${this.phone.info.name}: ${message.sender === "bot" ? this.bot.name : message.sender} schreibt: ${summary(message)}`);
      if (!shown || !this.list.pinned || !this.inSight) this.count(chatId, message.thread ?? 0, 1);
    }
    return here;
  }

  /** @param {number} chatId @param {number} thread @param {number} more */
  count(chatId, thread, more) {
    const byTopic = this.unread.get(chatId) ?? new Map();
    byTopic.set(thread, (byTopic.get(thread) ?? 0) + more);
    this.unread.set(chatId, byTopic);
    this.onUnread();
  }

  /** The newest message of the open view is in sight. */
  read() {
    const counts = this.chatId === null ? undefined : this.unread.get(this.chatId);
    if (!counts || !this.inSight) return;
    if (this.topic === ALL) counts.clear();
    else counts.delete(this.topic);
    this.drawHead();
    this.drawTopics();
    this.onUnread();
  }

  /** @param {number | null} [chatId] */
  unreadIn(chatId = null) {
    let sum = 0;
    for (const [chat, counts] of this.unread) {
      if (chatId === null || chat === chatId) for (const count of counts.values()) sum += count;
    }
    return sum;
  }

  /** @param {boolean} inSight */
  setInSight(inSight) {
    this.inSight = inSight;
    if (inSight && this.list.pinned) this.read();
  }

  tick() {
    this.status.textContent = clockTime(now());
  }

  sortedChats() {
    return [...this.phone.chats.values()].sort((a, b) => a.info.order - b.info.order);
  }

  // drawing

  /** @param {number} [fresh] */
  draw(fresh = 0) {
    const chat = this.chat;
    const open = chat !== null;
    const { blocked } = this.phone.info;
    const isPrivate = chat?.info.kind === "private";
    this.chats.hidden = open;
    this.list.element.hidden = !open;
    this.blockedBar.hidden = !(open && blocked && isPrivate);
    this.composer.element.hidden = !open || (blocked && isPrivate);
    this.drawHead();
    this.drawTopics();
    if (!chat) return this.drawChats();
    this.composer.moveTo(`${chat.info.id}/${this.topic}`);
    this.composer.showKeyboard(chat.info.keyboard);
    this.composer.changed();
    const all = [...chat.messages.values()].sort((a, b) => a.id - b.id);
    const messages = this.topic === ALL ? all : all.filter((message) => message.thread === this.topic);
    const mixed = this.topic === ALL && chat.info.topics.length > 0;
    const topics = mixed ? new Map(chat.info.topics.map((topic) => [topic.id, topic.name])) : null;
    this.drawWelcome(messages.length === 0);
    this.list.show({ messages, all: chat.messages, group: !isPrivate, topics }, fresh);
  }

  drawHead() {
    const chat = this.chat;
    const several = this.phone.chats.size > 1;
    if (!chat) return fill(this.head, h("strong.chats-title", {}, "Chats"), this.menuButton());
    const title = chat.info.kind === "private" ? this.bot.name : chat.info.title;
    const acting = chat.info.actions.find((action) => this.topic === ALL || action.thread === null || action.thread === this.topic);
    const elsewhere = this.unreadIn() - this.unreadIn(chat.info.id);
    const line = acting ? h("span.typing", {}, ACTIONS[acting.action] ?? "tippt", h("i"), h("i"), h("i"))
      : h("span", {},
        this.phone.info.blocked && chat.info.kind === "private" ? "blockiert" : chat.info.kind === "private" ? "Bot" : "Gruppe");
    fill(this.head,
      several ? h("button.head-tool.back",
        {
          type: "button",
          "aria-label": elsewhere ? `Zu den Chats, ${elsewhere} ungelesen` : "Zu den Chats",
          on: { click: () => this.openChat(null) },
        },
        icon("back"),
        elsewhere ? badge(elsewhere) : null) : null,
      chat.info.kind === "private" ? botFace() : avatar(title, chat.info.id),
      h("div.head-words", {}, h("strong", {}, title), line), this.menuButton());
  }

  menuButton() {
    const button = h("button.head-tool.phone-menu",
      { type: "button", "aria-label": `Menü von ${this.phone.info.name}`, "aria-haspopup": "menu" },
      icon("more"));
    button.addEventListener("click", () => phoneMenu(this, button));
    return button;
  }

  drawChats() {
    const rows = this.sortedChats().map((chat) => {
      const messages = [...chat.messages.values()];
      const last = messages.reduce((/** @type {Message | null} */ a, b) => (a && a.id > b.id ? a : b), null);
      const unread = this.unreadIn(chat.info.id);
      const title = chat.info.kind === "private" ? this.bot.name : chat.info.title;
      const silent = !last || last.kind === "service" || (last.sender === "bot" && chat.info.kind === "private");
      const who = silent ? "" : `${{ me: "Du", bot: this.bot.name }[last.sender] ?? last.sender}: `;
      return h("button.chat-row", { type: "button", on: { click: () => this.openChat(chat.info.id) } },
        chat.info.kind === "private" ? botFace() : avatar(title, chat.info.id),
        h("span.chat-row-words", {}, h("strong", {}, title),
          h("span", {},
            last ? who + (last.kind === "service" ? serviceWords(last) : summary(last)) : "Noch nichts geschrieben")),
        h("span.chat-row-side", {}, last ? h("small", {}, shortWhen(last.at)) : null, unread ? badge(unread) : null));
    });
    fill(this.chats, rows);
  }

  drawTopics() {
    const topics = this.chat?.info.topics ?? [];
    if (this.topic !== ALL && !topics.some((topic) => topic.id === this.topic)) this.topic = ALL;
    this.topics.hidden = !topics.length;
    if (!topics.length) return fill(this.topics);
    const focused = focusIn(this.topics)?.dataset.topic;
    const counts = (this.chatId !== null && this.unread.get(this.chatId)) || new Map();
    const tab = (/** @type {number | "all"} */ id, /** @type {string} */ name, /** @type {number} */ unread) =>
      h("button.topic", { type: "button", role: "tab", "aria-selected": String(this.topic === id), tabindex: this.topic === id ? 0 : -1, data: { topic: id },
        on: {
          click: () => this.openTopic(id),
          contextmenu: (/** @type {MouseEvent} */ event) => {
            event.preventDefault();
            if (id !== ALL) topicMenu(this, id, name, /** @type {HTMLElement} */ (event.currentTarget));
          },
        } },
        name, unread ? badge(unread) : null);
    fill(this.topics, tab(ALL, "Alle", 0), topics.map((topic) => tab(topic.id, topic.name, counts.get(topic.id) ?? 0)));
    if (focused) this.topics.querySelector(`[data-topic="${focused}"]`)?.focus();
  }

  /** @param {boolean} empty */
  drawWelcome(empty) {
    const top = this.list.top;
    const key = `${empty}${this.chatId}${this.topic}${JSON.stringify(this.phone.info.letters)}`;
    if (top.dataset.key === key) return;
    top.dataset.key = key;
    if (!empty) return fill(top);
    if (this.chat?.info.kind !== "private" || this.topic !== ALL) return fill(top, h("p.empty", {}, "Hier steht noch nichts."));
    fill(top, h("div.welcome", {}, this.phone.info.letters.map((letter) => this.letter(letter)),
      this.phone.info.letters.length ? null : [
        botFace(),
        h("p", {}, `Noch nichts geschrieben. So sieht ${this.phone.info.name} den Chat beim ersten Mal.`),
      ],
      h("button.plain.start",
        {
          type: "button",
          on: { click: () => act(`phones/${this.id}/write`, { chat: this.id, thread: null, text: "/start" }) },
        },
        this.phone.info.letters.length ? "Ohne Einladung starten" : "Starten")));
  }

  /** @param {{title: string, link: string}} letter */
  letter({ title, link }) {
    return h("div.letter", {},
      h("span.letter-seal", {}, icon("letter")), h("small", {}, `Für ${this.phone.info.name}`), h("strong", {}, title),
      h("button.main", { type: "button", on: { click: () => follow(link, this.id, this.bot.username) } }, "Einladung öffnen"));
  }

  // going somewhere

  /** @param {number | null} id */
  openChat(id) {
    this.chatId = id;
    this.topic = ALL;
    this.list.clear();
    this.draw();
    if (id === null) this.chats.querySelector("button")?.focus();
    else {
      this.read();
      this.composer.input.focus({ preventScroll: true });
    }
  }

  /** @param {number | "all"} id */
  openTopic(id) {
    if (this.topic === id) return;
    this.topic = id;
    this.list.clear();
    this.draw();
    this.read();
    this.topics.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  /** @param {number} id */
  jump(id) {
    if (this.list.jump(id)) return;
    if (this.chat?.messages.has(id) && this.topic !== ALL) {
      this.openTopic(ALL);
      this.list.jump(id);
    } else this.note("Diese Nachricht ist nicht mehr da.");
  }

  /** @param {string} text */
  note(text) {
    toast(text, "plain", this.notes);
  }

  // doing something

  /** @param {string} what @param {Record<string, any>} about */
  do(what, about = {}) {
    return act(`phones/${this.id}/${what}`, { chat: this.chatId ?? this.id, ...about });
  }

  /** @param {Message} message @param {number} row @param {number} column @param {HTMLElement} button */
  async press(message, row, column, button) {
    const { url } = message.buttons[row][column];
    if (url) return follow(url, this.id, this.bot.username);
    button.classList.add("waiting");
    button.setAttribute("aria-busy", "true");
    const done = await this.do("press", { message: message.id, row, column });
    button.classList.remove("waiting");
    button.removeAttribute("aria-busy");
    const answer = done?.answer;
    if (done?.late) return this.note("Der Bot hat darauf noch nicht geantwortet.");
    if (!answer?.text) return;
    if (answer.alert) await ask({ title: this.bot.name, text: answer.text, yes: "Verstanden", no: null });
    else this.note(answer.text);
  }

  /** @param {Message} message @param {string | null} emoji */
  react(message, emoji) {
    return this.do("react", { message: message.id, emoji });
  }

  /** @param {boolean} blocked */
  setBlocked(blocked) {
    return this.do(blocked ? "block" : "unblock");
  }
}

const ACTIONS = /** @type {Record<string, string>} */ ({
  typing: "tippt", upload_photo: "schickt ein Foto", upload_document: "schickt eine Datei", record_voice: "nimmt auf",
  upload_voice: "schickt eine Aufnahme", upload_video: "schickt ein Video", choose_sticker: "sucht einen Sticker",
});

/** When something last happened there. @param {Chat} chat */
const latest = (chat) => Math.max(0, ...[...chat.messages.values()].map((message) => message.at));
