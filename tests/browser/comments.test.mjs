// Comments at the page: written by one member, decided by another, published, and told to the author.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";
import { until } from "./support/visit.mjs";

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

/** Writes a comment below the sample's digest and waits for its receipt; an older one may stand there already. */
async function comment(author, text) {
  const count = await author.count();
  const digest = author.messages.filter({ hasText: "Kamala Harris will hold talks" }).first();
  await author.press(digest, "Comment");
  await author.submit({ "Your comment": text });
  await author.dialog().waitFor({ state: "detached" });
  const receipt = await author.answerAfter(count);
  assert.match(await receipt.textContent(), /is saved and waits for a moderator/);
  return receipt;
}

/** The card of a comment in the moderators' channel. */
async function card(moderator, text) {
  await moderator.open("moderators");
  return moderator.sees(text);
}

test("a comment waits in #moderators from the beginning, and only moderators see that channel", async () => {
  const moderator = await playground.visit("mod1");
  await moderator.open("moderators");
  const waiting = await moderator.sees("waits for a decision");
  assert.match(await waiting.textContent(), /Who will check how it is spent\?/);
  await moderator.picture("moderators-card");
  const reader = await playground.visit("reader");
  const names = await reader.page.locator("#channels .channel-name").allTextContents();
  assert.ok(!names.some((name) => name.includes("moderators")), names.join());
});

test("a comment is approved by another member, published in the thread, and its author is told", async () => {
  const author = await playground.visit("commenter");
  const receipt = await comment(author, "A thoughtful word on the visit.");
  assert.match(await receipt.textContent(), /Only you can see this/);
  await author.picture("comment-receipt");

  const moderator = await playground.visit("mod1");
  const waiting = await card(moderator, "A thoughtful word on the visit.");
  await moderator.press(waiting, "Approve");
  await moderator.sees(/#\d+ approved\./);
  await until("the card says who approved", async () => /was approved by @?mod1/.test(await waiting.textContent()));

  const reader = await playground.visit("reader");
  await reader.page.locator(".threads .channel").first().click();
  const published = await reader.sees("A thoughtful word on the visit.");
  assert.match(await published.textContent(), /commenter/);
  await reader.picture("published-in-thread");

  await author.openDirect();
  const told = await author.sees(/Your comment #\d+ on .* was approved/);
  assert.match(await told.textContent(), /The Daily Planet/);
});

test("a rejection carries its reason to the author", async () => {
  const author = await playground.visit("commenter");
  await comment(author, "Words that are off the topic of talks.");
  const moderator = await playground.visit("mod1");
  const waiting = await card(moderator, "Words that are off the topic of talks.");
  await moderator.press(waiting, "Reject");
  const question = await moderator.sees(/Why reject #\d+\?/);
  await moderator.choose(question.locator("button.select").first(), "Off topic");
  await moderator.sees(/#\d+ rejected: Off topic/);
  await until("the card says so", async () => /was rejected by @?mod1/.test(await waiting.textContent()));
  await author.openDirect();
  const told = await author.sees(/was turned down/);
  assert.match(await told.textContent(), /Off topic/);
  assert.match(await told.textContent(), /Comments should be about the article/);
});

test("of two moderators one decides and the other is told who", async () => {
  const author = await playground.visit("commenter");
  await comment(author, "A word that two moderators want.");
  const [one, two] = [await playground.visit("mod1"), await playground.visit("mod2")];
  const cards = [await card(one, "A word that two moderators want."), await card(two, "A word that two moderators want.")];
  // The program stands still until both have pressed: it meets two decisions at once, however slow the machine is.
  await playground.atOnce(() => Promise.all([one, two].map((visit, at) => visit.press(cards[at], "Approve"))));
  const number = (await cards[0].textContent()).match(/#(\d+)/)[1];
  const answers = new RegExp(`#${number} approved\\.|Somebody decided first: .* approved #${number}`, "s");
  const said = async (visit) => (await visit.page.locator(".message.is-private .content").allTextContents()).filter((words) => answers.test(words));
  await until("both are answered", async () => (await said(one)).length === 1 && (await said(two)).length === 1);
  const both = [...(await said(one)), ...(await said(two))];
  assert.equal(both.filter((words) => /Somebody decided first/.test(words)).length, 1, both.join("\n"));
  await two.picture("race-lost");
});

test("an ephemeral reply is invisible to every other member, and gone when dismissed", async () => {
  const author = await playground.visit("commenter");
  const other = await playground.visit("reader");
  const receipt = await comment(author, "Only I see the receipt of this.");
  // What is said after the receipt arrives after it.
  await author.says("The receipt is there.");
  await other.sees("The receipt is there.");
  await other.seesNot("is saved and waits for a moderator");
  const id = await receipt.getAttribute("id");
  await receipt.getByRole("button", { name: "Dismiss message" }).click();
  await author.page.locator(`#${id}`).waitFor({ state: "detached" });
});

test("a form says what is wrong with it, and gives the focus back to its button", async () => {
  const author = await playground.visit("commenter");
  const digest = author.messages.filter({ hasText: "Kamala Harris will hold talks" }).first();
  await author.press(digest, "Comment");
  const input = author.field("Your comment");
  await input.waitFor();
  assert.ok(await input.evaluate((element) => element === document.activeElement), "the focus is in the first field");
  await author.dialog().getByRole("button", { name: "Submit" }).click();
  await author.dialog().getByText("This field is required.").waitFor();
  assert.equal(await input.getAttribute("aria-invalid"), "true");
  await author.picture("form-required");
  await input.fill("x".repeat(2001));
  await author.dialog().getByRole("button", { name: "Submit" }).click();
  await author.dialog().getByText("This has 2001 characters; 2000 are allowed.").waitFor();
  await author.page.keyboard.press("Escape");
  await author.dialog().waitFor({ state: "detached" });
  const focused = await author.page.evaluate(() => document.activeElement.textContent);
  assert.equal(focused, "Comment");
});

test("switching the member changes what is seen", async () => {
  const visit = await playground.visit("reader");
  await visit.page.locator("#me").click();
  await visit.page.getByRole("menuitemradio", { name: /^mod1/ }).waitFor();
  await visit.picture("act-as");
  await visit.page.getByRole("menuitemradio", { name: /^mod1/ }).click();
  await visit.page.locator("#channels").getByRole("button", { name: "moderators" }).waitFor();
  assert.match(await visit.page.locator("#me").textContent(), /You act as\s*mod1/);
  await visit.words.fill("/");
  await visit.page.getByRole("option", { name: "/queue" }).waitFor();
  assert.match(visit.page.url(), /as=mod1/);
});
