// What the server says the world looks like: flat entries by key, kept current by server-sent events.
//   bot · workshop · clock · phone/<id> · chat/<phone>/<chat> · message/<phone>/<chat>/<id>
//   mailbox/<id> · mail/<mailbox>/<number>

/**
 * @typedef {{text: string, url: string | null}} Button
 * @typedef {{emoji: string, by: string[]}} Reaction
 * @typedef {{id: string, name: string | null, size: number, mime: string, duration: number}} StoredFile
 * @typedef {{type: string, offset: number, length: number, url?: string, language?: string}} Entity
 * @typedef {{id: number, thread: number | null, sender: string, kind: string, text: string, entities: Entity[],
 *   buttons: Button[][], replyTo: number | null, quote: string | null, reactions: Reaction[], album: string | null,
 *   edited: boolean, at: number, file: StoredFile | null, silent: boolean, spoiler: boolean, forceReply: boolean, forward: string | null,
 *   via: string | null, extra: Record<string, any>}} Message
 * @typedef {{id: number, name: string, icon: string | null}} Topic
 * @typedef {{rows: string[][], placeholder: string | null, from: number}} Keyboard
 * @typedef {{id: number, title: string, kind: string, order: number, topics: Topic[], keyboard: Keyboard | null, forum: boolean,
 *   actions: {thread: number | null, action: string}[], commands: {command: string, description: string}[]}} ChatInfo
 * @typedef {{info: ChatInfo, messages: Map<number, Message>}} Chat
 * @typedef {{id: number, name: string, username: string | null, blocked: boolean, order: number,
 *   letters: {title: string, link: string}[]}} PhoneInfo
 * @typedef {{info: PhoneInfo, chats: Map<number, Chat>}} Phone
 * @typedef {Map<number, Map<number, Set<number>>>} Touched phones -> chats -> messages that changed
 * @typedef {{number: number, from: string, fromName: string, subject: string, at: number, text: string,
 *   links: {label: string, url: string}[]}} Mail
 * @typedef {{info: {id: number, address: string}, mails: Map<number, Mail>}} Mailbox
 */

export class Store {
  constructor() {
    /** @type {Map<number, Phone>} */
    this.phones = new Map();
    /** @type {Map<number, Mailbox>} */
    this.mailboxes = new Map();
    /** @type {Record<string, any>} */
    this.single = {};
    /** @type {Map<string, string>} */
    this.raw = new Map();
    /** @type {(touched: Touched, singles: Set<string>, post: Set<number>) => void} post: mailboxes that changed */
    this.onChange = () => {};
    /** @type {(open: boolean) => void} */
    this.onConnection = () => {};
  }

  listen() {
    const events = new EventSource("/desk/events");
    events.addEventListener("all", (event) => {
      const all = JSON.parse(event.data);
      const gone = [...this.raw.keys()].filter((key) => !(key in all));
      this.apply(all, gone);
      this.onConnection(true);
    });
    events.addEventListener("changes", (event) => {
      const { set, drop } = JSON.parse(event.data);
      this.apply(set, drop);
    });
    events.addEventListener("error", () => this.onConnection(false));
  }

  /**
   * @param {Record<string, any>} set
   * @param {string[]} drop
   */
  apply(set, drop) {
    /** @type {Touched} */
    const touched = new Map();
    /** @type {Set<string>} */
    const singles = new Set();
    /** @type {Set<number>} */
    const post = new Set();
    for (const [key, value] of Object.entries(set)) {
      const text = JSON.stringify(value);
      if (this.raw.get(key) === text) continue; // a reconnect sends everything; what stands still is left alone
      this.raw.set(key, text);
      this.place(key, value, touched, singles, post);
    }
    for (const key of drop) {
      this.raw.delete(key);
      this.place(key, null, touched, singles, post);
    }
    if (touched.size || singles.size || post.size) this.onChange(touched, singles, post);
  }

  /**
   * @param {string} key @param {any} value null: gone
   * @param {Touched} touched @param {Set<string>} singles @param {Set<number>} post
   */
  place(key, value, touched, singles, post) {
    const [what, ...rest] = key.split("/");
    if (what === "mailbox" || what === "mail") {
      const [boxId, number] = rest.map(Number);
      post.add(boxId);
      return this.placeMail(boxId, number, what === "mailbox", value);
    }
    const [phoneId, chatId, messageId] = rest.map(Number);
    if (!rest.length) {
      this.single[what] = value;
      singles.add(what);
      return;
    }
    const chats = into(touched, phoneId, () => new Map());
    if (what === "phone") {
      if (value) into(this.phones, phoneId, () => ({ info: value, chats: new Map() })).info = value;
      else this.phones.delete(phoneId);
      return;
    }
    const messages = into(chats, chatId, () => new Set());
    const phone = this.phones.get(phoneId);
    if (!phone) return;
    if (what === "chat") {
      if (value) into(phone.chats, chatId, () => ({ info: value, messages: new Map() })).info = value;
      else phone.chats.delete(chatId);
      return;
    }
    messages.add(messageId);
    const chat = phone.chats.get(chatId);
    if (value) chat?.messages.set(messageId, value);
    else chat?.messages.delete(messageId);
  }

  /** @param {number} boxId @param {number} number @param {boolean} isBox the mailbox itself, not a mail @param {any} value null: gone */
  placeMail(boxId, number, isBox, value) {
    if (isBox) {
      if (value) into(this.mailboxes, boxId, () => ({ info: value, mails: new Map() })).info = value;
      else this.mailboxes.delete(boxId);
      return;
    }
    const mails = this.mailboxes.get(boxId)?.mails;
    if (value) mails?.set(number, value);
    else mails?.delete(number);
  }
}

/**
 * @template K, V
 * @param {Map<K, V>} map @param {K} key @param {() => V} make
 * @returns {V}
 */
export function into(map, key, make) {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
