// Building DOM nodes. Content from people only ever becomes text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 */

/**
 * Makes an element. `on` holds listeners, `style` custom properties, `data` data attributes; the rest are attributes.
 * @param {string} tag "div" or "div.class.other"
 * @param {Record<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (key === "style") for (const [property, to] of Object.entries(value)) node.style.setProperty(property, String(to));
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "class") node.classList.add(...String(value).split(" ").filter(Boolean));
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

/**
 * @param {Node} node
 * @param {any[]} children
 */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** @param {Element} node @param {...(Child | Child[])} children */
export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

/** One picture of icons.js, for the eye only: the button around it carries the words. @param {string} path @param {string} [extra] */
export function drawing(path, extra = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${extra}`.trim());
  for (const part of path.split("|")) {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", part);
    svg.appendChild(line);
  }
  return svg;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`#${id} fehlt in index.html`);
  return node;
}

/** What has the focus, if that is inside this node. @param {Element} node @returns {HTMLElement | null} */
export function focusIn(node) {
  const active = document.activeElement;
  return active instanceof HTMLElement && node.contains(active) ? active : null;
}
