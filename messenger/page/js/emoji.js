// A small set of emoji for writing, and the ones Telegram takes as reactions.
import { h } from "./dom.js";
import { arrows, float } from "./menu.js";

const GROUPS = {
  "Gesichter": "😀 😄 😅 😂 🙂 🙃 😉 😊 🥰 😍 😘 😋 😎 🤓 🤔 😐 😬 🙄 😌 😴 😕 🥺 😢 😭 😤 😡 😱 😳 🤯 🥳",
  "Hände und Herzen": "👍 👎 👌 🤝 🙏 👏 💪 👋 ✌️ 🤞 🫶 👀 ❤️ 🧡 💛 💚 💙 💜 💔 ✨ 🔥 💯",
  "Alltag": "🏠 🔑 🛏️ 🧺 🍝 ☕ 🎂 🚲 🚆 🩺 💊 💶 🧾 📄 ✉️ 📱 📅 ⏰ 🎓 🔧 🎮 🎧",
  "Draußen": "☀️ 🌧️ ❄️ 🌈 🌱 🌻 🌳 🐶 🐱 🦊 🐝 🍓 🍕 🎉 ⚽ 🎸",
};

const REACTIONS =
  "👍 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 😢 🎉 🤩 🙏 👌 🤝 🤗 😭 💔 👀 💯 😎 🤷 😡 👎 🫡 ✍ 😴 🕊 ⚡ 🏆 💘 🍓 🙈 😇 🦄 🆒 👻";
export const QUICK = ["👍", "❤", "😁", "😢", "🙏", "🔥"];

/**
 * @param {Element} at @param {(emoji: string) => void} pick
 * @param {{back: HTMLElement | null, reactions?: boolean}} options
 */
export function emojiPicker(at, pick, { back, reactions = false }) {
  const close = () => shut();
  const one = (/** @type {string} */ emoji) =>
    h("button.emoji", { type: "button", on: { click: () => { if (reactions) close(); pick(emoji); } } }, emoji);
  const groups = reactions ? { "Reagieren mit": REACTIONS } : GROUPS;
  const panel = h("div.emoji-panel", {},
    Object.entries(groups).map(([name, all]) => [h("h3", {}, name), h("div.emoji-grid", {}, all.split(" ").map(one))]));
  const shut = float(at, panel, { back, label: reactions ? "Reaktion aussuchen" : "Emoji aussuchen" });
  arrows(panel, "button");
  panel.querySelector("button")?.focus();
  return close;
}
