// Light, dark, or as the device says. The choice stays in this browser.
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

const ORDER = /** @type {const} */ (["auto", "light", "dark"]);
const WORDS = { auto: "wie das Gerät", light: "hell", dark: "dunkel" };
const ICONS = /** @type {const} */ ({ auto: "halfMoon", light: "sun", dark: "moon" });
const KEY = "bleibdran-theme";

export function themeButton() {
  const button = h("button.tool", { type: "button", on: { click: () => show(next()) } });
  let current = remembered();

  const next = () => ORDER[(ORDER.indexOf(current) + 1) % ORDER.length];
  const show = (/** @type {typeof ORDER[number]} */ theme) => {
    current = theme;
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      /* private windows may refuse; then it lasts as long as the page */
    }
    button.setAttribute("aria-label", `Darstellung: ${WORDS[theme]}. Umschalten`);
    button.title = `Darstellung: ${WORDS[theme]}`;
    fill(button, icon(ICONS[theme]));
  };
  show(current);
  return button;
}

function remembered() {
  try {
    const kept = localStorage.getItem(KEY);
    return ORDER.find((theme) => theme === kept) ?? "auto";
  } catch {
    return "auto";
  }
}
