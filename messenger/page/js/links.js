// What happens when somebody taps a link: the bot's own links are opened on this phone, all others ask first.
import { act } from "./desk.js";
import { ask } from "./menu.js";
import { toast } from "./toast.js";

/** @param {string} url @param {number} phone @param {string} botUsername */
export async function follow(url, phone, botUsername) {
  if (isOwn(url, botUsername)) {
    await act(`phones/${phone}/open`, { link: url });
    return;
  }
  if (/^(tel|mailto):/i.test(url)) return toast(`${url.replace(/^\w+:/, "")} – von hier aus wird niemand angerufen.`);
  if (!/^https?:/i.test(url)) return toast("Dieser Link führt hier nirgendwohin.");
  await leave(url);
}

/** Goes to another website, but never unasked. @param {string} url */
export async function leave(url) {
  const yes = await ask({ title: "Dieser Link führt ins Internet", text: url, yes: "In neuem Tab öffnen", no: "Hier bleiben" });
  if (yes) window.open(url, "_blank", "noopener,noreferrer");
}

/** Whether this address is on this machine, so that going there leaves nothing. @param {string} url */
export function isHere(url) {
  const { hostname } = new URL(url);
  return hostname === location.hostname || /^(localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

/** @param {string} url @param {string} botUsername */
function isOwn(url, botUsername) {
  const name = botUsername.toLowerCase();
  const link = url.replace(/^https?:\/\//i, "").toLowerCase();
  return [`t.me/${name}`, `telegram.me/${name}`].some((start) => link === start || link.startsWith(`${start}?`));
}
