// Applies a chosen theme before the first paint; a plain script, because modules run after it.
try {
  const chosen = localStorage.getItem("newsdesk-playground-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the system's colours hold.
}
