// A chosen command with its options, where the input box was.

import { byId, fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { UNREADABLE, encoded, faultOfFiles } from "./attachments.js";
import { OPTION } from "./commands.js";
import { field } from "./field.js";

/** The form of one command at a time. */
export class CommandForm {
  /**
   * @param {import("../render/markdown.js").Page} page
   * @param {import("./suggest.js").Suggest} suggest
   * @param {{closed: () => void}} on
   */
  constructor(page, suggest, on) {
    this.page = page;
    this.suggest = suggest;
    this.on = on;
    this.element = byId("command");
    this.entry = null;
    this.fields = [];
    this.isSending = false;
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  get isOpen() {
    return this.entry !== null;
  }

  /**
   * Shows the options of a command.
   * @param {import("./commands.js").Entry} entry
   * @param {Record<string, string>} [values] by option, as typed
   */
  open(entry, values = {}) {
    this.entry = entry;
    const context = (option) => ({ suggest: this.suggest, given: values[option.name], ask: (typed) => this.ask(option, typed) });
    this.fields = entry.options.map((option) => field(this.page, option, context(option)));
    const away = h("button.ghost", { type: "button", title: "Leave the command (Escape)", "aria-label": "Leave the command" }, icon("close"));
    away.addEventListener("click", () => this.close());
    this.sendButton = h("button.button.primary", { type: "button", text: "Send" });
    this.sendButton.addEventListener("click", () => this.send());
    const head = h(
      "div.command-head",
      {},
      h("span.command-name", { id: "command-name", text: `/${entry.path}` }),
      h("span.command-about", { text: entry.about, dir: "auto" }),
      away,
    );
    const foot = h("div.command-foot", {}, h("span.command-keys", { text: "Enter sends · Tab goes on · Escape leaves" }), this.sendButton);
    fill(this.element, head, this.fields.length > 0 && h("div.command-fields", {}, this.fields.map((each) => each.element)), foot);
    this.element.hidden = false;
    this.focus(values);
  }

  /** To the first field that is empty and required, else the first empty one; a complete command to its button. */
  focus(values = {}) {
    const empty = this.fields.filter((each) => !(each.option.name in values));
    const wanted = empty.find((each) => each.option.required);
    const isComplete = Object.keys(values).length > 0 && !wanted;
    if (wanted) wanted.focus();
    else if (isComplete || !empty.length) this.sendButton.focus();
    else empty[0].focus();
  }

  close() {
    this.suggest.hide();
    this.entry = null;
    this.fields = [];
    this.element.hidden = true;
    fill(this.element);
    this.on.closed();
  }

  /** Files that were dropped or pasted go to the first option that takes one; false where none does. */
  accept(files) {
    const taker = this.fields.find((each) => each.accepts);
    taker?.accepts(files);
    return Boolean(taker);
  }

  key(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && !event.shiftKey && event.target.matches("input, textarea")) {
      event.preventDefault();
      this.send();
    }
  }

  given() {
    const values = this.fields.map((each) => ({ name: each.option.name, type: each.option.type, value: each.value() }));
    const present = values.filter(({ value }) => value !== null && value !== "");
    return {
      options: present.filter(({ type }) => type !== OPTION.file).map(({ name, value }) => ({ name, value })),
      files: present.filter(({ type }) => type === OPTION.file).map(({ name, value }) => ({ option: name, file: value })),
    };
  }

  async ask(option, typed) {
    const { entry, page } = this;
    if (!entry) return [];
    const options = this.given().options.filter((each) => each.name !== option.name);
    const answer = await page.act.ask({ t: "autocomplete", command: entry.path, options, focused: option.name, typed });
    return answer.t === "choices" ? answer.choices : [];
  }

  async send() {
    if (this.isSending) return;
    const checked = this.fields.map((each) => each.check());
    const wrong = checked.indexOf(false);
    if (wrong >= 0) {
      this.fields[wrong].focus();
      return;
    }
    const { options, files } = this.given();
    const fault = faultOfFiles(files.map(({ file }) => file));
    if (fault) {
      this.page.act.complain(fault);
      return;
    }
    const { entry } = this;
    this.busy(true);
    const answer = await this.request(entry, options, files).finally(() => this.busy(false));
    if (answer.t === "failed") {
      this.page.act.complain(answer.error);
    } else if (this.entry === entry) {
      this.close();
      this.page.act.answered(answer);
    }
  }

  async request(entry, options, files) {
    const carried = await encoded(files.map(({ file }) => file));
    if (!carried) return { t: "failed", error: UNREADABLE };
    const named = carried.map((file, index) => ({ option: files[index].option, ...file }));
    return this.page.act.ask({ t: "slash", command: entry.path, options, files: named });
  }

  busy(is) {
    this.isSending = is;
    this.element.setAttribute("aria-busy", String(is));
    this.sendButton.textContent = is ? "Sending…" : "Send";
  }
}
