// The bot's commands as a list to type into. Pure.

/** How Discord numbers the kinds of option. */
export const OPTION = {
  sub: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, file: 11,
};

/**
 * @typedef {{path: string, about: string, options: Record<string, any>[]}} Entry one command, or one of its sub-commands
 */

/**
 * Every command that can be written after a slash.
 * @param {Record<string, any>[]} commands Discord's objects
 * @returns {Entry[]}
 */
export function entriesOf(commands) {
  return commands.flatMap((command) => unfold(command, command.name));
}

function unfold(it, path) {
  const subs = (it.options ?? []).filter((option) => option.type === OPTION.sub || option.type === OPTION.group);
  if (subs.length) return subs.flatMap((sub) => unfold(sub, `${path} ${sub.name}`));
  return [{ path, about: it.description ?? "", options: it.options ?? [] }];
}

/**
 * Those that fit what is typed: first by the beginning of the name, then by a part of it, then by the description.
 * @param {Entry[]} entries
 * @param {string} typed without the slash
 */
export function matching(entries, typed) {
  const wanted = typed.trim().toLowerCase();
  const rank = (entry) => {
    const path = entry.path.toLowerCase();
    if (path.startsWith(wanted)) return 0;
    if (path.includes(wanted)) return 1;
    return entry.about.toLowerCase().includes(wanted) && wanted.length > 2 ? 2 : 3;
  };
  const ranked = entries.map((entry) => ({ entry, rank: rank(entry) })).filter(({ rank: place }) => place < 3);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

/**
 * Reads a whole line, such as "/ask question: When? article: Harris": which command it is, and what its options hold.
 * Words without a name go to the first option that takes text.
 * @param {Entry[]} entries
 * @param {string} line
 * @returns {{entry: Entry, values: Record<string, string>}|null}
 */
export function readLine(entries, line) {
  if (!line.startsWith("/")) return null;
  const text = line.slice(1).trim();
  const isIts = (entry) => text === entry.path || text.startsWith(`${entry.path} `) || text.startsWith(`${entry.path}\n`);
  const entry = entries.filter(isIts).sort((a, b) => b.path.length - a.path.length)[0];
  if (!entry) return null;
  const rest = text.slice(entry.path.length).trim();
  return { entry, values: valuesOf(entry, rest) };
}

function valuesOf(entry, rest) {
  const values = {};
  const names = entry.options.map((option) => option.name.replace(/[^\w-]/g, ""));
  if (!rest || !names.length) return values;
  const marks = [...rest.matchAll(new RegExp(`(?:^|\\s)(${names.join("|")}):`, "g"))];
  const head = (marks.length ? rest.slice(0, marks[0].index) : rest).trim();
  const first = entry.options.find((option) => option.type === OPTION.string);
  if (head && first) values[first.name] = head;
  marks.forEach((mark, index) => {
    const end = marks[index + 1]?.index ?? rest.length;
    values[mark[1]] = rest.slice(mark.index + mark[0].length, end).trim();
  });
  return values;
}

/** What stands beside an option's name: its kind and limits in words. */
export function hintOf(option) {
  if (option.choices?.length) return "choose one";
  if (option.autocomplete) return "type, and choose";
  const most = option.max_length;
  switch (option.type) {
    case OPTION.integer:
    case OPTION.number:
      return rangeOf(option) ?? (option.type === OPTION.integer ? "a whole number" : "a number");
    case OPTION.boolean:
      return "yes or no";
    case OPTION.user:
      return "a member";
    case OPTION.channel:
      return "a channel";
    case OPTION.role:
      return "a role";
    case OPTION.mentionable:
      return "a member or role";
    case OPTION.file:
      return "a file";
    default:
      return most ? `up to ${most.toLocaleString()} characters` : "text";
  }
}

function rangeOf({ min_value: least, max_value: most }) {
  if (least === undefined && most === undefined) return null;
  if (most === undefined) return `${least} or more`;
  return least === undefined ? `up to ${most}` : `${least} to ${most}`;
}

/**
 * What is wrong with a value, in a sentence; null where nothing is.
 * @param {Record<string, any>} option
 * @param {string|number|boolean|File|null} value
 */
export function faultOf(option, value) {
  if (value === null || value === "") return option.required ? "This option is required." : null;
  if (option.type === OPTION.string) {
    const length = [...String(value)].length;
    if (option.max_length && length > option.max_length) {
      return `This has ${length.toLocaleString()} characters; ${option.max_length.toLocaleString()} are allowed.`;
    }
    if (option.min_length && length < option.min_length) return `At least ${option.min_length} characters are needed.`;
  }
  if (option.type === OPTION.integer || option.type === OPTION.number) {
    if (!Number.isFinite(value) || (option.type === OPTION.integer && !Number.isInteger(value))) {
      return option.type === OPTION.integer ? "Write a whole number." : "Write a number.";
    }
    if (option.min_value !== undefined && value < option.min_value) return `The least is ${option.min_value}.`;
    if (option.max_value !== undefined && value > option.max_value) return `The most is ${option.max_value}.`;
  }
  return null;
}
