// The menus of a phone: for a message, for a topic, for the phone itself; and what they ask before they do it.
import { h } from "./dom.js";
import { QUICK, emojiPicker } from "./emoji.js";
import { icon } from "./icons.js";
import { follow } from "./links.js";
import { ask, field, menu } from "./menu.js";
import { toast } from "./toast.js";

/**
 * @typedef {import("./phone.js").PhoneView} PhoneView
 * @typedef {import("./store.js").Message} Message
 * @typedef {import("./menu.js").Item} Item
 */

const FIXED = new Set(["sticker", "video_note", "location", "venue", "contact", "poll", "dice"]);

/**
 * @param {PhoneView} view @param {Message} message
 * @param {Element | {x: number, y: number}} at @param {HTMLElement} back the message's row
 */
export function messageMenu(view, message, at, back) {
  const own = message.sender === "me";
  const quote = selectedIn(back);
  const { composer } = view;
  /** @type {Item[]} */
  const items = [{ label: "Antworten", icon: "reply", run: () => composer.setMode({ reply: { message, quote: null } }) }];
  if (quote) items.push({
    label: "Auswahl zitieren",
    icon: "quote",
    run: () => composer.setMode({ reply: { message, quote } }),
  });
  if (own && !message.via && !FIXED.has(message.kind)) items.push({
    label: "Bearbeiten",
    icon: "edit",
    run: () => composer.setMode({ edit: message }),
  });
  if (message.text) items.push({ label: "Text kopieren", icon: "copy", run: () => void copy(message.text) });
  items.push({
    label: own ? "Löschen" : "Für mich löschen", icon: "trash", danger: true,
    run: () => void view.do("delete", { message: message.id }),
  });
  const close = menu(at, items, { back, label: "Nachricht", above: quickReactions(view, message, back, () => close()) });
}

/** @param {PhoneView} view @param {Message} message @param {HTMLElement} back @param {() => void} close */
function quickReactions(view, message, back, close) {
  const mine = message.reactions.find(({ by }) => by.includes("me"))?.emoji;
  const one = (/** @type {string} */ emoji) => {
    const pick = () => {
      close();
      void view.react(message, mine === emoji ? null : emoji);
    };
    const label = `Mit ${emoji} reagieren`;
    return h("button.emoji",
      { type: "button", role: "menuitem", "aria-label": label, class: mine === emoji ? "mine" : "", on: { click: pick } },
      emoji);
  };
  const others = () => {
    close();
    emojiPicker(back, (emoji) => void view.react(message, emoji), { back, reactions: true });
  };
  return h("div.quick", { role: "group", "aria-label": "Reagieren" }, QUICK.map(one),
    h("button.emoji", { type: "button", role: "menuitem", "aria-label": "Andere Reaktion", on: { click: others } },
      icon("down")));
}

/** @param {PhoneView} view @param {HTMLElement} button */
export function phoneMenu(view, button) {
  const { blocked, letters, name } = view.phone.info;
  const info = view.chat?.info;
  const topic = info?.topics.find(({ id }) => id === view.topic);
  /** @type {Item[]} */
  const items = letters.map(({ title, link }) => ({
    label: title, icon: /** @type {const} */ ("letter"), run: () => void follow(link, view.id, view.bot.username),
  }));
  items.push({ label: "Einladungslink öffnen", icon: "link", run: () => void askLink(view) });
  if (info?.forum) items.push({ label: "Neues Thema", icon: "topic", run: () => void askNewTopic(view) });
  if (topic) items.push(...topicItems(view, topic.id, topic.name));
  items.push(blocked
    ? { label: "Bot wieder zulassen", icon: "check", run: () => void view.setBlocked(false) }
    : { label: "Bot blockieren", icon: "block", danger: true, run: () => void view.setBlocked(true) });
  items.push({ label: "Verlauf leeren", icon: "broom", danger: true, run: () => void view.do("clear") });
  menu(button, items, { back: button, label: `Menü von ${name}` });
}

/** @param {PhoneView} view @param {number} id @param {string} name @param {HTMLElement} tab */
export const topicMenu = (view, id, name, tab) => menu(tab, topicItems(view, id, name), { back: tab, label: `Thema ${name}` });

/** @param {PhoneView} view @param {number} id @param {string} name @returns {Item[]} */
const topicItems = (view, id, name) => [
  { label: `Thema „${name}“ umbenennen`, icon: "edit", run: () => void askTopicName(view, id, name) },
  { label: `Thema „${name}“ löschen`, icon: "trash", danger: true, run: () => void view.do("topics/delete", { thread: id }) },
];

/** @param {Record<string, any>} [more] */
const nameField = (more = {}) => field(
  "Name",
  h("input", { name: "name", required: true, maxlength: 128, autofocus: true, ...more }),
);

/** @param {PhoneView} view */
async function askNewTopic(view) {
  const answer = await ask({ title: "Neues Thema", yes: "Anlegen", fields: [nameField()] });
  if (answer) await view.do("topics/create", { name: answer.name });
}

/** @param {PhoneView} view @param {number} id @param {string} name */
async function askTopicName(view, id, name) {
  const answer = await ask({ title: "Thema umbenennen", yes: "Umbenennen", fields: [nameField({ value: name })] });
  if (answer) await view.do("topics/rename", { thread: id, name: answer.name });
}

/** @param {PhoneView} view */
async function askLink(view) {
  const placeholder = `https://t.me/${view.bot.username}?start=…`;
  const answer = await ask({
    title: "Einladungslink öffnen", text: `${view.phone.info.name} tippt auf einen Link des Bots.`, yes: "Öffnen",
    fields: [field("Link", h("input", { name: "link", required: true, autofocus: true, placeholder }))],
  });
  if (answer) await view.do("open", { link: answer.link });
}

/** The part of a message that is marked right now. @param {Element} row */
function selectedIn(row) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !row.contains(selection.anchorNode) || !row.contains(selection.focusNode)) return null;
  return selection.toString().trim() || null;
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Kopiert.");
  } catch {
    toast("Der Browser lässt das Kopieren hier nicht zu.", "problem");
  }
}
