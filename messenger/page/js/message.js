// One row of a chat: a day, or a message (or album) with everything that hangs on it.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { albumOf, mediaOf } from "./media.js";
import { KINDS, onlyEmoji, richText, summary } from "./text.js";
import { clockTime, exactTime } from "./time.js";

/**
 * @typedef {import("./store.js").Message} Message
 * @typedef {{key: string, day: string | null, items: Message[], first: boolean, last: boolean, named: boolean,
 *   topic: {id: number, name: string} | null, target: Message | null}} Row
 * @typedef {{
 *   botName: string,
 *   hue: (sender: string) => number,
 *   menu: (message: Message, at: Element | {x: number, y: number}, back: HTMLElement) => void,
 *   press: (message: Message, row: number, column: number, button: HTMLElement) => void,
 *   react: (message: Message, emoji: string | null) => void,
 *   jump: (id: number) => void,
 *   topic: (id: number) => void,
 * }} Hands what a row can ask its phone to do
 */

/** Media nodes by row, so that a reaction does not restart a film. @type {WeakMap<Element, {files: string, node: HTMLElement | null}>} */
const kept = new WeakMap();

/**
 * @param {Row} row @param {Hands} hands @param {Element | null} before the same row as it was
 * @returns {HTMLElement}
 */
export function drawRow(row, hands, before) {
  if (row.day !== null) return h("li.day", {}, h("span", {}, row.day));
  const message = row.items[0];
  if (message.kind === "service") return h("li.service", { data: { id: message.id } }, h("span", {}, serviceWords(message)));

  const own = message.sender === "me";
  const words = row.items.find((item) => item.text) ?? message;
  const media = mediaFor(row, before);
  const big = message.kind === "text" && !message.buttons.length && message.replyTo === null && !message.via && onlyEmoji(message.text);
  const bare = big || ["sticker", "video_note", "dice"].includes(message.kind);
  const text = message.kind === "text" || words.text ? h("div.words", {}, richText(words.text, words.entities)) : null;

  const bubble = h("div.bubble", { class: [
    bare && "bare",
    big && "big",
    media && !bare && "with-media",
    PICTURES.has(message.kind) && "pictured",
    !text && "wordless",
  ].filter(Boolean).join(" ") },
    row.named ? h("span.who", { style: { "--hue": hands.hue(message.sender) } },
      message.sender === "bot" ? hands.botName : message.sender) : null,
    message.forward ? h("span.forward", {}, `Weitergeleitet von ${message.forward}`) : null,
    message.via ? h("span.via", {}, "via ", h("b", {}, `@${message.via}`)) : null,
    message.replyTo === null ? null : replyLine(message, row.target, hands),
    media, text, meta(row.items));

  const line = h("li.row", {
    class: [own ? "own" : "other", row.first && "first", row.last && "last"].filter(Boolean).join(" "),
    tabindex: -1,
    data: { id: message.id },
  },
    row.topic ? topicChip(row.topic, hands) : null,
    h("span.sr-only", {}, own ? "Du:" : `${message.sender === "bot" ? hands.botName : message.sender}:`),
    h("div.line", {}, bubble, moreButton(message, hands)),
    inlineKeys(message, hands),
    reactions(row.items, hands));
  kept.set(line, { files: filesOf(row.items), node: media });
  return line;
}

const PICTURES = new Set(["photo", "video", "animation"]);
const filesOf = (/** @type {Message[]} */ items) =>
  items.map((item) => `${item.id}:${item.kind}:${item.file?.id ?? JSON.stringify(item.extra)}`).join("|");

/** @param {Row} row @param {Element | null} before */
function mediaFor(row, before) {
  const old = before && kept.get(before);
  if (old && old.files === filesOf(row.items)) return old.node;
  return row.items.length > 1 ? albumOf(row.items) : mediaOf(row.items[0]);
}

/** @param {Message[]} items */
function meta(items) {
  const last = items[items.length - 1];
  return h("div.meta", {},
    items.some((item) => item.edited) ? h("span.edited", {}, "bearbeitet") : null,
    last.silent ? h("span", { title: "ohne Ton zugestellt" }, "leise") : null,
    h("time", { datetime: new Date(last.at).toISOString(), title: exactTime(last.at) }, clockTime(last.at)));
}

