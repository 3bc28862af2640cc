// The list of messages: kept in order, changed in place, read to the end unless somebody scrolled up.

import { byId, fill, h, name } from "./dom.js";
import { icon } from "./icons.js";
import { moved } from "./float.js";
import { dots, isContinued, messageElement, writtenAt } from "./render/message.js";
import { plainWords } from "./render/markdown.js";
import { FLAG, KIND, shownName } from "./state.js";
import { dayName } from "./time.js";

const NEAR_END = 80;
const TYPING_LASTS = 10_000;

/** Shows the messages of the open channel and keeps them current. */
export class MessageList {
  /** @param {import("./render/markdown.js").Page} page */
  constructor(page) {
    this.page = page;
    this.store = page.store;
    this.scroller = byId("scroller");
    this.list = byId("messages");
    this.typing = byId("typing");
    this.spoken = byId("news");
    this.typers = new Map();
    this.store.on("open", () => this.wait());
    this.store.on("messages", ({ channel }) => channel === this.store.open && this.showAll());
    this.store.on("message", (change) => change.channel === this.store.open && this.change(change));
    this.store.on("gone", ({ channel, id }) => channel === this.store.open && this.remove(id));
    this.store.on("typing", ({ channel, name: who }) => channel === this.store.open && this.type(who));
    this.store.on("channels", () => this.refreshThreads());
    this.list.addEventListener("keydown", (event) => this.walk(event));
    this.scroller.addEventListener("keydown", (event) => this.enter(event));
    // What grows after it was shown (a picture, a preview) must not push the newest out of sight.
    const watch = new ResizeObserver(() => this.isAtEnd && this.toEnd());
    watch.observe(this.list);
    watch.observe(this.scroller);
    this.scroller.addEventListener("scroll", () => (this.isAtEnd = this.isNearEnd()), { passive: true });
    this.isAtEnd = true;
  }

  isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.isAtEnd = true;
  }

  wait() {
    this.typers.clear();
    this.showTyping();
    this.list.setAttribute("aria-busy", "true");
    if (this.store.messages.has(this.store.open)) this.showAll();
    else fill(this.list);
  }

  showAll() {
    const messages = this.store.messagesIn(this.store.open);
    fill(this.list, this.beginning(), messages.map((message, index) => this.withDay(messages[index - 1], message)));
    this.list.setAttribute("aria-busy", "false");
    this.toEnd();
  }

  /** What stands above the first message. */
  beginning() {
    const channel = this.store.here;
    if (!channel) return null;
    if (this.store.cut.has(channel.id)) return h("li.beginning", {}, h("p", { text: "Older messages are not shown." }));
    const isDirect = channel.type === KIND.direct;
    const symbol = isDirect ? "paper" : channel.type === KIND.text ? "hash" : "thread";
    const words = isDirect
      ? "This is the beginning of your direct messages. Nobody else sees them."
      : (channel.topic ?? (channel.type === KIND.text ? `This is the beginning of #${channel.name}.` : "This is the beginning of the thread."));
    return h(
      "li.beginning",
      {},
      h("span.beginning-sign", {}, icon(symbol)),
      h("p.beginning-title", {}, channel.type === KIND.text ? "Welcome to " : "", name(isDirect || channel.type !== KIND.text ? channel.name : `#${channel.name}`)),
      h("p", { text: words, dir: "auto" }),
    );
  }

  isNewDay(previous, message) {
    return !previous || dayName(writtenAt(previous)) !== dayName(writtenAt(message));
  }

  isGrouped(previous, message) {
    return !this.isNewDay(previous, message) && isContinued(previous, message);
  }

  withDay(previous, message) {
    const continued = this.isGrouped(previous, message);
    const element = messageElement(this.page, message, { continued });
    return this.isNewDay(previous, message) ? [this.dayLine(dayName(writtenAt(message))), element] : [element];
  }

  dayLine(day) {
    return h("li.day", { data: { day } }, h("span", { text: day }));
  }

  elementOf(id) {
    return document.getElementById(`message-${id}`);
  }

  change({ message, isNew }) {
    if (this.store.dismissed.has(message.id)) return;
    const stick = this.isAtEnd;
    const all = this.store.messagesIn(this.store.open);
    const index = all.findIndex((each) => each.id === message.id);
    const old = this.elementOf(message.id);
    if (old) this.replace(old, all[index - 1], message);
    else this.insert(all, index);
    this.regroup(all, index + 1);
    if (message.author.bot) this.typers.delete(shownName(message.author));
    this.showTyping();
    if (stick || (isNew && message.author.id === this.store.me.id)) this.toEnd();
    this.speak(message);
  }

  insert(all, index) {
    const made = this.withDay(all[index - 1], all[index]);
    const next = all[index + 1] && this.elementOf(all[index + 1].id);
    const isDayThere = made.length > 1 && [...this.list.querySelectorAll(".day")].some((line) => line.dataset.day === made[0].dataset.day);
    const elements = isDayThere ? made.slice(1) : made;
    if (next) next.before(...elements);
    else this.list.append(...elements);
  }

  /** Puts a new version in an old one's place; the focus stays on the same control. */
  replace(old, previous, message) {
    const made = this.withDay(previous, message).at(-1);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.dataset.key;
    old.replaceWith(made);
    if (!focused) return;
    const same = key ? [...made.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key) : null;
    (same && !same.disabled ? same : made).focus({ preventScroll: true });
  }

  /** Draws a message anew where it begins a group now, or no longer; else it keeps what is open and revealed in it. */
  regroup(all, index) {
    const message = all[index];
    const element = message && this.elementOf(message.id);
    if (!element) return;
    const was = element.classList.contains("is-continued");
    if (was !== this.isGrouped(all[index - 1], message)) this.replace(element, all[index - 1], message);
  }

  remove(id) {
    const old = this.elementOf(id);
    if (!old) return;
    const hadFocus = old.contains(document.activeElement);
    const neighbour = old.nextElementSibling ?? old.previousElementSibling;
    const above = old.previousElementSibling;
    old.remove();
    const isEmptyDay = above?.classList.contains("day") && !above.nextElementSibling?.classList.contains("message");
    if (isEmptyDay) above.remove();
    if (hadFocus) (neighbour?.isConnected && neighbour.classList.contains("message") ? neighbour : this.scroller).focus();
    const all = this.store.messagesIn(this.store.open);
    const index = all.findIndex((each) => each.id.length > id.length || (each.id.length === id.length && each.id > id));
    this.regroup(all, index);
  }

  /** Tells a screen reader what has come, briefly. */
  speak(message) {
    if (message.author.id === this.store.me.id) return;
    const who = shownName(message.author);
    if (message.flags & FLAG.loading) {
      this.spoken.textContent = message.failed ? `${who} did not respond` : `${who} is thinking`;
      return;
    }
    const embed = message.embeds?.[0];
    const words = plainWords(this.page, [message.content, embed?.title, embed?.description].filter(Boolean).join(". "));
    this.spoken.textContent = `${who}: ${words.slice(0, 300)}`;
  }

  refreshThreads() {
    for (const message of this.store.messagesIn(this.store.open)) {
      const element = message.thread && this.elementOf(message.id);
      const shown = element?.querySelector(".thread-link b")?.textContent;
      const now = message.thread && this.store.channel(message.thread.id)?.name;
      if (element && now && shown !== now) this.change({ message, isNew: false });
    }
  }

  type(who) {
    clearTimeout(this.typers.get(who));
    const end = () => {
      this.typers.delete(who);
      this.showTyping();
    };
    this.typers.set(who, setTimeout(end, TYPING_LASTS));
    this.showTyping();
  }

  showTyping() {
    const names = [...this.typers.keys()];
    fill(this.typing, names.length ? [dots(), h("span", {}, name(names.join(", ")), " is typing…")] : []);
  }

  goTo(id) {
    const element = this.elementOf(id);
    if (!element) return false;
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    element.classList.add("is-found");
    setTimeout(() => element.classList.remove("is-found"), 1500);
    return true;
  }

  /** The list as one stop for the Tab key: arrows go from message to message. */
  walk(event) {
    const at = event.target.closest(".message");
    if (!at || event.target !== at) return;
    const all = [...this.list.querySelectorAll(".message")];
    const index = all.indexOf(at);
    const next = moved(event.key, index, all.length);
    const isWrap = Math.abs(next - index) === all.length - 1 && all.length > 2 && event.key.startsWith("Arrow");
    if (next !== index && !isWrap) {
      event.preventDefault();
      all[next].focus();
    } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey) || event.key === "Enter") {
      event.preventDefault();
      const message = this.store.message(at.dataset.id);
      if (message) this.page.act.openMessageMenu(message, at);
    }
  }

  enter(event) {
    if (event.target !== this.scroller || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const last = [...this.list.querySelectorAll(".message")].at(-1);
    if (last) {
      event.preventDefault();
      last.focus();
    }
  }

  /** The newest message of one's own that can be edited. */
  lastOwn() {
    return this.store.messagesIn(this.store.open).filter((message) => message.mine).at(-1);
  }
}
