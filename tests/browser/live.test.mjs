// What happens by itself: live changes, a lost connection, the inspector, the time to the first paint.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";
import { until } from "./support/visit.mjs";

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

test("what one member writes, another sees at once; in another channel it counts as unread", async () => {
  const [one, two] = [await playground.visit("reader"), await playground.visit("commenter")];
  await one.says("good morning, all");
  await two.sees("good morning, all");
  await two.openDirect();
  await one.says("are you there?");
  await two.page.locator("#channels .unread").first().waitFor();
});

test("a message that changes leaves the one below it as it was", async () => {
  const [one, two] = [await playground.visit("reader"), await playground.visit("commenter")];
  await one.says("the word above");
  await two.sees("the word above");
  await two.says("the word below: ||once hidden||");
  const below = await one.sees("the word below:");
  await below.getByRole("button", { name: /Hidden words/ }).press("Enter");
  await below.getByText("once hidden").waitFor();
  await one.words.press("ArrowUp");
  await one.words.fill("the word above, changed");
  await one.words.press("Enter");
  await (await one.sees("the word above, changed")).getByText("(edited)").waitFor();
  assert.ok(await below.getByText("once hidden").isVisible());
});

test("a message whose group begins elsewhere now is drawn anew", async () => {
  const reader = await playground.visit("reader");
  await reader.says("the head of a group");
  const head = await reader.sees("the head of a group");
  await reader.says("its second line");
  const second = await reader.sees("its second line");
  assert.equal(await second.locator(".author").count(), 0);
  await head.hover();
  await head.getByRole("button", { name: /^More about/ }).click();
  await reader.page.getByRole("menuitem", { name: "Delete" }).click();
  await second.locator(".author").waitFor();
});

test("a bot that goes offline is said in words that come with the banner", async () => {
  const reader = await playground.visit("reader");
  const banner = reader.page.locator("#offline");
  assert.equal(await banner.textContent(), "");
  await reader.page.evaluate(() => window.receive({ t: "status", online: false }));
  await banner.getByText("The bot is not connected.").waitFor();
  await reader.page.evaluate(() => window.receive({ t: "status", online: true }));
  await banner.waitFor({ state: "hidden" });
  assert.equal(await banner.textContent(), "");
});

test("the inspector keeps its focus and its open entries when more comes", async () => {
  const reader = await playground.visit("reader");
  await reader.page.locator("#inspector-button").click();
  const entry = (at_ms, name) => ({ at_ms, name, kind: "gateway", direction: "bot", payload: { name } });
  const send = (...entries) =>
    reader.page.evaluate((all) => window.receive({ t: "traffic", interaction: "1", label: "/x", entries: all }), entries);
  await send(entry(1, "FIRST"), entry(5, "SECOND"));
  const second = reader.page.locator("#inspector .entry", { hasText: "SECOND" });
  await second.locator("summary").press("Enter");
  await second.locator("pre").waitFor();
  await send(entry(1, "FIRST"), entry(2, "BETWEEN"), entry(5, "SECOND"));
  await reader.page.locator("#inspector .entry", { hasText: "BETWEEN" }).waitFor();
  const opened = reader.page.locator("#inspector .entry[open]");
  assert.deepEqual(await opened.locator(".entry-name").allTextContents(), ["SECOND"]);
  assert.ok(await second.locator("summary").evaluate((element) => element === document.activeElement));
});

test("a lost connection is said, mended, and loses nothing", async () => {
  const reader = await playground.visit("reader");
  const before = await reader.count();
  await reader.words.fill("half a sentence");
  await reader.page.evaluate(() => window.cutSockets(true));
  await reader.page.locator("#connection").waitFor({ state: "visible" });
  await reader.words.press("Enter");
  assert.match(await reader.notice(), /no connection/);
  assert.equal(await reader.words.inputValue(), "half a sentence");
  await reader.assertAccessible("without a connection");
  await reader.picture("connection-lost");
  await reader.page.evaluate(() => window.allowSockets());
  await reader.page.locator("#connection").waitFor({ state: "hidden" });
  await until("the messages are back", async () => (await reader.count()) >= before);
  await reader.says("still here");
  await reader.sees("still here");
  reader.forgive(/WebSocket/);
});

test("the inspector shows the calls and events of the last interaction with their latency", async () => {
  const reader = await playground.visit("reader");
  const count = await reader.count();
  await reader.slash("ask", { question: "When does Harris travel to Mexico?", article: "Kamala" });
  await reader.answerAfter(count);
  await reader.page.locator("#inspector-button").click();
  const pane = reader.page.getByRole("complementary", { name: "Inspector" });
  await until("the traffic", async () => /INTERACTION_CREATE/.test(await pane.textContent()) && /callback/.test(await pane.textContent()));
  assert.match(await pane.locator(".inspector-label").textContent(), /\/ask/);
  const words = await pane.textContent();
  assert.match(words, /acknowledged after/);
  for (const time of await pane.locator(".entry-time").allTextContents()) assert.match(time, /^\+?[\d.]+ (ms|s)$/);
  await pane.locator(".entry", { hasText: "callback" }).first().locator("summary").click();
  await pane.getByText("Request", { exact: true }).waitFor();
  assert.doesNotMatch(await pane.textContent(), /"token": "(?!\[token\])/);
  await reader.picture("inspector");
});

test("the first paint takes less than 300 ms", { timeout: 120_000 }, async () => {
  const reader = await playground.visit("reader");
  // A machine that is busy with something else may need another try; a slow page fails them all.
  let median = Infinity;
  for (let attempt = 0; attempt < 8 && median >= 300; attempt += 1) {
    const paints = [];
    for (let round = 0; round < 5; round += 1) paints.push(await firstPaint(reader.page));
    median = paints.sort((a, b) => a - b)[2];
    console.log(`first contentful paint: ${paints.map((each) => Math.round(each)).join(", ")} ms`);
  }
  assert.ok(median < 300, `${median} ms`);
});

/** Loads the page anew and waits for what the browser says of its first paint. */
async function firstPaint(page) {
  await page.reload();
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const found = list.getEntriesByName("first-contentful-paint")[0];
          if (found) resolve(found.startTime);
        });
        observer.observe({ type: "paint", buffered: true });
      }),
  );
}

test("a chosen theme holds over a reload", async () => {
  const reader = await playground.visit("reader", { colorScheme: "dark" });
  const background = () => reader.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await reader.page.locator("#theme-button").click();
  const light = await background();
  assert.notEqual(light, dark);
  await reader.page.reload();
  await reader.page.locator("body.is-ready").waitFor();
  assert.equal(await background(), light);
  await reader.picture("opening-light");
});
