// Things to try, for who is here for the first time.

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * Shows the suggestions of the server; a press writes or begins what one says.
 * @param {import("./render/markdown.js").Page} page
 */
export function startSuggestions(page) {
  const { store } = page;
  const box = byId("suggestions");
  const away = h("button.ghost", { type: "button", "aria-label": "Put the suggestions away", title: "Put the suggestions away" }, icon("close"));
  let isAway = false;
  const render = () => {
    const all = store.suggestions ?? [];
    box.hidden = isAway || all.length === 0;
    const chips = all.slice(0, 3).map((each) => {
      const chip = h("button.suggestion", { type: "button", title: each.text, dir: "auto" }, icon("spark"), h("span", { text: each.label }));
      chip.addEventListener("click", () => page.act.trySuggestion(each));
      return h("li", {}, chip);
    });
    fill(box, h("span.suggestions-label", { text: "Try" }), h("ul", { "aria-label": "Suggestions to try" }, chips), away);
  };
  away.addEventListener("click", () => {
    isAway = true;
    render();
    byId("words").focus();
  });
  store.on("ready", render);
}
