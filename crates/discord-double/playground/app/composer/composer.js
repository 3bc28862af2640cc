// The input box: words, files, mentions, replies, edits; a slash begins a command.

import { byId, fill, h, name } from "../dom.js";
import { icon } from "../icons.js";
import { avatar } from "../render/avatar.js";
import { KIND, shownName } from "../state.js";
import { Tray, UNREADABLE, encoded } from "./attachments.js";
import { CommandForm } from "./command-form.js";
import { entriesOf, matching, readLine } from "./commands.js";
import { grow } from "./field.js";
import { Suggest } from "./suggest.js";

const LONGEST = 2000;
const COUNT_FROM = 1800;
const MOST_OFFERS = 25;

/** The input box and all it can turn into. */
export class Composer {
  /**
   * @param {import("../render/markdown.js").Page} page
   * @param {import("../messages.js").MessageList} messages
   */
  constructor(page, messages) {
    Object.assign(this, { page, messages, store: page.store, drafts: new Map(), place: null });
    this.box = byId("composer");
    this.words = byId("words");
    this.line = byId("composer-line");
    this.about = byId("composer-about");
    this.count = byId("word-count");
    this.picker = byId("file-picker");
    this.target = null;
    this.isSending = false;
    this.suggest = new Suggest(byId("suggest"));
    this.tray = new Tray(byId("tray"), page.act.complain);
    this.form = new CommandForm(page, this.suggest, { closed: () => this.backToWords() });
    this.listen();
  }

  listen() {
    this.words.addEventListener("input", () => this.typed());
    this.words.addEventListener("keydown", (event) => this.key(event));
    this.words.addEventListener("blur", () => this.suggest.input === this.words && this.suggest.hide());
    this.words.addEventListener("click", () => this.offer());
    byId("send").addEventListener("click", () => this.send());
    byId("attach").addEventListener("click", () => this.picker.click());
    this.picker.addEventListener("change", () => {
      this.accept(this.picker.files);
      this.picker.value = "";
    });
    this.box.addEventListener("paste", (event) => this.paste(event));
    const main = byId("main");
    main.addEventListener("dragover", (event) => this.drag(event, true));
    main.addEventListener("dragleave", (event) => event.relatedTarget && main.contains(event.relatedTarget) || main.classList.remove("is-dropping"));
    main.addEventListener("drop", (event) => this.drop(event));
    this.store.on("open", () => this.turn());
    this.store.on("channels", () => this.allow());
    this.store.on("ready", ({ isAgain }) => !isAgain && this.form.isOpen && this.form.close());
  }

  /** Follows the open channel: each keeps its own draft. */
  turn() {
    if (this.place === this.store.open) {
      if (this.target) this.setTarget(null, { clear: this.target.kind === "edit" });
      return this.allow();
    }
    if (this.place !== null) this.drafts.set(this.place, this.target?.kind === "edit" ? "" : this.words.value);
    this.place = this.store.open;
    this.setTarget(null);
    if (this.form.isOpen) this.form.close();
    this.tray.clear();
    this.set(this.drafts.get(this.place) ?? "");
    return this.allow();
  }

  allow() {
    const channel = this.store.here;
    const may = channel?.can_write ?? false;
    this.words.disabled = !may;
    byId("attach").disabled = !may || channel?.can_attach === false;
    byId("send").disabled = !may;
    const where = !channel ? "" : channel.type === KIND.text ? `#${channel.name}` : channel.type === KIND.direct ? channel.name : "this thread";
    this.words.placeholder = may ? `Message ${where}, or / for commands` : "You may not write here";
    this.words.setAttribute("aria-label", may ? `Message ${where}. Begin with a slash for commands.` : "You may not write here");
  }

  set(text) {
    this.words.value = text;
    grow(this.words);
    this.counted();
  }

  counted() {
    const left = LONGEST - this.words.value.length;
    const isCommand = this.words.value.startsWith("/");
    this.count.hidden = this.words.value.length < COUNT_FROM || isCommand;
    this.count.textContent = left < 0 ? `${-left} characters too many` : `${left} characters left`;
    this.count.classList.toggle("is-over", left < 0);
  }

  typed() {
    grow(this.words);
    this.counted();
    this.offer();
  }

