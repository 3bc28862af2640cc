// What the page knows: kept as the server sent it, told to whoever listens. No element is touched here.

/**
 * @typedef {{id: string, name: string, roles?: string[], about?: string, bot?: boolean}} Member
 * @typedef {{id: string, name: string, type: number, parent_id?: string, archived?: boolean, locked?: boolean,
 *   can_write: boolean, can_attach?: boolean, unread: number, topic?: string}} Channel
 * @typedef {Record<string, any>} Message Discord's message object
 */

/** How Discord numbers the kinds of channel that occur here. */
export const KIND = { text: 0, direct: 1, thread: 11, privateThread: 12 };

/** How Discord numbers the flags of a message that matter to a reader. */
export const FLAG = { ephemeral: 64, loading: 128, v2: 32768 };

const byTime = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** The page's knowledge. Topics: ready, channels, commands, status, messages, message, gone, typing, traffic, open. */
export class Store {
  constructor() {
    this.listeners = new Map();
    this.dismissed = new Set();
    this.open = null;
    this.reset();
  }

  reset() {
    Object.assign(this, { me: null, guild: null, bot: null, members: [], roles: [], channels: [], commands: [] });
    Object.assign(this, { suggestions: [], traffic: null, messages: new Map(), cut: new Set(), title: "" });
  }

  /** Calls back on each change of a topic. */
  on(topic, listener) {
    const all = this.listeners.get(topic) ?? [];
    this.listeners.set(topic, [...all, listener]);
  }

  tell(topic, detail) {
    for (const listener of this.listeners.get(topic) ?? []) listener(detail);
  }

  /** Takes in a frame of the server. */
  apply(frame) {
    const { t, ...rest } = frame;
    switch (t) {
      case "ready":
        return this.begin(rest);
      case "channels":
        this.channels = rest.channels;
        if (!this.channel(this.open)) this.choose(this.channels[0]?.id ?? null);
        return this.tell("channels");
      case "commands":
        this.commands = rest.commands;
        return this.tell("commands");
      case "status":
        this.bot = { ...this.bot, online: rest.online };
        return this.tell("status");
      case "messages":
        this.messages.set(rest.channel, new Map(rest.messages.map((message) => [message.id, message])));
        if (rest.more) this.cut.add(rest.channel);
        return this.tell("messages", rest);
      case "message":
        return this.put(rest);
      case "gone":
        this.messages.get(rest.channel)?.delete(rest.id);
        return this.tell("gone", rest);
      case "traffic":
        this.traffic = rest;
        return this.tell("traffic");
      case "typing":
        return this.tell("typing", rest);
      default:
        return undefined;
    }
  }

  begin(ready) {
    const wasMe = this.me?.id;
    const open = this.open;
    this.reset();
    Object.assign(this, ready);
    this.open = this.channel(open) && wasMe === ready.me.id ? open : this.firstChannel(open, ready.open);
    this.tell("ready", { isAgain: wasMe === ready.me.id });
    this.tell("open");
  }

  firstChannel(wanted, offered) {
    return [wanted, offered, this.channels[0]?.id].find((id) => this.channel(id)) ?? null;
  }

  put({ channel, message }) {
    const known = this.messages.get(channel);
    if (!known) return;
    const isNew = !known.has(message.id);
    known.set(message.id, message);
    this.tell("message", { channel, message, isNew });
  }

  /** Turns to a channel. */
  choose(id) {
    if (id === this.open) return;
    this.open = id;
    this.tell("open");
  }

  /** @returns {Channel|undefined} */
  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  /** @returns {Channel|undefined} */
  get here() {
    return this.channel(this.open);
  }

  /** The messages of a channel in order, without those put away. */
  messagesIn(id) {
    const all = [...(this.messages.get(id)?.values() ?? [])];
    return all.filter((message) => !this.dismissed.has(message.id)).sort((a, b) => byTime(a.id, b.id));
  }

  message(id) {
    for (const known of this.messages.values()) if (known.has(id)) return known.get(id);
    return undefined;
  }

  member(id) {
    return this.members.find((member) => member.id === id) ?? (this.bot?.id === id ? this.bot : undefined);
  }

  role(id) {
    return this.roles.find((role) => role.id === id);
  }

  /** The commands of one kind (1 slash, 2 user, 3 message) that this channel allows. */
  commandsFor(kind) {
    const context = this.here?.type === KIND.direct ? 1 : 0;
    return this.commands.filter((each) => (each.type ?? 1) === kind && (each.contexts?.includes(context) ?? true));
  }

  /** Puts a message away on this page alone. */
  dismiss(message) {
    this.dismissed.add(message.id);
    this.tell("gone", { channel: message.channel_id, id: message.id });
  }
}

/** The name a user object is shown under. */
export function shownName(user) {
  return user?.global_name || user?.username || user?.name || "somebody";
}
