// Text with entities -> nodes. Offsets count UTF-16 units, which is what JavaScript strings count too.
import { h } from "./dom.js";

/** @typedef {import("./store.js").Entity} Entity */

const FOUND = /(https?:\/\/[^\s<>"„“]+[^\s<>"„“.,;:!?)\]}'])|((?<![\w/.])(?:t\.me\/[^\s<>"]+[^\s<>".,;:!?)]))|((?<![\w/.:])\/[a-z][a-z0-9_]{0,31}\b)/giu;

/**
 * @param {string} text
 * @param {Entity[]} entities
 * @returns {Node[]}
 */
export function richText(text, entities) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, sorted, 0, text.length, false);
}

/**
 * @param {string} text @param {Entity[]} entities sorted, outer before inner
 * @param {number} from @param {number} to @param {boolean} inLink
 * @returns {Node[]}
 */
function build(text, entities, from, to, inLink) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i++) {
    const start = Math.max(entities[i].offset, at);
    const end = Math.min(entities[i].offset + entities[i].length, to);
    if (start >= end) continue;
    nodes.push(...plain(text.slice(at, start), inLink));
    const inner = [];
    while (i + 1 < entities.length && entities[i + 1].offset < end) inner.push(entities[++i]);
    const outer = entities[i - inner.length];
    const link = inLink || LINKS.has(outer.type);
    const exact = link || outer.type === "code" || outer.type === "pre";
    nodes.push(wrap(outer, text.slice(start, end), build(text, inner, start, end, exact)));
    at = BLOCKS.has(outer.type) && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
  }
  nodes.push(...plain(text.slice(at, to), inLink));
  return nodes;
}

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const LINKS = new Set(["url", "text_link", "email", "phone_number", "bot_command", "mention", "text_mention"]);
const TAGS = /** @type {Record<string, string>} */ ({
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
  blockquote: "blockquote", mention: "span.mention", text_mention: "span.mention", hashtag: "span.mention", cashtag: "span.mention",
});

/** @param {Entity} entity @param {string} raw @param {Node[]} inner @returns {Node} */
function wrap(entity, raw, inner) {
  switch (entity.type) {
    case "url": return link(raw.includes("://") ? raw : `https://${raw}`, inner);
    case "text_link": return link(entity.url ?? "", inner);
    case "email": return link(`mailto:${raw}`, inner);
    case "phone_number": return link(`tel:${raw.replace(/[^\d+]/g, "")}`, inner);
    case "bot_command": return command(raw);
    case "pre": return h("pre", {}, h("code", { data: { language: entity.language ?? "" } }, inner));
    case "expandable_blockquote": return h("details.long-quote", { open: true }, h("summary", {}, "Zitat"),
      h("blockquote", {}, inner));
    case "spoiler": return spoiler(inner);
    default: return TAGS[entity.type] ? h(TAGS[entity.type], {}, inner) : h("span", {}, inner);
  }
}

/** Links and commands that no entity marks, as messengers find them by themselves. @param {string} text @param {boolean} asIs */
function plain(text, asIs) {
  if (!text) return [];
  if (asIs) return [document.createTextNode(text)];
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(FOUND)) {
    if (match.index > at) nodes.push(document.createTextNode(text.slice(at, match.index)));
    if (match[3]) nodes.push(command(match[0]));
    else nodes.push(link(match[2] ? `https://${match[0]}` : match[0], [document.createTextNode(match[0])]));
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

/** The phone decides what a link does (see links.js); nothing leaves by itself. @param {string} url @param {Node[]} inner */
const link = (url, inner) => h("a",
  { href: /^(https?|tg|mailto|tel):/i.test(url) ? url : "#", rel: "noopener noreferrer", data: { link: url } },
  inner);

/** @param {string} text */
const command = (text) => h("button.command", { type: "button", data: { command: text } }, text);

/** Words of several lines with links in them: no real button, which is one block and swallows links. @param {Node[]} inner */
function spoiler(inner) {
  const cover = h("span.spoiler", { role: "button", tabindex: "0", "aria-label": "Verdeckter Text, aufdecken" }, inner);
  const uncover = (/** @type {Event} */ event) => {
    if (cover.classList.contains("shown") || (event instanceof KeyboardEvent && event.key !== "Enter")) return;
    event.preventDefault();
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", uncover);
  cover.addEventListener("keydown", uncover);
  return cover;
}

const EMOJI_ONLY = /^(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}\uFE0F?(?:\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}\uFE0F?(?:\p{Emoji_Modifier})?)*){1,3}$/u;
/** One to three emoji and nothing else are shown big. @param {string} text */
export const onlyEmoji = (text) => EMOJI_ONLY.test(text.trim());

/** What everybody may see: outside the chat itself, covered words stay covered. @param {import("./store.js").Message} message */
function visible({ text, entities }) {
  const covers = (entities ?? []).filter((entity) => entity.type === "spoiler").sort((a, b) => b.offset - a.offset);
  return covers.reduce((words, { offset, length }) =>
    words.slice(0, offset) + words.slice(offset, offset + Math.min(length, 12)).replace(/\S/g, "▒") + words.slice(offset + length), text);
}

/** @param {import("./store.js").Message} message */
export function summary(message) {
  if (message.text) return visible(message).replace(/\s+/g, " ").trim();
  return KINDS[message.kind] ?? "Nachricht";
}

export const KINDS = /** @type {Record<string, string>} */ ({
  photo: "Foto", video: "Video", video_note: "Videonachricht", voice: "Sprachnachricht", audio: "Musik", document: "Datei",
  animation: "GIF", sticker: "Sticker", location: "Standort", venue: "Ort", contact: "Kontakt", poll: "Umfrage", dice: "Würfel",
  service: "Hinweis", story: "Story", giveaway: "Verlosung", paid_media: "Bezahlter Inhalt", game: "Spiel", invoice: "Rechnung",
});