  /** Offers commands after a slash, names after an @. */
  offer() {
    const text = this.words.value;
    if (this.target?.kind !== "edit" && text.startsWith("/")) return this.offerCommands(text.slice(1));
    const before = text.slice(0, this.words.selectionStart);
    const at = before.match(/(?:^|[\s(])@([^\s@]{0,32})$/);
    if (at) return this.offerNames(at[1], before.length - at[1].length - 1);
    return this.suggest.hide();
  }

  entries() {
    return entriesOf(this.store.commandsFor(1));
  }

  offerCommands(typed) {
    const entries = this.entries();
    const line = readLine(entries, this.words.value);
    if (line && /\s/.test(typed) && typed.startsWith(`${line.entry.path} `)) return this.suggest.hide();
    const offers = matching(entries, typed).slice(0, MOST_OFFERS).map((entry) => ({
      label: `/${entry.path}`,
      about: entry.about,
      detail: entry.options.map((option) => option.name).join(" · "),
      picture: avatar(this.store.bot, { size: "small", bot: true }),
      pick: () => this.begin(entry),
    }));
    return this.suggest.show(this.words, offers, { heading: `Commands of ${this.store.bot?.name ?? "the bot"}` });
  }

  offerNames(typed, from) {
    const wanted = typed.toLowerCase();
    const bot = this.store.bot ? [{ ...this.store.bot, bot: true }] : [];
    const everybody = [...bot, ...this.store.members.filter((member) => member.id !== this.store.bot?.id)];
    const fits = everybody.filter((member) => shownName(member).toLowerCase().startsWith(wanted));
    const offers = fits.map((member) => ({
      label: `@${shownName(member)}`,
      about: member.about,
      detail: member.bot ? "the bot" : "",
      picture: avatar(member, { size: "small" }),
      pick: () => this.mention(shownName(member), from),
    }));
    return this.suggest.show(this.words, offers, { heading: "Members" });
  }

  mention(who, from = this.words.selectionStart) {
    const text = this.words.value;
    const after = text.slice(this.words.selectionStart).replace(/^\S*/, "");
    this.set(`${text.slice(0, from)}@${who} ${after.trimStart()}`);
    const caret = from + who.length + 2;
    this.words.focus();
    this.words.setSelectionRange(caret, caret);
  }

  /** Turns the input box into a command. */
  begin(entry, values = {}) {
    this.suggest.hide();
    this.set("");
    this.line.hidden = true;
    this.box.classList.add("has-command");
    this.form.open(entry, values);
  }

  /** Begins a command written out as a line; false where there is none of that name here. */
  beginLine(line) {
    const found = readLine(this.entries(), line);
    if (found) this.begin(found.entry, found.values);
    return Boolean(found);
  }

  /** Begins a command with these options; false where there is none of that name here. */
  beginNamed(path, values = {}) {
    const entry = this.entries().find((each) => each.path === path);
    if (entry) this.begin(entry, values);
    return Boolean(entry);
  }

  backToWords() {
    this.line.hidden = false;
    this.box.classList.remove("has-command");
    this.words.focus();
  }

  key(event) {
    if (this.suggest.key(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.target) {
      event.preventDefault();
      this.setTarget(null, { clear: this.target.kind === "edit" });
    } else if (event.key === "ArrowUp" && this.words.value === "") {
      const last = this.messages.lastOwn();
      if (last) {
        event.preventDefault();
        this.edit(last);
      }
    } else if (event.key === " " && this.words.value.startsWith("/")) {
      const entry = this.entries().find((each) => this.words.value === `/${each.path}`);
      if (entry && !this.entries().some((each) => each.path.startsWith(`${entry.path} `))) {
        event.preventDefault();
        this.begin(entry);
      }
    }
  }

  paste(event) {
    const files = event.clipboardData?.files;
    if (files?.length) {
      event.preventDefault();
      this.accept(files);
    }
  }

  drag(event, isOver) {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    byId("main").classList.toggle("is-dropping", isOver && !this.words.disabled);
  }

  drop(event) {
    byId("main").classList.remove("is-dropping");
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    this.accept(files);
  }

  accept(files) {
    if (this.form.isOpen && this.form.accept(files)) return;
    if (this.words.disabled || byId("attach").disabled) return;
    this.tray.add(files);
    if (!this.form.isOpen) this.words.focus();
  }

  reply(message) {
    this.setTarget({ kind: "reply", message });
    this.words.focus();
  }

  edit(message) {
    this.setTarget({ kind: "edit", message });
    this.set(this.readable(message.content));
    this.words.focus();
    this.words.setSelectionRange(this.words.value.length, this.words.value.length);
  }

  /** Mentions as they are typed. */
  readable(content) {
    return content.replace(/<@!?(\d+)>/g, (whole, id) => {
      const member = this.store.member(id);
      return member ? `@${shownName(member)}` : whole;
    });
  }

  setTarget(target, { clear = false } = {}) {
    this.target = target;
    this.about.hidden = !target;
    if (clear) this.set("");
    if (!target) return fill(this.about);
    const away = h("button.ghost", { type: "button", "aria-label": "Never mind", title: "Never mind (Escape)" }, icon("close"));
    away.addEventListener("click", () => {
      this.setTarget(null, { clear: target.kind === "edit" });
      this.words.focus();
    });
    const words = target.kind === "edit" ? "Editing your message" : ["Replying to ", h("b", {}, name(shownName(target.message.author)))];
    return fill(this.about, icon(target.kind), h("span", {}, words), away);
  }

  async send() {
    const text = this.words.value.trim();
    const files = this.tray.files;
    if (this.isSending || this.words.disabled) return;
    if (!text && !files.length) return this.words.focus();
    if (text.startsWith("/") && !this.target && !files.length) {
      if (this.beginLine(text)) return;
      this.page.act.complain(`There is no command ${text.split(/\s/)[0]} here. Type / to see what there is.`);
      return;
    }
    if (text.length > LONGEST) {
      const limit = LONGEST.toLocaleString();
      this.page.act.complain(`A message takes ${limit} characters and this has ${text.length.toLocaleString()}. Longer texts go into /digest or a file.`);
      return;
    }
    await this.deliver(text, files);
  }

  async deliver(text, files) {
    this.isSending = true;
    try {
      await this.handOver(text, files);
    } finally {
      this.isSending = false;
    }
  }

  async handOver(text, files) {
    const { target } = this;
    const isEdit = target?.kind === "edit";
    const frame = isEdit ? { t: "edit", message: target.message.id, content: text } : { t: "say", channel: this.store.open, content: text };
    if (target?.kind === "reply") frame.reply_to = target.message.id;
    if (!isEdit) frame.files = await encoded(files);
    if (frame.files === null) return this.page.act.complain(UNREADABLE);
    // The box is free for the next message at once; a failure gives the words back.
    this.set("");
    this.tray.clear();
    this.setTarget(null);
    const answer = await this.page.act.ask(frame);
    if (answer.t !== "failed") return undefined;
    this.page.act.complain(answer.error);
    if (this.words.value !== "") return undefined;
    this.setTarget(target);
    this.set(text);
    return this.tray.add(files);
  }
}
