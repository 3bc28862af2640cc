// The left column: the server, its channels and threads, and whom one acts as.

import { byId, fill, h, name, spoken } from "./dom.js";
import { icon } from "./icons.js";
import { closeMenu, openMenu } from "./menu.js";
import { avatar } from "./render/avatar.js";
import { KIND, shownName } from "./state.js";

/** The left column. */
export class Sidebar {
  /** @param {import("./render/markdown.js").Page} page */
  constructor(page) {
    this.page = page;
    this.store = page.store;
    this.element = byId("sidebar");
    this.nav = byId("channels");
    this.me = byId("me");
    this.drawer = byId("sidebar-button");
    this.scrim = byId("scrim");
    for (const topic of ["ready", "channels", "open", "status"]) this.store.on(topic, () => this.render());
    this.me.addEventListener("click", () => this.switchMember());
    this.drawer.addEventListener("click", () => this.slide(!this.isOut));
    this.scrim.addEventListener("click", () => this.slide(false));
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  get isOut() {
    return document.body.classList.contains("has-sidebar");
  }

  /** Slides the column in or out where the window is narrow. */
  slide(out) {
    document.body.classList.toggle("has-sidebar", out);
    this.drawer.setAttribute("aria-expanded", String(out));
    this.scrim.hidden = !out;
    if (out) (this.nav.querySelector("[aria-current]") ?? this.me).focus();
    else if (this.element.contains(document.activeElement)) this.drawer.focus();
  }

  key(event) {
    if (event.key === "Escape" && this.isOut) return this.slide(false);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return undefined;
    const all = [...this.nav.querySelectorAll("button")];
    const index = all.indexOf(document.activeElement);
    if (index < 0) return undefined;
    event.preventDefault();
    return all[Math.max(0, Math.min(all.length - 1, index + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  }

  render() {
    const { guild, channels, me } = this.store;
    if (!guild) return;
    byId("guild-name").textContent = guild.name;
    const focused = this.nav.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const inGuild = channels.filter((channel) => channel.type !== KIND.direct);
    const direct = channels.filter((channel) => channel.type === KIND.direct);
    fill(this.nav, this.group("Channels", inGuild), direct.length > 0 && this.group("Direct messages", direct));
    if (focused) [...this.nav.querySelectorAll("button")].find((each) => each.dataset.key === focused)?.focus();
    const mine = this.store.member(me.id) ?? me;
    fill(
      this.me,
      avatar(mine, { size: "small" }),
      h("span.me-words", {}, h("span.me-label", { text: "You act as" }), h("span.me-name", {}, name(shownName(mine)))),
      icon("chevron"),
      spoken(". Act as somebody else"),
    );
    this.me.removeAttribute("aria-label");
  }

  group(title, channels) {
    const items = [];
    for (const channel of channels) {
      const parent = channels.some((each) => each.id === channel.parent_id) ? items.at(-1) : null;
      if (parent && channel.type !== KIND.text) parent.threads.push(channel);
      else items.push({ channel, threads: [] });
    }
    const rows = items.map(({ channel, threads }) =>
      h("li", {}, this.link(channel), threads.length > 0 && h("ul.threads", { "aria-label": `Threads of ${channel.name}` }, threads.map((thread) => h("li", {}, this.link(thread))))),
    );
    return h("div.channel-group", {}, h("h2", { text: title }), h("ul", {}, rows));
  }

  link(channel) {
    const isOpen = channel.id === this.store.open;
    const isUnread = channel.unread > 0 && !isOpen;
    const symbol = channel.type === KIND.direct ? null : icon(channel.type === KIND.text ? "hash" : channel.locked ? "lock" : "thread");
    const state = channel.locked ? " (locked)" : channel.archived ? " (archived)" : "";
    const made = h(
      "button.channel",
      { type: "button", data: { key: channel.id }, aria: { current: isOpen ? "page" : null } },
      symbol ?? avatar(this.store.bot, { size: "tiny", bot: true }),
      h("span.channel-name", {}, name(channel.name), state && h("span.channel-state", { text: state })),
      isUnread && h("span.unread", {}, String(channel.unread), spoken(" unread")),
    );
    made.classList.toggle("is-unread", isUnread);
    made.classList.toggle("is-archived", Boolean(channel.archived));
    made.addEventListener("click", () => {
      this.page.act.openChannel(channel.id);
      if (this.isOut) this.slide(false);
    });
    return made;
  }

  switchMember() {
    if (this.me.getAttribute("aria-expanded") === "true") return closeMenu();
    const people = this.store.members.filter((member) => !member.bot && member.id !== this.store.bot?.id);
    const items = people.map((member) => ({
      label: shownName(member),
      about: member.about,
      picture: avatar(member, { size: "small" }),
      checked: member.id === this.store.me.id,
      choose: () => this.page.act.actAs(member),
    }));
    return openMenu([{ heading: "Act as" }, ...items], this.me, { label: "Act as", returnTo: this.me, side: "above" });
  }
}