/** @param {Message} message @param {Message | null} target @param {Hands} hands */
function replyLine(message, target, hands) {
  const who = target ? (target.sender === "me" ? "Du" : target.sender === "bot" ? hands.botName : target.sender) : "Antwort";
  return h("button.reply", {
    type: "button",
    "aria-label": `Antwort auf ${who}: ${target ? summary(target) : "gelöschte Nachricht"}. Dorthin springen`,
    on: { click: () => hands.jump(message.replyTo ?? 0) },
  },
    h("strong", {}, who), h("span", { class: message.quote ? "quoted" : "" },
      message.quote ?? (target ? summary(target) : "Nachricht ist nicht mehr da")));
}

/** @param {{id: number, name: string}} topic @param {Hands} hands */
const topicChip = (topic, hands) => h("button.topic-chip",
  { type: "button", "aria-label": `Thema ${topic.name} öffnen`, on: { click: () => hands.topic(topic.id) } },
  icon("topic"),
  topic.name);

/** @param {Message} message @param {Hands} hands */
function moreButton(message, hands) {
  const button = h("button.row-more",
    { type: "button", tabindex: -1, "aria-label": "Was mit dieser Nachricht geht", "aria-haspopup": "menu" },
    icon("more"));
  button.addEventListener("click", () => hands.menu(message, button, /** @type {HTMLElement} */ (button.closest(".row"))));
  return button;
}

/** @param {Message} message @param {Hands} hands */
function inlineKeys(message, hands) {
  if (!message.buttons.length) return null;
  return h("div.keys", { role: "group", "aria-label": "Knöpfe" }, message.buttons.map((line, row) =>
    h("div.keys-line", {}, line.map((key, column) => {
      const button = h("button.key", { type: "button", data: { at: `${row}-${column}` } }, h("span", {}, key.text),
        key.url ? icon("link") : null);
      button.addEventListener("click", () => hands.press(message, row, column, button));
      return button;
    }))));
}

/** @param {Message[]} items @param {Hands} hands */
function reactions(items, hands) {
  const chips = items.flatMap((message) => message.reactions.map(({ emoji, by }) => {
    const mine = by.includes("me");
    const who = by.map((name) => (name === "me" ? "dir" : name === "bot" ? hands.botName : name)).join(", ");
    return h("button.reaction", { type: "button", class: mine ? "mine" : "", "aria-pressed": String(mine), "aria-label": `${emoji} von ${who}`, title: who,
      on: { click: () => hands.react(message, mine ? null : emoji) } }, h("span", {}, emoji), by.length > 1 ? h("small", {}, by.length) : null);
  }));
  return chips.length ? h("div.reactions", {}, chips) : null;
}

/** @param {Message} message */
export function serviceWords(message) {
  const { service, name, title, by } = message.extra;
  const words = /** @type {Record<string, string>} */ ({
    forum_topic_created: `Thema „${name}“ angelegt`,
    forum_topic_edited: name ? `Thema heißt jetzt „${name}“` : "Thema geändert",
    forum_topic_closed: "Thema geschlossen",
    forum_topic_reopened: "Thema wieder geöffnet",
    forum_topic_deleted: "Thema gelöscht",
    new_chat_members: `${name ?? "Jemand"} ist dabei`,
    left_chat_member: `${name ?? "Jemand"} ist gegangen`,
    new_chat_title: `Die Gruppe heißt jetzt „${title ?? name}“`,
    group_chat_created: "Gruppe angelegt",
    supergroup_chat_created: "Gruppe angelegt",
    migrate_to_chat_id: "Die Gruppe ist jetzt eine Supergruppe",
    migrate_from_chat_id: "Die Gruppe ist jetzt eine Supergruppe",
    pinned_message: "Eine Nachricht wurde angeheftet",
    write_access_allowed: "Der Bot darf jetzt schreiben",
  });
  return words[service] ?? (message.text || (by ? `Hinweis von ${by}` : KINDS.service));
}
