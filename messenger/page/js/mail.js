// The words of a mail: paragraphs, and its addresses as links. Its HTML is never put into this page.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isHere, leave } from "./links.js";

/** @typedef {import("./store.js").Mail} Mail */
/** @typedef {{label: string, url: string}} Link */

const ADDRESS = /https?:\/\/[^\s<>"„“]*[^\s<>"„“.,;:!?)\]}'’]/gi;

/** @param {Mail} mail @returns {Node[]} */
export function mailBody(mail) {
  /** @type {Set<string>} */
  const placed = new Set();
  const nodes = mail.text.trim().split(/\n\s*\n/).flatMap((block) => paragraph(block, mail.links, placed));
  const left = mail.links.filter((link) => !placed.has(link.url));
  return [...nodes, ...left.map((link) => button(link, ""))];
}

/**
 * Lines of words, and buttons where a line is nothing but an address.
 * @param {string} block @param {Link[]} links @param {Set<string>} placed @returns {Node[]}
 */
function paragraph(block, links, placed) {
  const foot = /^-- ?(\n|$)/.test(block);
  const nodes = [];
  /** @type {string[]} */
  let words = [];
  const flush = () => {
    if (words.some((line) => line.trim())) nodes.push(h(foot ? "p.mail-foot" : "p", {}, withLinks(words.join("\n"))));
    words = [];
  };
  for (const line of (foot ? block.replace(/^-- ?\n?/, "") : block).split("\n")) {
    for (const [url] of line.matchAll(ADDRESS)) placed.add(url);
    const alone = foot ? null : onlyAddress(line, links);
    if (!alone) {
      words.push(line);
      continue;
    }
    const before = alone.before || words[words.length - 1] || "";
    const name = before.replace(/:\s*$/, "").trim();
    if (name === alone.link.label) { // the line above says what the button says
      if (!alone.before) words.pop();
    } else if (alone.before && alone.named) words.push(alone.before);
    flush();
    nodes.push(button(alone.link, alone.before ? name : ""));
  }
  flush();
  return nodes;
}

/**
 * "Annehmen: https://…" or "https://…" alone on its line.
 * @param {string} line @param {Link[]} links
 */
function onlyAddress(line, links) {
  const found = [...line.matchAll(ADDRESS)];
  if (found.length !== 1) return null;
  const [url] = found[0];
  const before = line.slice(0, found[0].index).replace(/<$/, "").trim();
  const after = line.slice(found[0].index + url.length).trim();
  if (!/^[>.]*$/.test(after) || (before && !(before.endsWith(":") && before.length <= 60))) return null;
  const link = links.find((each) => each.url === url) ?? { label: url, url };
  return { link, before, named: link.label !== url };
}

/** @param {Link} link @param {string} name what stands before it, for want of a label */
function button({ label, url }, name) {
  return anchor("a.mail-button", url, label === url ? name || "Link öffnen" : label, icon("link"));
}

/** @param {string} text */
function withLinks(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    nodes.push(text.slice(at, match.index), anchor("a", match[0], match[0]));
    at = match.index + match[0].length;
  }
  return [...nodes, text.slice(at)];
}

/** A tab of its own which knows nothing of this page; into the internet only after a question. @param {string} tag @param {string} url @param {...(Node | string)} inside */
function anchor(tag, url, ...inside) {
  const node = h(tag, { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, inside);
  node.addEventListener("click", (event) => {
    if (isHere(url)) return;
    event.preventDefault();
    void leave(url);
  });
  return node;
}
