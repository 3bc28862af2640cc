// axe-core over every state of the page, light and dark, wide and narrow.

import { after, afterEach, before, test } from "node:test";
import { Playground } from "./support/playground.mjs";

let playground;
before(async () => (playground = await Playground.start()), { timeout: 120_000 });
afterEach(() => playground.leave());
after(() => playground?.stop());

const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 390, height: 800 };

const escape = async ({ page }) => page.keyboard.press("Escape");

/** How each state is reached, and how it is left again. */
const STATES = {
  main: [async () => {}, async () => {}],
  "the command list": [
    async ({ page, words }) => {
      await words.fill("/");
      await page.getByRole("option").first().waitFor();
    },
    async ({ words }) => words.fill(""),
  ],
  "a command": [
    async (visit) => {
      await visit.command("digest");
      await visit.page.keyboard.press("Tab");
    },
    escape,
  ],
  "an option in error": [
    async (visit) => {
      await visit.command("ask");
      await visit.page.locator("#command").getByRole("button", { name: "Send" }).click();
      await visit.page.getByText("This option is required.").waitFor();
    },
    escape,
  ],
  "an open select": [
    async (visit) => {
      await visit.command("fact");
      await visit.field("kind").click();
      await visit.page.getByRole("option").first().waitFor();
    },
    async (visit) => {
      await escape(visit);
      await escape(visit);
    },
  ],
  "a form": [
    async (visit) => {
      await visit.press(visit.messages.filter({ hasText: "Kamala" }).first(), "Ask");
      await visit.dialog().waitFor();
      await visit.dialog().getByRole("button", { name: "Submit" }).click();
    },
    async (visit) => {
      await escape(visit);
      await visit.dialog().waitFor({ state: "detached" });
    },
  ],
  "a message's menu": [
    async (visit) => {
      await visit.messages.first().focus();
      await visit.page.keyboard.press("Enter");
      await visit.page.getByRole("menu").waitFor();
    },
    escape,
  ],
  "a notice": [
    async (visit) => {
      await visit.says("/nonsense");
      await visit.notice();
    },
    async () => {},
  ],
};

/** Looks at a state in the dark and in the light: everything first, then what another colour can change. */
async function look(visit, name, size) {
  for (const [colorScheme, rules] of [["dark", null], ["light", ["color-contrast"]]]) {
    await visit.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await visit.assertAccessible(`${name}, ${colorScheme}, ${size}`, rules);
    await visit.picture(`${name.replaceAll(/[^a-z]+/g, "-")}-${colorScheme}-${size}`);
  }
}

for (const [size, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
  test(`${size}: no violation in any state of the page`, { timeout: 300_000 }, async () => {
    const visit = await playground.visit("reader", { viewport });
    for (const [name, [reach, leave]] of Object.entries(STATES)) {
      await reach(visit);
      await look(visit, name, size);
      await leave(visit);
    }
  });

  test(`${size}: none in the moderators' channel, the inspector, the list of members`, { timeout: 300_000 }, async () => {
    const visit = await playground.visit("mod1", { viewport });
    const showSidebar = async () => size === "narrow" && visit.page.locator("#sidebar-button").click();
    await showSidebar();
    await visit.open("moderators");
    const card = visit.messages.filter({ hasText: "waits for a decision" }).first();
    await card.waitFor();
    await look(visit, "moderators", size);
    await visit.press(card, "History");
    await visit.sees("Only you can see this");
    await visit.page.locator("#inspector-button").click();
    await visit.page.locator("#inspector .entry summary").first().click();
    await look(visit, "inspector", size);
    await visit.page.locator("#inspector-close").click();
    await showSidebar();
    await visit.page.locator("#me").click();
    await visit.page.getByRole("menuitemradio").first().waitFor();
    await look(visit, "members", size);
  });
}
