// Files waiting in the composer: what kind they will be, a small picture, and a way to leave them out.
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { size } from "./time.js";

/** @typedef {{file: File, kind: string, seconds?: number}} Attachment */

/** What a messenger makes of a file. @param {File} file */
export function kindOf(file) {
  if (/^image\/(jpeg|png|webp)$/.test(file.type)) return "photo";
  if (file.type === "image/gif") return "animation";
  if (/^video\/(mp4|webm|quicktime)$/.test(file.type)) return "video";
  if (/^audio\//.test(file.type)) return "audio";
  return "document";
}

export class Attachments {
  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange;
    /** @type {Attachment[]} */
    this.all = [];
    this.element = h("div.attachments", { hidden: true, role: "list", "aria-label": "Angehängt" });
  }

  /** @param {Iterable<File>} files @param {string | null} [kind] */
  add(files, kind = null) {
    for (const file of files) this.all.push({ file, kind: kind ?? kindOf(file) });
    this.draw();
  }

  clear() {
    const had = this.all;
    this.all = [];
    this.draw();
    return had;
  }

  /** @param {Attachment[]} attachments */
  restore(attachments) {
    this.all = attachments;
    this.draw();
  }

  draw() {
    for (const picture of this.element.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    fill(this.element, this.all.map((attachment) => this.one(attachment)));
    this.element.hidden = !this.all.length;
    this.onChange();
  }

  /** @param {Attachment} attachment */
  one(attachment) {
    const { file, kind } = attachment;
    const leave = h("button.attachment-leave",
      {
        type: "button",
        "aria-label": `${file.name} weglassen`,
        on: { click: () => { this.all = this.all.filter((other) => other !== attachment); this.draw(); } },
      },
      icon("close"));
    const face = file.type.startsWith("image/") && kind !== "document"
      ? h("img", { src: URL.createObjectURL(file), alt: file.name })
      : h("span.attachment-file", {}, icon(kind === "video" || kind === "video_note" ? "round" : "file"),
        h("span", {}, file.name),
        h("small", {}, size(file.size)));
    return h("div.attachment", { role: "listitem" }, face, leave);
  }
}

/** Lets somebody choose files. @param {{accept?: string, multiple?: boolean}} what @param {(files: File[]) => void} then */
export function pickFiles({ accept = "", multiple = true }, then) {
  const input = /** @type {HTMLInputElement} */ (h(
    "input.sr-only",
    { type: "file", accept: accept || null, multiple, tabindex: -1, "aria-hidden": "true" },
  ));
  input.addEventListener("change", () => {
    if (input.files?.length) then([...input.files]);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.appendChild(input);
  input.click();
}
