// Who somebody is at a glance: a colour, initials, a count of what is unread.
import { h } from "./dom.js";
import { onlyEmoji } from "./text.js";

/** A colour of one's own, by number or by name. @param {string | number} of */
export function hueOf(of) {
  const hues = [340, 186, 262, 42, 145, 300, 225, 15];
  const number = typeof of === "number" ? of : [...of].reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973,
    7,
  );
  return hues[(number < 0 ? 4 - number : number) % hues.length];
}

/** @param {number} count */
export const badge = (count) => h("span.badge", { "aria-label": `${count} ungelesen` }, count > 99 ? "99+" : count);

/** @param {string} name @param {number | string} id */
export function avatar(name, id) {
  const words = name.trim().split(/\s+/);
  const letters = onlyEmoji(name) ? name : words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
  return h("span.avatar", { "aria-hidden": "true", style: { "--hue": hueOf(id) } }, letters);
}

export const botFace = () => h("img.bot-face", { src: "/page/icon.svg", alt: "", width: 38, height: 38 });
