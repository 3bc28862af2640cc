// What went wrong, above the input box, and the state of the connection.

import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";

const LASTS = 12_000;

let timer;

/** Shows a plain sentence; it goes by itself, or when it is put away. */
export function complain(sentence) {
  calm();
  const away = h("button.ghost", { type: "button", "aria-label": "Put the notice away" }, icon("close"));
  away.addEventListener("click", () => calm());
  fill(byId("notice"), h("div.notice", {}, icon("warning"), h("span", { text: sentence, dir: "auto" }), away));
  timer = setTimeout(calm, LASTS);
}

/** Takes the sentence away; a focus that was on it goes to what is written into. */
export function calm() {
  clearTimeout(timer);
  const box = byId("notice");
  const hadFocus = box.contains(document.activeElement);
  fill(box);
  if (!hadFocus) return;
  const places = [byId("words"), ...byId("command").querySelectorAll("input, textarea, button"), byId("scroller")];
  places.find((each) => each.checkVisibility() && !each.disabled)?.focus();
}

/** Says whether the page is connected; "up" says nothing, unless it was down before. */
export function showConnection(how) {
  const box = byId("connection");
  const wasDown = !box.hidden;
  if (how === "down") {
    fill(box, icon("warning"), "The connection to the playground is lost. Trying again…");
    box.hidden = false;
  } else if (how === "up" && wasDown) {
    box.hidden = true;
    calm();
    byId("news").textContent = "Connected again";
  }
}
