// One message as Discord shows it.

import { h, name } from "../dom.js";
import { icon } from "../icons.js";
import { FLAG, shownName } from "../state.js";
import { clockTime, messageTime, wholeTime } from "../time.js";
import { attachment } from "./attachment.js";
import { avatar } from "./avatar.js";
import { components } from "./components.js";
import { cssColour, embed } from "./embed.js";
import { markdown, plainWords } from "./markdown.js";

const TOGETHER = 7 * 60_000;

/** When a message was written. */
export function writtenAt(message) {
  return new Date(message.timestamp);
}

/** Whether a message stands below another without a heading of its own. */
export function isContinued(previous, message) {
  if (!previous || message.message_reference || message.interaction_metadata) return false;
  const author = (each) => `${each.author.id} ${shownName(each.author)}`;
  if (author(previous) !== author(message) || (previous.flags ^ message.flags) & FLAG.ephemeral) return false;
  return writtenAt(message) - writtenAt(previous) < TOGETHER && writtenAt(message) >= writtenAt(previous);
}

/**
 * The element of a message.
 * @param {import("./markdown.js").Page} page
 * @param {import("../state.js").Message} message
 */
export function messageElement(page, message, { continued = false } = {}) {
  const { me } = page.store;
  const isPrivate = Boolean(message.flags & FLAG.ephemeral);
  const isMention = message.mentions?.some((user) => user.id === me?.id) && message.author.id !== me?.id;
  const element = h("li.message", { id: `message-${message.id}`, tabindex: "-1", data: { id: message.id } });
  element.classList.toggle("is-continued", continued);
  element.classList.toggle("is-private", isPrivate);
  element.classList.toggle("is-mention", Boolean(isMention));
  element.append(
    h(
      "article",
      { "aria-label": `${shownName(message.author)}, ${messageTime(writtenAt(message))}` },
      context(page, message),
      h(
        "div.message-body",
        {},
        continued ? h("span.gutter-time", { text: clockTime(writtenAt(message)), "aria-hidden": "true" }) : face(page, message),
        h("div.message-main", {}, continued ? null : heading(page, message), contents(page, message), footing(page, message, isPrivate)),
      ),
      h("div.message-tools", { role: "group", "aria-label": "Message tools" }, tools(page, message)),
    ),
  );
  element.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, input, textarea") || String(getSelection())) return;
    event.preventDefault();
    const at = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : element;
    page.act.openMessageMenu(message, at);
  });
  return element;
}

function userOf(message) {
  return { ...message.author, isWebhook: Boolean(message.webhook_id && !message.application_id) };
}

function face(page, message) {
  return h("span.face", { oncontextmenu: (event) => userMenu(page, message, event) }, avatar(userOf(message)));
}

function userMenu(page, message, event) {
  event.preventDefault();
  event.stopPropagation();
  page.act.openUserMenu(message.author, { x: event.clientX, y: event.clientY });
}

function heading(page, message) {
  const user = userOf(message);
  const written = writtenAt(message);
  const author = h(
    "button.author",
    { type: "button", "aria-haspopup": "menu", title: `Menu of ${shownName(user)}` },
    name(shownName(user)),
  );
  const colour = roleColour(page.store, message);
  if (colour) author.style.setProperty("--role", colour);
  author.addEventListener("click", () => page.act.openUserMenu(message.author, author));
  return h(
    "div.message-heading",
    {},
    author,
    user.bot && h("span.badge", { text: "APP" }),
    h("time.when", { datetime: written.toISOString(), title: wholeTime(written), text: messageTime(written) }),
  );
}

/** The colour of the author's highest role that has one. */
function roleColour(store, message) {
  const own = message.member?.roles ?? store.member(message.author.id)?.roles ?? [];
  const coloured = store.roles.find((role) => role.color && own.includes(role.id));
  return coloured ? cssColour(coloured.color) : null;
}

