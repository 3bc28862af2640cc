// The whole way by keyboard alone: digest, question, comment; the mouse is never used.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";
import { until } from "./support/visit.mjs";

const TEXT = "Harbour reopens. The harbour of Porto Novo reopened on 4 March 2024 after a storm, Mayor Lia Costa said. Repairs cost $3 million, and ferries to the islands run again from Monday.";

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return { id: element.id, words: (element.getAttribute("aria-label") ?? element.textContent ?? "").trim(), classes: element.className };
  });

/** Presses Tab until the focus is where it should be. */
async function tabTo(page, what, holds, key = "Tab") {
  for (let step = 0; step < 120; step += 1) {
    if (holds(await focused(page))) return;
    await page.keyboard.press(key);
  }
  assert.fail(`Tab never reaches ${what}`);
}

test("a digest, a question and a comment need no mouse", async () => {
  const { page, ...rest } = await playground.visit("commenter");
  const visit = playground.visits.at(-1);
  assert.ok(rest.member);

  // From the top of the page the first stop skips to the input box.
  await page.keyboard.press("Tab");
  assert.match((await focused(page)).words, /Go to the input box/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await tabTo(page, "the input box", ({ id }) => id === "words", "Shift+Tab");

  let count = await visit.count();
  await page.keyboard.type("/dig");
  await page.getByRole("option", { name: "/digest" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type(TEXT);
  await page.keyboard.press("Enter");
  const digest = await visit.answerAfter(count);
  assert.match(await digest.textContent(), /Porto Novo/);
  await until("the focus is back in the input box", async () => (await focused(page)).id === "words");

  count = await visit.count();
  await page.keyboard.type("/ask");
  await page.keyboard.press("Enter");
  await page.keyboard.type("What did the repairs cost?");
  await page.keyboard.press("Enter");
  assert.match(await (await visit.answerAfter(count)).textContent(), /\$3 million/);

  // Back to the digest's button with Shift+Tab; the form takes the focus and gives it back.
  await until("the input box", async () => (await focused(page)).id === "words");
  await tabTo(page, "the button Comment", ({ words, classes }) => words === "Comment" && classes.includes("button"), "Shift+Tab");
  await page.keyboard.press("Enter");
  await visit.dialog().waitFor();
  count = await visit.count();
  await page.keyboard.type("Written without a mouse.");
  await page.keyboard.press("Control+Enter");
  await visit.dialog().waitFor({ state: "detached" });
  assert.match(await (await visit.answerAfter(count)).textContent(), /is saved and waits for a moderator/);
  await until("the focus is on the button again", async () => (await focused(page)).words === "Comment");
  await visit.picture("keyboard-focus");
});

test("arrows go through the messages, and Enter opens a message's menu", async () => {
  const { page } = await playground.visit("reader");
  const visit = playground.visits.at(-1);
  await page.locator("#scroller").focus();
  await page.keyboard.press("ArrowUp");
  assert.match((await focused(page)).id, /^message-/);
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Message" }).waitFor();
  await page.keyboard.press("ArrowDown");
  assert.match((await focused(page)).words, /Reply/);
  await page.keyboard.press("Escape");
  assert.match((await focused(page)).id, /^message-/);
  await visit.picture("message-focus");
});

test("the member is switched, channels walked and the inspector closed by keyboard", async () => {
  const { page } = await playground.visit("reader");
  await page.locator("#me").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.locator("#channels").getByRole("button", { name: "moderators" }).waitFor();
  await page.locator("#channels [aria-current]").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await until("another channel is open", async () => (await page.getByRole("heading", { level: 1 }).textContent()) !== "news");
  await page.locator("#inspector-button").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Inspector" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal((await focused(page)).id, "inspector-button");
});

test("Escape leaves a list, then a command, and keeps the words of neither", async () => {
  const { page } = await playground.visit("reader");
  await page.locator("#words").focus();
  await page.keyboard.type("/as");
  await page.getByRole("option", { name: "/ask" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#suggest").waitFor({ state: "hidden" });
  await page.keyboard.type("k");
  await page.keyboard.press("Enter");
  await page.locator("#command").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#command").waitFor({ state: "hidden" });
  assert.equal((await focused(page)).id, "words");
});
