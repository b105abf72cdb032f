// Puts the page together and carries what changed to the phones it concerns.
import { Clock } from "./clock.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { MailboxView } from "./mailbox.js";
import { People, newPerson } from "./people.js";
import { PhoneView } from "./phone.js";
import { Store } from "./store.js";
import { themeButton } from "./theme.js";
import { dayKey, now, setOffset } from "./time.js";
import { Workshop } from "./workshop.js";

const store = new Store();
/** @type {Map<number, PhoneView>} */
const views = new Map();
/** @type {Map<number, MailboxView>} */
const mailboxes = new Map();
/** All of them as they stand on the page: the phones, then the mailboxes. @type {(PhoneView | MailboxView)[]} */
let devices = [];
let opened = false;
let today = "";

const phones = byId("phones");
const people = new People(byId("people"), phones);
const workshop = new Workshop(byId("workshop"), store);
const clock = new Clock(byId("clock"), () => devices.forEach((view) => view.tick()));
byId("tools").append(
  h("button.tool.wide-tool.person-tool",
    { type: "button", "aria-label": "Neue Person", title: "Neue Person", on: { click: () => void newPerson() } },
    icon("addPerson"),
    h("span", {}, "Person")),
  workshop.button, themeButton());

store.onChange = (touched, singles, post) => {
  if (singles.has("clock")) {
    setOffset(store.single.clock.offset);
    clock.tick();
  }
  if (singles.has("workshop")) workshop.draw();
  const before = devices.length;
  remove(views, store.phones);
  remove(mailboxes, store.mailboxes);
  for (const [id] of store.phones) if (!views.has(id)) add(views, id, new PhoneView(id, store, () => people.draw()));
  for (const [id] of store.mailboxes) if (!mailboxes.has(id)) add(mailboxes, id, new MailboxView(id, store, () => people.draw()));
  devices = [
    ...[...views.values()].sort((a, b) => a.phone.info.order - b.phone.info.order),
    ...[...mailboxes.values()].sort((a, b) => a.box.info.id - b.box.info.id),
  ];
  devices.forEach((view, at) => phones.children[at] !== view.element && phones.insertBefore(view.element, phones.children[at] ?? null));
  for (const [id, chats] of touched) views.get(id)?.update(chats, !opened);
  for (const id of post) mailboxes.get(id)?.update(!opened);
  if (today !== dayKey(now())) devices.forEach((view) => view.draw()); // what was "Heute" is "Gestern" now
  today = dayKey(now());
  if (devices.length !== before || !opened) people.show(devices);
  opened = true;
  workshop.stir();
  document.body.dataset.ready = "true";
};

store.onConnection = (open) => {
  const lost = byId("lost");
  lost.hidden = open;
  lost.textContent = open ? "" : "Die Verbindung zum lokalen Messenger ist weg. Neuer Versuch läuft …";
};

/** @template {PhoneView | MailboxView} V @param {Map<number, V>} among @param {number} id @param {V} view */
function add(among, id, view) {
  among.set(id, view);
  phones.appendChild(view.element);
}

/** @param {Map<number, PhoneView | MailboxView>} among @param {Map<number, unknown>} there */
function remove(among, there) {
  for (const [id, view] of [...among]) {
    if (there.has(id)) continue;
    view.element.remove();
    among.delete(id);
  }
}

store.listen();
