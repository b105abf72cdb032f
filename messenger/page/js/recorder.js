// A voice message from the microphone; where there is none, a file does as well.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { float } from "./menu.js";
import { length } from "./time.js";

const FORMATS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/**
 * @param {HTMLElement} button
 * @param {{done: (recording: File, seconds: number) => void, pickFile: () => void}} then
 */
export async function record(button, { done, pickFile }) {
  const line = h("p.recorder-line", {}, "Mikrofon wird geöffnet …");
  const finish = h("button.main", { type: "button", disabled: true }, "Fertig und senden");
  const instead = h("button.plain", { type: "button", on: { click: () => { shut(); pickFile(); } } }, "Sprachdatei wählen");
  const panel = h("div.recorder", {}, h("span.recorder-mark", {}, icon("mic")), line,
    h("div.recorder-buttons", {}, instead, finish));
  const shut = float(button, panel, { back: button, label: "Sprachnachricht aufnehmen" });
  instead.focus();

  const microphone = await openMicrophone();
  if (!panel.isConnected) return microphone?.getTracks().forEach((track) => track.stop());
  if (!microphone) {
    line.textContent = "Kein Mikrofon erreichbar. Eine Sprachdatei geht genauso.";
    finish.remove();
    return;
  }

  const recorder = new MediaRecorder(microphone, { mimeType: FORMATS.find((format) => MediaRecorder.isTypeSupported(format)) });
  /** @type {Blob[]} */
  const parts = [];
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let wanted = false;
  let took = 0;
  const ticking = setInterval(() => {
    line.textContent = `Aufnahme läuft · ${length(seconds())}`;
    if (!panel.isConnected && recorder.state !== "inactive") recorder.stop();
  }, 250);
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(ticking);
    microphone.getTracks().forEach((track) => track.stop());
    if (wanted) done(new File(parts, "sprachnachricht.ogg", { type: recorder.mimeType }), took);
  });
  finish.removeAttribute("disabled");
  finish.addEventListener("click", () => {
    wanted = true;
    took = seconds();
    shut();
    recorder.stop();
  });
  panel.classList.add("live");
  finish.focus();
  recorder.start();
}

async function openMicrophone() {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return null;
  }
}
