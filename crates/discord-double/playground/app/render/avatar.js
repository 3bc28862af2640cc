// A face for everybody: the bot's newspaper, or the first letter on a colour of one's own.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { shownName } from "../state.js";

const COLOURS = 6;

function colourOf(text) {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + char.codePointAt(0)) % 9973;
  return sum % COLOURS;
}

/** @param {{id?: string, bot?: boolean}} user; `size` is "small", "medium" or "tiny" */
export function avatar(user, { size = "medium", bot = user?.bot && !user?.isWebhook } = {}) {
  const shown = shownName(user);
  const first = [...shown][0]?.toUpperCase() ?? "?";
  const face = bot ? icon("paper") : h("span", { text: first, dir: "ltr" });
  const colour = bot ? "avatar-app" : `avatar-${colourOf(shown)}`;
  return h(`span.avatar.avatar-${size}.${colour}`, { "aria-hidden": "true" }, face);
}
