// Where a person writes: text, emoji, files, a recording; answers and corrections.
import { Attachments, pickFiles } from "./attachments.js";
import { act } from "./desk.js";
import { fill, h } from "./dom.js";
import { emojiPicker } from "./emoji.js";
import { icon } from "./icons.js";
import { InlineResults } from "./inline.js";
import { ask, field, menu } from "./menu.js";
import { record } from "./recorder.js";
import { summary } from "./text.js";

/**
 * @typedef {import("./store.js").Message} Message
 * @typedef {{chat: number, thread: number | null}} Target
 * @typedef {{reply?: {message: Message, quote: string | null}, edit?: Message}} Mode
 */

export class Composer {
  /**
   * @param {number} phone
   * @param {string} owner whose phone it is
   * @param {() => Target} target where the next message goes
   * @param {() => {command: string, description: string}[]} commands
   * @param {() => string} botName by which the bot can be asked from here
   */
  constructor(phone, owner, target, commands, botName) {
    this.phone = phone;
    this.target = target;
    this.commands = commands;
    /** @type {Mode} */
    this.mode = {};
    /** @type {Map<string, string>} */
    this.drafts = new Map();
    this.place = "";
    this.build(owner, botName);
    this.changed();
  }

  /** @param {string} owner @param {() => string} botName */
  build(owner, botName) {
    this.input = /** @type {HTMLTextAreaElement} */ (h(
      "textarea.input",
      { rows: 1, placeholder: "Nachricht", "aria-label": `Nachricht von ${owner}`, autocomplete: "off", enterkeyhint: "send" },
    ));
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.keys(event));
    this.input.addEventListener("paste", (event) => this.paste(event));
    this.attachments = new Attachments(() => this.changed());
    this.inline = new InlineResults(this.phone, this.input, {
      botName,
      chat: () => this.target().chat,
      choose: (query, result) => void this.choose(query, result),
      clear: () => { this.input.value = ""; this.changed(); },
    });
    this.context = h("div.context", { hidden: true });
    this.clip = this.tool("clip", "Anhängen", () => this.attachMenu());
    this.slash = this.tool("slash", "Befehle", () => this.commandMenu());
    this.smile = this.tool("smile", "Emoji",
      () => emojiPicker(this.smile, (emoji) => this.insert(emoji), { back: this.input }));
    this.send = h("button.send", { type: "button", "aria-label": "Senden", on: { click: () => this.submit() } }, icon("send"));
    this.mic = h("button.send.mic",
      { type: "button", "aria-label": "Sprachnachricht aufnehmen", on: { click: () => this.recordVoice() } },
      icon("mic"));
    this.keyboard = h("div.reply-keyboard", { role: "group", "aria-label": "Antworten zur Auswahl", hidden: true });
    this.element = h("div.composer", {}, this.inline.element, this.context, this.attachments.element,
      h("div.composer-line", {}, this.clip, h("div.input-box", {}, this.input, this.slash, this.smile), this.send,
        this.mic), this.keyboard);
  }

  /** @param {Parameters<typeof icon>[0]} name @param {string} label @param {() => void} run */
  tool(name, label, run) {
    return h("button.composer-tool", { type: "button", "aria-label": label, title: label, on: { click: run } }, icon(name));
  }

  /** Another chat or topic: keep what was being written there. @param {string} place */
  moveTo(place) {
    if (place === this.place) return;
    if (this.place && !this.mode.edit) this.drafts.set(this.place, this.input.value);
    this.place = place;
    this.setMode({});
    this.input.value = this.drafts.get(place) ?? "";
    this.changed();
  }

  changed() {
    const something = this.input.value.trim() !== "" || this.attachments.all.length > 0 || Boolean(this.mode.edit);
    this.send.hidden = !something;
    this.mic.hidden = something;
    this.slash.hidden = this.input.value !== "" || !this.commands().length;
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 148)}px`;
    this.inline.follow(this.mode.edit || this.attachments.all.length ? null : this.input.value);
  }

  /** @param {Mode} mode */
  setMode(mode) {
    if (this.mode.edit && !mode.edit) this.input.value = "";
    this.mode = mode;
    const message = mode.edit ?? mode.reply?.message;
    this.context.hidden = !message;
    if (message) {
      const whom = { me: "dich selbst", bot: "den Bot" }[message.sender] ?? message.sender;
      const label = mode.edit ? "Bearbeiten" : `Antwort an ${whom}`;
      fill(this.context, icon(mode.edit ? "edit" : "reply"),
        h("div.context-words", {}, h("strong", {}, label), h("span", {}, mode.reply?.quote ?? summary(message))),
        h("button.composer-tool",
          {
            type: "button",
            "aria-label": mode.edit ? "Bearbeiten abbrechen" : "Doch keine Antwort",
            on: { click: () => { this.setMode({}); this.input.focus(); } },
          },
          icon("close")));
    }
    if (mode.edit) this.input.value = mode.edit.text;
    this.changed();
    if (message) this.input.focus();
  }

  /** @param {import("./store.js").Keyboard | null} keyboard */
  showKeyboard(keyboard) {
    this.keyboard.hidden = !keyboard;
    this.input.placeholder = keyboard?.placeholder ?? "Nachricht";
    if (!keyboard) return;
    fill(this.keyboard, keyboard.rows.map((row) => h("div.keys-line", {}, row.map((text) =>
      h("button.key",
        {
          type: "button",
          on: { click: () => act(`phones/${this.phone}/press`, { chat: this.target().chat, message: keyboard.from, text }) },
        },
        text)))));
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    if (event.isComposing || this.inline.keys(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void this.submit();
    } else if (event.key === "Escape" && (this.mode.reply || this.mode.edit)) {
      event.preventDefault();
      this.setMode({});
    } else if (event.key === "ArrowUp" && !this.input.value) {
      const rows = this.element.parentElement?.querySelectorAll(".row");
      const last = rows?.[rows.length - 1];
      if (last instanceof HTMLElement) {
        event.preventDefault();
        last.focus();
      }
    }
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.attachments.add(files);
  }

  /** @param {string} text */
  insert(text) {
    this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, "end");
    this.changed();
  }

  async submit() {
    const text = this.input.value.trim();
    const { edit } = this.mode;
    const mode = this.mode;
    const files = edit ? [] : this.attachments.clear();
    if (!text && !files.length && !edit) return;
    const target = this.target();
    this.mode = {};
    this.setMode({});
    this.input.value = "";
    this.changed();
    let done;
    if (edit) done = await act(`phones/${this.phone}/edit`, { chat: target.chat, message: edit.id, text });
    else if (files.length) done = await this.upload(files, text, target, mode);
    else done = await this.write(text, target, mode);
    if (done || this.input.value) return;
    this.setMode(mode); // refused: give back what was written
    this.input.value = text;
    this.attachments.restore(files);
    this.changed();
  }

  /** Sends what the bot offered. @param {string} query @param {number} result */
  async choose(query, result) {
    const { mode } = this;
    const text = this.input.value;
    const about = { ...this.target(), query, result, reply_to: mode.reply?.message.id ?? null };
    this.setMode({});
    this.input.value = "";
    this.changed();
    if (await act(`phones/${this.phone}/choose`, about) || this.input.value) return;
    this.setMode(mode);
    this.input.value = text;
    this.changed();
  }

  /** @param {string} text @param {Target} [target] @param {Mode} [mode] */
  write(text, target = this.target(), mode = {}) {
    return act(
      `phones/${this.phone}/write`,
      { ...target, text, reply_to: mode.reply?.message.id ?? null, quote: mode.reply?.quote ?? null },
    );
  }

  /** @param {import("./attachments.js").Attachment[]} files @param {string} caption @param {Target} target @param {Mode} mode */
  upload(files, caption, target, mode = {}) {
    const form = new FormData();
    form.set("about", JSON.stringify({
      ...target, caption: caption || null, reply_to: mode.reply?.message.id ?? null,
      files: files.map(({ file, kind, seconds }) => ({
        kind,
        name: file.name,
        mime: file.type || null,
        duration: Math.round(seconds ?? 0),
      })),
    }));
    for (const { file } of files) form.append("file", file, file.name);
    return act(`phones/${this.phone}/send`, form);
  }

  recordVoice() {
    void record(this.mic, {
      done: (file, seconds) => void this.upload([{ file, kind: "voice", seconds }], "", this.target()),
      pickFile: () => this.pickVoice(),
    });
  }

  pickVoice() {
    pickFiles(
      { accept: "audio/*,.ogg,.oga,.opus", multiple: false },
      (files) => void this.upload([{ file: files[0], kind: "voice" }], "", this.target()),
    );
  }

  attachMenu() {
    const extra = (/** @type {string} */ what, /** @type {Record<string, any>} */ about) => void act(
      `phones/${this.phone}/card`,
      { ...this.target(), what, ...about },
    );
    menu(this.clip, [
      {
        label: "Foto oder Video",
        icon: "photo",
        run: () => pickFiles({ accept: "image/*,video/*" }, (files) => this.attachments.add(files)),
      },
      { label: "Datei", icon: "file", run: () => pickFiles({}, (files) => this.attachments.add(files, "document")) },
      { label: "Sprachdatei wählen", icon: "mic", run: () => this.pickVoice() },
      {
        label: "Videonachricht",
        icon: "round",
        run: () => pickFiles(
          { accept: "video/*", multiple: false },
          (files) => void this.upload([{ file: files[0], kind: "video_note" }], "", this.target()),
        ),
      },
      {
        label: "Sticker",
        icon: "smile",
        run: () => pickFiles(
          { accept: "image/*", multiple: false },
          (files) => void this.upload([{ file: files[0], kind: "sticker" }], "", this.target()),
        ),
      },
      { label: "Standort", icon: "pin", run: () => extra("location", { latitude: 52.1508, longitude: 9.9511 }) },
      { label: "Kontakt", icon: "person", run: () => void this.askContact(extra) },
      { label: "Umfrage", icon: "poll", run: () => void this.askPoll(extra) },
    ], { back: this.input, label: "Anhängen" });
  }

  /** @param {(what: string, about: Record<string, any>) => void} extra */
  async askContact(extra) {
    const answer = await ask({ title: "Kontakt schicken", yes: "Schicken", fields: [
      field("Name", h("input", { name: "name", required: true, autofocus: true })),
      field("Telefonnummer", h("input", { name: "number", type: "tel", required: true, placeholder: "+49 5121 …" }))] });
    if (answer) extra("contact", { first_name: answer.name, phone_number: answer.number });
  }

  /** @param {(what: string, about: Record<string, any>) => void} extra */
  async askPoll(extra) {
    const answer = await ask({ title: "Umfrage", yes: "Schicken", fields: [
      field("Frage", h("input", { name: "question", required: true, autofocus: true })),
      field("Antworten, eine je Zeile", h("textarea", { name: "options", rows: 3, required: true }))] });
    const options = answer?.options.split("\n").map((line) => line.trim()).filter(Boolean) ?? [];
    if (answer && options.length > 1) extra("poll", { question: answer.question, options });
  }

  commandMenu() {
    const items = this.commands().map(({ command, description }) => ({
      label: `/${command}  ${description}`,
      run: () => void this.write(`/${command}`),
    }));
    menu(this.slash, items, { back: this.input, label: "Befehle" });
  }
}

