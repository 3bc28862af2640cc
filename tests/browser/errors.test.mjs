// What goes wrong is said in one plain sentence.

import assert from "node:assert/strict";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

test("a required option left empty is marked, and nothing is sent", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.command("ask");
  await reader.page.locator("#command").getByRole("button", { name: "Send" }).click();
  await reader.page.getByText("This option is required.").waitFor();
  assert.equal(await reader.field("question").getAttribute("aria-invalid"), "true");
  assert.ok(await reader.field("question").evaluate((element) => element === document.activeElement));
  assert.equal(await reader.count(), count);
  await reader.picture("option-required");
});

test("a value that is too long is refused with both numbers", async () => {
  const reader = await playground.visit("reader");
  await reader.command("ask");
  await reader.field("question").fill("x".repeat(301));
  await reader.field("question").press("Enter");
  await reader.page.getByText("This has 301 characters; 300 are allowed.").waitFor();
});

test("a digest of nothing says what to give", async () => {
  const reader = await playground.visit("reader");
  await reader.slash("digest");
  const answer = await reader.sees("There is nothing to digest yet.");
  assert.match(await answer.textContent(), /Only you can see this/);
});

test("a link that leads nowhere is a plain sentence", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.slash("digest", { url: "https://no-such-site.invalid/article" });
  const answer = await reader.answerAfter(count);
  assert.match(await answer.textContent(), /There is no site of that name\.|The site does not accept connections\.|took too long/);
});

test("a private address is not opened", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.slash("digest", { url: "http://127.0.0.1/secret" });
  assert.match(await (await reader.answerAfter(count)).textContent(), /private network|usual ports/);
});

test("a file that is no article is refused with the reason", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.command("digest");
  const file = { name: "photo.png", mimeType: "image/png", buffer: Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 1, 2, 3]) };
  await reader.page.locator("#command input[type=file]").setInputFiles(file);
  await reader.page.locator("#command").getByRole("button", { name: "Send" }).click();
  assert.match(await (await reader.answerAfter(count)).textContent(), /cannot read files of that type|damaged/);
});

test("a message that is too long is not sent, and not lost", async () => {
  const reader = await playground.visit("reader");
  const long = "word ".repeat(500);
  await reader.says(long);
  assert.match(await reader.notice(), /takes 2,000 characters and this has 2,499/);
  assert.equal(await reader.words.inputValue(), long);
});

test("files over the limit are refused before they are sent", async () => {
  const reader = await playground.visit("reader");
  const file = join(playground.folder, "big.bin");
  writeFileSync(file, "");
  truncateSync(file, 11 * 1024 * 1024);
  await reader.page.locator("#file-picker").setInputFiles(file);
  assert.match(await reader.notice(), /11 MB together; 10 MB are allowed/);
  assert.equal(await reader.page.locator("#tray .chip").count(), 0);
});

test("a command that does not exist is said to be none", async () => {
  const reader = await playground.visit("reader");
  await reader.words.fill("/nonsense now");
  await reader.words.press("Enter");
  assert.match(await reader.notice(), /There is no command \/nonsense here/);
});

test("a notice that is put away gives the focus to the input box, or to the open command", async () => {
  const reader = await playground.visit("reader");
  const away = reader.page.getByRole("button", { name: "Put the notice away" });
  await reader.says("/nonsense");
  await away.press("Enter");
  await away.waitFor({ state: "detached" });
  assert.equal(await reader.page.evaluate(() => document.activeElement.id), "words");

  await reader.command("digest");
  await reader.page.evaluate(async () => (await import("/playground/app/notices.js")).complain("Something is wrong."));
  await away.press("Enter");
  await away.waitFor({ state: "detached" });
  assert.ok(await reader.page.evaluate(() => document.activeElement.closest("#command") !== null));
});

test("a file that cannot be read is said to be none, and what was written can be sent again", async () => {
  const reader = await playground.visit("reader");
  const file = { name: "folder", mimeType: "", buffer: Buffer.from("unread") };
  const breakReading = () =>
    reader.page.evaluate(() => {
      window.reading = File.prototype.arrayBuffer;
      File.prototype.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
    });
  const mendReading = () => reader.page.evaluate(() => (File.prototype.arrayBuffer = window.reading));

  await breakReading();
  await reader.page.locator("#file-picker").setInputFiles(file);
  await reader.says("with a folder");
  assert.match(await reader.notice(), /A file cannot be read\. Folders cannot be sent\./);
  assert.equal(await reader.words.inputValue(), "with a folder");
  await mendReading();
  await reader.words.press("Enter");
  assert.equal(await (await reader.sees("with a folder")).locator(".file-name").textContent(), "folder");

  await breakReading();
  await reader.command("digest");
  await reader.page.locator("#command input[type=file]").setInputFiles(file);
  const send = reader.page.locator("#command").getByRole("button", { name: "Send" });
  await send.click();
  assert.match(await reader.notice(), /A file cannot be read\. Folders cannot be sent\./);
  assert.equal(await reader.page.locator("#command").getAttribute("aria-busy"), "false");
  await mendReading();
  const count = await reader.count();
  await send.click();
  await reader.answerAfter(count);
});
