// A finger has no right button: it rests on a message instead.

const LONG = 480; // milliseconds

/** A finger that rests on a message asks what can be done with it. @param {HTMLElement} scroller @param {(row: HTMLElement) => void} then */
export function onLongPress(scroller, then) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  scroller.addEventListener("pointerdown", (event) => {
    stop();
    const row = event.target instanceof Element ? event.target.closest(".row") : null;
    if (event.pointerType === "mouse" || !(row instanceof HTMLElement)) return;
    timer = setTimeout(() => {
      scroller.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => scroller.removeEventListener("click", swallow, { capture: true }), 700);
      then(row);
    }, LONG);
  });
  for (const end of [
    "pointerup",
    "pointercancel",
    "pointermove",
    "scroll",
  ]) scroller.addEventListener(end, stop, { passive: true });
}

const swallow = (/** @type {Event} */ event) => {
  event.preventDefault();
  event.stopPropagation();
};
