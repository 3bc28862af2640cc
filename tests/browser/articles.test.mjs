// Articles at the page: digests from text and file, facts, questions, the message menu, conversation.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";
import { until } from "./support/visit.mjs";

const TEXT = `Council approves river park

SPRINGFIELD, May 3, 2024 - The city council approved a new park along the river on Friday.

The park will cost $4.2 million and will open on June 1, 2025, Mayor Ana Ruiz said. "Children need a place to play by the water," Ruiz said at the meeting.

The state will pay half of the cost. Work on the paths begins in September, and the council expects 200,000 visitors a year. The old mill beside the bridge will be kept and turned into a library with a reading room.`;

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

test("it opens with the sample digested, a thread of suggestions, and a first hint", async () => {
  const reader = await playground.visit("reader", { colorScheme: "dark" });
  const digest = await reader.sees("Kamala Harris will hold talks");
  assert.match(await digest.textContent(), /reader used \/digest/);
  assert.match(await digest.textContent(), /Read \d+ of \d+ words/);
  for (const name of ["Facts", "Ask", "Evidence", "Comment", "Calendar"]) {
    assert.equal(await digest.getByRole("button", { name, exact: true }).count(), 1, name);
  }
  assert.equal(await reader.page.locator(".suggestion").count(), 3);
  assert.match(await reader.page.locator("#hint").textContent(), /lists the commands/);
  assert.equal(await reader.page.getByRole("heading", { level: 1 }).textContent(), "news");
  await reader.picture("opening-dark");
});

test("a suggestion begins its command, filled in, and Enter sends it", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.page.locator(".suggestion").first().click();
  assert.equal(await reader.field("question").inputValue(), "When does she travel to Mexico?");
  await reader.page.keyboard.press("Enter");
  const answer = await reader.answerAfter(count);
  assert.match(await answer.textContent(), /June 8/);
});

test("a pasted text becomes a digest of quotations", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.slash("digest", { text: TEXT, published: "2024-05-03", length: "short" });
  const digest = await reader.answerAfter(count);
  const words = await digest.textContent();
  assert.match(words, /reader used \/digest/);
  assert.match(words, /The park will cost \$4\.2 million/);
  await reader.picture("digest-of-text");
});

test("an attached file becomes a digest, from the option's button and dropped on the page", async () => {
  const reader = await playground.visit("reader");
  const file = { name: "park.txt", mimeType: "text/plain", buffer: Buffer.from(TEXT) };
  let count = await reader.count();
  await reader.command("digest");
  await reader.page.locator("#command input[type=file]").setInputFiles(file);
  await reader.page.locator("#command").getByRole("button", { name: "Send" }).click();
  assert.match(await (await reader.answerAfter(count)).textContent(), /river park/);

  count = await reader.count();
  await reader.command("digest");
  await drop(reader.page, "#command", file);
  await reader.page.getByText("park.txt").waitFor();
  await reader.page.locator("#command").getByRole("button", { name: "Send" }).click();
  assert.match(await (await reader.answerAfter(count)).textContent(), /river park/);
});

test("a fact comes with its sentence", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.slash("fact", { kind: "Dates", article: "Kamala" });
  assert.match(await (await reader.answerAfter(count)).textContent(), /June 8/);
});

test("the button Facts shows a list, and the select in it another kind", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.press(reader.messages.filter({ hasText: "Kamala Harris will hold talks" }).first(), "Facts");
  const facts = await reader.answerAfter(count);
  const before = await facts.locator(".embed").first().textContent();
  await reader.choose(facts.locator("button.select"), /^People/);
  await until("another kind is shown", async () => (await facts.locator(".embed").first().textContent()) !== before);
  await reader.picture("facts");
});

test("a question is answered by a sentence, and what the article does not say by a plain no", async () => {
  const reader = await playground.visit("reader");
  let count = await reader.count();
  await reader.slash("ask", { question: "When does Harris travel to Mexico?", article: "Kamala" });
  let answer = await reader.answerAfter(count);
  assert.match(await answer.textContent(), /June 8/);
  assert.match(await answer.textContent(), /Confidence/);

  count = await reader.count();
  await reader.slash("ask", { question: "How many goals did the goalkeeper save?", article: "Kamala" });
  answer = await reader.answerAfter(count);
  assert.match(await answer.textContent(), /Not in this article/);
});

