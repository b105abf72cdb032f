import { byId, h } from "./dom.js";

/**
 * A short word that leaves by itself.
 * @param {string} text
 * @param {"plain" | "problem"} [tone]
 * @param {Element | null} [within] the phone it belongs to; without one it belongs to the page
 */
export function toast(text, tone = "plain", within = null) {
  const note = h("p.toast", { class: tone }, text);
  (within ?? byId("toasts")).appendChild(note);
  const stay = Math.min(9000, 2600 + text.length * 45);
  setTimeout(() => note.classList.add("leaving"), stay);
  setTimeout(() => note.remove(), stay + 300);
}

/** Says something to a screen reader without showing it. @param {string} text */
export function speak(text) {
  const line = h("p", {}, text);
  byId("spoken").appendChild(line);
  setTimeout(() => line.remove(), 4000);
}
