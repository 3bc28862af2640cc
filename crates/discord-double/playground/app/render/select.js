// A select of Discord's: a button that opens a list, of words or of members, roles and channels.

import { float, moved, watchOutside } from "../float.js";
import { fill, freshId, h, name } from "../dom.js";
import { icon } from "../icons.js";
import { shownName } from "../state.js";
import { avatar } from "./avatar.js";

/**
 * @typedef {{value: string, label: string, description?: string, picture?: Node, chosen: boolean}} Entry
 */

/** What a select offers, whatever its kind. @returns {Entry[]} */
function entriesOf({ store }, it) {
  const chosen = new Set((it.default_values ?? []).map((each) => each.id));
  const entry = (value, label, picture) => ({ value, label, picture, chosen: chosen.has(value) });
  const members = () => store.members.map((member) => entry(member.id, shownName(member), avatar(member, { size: "tiny" })));
  const roles = () => store.roles.filter((role) => role.name !== "@everyone").map((role) => entry(role.id, role.name, icon("at")));
  switch (it.type) {
    case 5:
      return members();
    case 6:
      return roles();
    case 7:
      return [...members(), ...roles()];
    case 8: {
      const kinds = it.channel_types?.length ? it.channel_types : null;
      const fits = store.channels.filter((channel) => channel.type !== 1 && (!kinds || kinds.includes(channel.type)));
      return fits.map((channel) => entry(channel.id, channel.name, icon(channel.type === 0 ? "hash" : "thread")));
    }
    default:
      return (it.options ?? []).map((option) => ({ ...option, chosen: option.default === true }));
  }
}

/**
 * Makes a select.
 * @param {Record<string, any>} it Discord's component
 * @param {(values: string[]) => void} done hears what was chosen
 */
export function selectMenu(page, it, done, { label = null, labelledBy = null } = {}) {
  const entries = entriesOf(page, it);
  const most = it.max_values ?? 1;
  const least = it.min_values ?? 1;
  const id = freshId("select");
  let chosen = entries.filter((each) => each.chosen).map((each) => each.value);
  let before = [];
  let active = -1;
  let unwatch = () => {};

  const shown = h("span.select-shown", { id: `${id}-shown` });
  const button = h(
    "button.select",
    { type: "button", disabled: it.disabled, data: { key: it.custom_id ?? "" }, aria: { haspopup: "listbox", expanded: "false" } },
    shown,
    icon("chevron"),
  );
  if (labelledBy) button.setAttribute("aria-labelledby", `${labelledBy} ${id}-shown`);
  const placeholder = it.placeholder || "Make a choice";
  const spokenLabel = label ?? placeholder;
  const list = h("ul.options", {
    role: "listbox", tabindex: "-1", id, aria: { label: spokenLabel, multiselectable: most > 1 ? "true" : null },
  });
  const box = h("div.select-list", { popover: "manual" }, list);
  const element = h("div.select-box", {}, button, box);

  const render = () => {
    const names = entries.filter((each) => chosen.includes(each.value)).map((each) => each.label);
    fill(shown, names.length ? names.join(", ") : placeholder);
    button.classList.toggle("is-empty", names.length === 0);
    if (!labelledBy) button.setAttribute("aria-label", names.length ? `${spokenLabel}: ${names.join(", ")}` : spokenLabel);
    fill(list, entries.length ? entries.map(optionOf) : h("li.option", { role: "option", "aria-disabled": "true", text: "Nothing to choose from" }));
    if (active >= 0) list.setAttribute("aria-activedescendant", `${id}-${active}`);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };

  const optionOf = (entry, index) =>
    h(
      index === active ? "li.option.is-active" : "li.option",
      {
        role: "option", id: `${id}-${index}`, aria: { selected: String(chosen.includes(entry.value)) },
        onclick: () => choose(index), onpointermove: () => index !== active && point(index),
      },
      entry.picture?.cloneNode(true),
      entry.emoji?.name && h("span.emoji", { text: entry.emoji.name, "aria-hidden": "true" }),
      h("span.option-words", {}, name(entry.label, "span"), entry.description && h("span.option-about", { text: entry.description })),
      chosen.includes(entry.value) && icon("check"),
    );

  const point = (index) => {
    active = index;
    render();
  };

  const open = () => {
    before = [...chosen];
    active = Math.max(0, entries.findIndex((each) => chosen.includes(each.value)));
    button.setAttribute("aria-expanded", "true");
    render();
    float(box, button, { matchWidth: true });
    list.focus();
    unwatch = watchOutside([element], close, () => float(box, button, { matchWidth: true }));
  };

  const close = () => {
    if (button.getAttribute("aria-expanded") !== "true") return;
    unwatch();
    button.setAttribute("aria-expanded", "false");
    const hadFocus = box.contains(document.activeElement);
    if (box.matches(":popover-open")) box.hidePopover();
    if (hadFocus) button.focus();
    if (most > 1 && chosen.join() !== before.join() && chosen.length >= least) done(chosen);
  };

  const choose = (index) => {
    const value = entries[index]?.value;
    if (value === undefined) return;
    if (most > 1) {
      if (chosen.includes(value)) chosen = chosen.filter((each) => each !== value);
      else if (chosen.length < most) chosen = [...chosen, value];
      return point(index);
    }
    chosen = chosen.includes(value) && least === 0 ? [] : [value];
    render();
    close();
    done(chosen);
  };

  button.addEventListener("click", () => (button.getAttribute("aria-expanded") === "true" ? close() : open()));
  button.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open();
    }
  });
  list.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      return close();
    }
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return choose(active);
    }
    const next = moved(event.key, active, entries.length);
    const jump = event.key.length === 1 ? startingWith(entries, event.key, active) : next;
    if (jump !== active) {
      event.preventDefault();
      point(jump);
    }
    return undefined;
  });

  render();
  return {
    element,
    button,
    values: () => chosen,
    busy: (is) => button.setAttribute("aria-busy", String(is)),
  };
}

/** The next entry that begins with a letter. */
function startingWith(entries, letter, from) {
  const wanted = letter.toLowerCase();
  for (let step = 1; step <= entries.length; step += 1) {
    const index = (from + step) % entries.length;
    if (entries[index].label.toLowerCase().startsWith(wanted)) return index;
  }
  return from;
}