test("autocomplete asks the bot and a choice is taken by keyboard", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.command("ask");
  await reader.field("question").fill("When does Harris travel to Mexico?");
  await reader.field("article").fill("Kam");
  const offer = reader.page.getByRole("option", { name: /Kamala Harris/ });
  await offer.first().waitFor();
  await reader.picture("autocomplete");
  await reader.field("article").press("ArrowDown");
  await reader.field("article").press("Enter");
  assert.match(await reader.field("article").inputValue(), /Kamala Harris/);
  await reader.field("article").press("Enter");
  assert.match(await (await reader.answerAfter(count)).textContent(), /June 8/);
});

test("the buttons of a digest work: facts, evidence, and a calendar to download", async () => {
  const reader = await playground.visit("reader");
  const digest = reader.messages.filter({ hasText: "Kamala Harris will hold talks" }).first();
  let answer;
  for (const [button, words] of [["Evidence", /sentence \d+ of \d+/], ["Calendar", /dated event/]]) {
    const count = await reader.count();
    await reader.press(digest, button);
    answer = await reader.answerAfter(count);
    assert.match(await answer.textContent(), words);
  }
  const file = answer.locator(".file");
  const href = await file.locator("a[download]").getAttribute("href");
  assert.equal(new URL(href, reader.url).origin, new URL(reader.url).origin);
  await file.getByRole("button", { name: /Show the text/ }).click();
  await until("the preview is read", async () => /BEGIN:VCALENDAR/.test(await file.locator("pre").textContent()));
});

test("the message menu digests the article in a message", async () => {
  const reader = await playground.visit("reader");
  await reader.says(`Look at this.\n\n${TEXT}`);
  const message = await reader.sees("Look at this.");
  const count = await reader.count();
  await message.click({ button: "right", position: { x: 300, y: 30 } });
  await reader.page.getByRole("menuitem", { name: "Digest this article" }).waitFor();
  await reader.picture("message-menu");
  await reader.page.getByRole("menuitem", { name: "Digest this article" }).click();
  assert.match(await (await reader.answerAfter(count)).textContent(), /park/);
});

test("a mention is completed and answered; a message of one's own is edited and deleted", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.words.pressSequentially("@news");
  await reader.page.getByRole("option", { name: /^@newsdesk/i }).waitFor();
  await reader.words.press("Tab");
  assert.match(await reader.words.inputValue(), /^@newsdesk $/i);
  await reader.words.pressSequentially("what can you do?");
  await reader.words.press("Enter");
  await reader.sees("what can you do?");
  await until("the bot answers a mention", async () => (await reader.count()) >= count + 2);

  await reader.says("a sentense to mend");
  await reader.sees("a sentense to mend");
  await reader.words.press("ArrowUp");
  assert.equal(await reader.words.inputValue(), "a sentense to mend");
  await reader.words.fill("a sentence, mended");
  await reader.words.press("Enter");
  const mended = await reader.sees("a sentence, mended");
  await mended.getByText("(edited)").waitFor();
  await mended.hover();
  await mended.getByRole("button", { name: /^More about/ }).click();
  await reader.page.getByRole("menuitem", { name: "Delete" }).click();
  await mended.waitFor({ state: "detached" });
});

test("files are attached with a message and can be taken away before", async () => {
  const reader = await playground.visit("reader");
  const files = ["one.txt", "two.txt"].map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(TEXT) }));
  await reader.page.locator("#file-picker").setInputFiles(files);
  assert.equal(await reader.page.locator("#tray .chip").count(), 2);
  await reader.page.getByRole("button", { name: "Remove one.txt" }).click();
  await reader.says("with a file");
  const message = await reader.sees("with a file");
  assert.deepEqual(await message.locator(".file-name").allTextContents(), ["two.txt"]);
});

/** Drops a file on an element, as a hand would. */
async function drop(page, selector, { name, mimeType, buffer }) {
  const data = await page.evaluateHandle(([words, fileName, type]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([words], fileName, { type }));
    return transfer;
  }, [buffer.toString("utf8"), name, mimeType]);
  await page.dispatchEvent(selector, "dragover", { dataTransfer: data });
  await page.dispatchEvent(selector, "drop", { dataTransfer: data });
}
