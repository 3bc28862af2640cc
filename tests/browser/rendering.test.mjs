// What other bots may send: every kind of component and embed, hostile addresses among them, drawn by the page's own
// modules in the browser.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

const BOT = { id: "9", username: "somebot", bot: true };
const message = (more) => ({
  id: "99999999999999999", channel_id: "1", author: BOT, timestamp: new Date().toISOString(), flags: 0, type: 0,
  content: "", mentions: [], attachments: [], embeds: [], components: [], ...more,
});

/** Draws a message below the others and gives its element. */
async function draw(visit, drawn) {
  await visit.page.evaluate(async (it) => {
    const { messageElement } = await import("/playground/app/render/message.js");
    const { Store } = await import("/playground/app/state.js");
    const store = new Store();
    const members = [{ id: "1", name: "reader" }, { id: "2", name: "other" }];
    Object.assign(store, { me: members[0], members, roles: [{ id: "5", name: "Writers", color: 0 }] });
    store.channels = [{ id: "1", name: "news", type: 0 }, { id: "3", name: "a thread", type: 11 }];
    window.done = [];
    const note = (what) => (...parameters) => window.done.push([what, ...parameters.slice(1)]);
    const act = { click: note("click"), select: note("select"), openMessageMenu() {}, openUserMenu() {}, reply() {} };
    document.getElementById("messages").append(messageElement({ store, act }, it));
  }, drawn);
  return visit.messages.last();
}

test("the second generation of components is drawn, and works", async () => {
  const visit = await playground.visit("reader");
  const button = (label, style, more = {}) => ({ type: 2, label, style, custom_id: label, ...more });
  const components = [
    {
      type: 17, accent_color: 0xff0000,
      components: [
        { type: 10, content: "## Words\n**bold**" },
        { type: 14, spacing: 2 },
        { type: 9, components: [{ type: 10, content: "beside" }], accessory: button("Aside", 1) },
        { type: 12, items: [{ media: { url: "https://elsewhere.example/a.png" }, description: "A picture elsewhere" }] },
        { type: 13, file: { url: "attachment://notes.txt" } },
        { type: 1, components: [button("Yes", 3), button("No", 4, { disabled: true }), button("Site", 5, { url: "https://example.org", custom_id: undefined })] },
        { type: 1, components: [{ type: 3, custom_id: "many", min_values: 0, max_values: 2, options: ["a", "b", "c"].map((each) => ({ label: each.toUpperCase(), value: each })) }] },
        { type: 1, components: [{ type: 6, custom_id: "roles", placeholder: "Roles" }] },
        { type: 99 },
      ],
    },
  ];
  const attachments = [{ id: "1", filename: "notes.txt", size: 3, content_type: "text/plain", url: "/attachments/none/notes.txt" }];
  const drawn = await draw(visit, message({ flags: 32768, components, attachments }));
  const words = await drawn.textContent();
  for (const expected of ["Words", "bold", "beside", "A picture elsewhere", "notes.txt", "kind 99"]) assert.match(words, new RegExp(expected));
  assert.equal(await drawn.locator("img").count(), 0, "no picture of another site is loaded");
  assert.ok(await drawn.getByRole("button", { name: "No", exact: true }).isDisabled());
  await drawn.getByRole("button", { name: "Yes", exact: true }).click();
  await drawn.getByRole("button", { name: "Make a choice" }).click();
  await visit.page.getByRole("option", { name: "A", exact: true }).click();
  await visit.page.getByRole("option", { name: "C", exact: true }).click();
  await visit.picture("components");
  await visit.page.keyboard.press("Escape");
  await drawn.getByRole("button", { name: "Roles" }).click();
  await visit.page.getByRole("option", { name: "Writers" }).click();
  const done = await visit.page.evaluate(() => window.done);
  assert.deepEqual(done, [["click", "Yes"], ["select", "many", ["a", "c"]], ["select", "roles", ["5"]]]);
  await visit.assertAccessible("components");
});

