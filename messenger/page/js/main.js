// Puts the page together and carries what changed to the phones it concerns.
import { Clock } from "./clock.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { People, newPerson } from "./people.js";
import { PhoneView } from "./phone.js";
import { Store } from "./store.js";
import { themeButton } from "./theme.js";
import { dayKey, now, setOffset } from "./time.js";
import { Workshop } from "./workshop.js";

const store = new Store();
/** @type {Map<number, PhoneView>} */
const views = new Map();
let opened = false;
let today = "";

const phones = byId("phones");
const people = new People(byId("people"), phones);
const workshop = new Workshop(byId("workshop"), store);
const clock = new Clock(byId("clock"), () => views.forEach((view) => view.tick()));
byId("tools").append(
  h("button.tool.wide-tool.person-tool",
    { type: "button", "aria-label": "Neue Person", title: "Neue Person", on: { click: () => void newPerson() } },
    icon("addPerson"),
    h("span", {}, "Person")),
  workshop.button, themeButton());

store.onChange = (touched, singles) => {
  if (singles.has("clock")) {
    setOffset(store.single.clock.offset);
    clock.tick();
  }
  if (singles.has("workshop")) workshop.draw();
  const before = views.size;
  for (const id of [...views.keys()]) if (!store.phones.has(id)) remove(id);
  for (const [id] of store.phones) if (!views.has(id)) add(id);
  const order = [...views.values()].sort((a, b) => a.phone.info.order - b.phone.info.order);
  order.forEach((view, at) => phones.children[at] !== view.element && phones.insertBefore(view.element, phones.children[at] ?? null));
  for (const [id, chats] of touched) views.get(id)?.update(chats, !opened);
  if (today !== dayKey(now())) views.forEach((view) => view.draw()); // what was "Heute" is "Gestern" now
  today = dayKey(now());
  if (views.size !== before || !opened) people.show(order);
  opened = true;
  workshop.stir();
  document.body.dataset.ready = "true";
};

store.onConnection = (open) => {
  const lost = byId("lost");
  lost.hidden = open;
  lost.textContent = open ? "" : "Die Verbindung zum lokalen Messenger ist weg. Neuer Versuch läuft …";
};

/** @param {number} id */
function add(id) {
  const view = new PhoneView(id, store, () => people.draw());
  views.set(id, view);
  phones.appendChild(view.element);
}

/** @param {number} id */
function remove(id) {
  views.get(id)?.element.remove();
  views.delete(id);
}

store.listen();
