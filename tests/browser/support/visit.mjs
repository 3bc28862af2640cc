// One member at the page: hands, eyes, and a watch on all that must not happen.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PICTURES } from "./playground.mjs";

const AXE = createRequire(import.meta.url)("axe-core").source;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// A machine that builds something at the same time is slow; what never comes, never comes.
const PATIENCE = 60_000;

export class Visit {
  static async open(context, url, member) {
    const page = await context.newPage();
    const visit = new Visit(context, page, url, member);
    visit.watch();
    await page.addInitScript(watchFromWithin);
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${url}?as=${encodeURIComponent(member)}`, { waitUntil: "domcontentloaded" });
    await page.locator("body.is-ready").waitFor();
    await page.locator("#messages[aria-busy=false]").waitFor();
    return visit;
  }

  constructor(context, page, url, member) {
    Object.assign(this, { context, page, url, member, trouble: [] });
  }

  /** Notes errors, refused sources and requests that leave the page's origin. */
  watch() {
    const { origin } = new URL(this.url);
    this.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.trouble.push(`console ${message.type()}: ${message.text()}`);
    });
    this.page.on("pageerror", (error) => this.trouble.push(`error: ${error.stack}`));
    this.context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) this.trouble.push(`outside request: ${request.url()}`);
    });
    this.page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== new URL(this.url).host) this.trouble.push(`outside socket: ${socket.url()}`);
    });
    this.page.on("popup", (popup) => this.trouble.push(`a window opened: ${popup.url()}`));
  }

  /** Lets a test expect something that would otherwise be trouble. */
  forgive(pattern) {
    this.trouble = this.trouble.filter((each) => !pattern.test(each));
  }

  async close() {
    if (this.page.isClosed()) return;
    const violations = await this.page.evaluate(() => window.violations);
    this.trouble.push(...violations.map((each) => `policy violated: ${each}`));
    await this.context.close();
  }

  assertClean() {
    assert.deepEqual(this.trouble, [], `trouble on the page of ${this.member}`);
  }

  // Eyes

  get words() {
    return this.page.locator("#words");
  }

  get messages() {
    return this.page.locator(".message");
  }

  /** The newest message that has these words. */
  message(words) {
    return this.messages.filter({ hasText: words }).last();
  }

  async sees(words) {
    await this.message(words).waitFor();
    return this.message(words);
  }

  async seesNot(words) {
    assert.equal(await this.messages.filter({ hasText: words }).count(), 0, `${this.member} sees ${words}`);
  }

  /** The bot's newest finished message after `count` older ones. */
  async answerAfter(count) {
    const answer = this.messages.nth(count);
    await answer.waitFor();
    await answer.locator(".thinking").waitFor({ state: "detached" });
    return answer;
  }

  count() {
    return this.messages.count();
  }

  async notice() {
    const notice = this.page.locator("#notice .notice span");
    await notice.waitFor();
    return notice.textContent();
  }

  dialog() {
    return this.page.getByRole("dialog");
  }

  /** Waits until a picture is worth taking, and takes it. */
  async picture(name) {
    await this.page.evaluate(() => document.fonts.ready);
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }

  /** Fails where axe-core finds anything against WCAG 2.2 AA or its best practices, or against some rules alone. */
  async assertAccessible(where, rules = null) {
    if (!(await this.page.evaluate(() => "axe" in window))) await this.page.evaluate(AXE);
    const found = await this.page.evaluate((only) => window.axe.run(document, { runOnly: only, resultTypes: ["violations"] }), rules ?? RULES);
    assert.ok(found.passes.length > (rules ? 0 : 10), "axe looked at the page");
    const problems = found.violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html.slice(0, 200)).join("\n  ")}`);
    assert.deepEqual(problems, [], where);
  }

  // Hands

  async open(channel) {
    await this.page.locator("#channels").getByRole("button", { name: channel }).first().click();
    await this.page.locator("#messages[aria-busy=false]").waitFor();
  }

  /** Opens the bot's direct messages for the first time; they come once the server knows that the member is there. */
  async openDirect() {
    await this.page.locator("#channels").getByRole("button", { name: /newsdesk/i }).last().click();
    await this.page.locator("#messages[aria-busy=false]").waitFor();
  }

  async says(text) {
    await this.words.fill(text);
    await this.words.press("Enter");
  }

  /** A field of the open command or form, by its name. */
  field(name) {
    const exactly = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
    const row = this.page.locator(".field-row, .dialog-field").filter({ has: this.page.locator(".field-name", { hasText: exactly }) });
    return row.locator("textarea, input:not([hidden]), button").first();
  }

  /** Opens a command by typing its name. */
  async command(path) {
    await this.words.fill(`/${path}`);
    await this.page.getByRole("option", { name: `/${path}` }).first().waitFor();
    await this.words.press("Enter");
    await this.page.locator("#command").waitFor();
  }

  /** Types a command with its options and sends it. */
  async slash(path, options = {}) {
    await this.command(path);
    for (const [name, value] of Object.entries(options)) {
      const field = this.field(name);
      if (await field.evaluate((element) => element.classList.contains("select"))) await this.choose(field, value);
      else await field.fill(value);
    }
    await this.page.locator("#command").getByRole("button", { name: "Send" }).click();
  }

  /** Chooses in a select. */
  async choose(select, label) {
    await select.click();
    await this.page.getByRole("option", { name: label }).first().click();
  }

  async press(message, button) {
    await message.getByRole("button", { name: button, exact: true }).click();
  }

  /** Fills in the open form and sends it. */
  async submit(fields) {
    await this.dialog().waitFor();
    for (const [name, value] of Object.entries(fields)) await this.field(name).fill(value);
    await this.dialog().getByRole("button", { name: "Submit" }).click();
  }
}

/** Runs in the page before its own scripts: notes refused sources, lets a test cut the sockets and speak for the server. */
function watchFromWithin() {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  const sockets = [];
  const Native = window.WebSocket;
  let refused = false;
  window.WebSocket = class extends Native {
    constructor(...parameters) {
      super(...parameters);
      sockets.push(this);
      if (refused) this.close();
    }
  };
  window.cutSockets = (isRefused) => {
    refused = isRefused;
    for (const socket of sockets) socket.close();
  };
  window.receive = (frame) => sockets.at(-1).dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  window.allowSockets = () => (refused = false);
}

/** Waits until something holds. */
export async function until(what, holds, patience = PATIENCE) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`not within ${patience} ms: ${what}`);
}
