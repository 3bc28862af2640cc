// Puts the page together: the store, the socket, the views, and what a member can do.

import { Composer } from "./composer/composer.js";
import { byId, fill, h, name } from "./dom.js";
import { icon } from "./icons.js";
import { Inspector } from "./inspector.js";
import { openMenu } from "./menu.js";
import { MessageList } from "./messages.js";
import { openModal } from "./modal.js";
import { calm, complain, showConnection } from "./notices.js";
import { Sidebar } from "./sidebar.js";
import { Socket } from "./socket.js";
import { FLAG, KIND, Store, shownName } from "./state.js";
import { startSuggestions } from "./suggestions.js";
import { startTheme } from "./theme.js";

const store = new Store();
const socket = new Socket((frame) => store.apply(frame), showConnection);

/** What a member can do; every view calls these and nothing else of another view. */
const act = {
  complain,

  /** Asks the server for something, in the open channel unless the frame says otherwise. */
  async ask(frame) {
    calm();
    return socket.request({ channel: store.open, ...frame });
  },

  /** Goes on after the bot's first answer: a form opens, everything else arrives by itself. */
  answered(answer, returnTo = byId("words")) {
    if (answer.t === "modal") openModal(page, answer, returnTo);
    if (answer.t === "failed") complain(answer.error);
  },

  async click(message, customId) {
    const from = document.activeElement;
    act.answered(await act.ask({ t: "click", message: message.id, custom_id: customId }), from);
  },

  async select(message, customId, values) {
    const from = document.activeElement;
    act.answered(await act.ask({ t: "select", message: message.id, custom_id: customId, values }), from);
  },

  openChannel(id) {
    store.choose(id);
    byId("words").focus();
  },

  actAs(member) {
    const url = new URL(location.href);
    url.searchParams.set("as", member.name);
    history.replaceState(null, "", url);
    socket.connect(member.name);
  },

  reply: (message) => composer.reply(message),

  goToMessage(id) {
    if (!messages.goTo(id)) complain("That message is too far up, or gone.");
  },

  beginCommand(path) {
    if (!composer.beginNamed(path)) complain(`The command /${path} is not to be had here.`);
  },

  /** Writes what a suggestion says, or begins its command. */
  trySuggestion({ kind, text, command, options }) {
    const values = Object.fromEntries((options ?? []).map(({ name: option, value }) => [option, String(value)]));
    if (kind === "slash" && composer.beginNamed(command, values)) return;
    composer.set(text);
    byId("words").focus();
  },

  /** Gives the focus back, to the same control of a message that was drawn anew in the meantime. */
  refocus(element) {
    if (element?.isConnected) return element.focus();
    const key = element?.dataset?.key;
    const same = key ? [...document.querySelectorAll("[data-key]")].findLast((each) => each.dataset.key === key) : null;
    return (same ?? byId("words")).focus();
  },

  openMessageMenu(message, anchor) {
    const apps = store.commandsFor(3).map((command) => ({
      label: command.name,
      sign: "app",
      choose: async () => act.answered(await act.ask({ t: "menu", command: command.name, message: message.id })),
    }));
    const isEphemeral = Boolean(message.flags & FLAG.ephemeral);
    const canReply = store.here?.can_write && !isEphemeral;
    const items = [
      ...(isEphemeral ? [] : apps.length ? [{ heading: "Apps" }, ...apps, "line"] : []),
      canReply && { label: "Reply", sign: "reply", choose: () => composer.reply(message) },
      { label: "Copy text", sign: "copy", choose: () => copy(message.content || embedText(message)) },
      message.mine && { label: "Edit", sign: "edit", choose: () => composer.edit(message) },
      message.mine && { label: "Delete", sign: "trash", danger: true, choose: () => act.remove(message) },
      isEphemeral && { label: "Dismiss message", sign: "close", choose: () => store.dismiss(message) },
    ];
    openMenu(items.filter(Boolean), anchor, { label: "Message", returnTo: returnPlace(anchor, message) });
  },

  openUserMenu(user, anchor) {
    const apps = store.commandsFor(2).map((command) => ({
      label: command.name,
      sign: "app",
      choose: async () => act.answered(await act.ask({ t: "menu", command: command.name, user: user.id })),
    }));
    const about = store.member(user.id)?.about;
    const items = [
      { heading: about ? `${shownName(user)}: ${about}` : shownName(user) },
      ...apps,
      { label: "Mention", sign: "at", choose: () => composer.mention(shownName(user)) },
      { label: "Copy name", sign: "copy", choose: () => copy(shownName(user)) },
    ];
    openMenu(items, anchor, { label: `Menu of ${shownName(user)}`, returnTo: anchor instanceof HTMLElement ? anchor : byId("words") });
  },

  async remove(message) {
    act.answered(await act.ask({ t: "delete", message: message.id }));
  },
};

const page = { store, act };
const messages = new MessageList(page);
const composer = new Composer(page, messages);
const sidebar = new Sidebar(page);
new Inspector(store);
startSuggestions(page);
startTheme();

store.on("ready", ({ isAgain }) => {
  document.title = store.title || `${store.guild.name} · playground`;
  document.body.classList.add("is-ready");
  showOffline();
  byId("hint").hidden = false;
  if (!isAgain && sidebar.isOut) sidebar.slide(false);
});
store.on("status", showOffline);
store.on("open", () => {
  showHeader();
  if (store.open) socket.send({ t: "open", channel: store.open });
});
store.on("channels", showHeader);

/** The words come when the banner does, because a screen reader speaks what changes, not what is shown. */
function showOffline() {
  const banner = byId("offline");
  const isOffline = store.bot?.online === false;
  if (banner.hidden !== isOffline) return;
  banner.hidden = !isOffline;
  banner.textContent = isOffline ? "The bot is not connected. What you send waits for it in vain until it is." : "";
}

function showHeader() {
  const channel = store.here;
  if (!channel) return;
  const parent = channel.parent_id && store.channel(channel.parent_id);
  const up = parent && h("button.crumb", { type: "button", onclick: () => act.openChannel(parent.id) }, icon("hash"), name(parent.name), icon("right"));
  const sign = channel.type === KIND.direct ? icon("at") : parent ? null : icon("hash");
  fill(byId("channel-title"), sign, name(channel.name));
  fill(byId("crumbs"), up);
  byId("channel-topic").textContent = channel.topic ?? "";
  byId("messages").setAttribute("aria-label", `Messages in ${channel.name}`);
}

function returnPlace(anchor, message) {
  if (anchor instanceof HTMLElement) return anchor;
  return document.getElementById(`message-${message.id}`);
}

function embedText(message) {
  const embeds = (message.embeds ?? []).flatMap((each) => [each.title, each.description]);
  return embeds.filter(Boolean).join("\n");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    byId("news").textContent = "Copied";
  } catch {
    complain("The browser does not let this page copy.");
  }
}

socket.connect(new URL(location.href).searchParams.get("as") ?? "");
