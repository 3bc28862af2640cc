// Light or dark: as the system has it, until somebody chooses. `early.js` applies the choice before the first paint.

import { byId, fill } from "./dom.js";
import { icon } from "./icons.js";

const KEPT = "newsdesk-playground-theme";

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

/** Makes the button switch. */
export function startTheme() {
  const button = byId("theme-button");
  const show = () => {
    const next = isDark() ? "light" : "dark";
    fill(button, icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", `Change to ${next} colours`);
    button.title = `Change to ${next} colours`;
  };
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(KEPT, next);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}
