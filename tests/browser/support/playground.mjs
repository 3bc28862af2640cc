// The program itself, started on a free port, and a browser that looks at it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { Visit } from "./visit.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const BINARY = process.env.NEWSDESK_BIN ?? join(ROOT, "target/debug/newsdesk");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const STARTS_WITHIN = 90_000;
const ENDS_WITHIN = 20_000;
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Where pictures of the page are kept. */
export const PICTURES = join(ROOT, "target/browser-screenshots");

/** A running playground with its browser; `stop` ends both. */
export class Playground {
  /** Starts the program and waits until it says where the page is. */
  static async start() {
    mkdirSync(PICTURES, { recursive: true });
    const folder = mkdtempSync(join(tmpdir(), "newsdesk-browser-"));
    const child = spawn(BINARY, ["playground", "--port", "0"], { cwd: folder, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    const playground = new Playground(child, folder);
    try {
      playground.url = await addressOf(child);
      playground.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
      return playground;
    } catch (error) {
      await playground.stop();
      throw error;
    }
  }

  constructor(child, folder) {
    Object.assign(this, { child, folder, url: "", browser: null, visits: [] });
  }

  /**
   * Opens the page as a member.
   * @param {string} member
   * @param {import("playwright-core").BrowserContextOptions} [options]
   */
  async visit(member, options = {}) {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 860 }, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce", ...options,
    });
    const visit = await Visit.open(context, this.url, member);
    this.visits.push(visit);
    return visit;
  }

  /** Ends all visits and fails on whatever any of them saw that it should not have seen. */
  async leave() {
    const visits = this.visits.splice(0);
    for (const visit of visits) await visit.close();
    for (const visit of visits) visit.assertClean();
  }

  /** Lets several members act so that the program finds everything at once: it is stopped while they do. */
  async atOnce(deeds) {
    this.child.kill("SIGSTOP");
    try {
      await deeds();
      // The browser has taken the clicks; its network process writes them to the sockets a moment later.
      await new Promise((resolve) => setTimeout(resolve, 200));
    } finally {
      this.child.kill("SIGCONT");
    }
  }

  /** Ends the browser and the program, however far they came, and leaves nothing behind. */
  async stop() {
    try {
      await this.browser?.close();
    } finally {
      await endOf(this.child);
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

/** Ends a program where it runs still; one that was never started has no number. */
async function endOf(child) {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), ENDS_WITHIN);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(timer);
}

/** The test's own environment without anything that configures the bot. */
function environment() {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith("NEWSDESK_"));
  return Object.fromEntries(entries);
}

/** Waits for the page's address in what the program prints. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let printed = "";
    const timer = setTimeout(() => fail("it did not start in time"), STARTS_WITHIN);
    const fail = (why) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error(`${BINARY}: ${why}\n${printed}`));
    };
    const read = (chunk) => {
      printed += chunk;
      const found = printed.match(/http:\/\/(?:127\.0\.0\.1|localhost):\d+\/?/);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0].replace(/\/?$/, "/"));
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", (chunk) => (printed += chunk));
    child.once("exit", (code) => fail(`it ended with ${code}`));
    child.once("error", (error) => fail(error.message));
  });
}