test("hostile addresses lead nowhere and nothing of another site is loaded", async () => {
  const visit = await playground.visit("reader");
  const script = "javascript:window.hacked=1";
  const embeds = [
    {
      title: "A title", url: script, author: { name: "<b>x</b>", url: script, icon_url: "https://elsewhere.example/i.png" },
      image: { url: "https://elsewhere.example/big.png" }, thumbnail: { url: script }, description: "[a](javascript:1) <img src=x>",
      footer: { text: "\u202Etoof", icon_url: "https://elsewhere.example/f.png" }, timestamp: "never", color: -5,
      fields: [{ name: "n".repeat(256), value: "v".repeat(1024), inline: true }],
    },
  ];
  const components = [{ type: 1, components: [{ type: 2, style: 5, label: "press", url: script }] }];
  const attachments = [
    { id: "1", filename: "a.svg", size: 3, content_type: "image/svg+xml", url: "/attachments/none/a.svg" },
    { id: "2", filename: "b.png", size: 3, content_type: "image/png", url: "https://elsewhere.example/b.png" },
  ];
  const drawn = await draw(visit, message({ embeds, components, attachments }));
  assert.equal(await drawn.locator("img").count(), 0);
  for (const href of await drawn.locator("a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href")))) {
    assert.doesNotMatch(href, /^javascript/i);
  }
  await drawn.getByText("press").click();
  assert.equal(await visit.page.evaluate(() => window.hacked), undefined);
  assert.equal(await visit.page.evaluate(() => document.body.scrollWidth > innerWidth), false);
});

/** Opens a form of a bot's; what it sends is kept in `window.sent`. */
function form(visit, components) {
  return visit.page.evaluate(async (given) => {
    const { openModal } = await import("/playground/app/modal.js");
    window.sent = [];
    const act = { refocus() {}, ask: async (frame) => (window.sent.push(frame), { t: "done" }) };
    openModal({ store: { bot: { name: "somebot" } }, act }, { interaction: "7", title: "A form", components: given }, null);
  }, components);
}

test("a form sends files, says what is wrong with them, and sends nothing that cannot be read", async () => {
  const visit = await playground.visit("reader");
  await form(visit, [
    { type: 18, label: "Words", component: { type: 4, custom_id: "words", style: 1 } },
    { type: 18, label: "Papers", description: "What you have in writing", component: { type: 19, custom_id: "papers", max_values: 2 } },
    { type: 18, label: "More", component: { type: 19, custom_id: "more", required: false } },
  ]);
  const papers = visit.dialog().locator(".dialog-field").nth(1);
  const file = (name, words = "") => ({ name, mimeType: "text/plain", buffer: Buffer.from(words) });
  const submit = () => visit.dialog().getByRole("button", { name: "Submit" }).click();
  await visit.field("Words").fill("some");
  await submit();
  await papers.getByText("This field is required.").waitFor();
  await papers.locator("input[type=file]").setInputFiles([file("a.txt"), file("b.txt")]);
  await papers.getByText("a.txt, b.txt").waitFor();
  const described = await papers.locator(".file-button").getAttribute("aria-describedby");
  assert.equal(await visit.page.locator(`#${described.split(" ")[0]}`).textContent(), "What you have in writing");
  await visit.assertAccessible("a form with files");
  await visit.picture("form-files");
  await papers.getByRole("button", { name: /Remove the files/ }).click();
  await papers.getByText("Choose up to 2 files, or drop them here").waitFor();
  await papers.locator("input[type=file]").setInputFiles([file("a.txt", "news")]);
  assert.deepEqual(await visit.page.evaluate(() => window.sent), []);
  await submit();
  await visit.dialog().waitFor({ state: "detached" });
  const papersSent = [{ name: "a.txt", type: "text/plain", data: Buffer.from("news").toString("base64") }];
  const fields = { words: "some", papers: papersSent, more: [] };
  assert.deepEqual(await visit.page.evaluate(() => window.sent), [{ t: "submit", interaction: "7", fields }]);
});

test("a form with a folder in the place of a file is not sent, and says why", async () => {
  const visit = await playground.visit("reader");
  await form(visit, [{ type: 18, label: "Papers", component: { type: 19, custom_id: "papers" } }]);
  await visit.page.evaluate(() => {
    const unreadable = new File([], "folder");
    unreadable.arrayBuffer = () => Promise.reject(new Error("it is a folder"));
    const dropped = new Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(dropped, "dataTransfer", { value: { files: [unreadable] } });
    document.querySelector("dialog .file-button").dispatchEvent(dropped);
  });
  await visit.dialog().getByRole("button", { name: "Submit" }).click();
  await visit.dialog().getByText("A file cannot be read. Folders cannot be sent.").waitFor();
  assert.deepEqual(await visit.page.evaluate(() => window.sent), []);
});

test("a message that will never be answered says so, and a deep nest ends", async () => {
  const visit = await playground.visit("reader");
  const lost = await draw(visit, message({ flags: 128, failed: true, interaction_metadata: { user: { id: "1", username: "reader" }, name: "ask", type: 2 } }));
  assert.match(await lost.textContent(), /reader used \/ask/);
  assert.match(await lost.textContent(), /The application did not respond/);
  let nest = { type: 10, content: "deep" };
  for (let depth = 0; depth < 20; depth += 1) nest = { type: 17, components: [nest] };
  assert.equal(await (await draw(visit, message({ flags: 32768, components: [nest] }))).getByText("deep").count(), 0);
});
