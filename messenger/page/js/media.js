// What is not text: pictures, sound, films, files and cards.
import { h } from "./dom.js";
import { fileUrl } from "./desk.js";
import { icon } from "./icons.js";
import { KINDS } from "./text.js";
import { length, size } from "./time.js";

/** @typedef {import("./store.js").Message} Message */

/** @param {Message} message @returns {HTMLElement | null} */
export function mediaOf(message) {
  const make = /** @type {Record<string, (message: Message) => HTMLElement>} */ ({
    photo, video, animation: video, video_note: round, voice: sound, audio: sound, document: paper, sticker,
    location: map, venue: map, contact, poll, dice,
  })[message.kind];
  if (make) return make(message);
  return message.kind === "text" ? null : card("file", KINDS[message.kind] ?? message.kind, "nur hier angedeutet");
}

/** @param {Message} message */
const src = (message) => (message.file ? fileUrl(message.file.id) : "");

/** @param {Message} message */
function photo(message) {
  const picture = h("img", { src: src(message), alt: "Foto", loading: "lazy", decoding: "async" });
  picture.addEventListener("error", () => frame.replaceChildren(card("photo", "Foto", "lässt sich nicht anzeigen")));
  const frame = h("button.picture",
    { type: "button", "aria-label": "Foto groß ansehen", on: { click: () => enlarge(picture.cloneNode()) } },
    picture);
  return message.spoiler ? covered(frame) : frame;
}

/** @param {Message} message */
function video(message) {
  const film = h(
    "video",
    {
      src: src(message),
      controls: message.kind === "video",
      preload: "metadata",
      playsinline: true,
      "aria-label": KINDS[message.kind],
    },
  );
  if (film instanceof HTMLVideoElement && message.kind === "animation") Object.assign(
    film,
    { loop: true, muted: true, autoplay: !still() },
  );
  const frame = h("div.film", {}, film);
  film.addEventListener("error", () => frame.replaceChildren(card("round", KINDS[message.kind], fileLine(message))));
  return message.spoiler ? covered(frame) : frame;
}

/** @param {Message} message */
function round(message) {
  const film = /** @type {HTMLVideoElement} */ (h("video", { src: src(message), preload: "metadata", playsinline: true }));
  const button = h("button.round", {
    type: "button",
    "aria-label": "Videonachricht abspielen",
    on: { click: () => toggle(film) },
  }, film,
    h("span.round-mark", {}, icon("play")), h("span.round-length", {}, length(message.file?.duration ?? 0)));
  film.addEventListener("play", () => button.classList.add("playing"));
  film.addEventListener("pause", () => button.classList.remove("playing"));
  film.addEventListener("error", () => button.classList.add("broken"));
  return button;
}

/** A voice message or a piece of music, with its own player. @param {Message} message */
function sound(message) {
  const voice = message.kind === "voice";
  const audio = /** @type {HTMLAudioElement} */ (h("audio", { src: src(message), preload: "none" }));
  const button = h("button.sound-play",
    { type: "button", "aria-label": `${KINDS[message.kind]} abspielen`, on: { click: () => toggle(audio) } },
    icon("play"));
  const seek = /** @type {HTMLInputElement} */ (h(
    "input.seek",
    { type: "range", min: 0, max: 1000, value: 0, "aria-label": "Stelle" },
  ));
  const line = h("span.sound-time", {}, length(message.file?.duration ?? 0));
  const total = () => (Number.isFinite(audio.duration) && audio.duration ? audio.duration : message.file?.duration ?? 0);
  const show = () => {
    const part = total() ? audio.currentTime / total() : 0;
    seek.value = String(part * 1000);
    box.style.setProperty("--played", String(part));
    line.textContent = length(audio.currentTime || total());
  };
  const state = () => {
    button.replaceChildren(icon(audio.paused ? "play" : "pause"));
    button.setAttribute("aria-label", audio.paused ? "Abspielen" : "Anhalten");
  };
  audio.addEventListener("timeupdate", show);
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, state);
  audio.addEventListener("error", () => (line.textContent = "nicht abspielbar"));
  seek.addEventListener("input", () => total() && (audio.currentTime = (Number(seek.value) / 1000) * total()));
  const heading = voice ? null : h("span.sound-name", {}, message.file?.name ?? message.extra.title ?? "Musik");
  const box = h("div.sound", { class: voice ? "voice" : "music" }, button,
    h("div.sound-body", {}, heading, h("div.wave", {}, voice ? bars(message.id) : null, seek), line),
    audio);
  return box;
}

/** A calm wave to look at; the same message always gets the same one. @param {number} seed */
function bars(seed) {
  let state = seed * 2654435761;
  const heights = Array.from({ length: 30 }, (_, at) => {
    state = (state ^ (state << 13)) >>> 0;
    state = (state ^ (state >>> 17)) >>> 0;
    state = (state ^ (state << 5)) >>> 0;
    return 0.22 + 0.78 * Math.abs(Math.sin(at * 0.55 + (state % 100) / 40));
  });
  return h("span.bars", { "aria-hidden": "true" },
    heights.map((height, at) => h("i", { style: { "--tall": height.toFixed(2), "--at": (at / 30).toFixed(3) } })));
}

