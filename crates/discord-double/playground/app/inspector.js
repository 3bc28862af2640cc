// The pane for developers: what passed between the bot and Discord in the last interaction, and how fast.

import { byId, fill, h, name } from "./dom.js";
import { icon } from "./icons.js";
import { duration } from "./time.js";

const LONGEST_BODY = 40_000;
const KEPT = "newsdesk-playground-inspector";

/** The inspector's pane. */
export class Inspector {
  /** @param {import("./state.js").Store} store */
  constructor(store) {
    this.store = store;
    this.pane = byId("inspector");
    this.list = byId("inspector-list");
    this.summary = byId("inspector-summary");
    this.button = byId("inspector-button");
    this.opened = new Set();
    this.button.addEventListener("click", () => this.toggle());
    byId("inspector-close").addEventListener("click", () => this.toggle(false));
    this.pane.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
    store.on("traffic", () => this.render());
    store.on("ready", () => this.render());
    this.toggle(remembered() === "open" && matchMedia("(min-width: 1100px)").matches, { focus: false });
  }

  get isOpen() {
    return !this.pane.hidden;
  }

  toggle(open = !this.isOpen, { focus = true } = {}) {
    this.pane.hidden = !open;
    document.body.classList.toggle("has-inspector", open);
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.render();
    if (!focus) return;
    remember(open ? "open" : "closed");
    (open ? byId("inspector-close") : this.button).focus();
  }

  render() {
    if (!this.isOpen) return;
    const { traffic } = this.store;
    const refocus = this.focusHeld();
    if (!traffic?.entries?.length) {
      fill(this.summary, h("p", { text: "Use a command or a button, and what the bot and Discord say to each other appears here: every REST call and gateway event, with its latency." }));
      fill(this.list);
      refocus();
      return;
    }
    if (traffic.interaction !== this.shown) this.opened.clear();
    this.shown = traffic.interaction;
    const { entries } = traffic;
    const end = Math.max(1, ...entries.map((entry) => entry.at_ms + (entry.latency_ms ?? 0)));
    fill(this.summary, h("p.inspector-label", {}, name(traffic.label ?? "")), facts(entries, end));
    fill(this.list, entries.map((entry) => this.row(entry, end)));
    refocus();
  }

  /** Remembers where in the list the focus is; what it gives puts it back there after the list was filled anew. */
  focusHeld() {
    const held = this.list.contains(document.activeElement) ? document.activeElement : null;
    if (!held) return () => {};
    const stops = (entry) => [...entry.querySelectorAll("summary, pre")];
    const old = held.closest(".entry");
    const place = stops(old).indexOf(held);
    return () => {
      const entry = [...this.list.querySelectorAll(".entry")].find((each) => each.dataset.entry === old.dataset.entry);
      (entry ? (stops(entry)[place] ?? stops(entry)[0]) : this.list.parentElement).focus({ preventScroll: true });
    };
  }

  row(entry, end) {
    // More entries may come before one, so that its place does not name it.
    const key = `${entry.at_ms} ${entry.name}`;
    const isOpen = this.opened.has(key);
    const details = h("details.entry", { open: isOpen, data: { kind: entry.kind, entry: key } });
    const body = h("div.entry-body");
    const summary = h("summary", {}, head(entry), bar(entry, end));
    const open = () => fill(body, ...bodies(entry));
    details.addEventListener("toggle", () => {
      if (details.open) this.opened.add(key);
      else this.opened.delete(key);
      if (details.open && !body.firstChild) open();
    });
    if (isOpen) open();
    details.append(summary, body);
    return h("li", {}, details);
  }
}

/** The figures at the top: when it was acknowledged, how long it all took. */
function facts(entries, end) {
  const callback = entries.find((entry) => entry.kind === "rest" && /callback/.test(entry.name));
  const calls = entries.filter((entry) => entry.kind === "rest").length;
  const items = [
    callback && ["acknowledged after", duration(callback.at_ms + (callback.latency_ms ?? 0))],
    ["all in", duration(end)],
    ["REST calls", String(calls)],
    ["events", String(entries.length - calls)],
  ];
  return h("dl.inspector-facts", {}, items.filter(Boolean).map(([term, value]) => h("div", {}, h("dt", { text: term }), h("dd", { text: value }))));
}

function head(entry) {
  const toBot = entry.direction === "bot";
  const [method, ...rest] = entry.kind === "rest" ? entry.name.split(" ") : ["EVENT", entry.name];
  const path = rest.join(" ").replace(/^\/api\/v\d+/, "");
  const status = entry.status ? h(entry.status < 400 ? "span.status.is-good" : "span.status.is-bad", { text: String(entry.status) }) : null;
  return h(
    "span.entry-head",
    {},
    h("span.entry-way", { title: toBot ? "to the bot" : "from the bot" }, icon(toBot ? "in" : "out"), h("span.spoken", { text: toBot ? "to the bot: " : "from the bot: " })),
    h(`span.method.method-${method.toLowerCase()}`, { text: method }),
    h("span.entry-name", { dir: "ltr" }, breakable(path)),
    status,
    h("span.entry-time", { text: entry.latency_ms === undefined || entry.latency_ms === null ? `+${duration(entry.at_ms)}` : duration(entry.latency_ms), title: `${duration(entry.at_ms)} after the interaction` }),
  );
}

/** A path that breaks behind its slashes. */
function breakable(path) {
  return path.split(/(?<=\/)/).flatMap((part) => [part, h("wbr")]);
}

/** Where an entry lies in the whole time. */
function bar(entry, end) {
  const inner = h("span.bar-inner");
  inner.style.setProperty("--from", `${(100 * entry.at_ms) / end}%`);
  inner.style.setProperty("--length", `${(100 * (entry.latency_ms ?? 0)) / end}%`);
  return h("span.bar", { "aria-hidden": "true" }, inner);
}

function bodies(entry) {
  const parts = [];
  if (entry.path && !entry.name.endsWith(entry.path)) parts.push(labelled("Path", h("p.entry-path", {}, breakable(entry.path))));
  if (entry.files?.length) parts.push(labelled("Files", h("p", { text: entry.files.join(", ") })));
  for (const [label, value] of [["Request", entry.request], ["Response", entry.response], ["Payload", entry.payload]]) {
    if (value !== undefined && value !== null) parts.push(labelled(label, json(value, label)));
  }
  return parts;
}

function labelled(label, content) {
  return h("div.entry-part", {}, h("div.entry-label", { text: label }), content);
}

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b/g;

/** JSON with its parts in colours. */
function json(value, label) {
  const text = JSON.stringify(value, null, 2).slice(0, LONGEST_BODY);
  const code = h("code", { dir: "ltr" });
  let last = 0;
  for (const found of text.matchAll(TOKEN)) {
    const kind = found[2] ? "key" : found[1] ? "string" : found[3] ? "word" : "number";
    const words = found[1] ?? found[0];
    code.append(text.slice(last, found.index), h(`span.json-${kind}`, { text: words }));
    last = found.index + words.length;
  }
  code.append(text.slice(last));
  return h("pre.json", { tabindex: "0", role: "group", "aria-label": label }, code);
}

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // A browser that keeps nothing shows the pane closed next time.
  }
}
