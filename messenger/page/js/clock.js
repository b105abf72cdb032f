// The world's clock: it runs by itself and can be set forward, by a step or fast.
import { act } from "./desk.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { barDate, clockTime, now } from "./time.js";

const STEPS = /** @type {const} */ ([
  ["minute", "Min", "Eine Minute vor"], ["hour", "Std", "Eine Stunde vor"], ["day", "Tag", "Einen Tag vor"],
  ["week", "Woche", "Eine Woche vor"], ["month", "Monat", "Einen Monat vor"],
]);
const FAST_HOURS = 2; // small enough that nothing which is open for a few hours of a day is jumped over
const FAST_STEP = (60_000 * FAST_HOURS) / (30 * 24); // milliseconds from step to step: a month in a minute

export class Clock {
  /** @param {HTMLElement} element @param {() => void} onTick */
  constructor(element, onTick) {
    this.element = element;
    this.onTick = onTick;
    this.running = false;
    this.run = 0; // which run of the Zeitraffer it is: one that was stopped may still be waiting for its answer
    this.time = h("time.clock-time");
    this.date = h("span.clock-date");
    this.face = h("button.clock-face", {
      type: "button",
      "aria-expanded": "false",
      "aria-controls": "clock-steps",
      on: { click: () => this.unfold() },
    },
      icon("clock"), h("span", {}, this.time, this.date));
    this.fast = h("button.step.fast", { type: "button", "aria-pressed": "false", on: { click: () => void this.toggleFast() } });
    this.steps = h("div.steps", { id: "clock-steps", role: "group", "aria-label": "Zeit vorstellen" },
      STEPS.map(([unit, word, label]) => h("button.step",
        {
          type: "button",
          "aria-label": label,
          title: label,
          data: { unit },
          on: { click: () => act("clock", { unit, count: 1 }) },
        },
        `+1 ${word}`)),
      this.fast);
    fill(element, this.face, this.steps);
    this.showFast();
    setInterval(() => this.tick(), 1000);
    this.tick();
  }

  tick() {
    const at = now();
    this.time.textContent = clockTime(at);
    this.date.textContent = barDate(at);
    this.time.setAttribute("datetime", new Date(at).toISOString());
    this.onTick();
  }

  /** On a narrow screen the steps are folded away. */
  unfold() {
    const open = this.element.classList.toggle("open");
    this.face.setAttribute("aria-expanded", String(open));
  }

  showFast() {
    const label = this.running ? "Zeitraffer anhalten" : "Zeitraffer: ein Monat in einer Minute";
    this.fast.setAttribute("aria-pressed", String(this.running));
    this.fast.setAttribute("aria-label", label);
    this.fast.title = label;
    this.element.classList.toggle("running", this.running);
    fill(this.fast, icon(this.running ? "pause" : "forward"), h("span", {}, "Zeitraffer"));
  }

  async toggleFast() {
    this.running = !this.running;
    this.showFast();
    const run = ++this.run;
    let next = performance.now();
    while (this.running && run === this.run) {
      const done = await act("clock", { unit: "hour", count: FAST_HOURS });
      if (!done && run === this.run) this.running = false;
      next = Math.max(next + FAST_STEP, performance.now()); // what the answer took is part of the step
      await new Promise((wake) => setTimeout(wake, next - performance.now()));
    }
    this.showFast();
  }
}