/** @param {HTMLMediaElement} media */
function toggle(media) {
  if (!media.paused) return media.pause();
  for (const other of document.querySelectorAll("audio, video")) {
    if (other !== media && other instanceof HTMLMediaElement && !other.loop) other.pause();
  }
  media.play().catch(() => media.dispatchEvent(new Event("error")));
}

/** @param {Message} message */
const fileLine = (message) => (message.file ? size(message.file.size) : "");

/** @param {Message} message */
function paper(message) {
  const name = message.file?.name ?? "Datei";
  const kind = name.includes(".") ? name.split(".").pop()?.slice(0, 4).toUpperCase() : "";
  return h("a.paper", { href: src(message), download: name, "aria-label": `Datei ${name} herunterladen, ${fileLine(message)}` },
    h("span.paper-mark", {}, icon("file"), kind ? h("small", {}, kind) : null),
    h("span.paper-words", {}, h("strong", {}, name), h("small", {}, fileLine(message))));
}

/** @param {Message} message */
function sticker(message) {
  const picture = h(
    "img.sticker",
    { src: src(message), alt: message.extra.emoji ? `Sticker ${message.extra.emoji}` : "Sticker" },
  );
  picture.addEventListener("error", () => picture.replaceWith(h("span.sticker-word", {}, message.extra.emoji ?? "🙂")));
  return picture;
}

/** @param {Message} message */
function map(message) {
  const { latitude, longitude, title, address, live_period: live } = message.extra;
  const place = `${Number(latitude ?? 0).toFixed(4)}, ${Number(longitude ?? 0).toFixed(4)}`;
  return h("div.map", {}, h("div.map-view", { "aria-hidden": "true" }, icon("pin")),
    h("div.map-words", {}, h("strong", {}, title ?? (live ? "Live-Standort" : "Standort")), h("small", {}, address ?? place)));
}

/** @param {Message} message */
const contact = (message) => card("person",
  [message.extra.first_name, message.extra.last_name].filter(Boolean).join(" ") || "Kontakt",
  message.extra.phone_number ?? "");

/** A poll; the phone listens for its options (see phone.js). @param {Message} message */
function poll(message) {
  const { question, options = [], mine = [], closed } = message.extra;
  const all = options.reduce((/** @type {number} */ sum, /** @type {any} */ option) => sum + option.votes, 0);
  return h("div.poll", {}, h("strong", {}, question), h("small", {},
    closed ? "Umfrage, beendet" : all === 1 ? "Umfrage, eine Stimme" : `Umfrage, ${all} Stimmen`),
    h("div.poll-options", { role: "group", "aria-label": question }, options.map((/** @type {any} */ option, /** @type {number} */ at) =>
      h("button.poll-option", {
        type: "button",
        disabled: closed,
        "aria-pressed": String(mine.includes(at)),
        data: { option: at, at: `option-${at}` },
        style: { "--part": all ? option.votes / all : 0 },
      },
        h("span", {}, option.text), all ? h("small", {}, option.votes) : null))));
}

/** @param {Message} message */
const dice = (message) => h("div.dice", { role: "img", "aria-label": `Würfel: ${message.extra.value ?? "?"}` },
  message.extra.emoji ?? "🎲",
  h("small", {}, message.extra.value ?? ""));

/** @param {Parameters<typeof icon>[0]} mark @param {string} title @param {string} line */
const card = (mark, title, line) => h("div.card", {}, h("span.card-mark", {}, icon(mark)),
  h("span.paper-words", {}, h("strong", {}, title), h("small", {}, line)));

/** @param {HTMLElement} node */
function covered(node) {
  const cover = h("div.covered", {}, node,
    h("button.uncover", { type: "button", on: { click: () => { cover.classList.add("shown"); lift.remove(); } } },
      "Verdeckt – ansehen"));
  const lift = /** @type {HTMLElement} */ (cover.lastChild);
  return cover;
}

/** @param {Node} picture */
function enlarge(picture) {
  const dialog = /** @type {HTMLDialogElement} */ (h("dialog.enlarged", {
    "aria-label": "Foto",
    on: { click: () => dialog.close() },
  },
    h("button.enlarged-close", { type: "button", "aria-label": "Schließen" }, icon("close")), picture));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.appendChild(dialog);
  dialog.showModal();
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Several pictures of one album as a grid. @param {Message[]} messages */
export function albumOf(messages) {
  if (messages.some((message) => !["photo", "video"].includes(message.kind))) return h("div.stack", {}, messages.map(mediaOf));
  return h("div.grid", { class: `of-${Math.min(messages.length, 10)}` },
    messages.map((message) => h("div.cell", { data: { id: message.id } }, mediaOf(message))));
}