/** The small line above: what a reply answers, or which command was used. */
function context(page, message) {
  const used = message.interaction_metadata;
  if (used?.user && (used.name || used.type === 2)) {
    const command = h("span.used-command", { dir: "auto", text: used.name ? `/${used.name}` : "a command" });
    return contextLine(page, used.user, [name(shownName(used.user)), " used ", command]);
  }
  if (message.message_reference && message.type !== 18 && message.type !== 21) return referenceLine(page, message);
  if (used?.user) return contextLine(page, used.user, [name(shownName(used.user)), used.type === 5 ? " sent a form" : " used a control"]);
  return null;
}

function contextLine(page, user, words) {
  return h("div.context", {}, h("span.elbow"), avatar(user, { size: "tiny" }), h("span.context-words", {}, words));
}

function referenceLine(page, message) {
  const to = message.referenced_message;
  if (!to) return h("div.context", {}, h("span.elbow"), h("span.context-words", { text: "The message answered was deleted" }));
  const words = plainWords(page, to.content) || plainWords(page, to.embeds?.[0]?.title ?? "") || "an attachment";
  const jump = h("button.context-words.jump", { type: "button", title: "Go to that message" }, h("b", {}, name(shownName(to.author))), " ", name(words));
  jump.addEventListener("click", () => page.act.goToMessage(to.id));
  return h("div.context", {}, h("span.elbow"), avatar(to.author, { size: "tiny" }), jump);
}

function contents(page, message) {
  if (message.flags & FLAG.loading) return loading(page, message);
  const isV2 = Boolean(message.flags & FLAG.v2);
  const loose = isV2 ? [] : (message.attachments ?? []);
  return [
    message.content && h("div.content", {}, markdown(page, message.content), edited(message)),
    (message.embeds ?? []).map((each) => embed(page, each)),
    loose.map((file) => attachment(file)),
    message.components?.length > 0 && h("div.components", {}, components(page, message, message.components)),
    !message.content && edited(message),
    reactions(message),
    threadLink(page, message),
  ];
}

function loading(page, message) {
  if (message.failed) return h("p.no-answer", {}, icon("warning"), "The application did not respond");
  return h("p.thinking", {}, dots(), h("span", {}, name(shownName(message.author)), " is thinking…"));
}

/** Three dots that move, where motion is welcome. */
export function dots() {
  return h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}

function edited(message) {
  if (!message.edited_timestamp || message.flags & FLAG.loading) return null;
  // An answer to an interaction is filled in by an edit, which Discord does not mark.
  if (message.interaction_metadata) return null;
  const title = wholeTime(new Date(message.edited_timestamp));
  return h("span.edited", { text: "(edited)", title });
}

function reactions(message) {
  const all = message.reactions ?? [];
  if (!all.length) return null;
  return h("ul.reactions", { "aria-label": "Reactions" }, all.map((each) => h("li", { text: `${each.emoji?.name ?? "?"} ${each.count}` })));
}

function threadLink(page, message) {
  const thread = message.thread && (page.store.channel(message.thread.id) ?? message.thread);
  if (!thread) return null;
  const button = h("button.thread-link", { type: "button" }, icon("thread"), h("b", {}, name(thread.name)), h("span", { text: "Open thread" }));
  button.addEventListener("click", () => page.act.openChannel(thread.id));
  return button;
}

function footing(page, message, isPrivate) {
  if (!isPrivate) return null;
  const dismiss = h("button.textual", { type: "button", text: "Dismiss message", onclick: () => page.store.dismiss(message) });
  return h("div.private-note", {}, icon("eye"), "Only you can see this · ", dismiss);
}

function tools(page, message) {
  const label = `More about the message of ${shownName(message.author)}`;
  const more = h("button.tool", { type: "button", "aria-label": label, "aria-haspopup": "menu", title: "More", data: { key: "more" } }, icon("kebab"));
  more.addEventListener("click", () => page.act.openMessageMenu(message, more));
  if (message.flags & (FLAG.ephemeral | FLAG.loading)) return [more];
  const reply = h("button.tool", { type: "button", "aria-label": `Reply to ${shownName(message.author)}`, title: "Reply", data: { key: "reply" } }, icon("reply"));
  reply.addEventListener("click", () => page.act.reply(message));
  return [reply, more];
}
