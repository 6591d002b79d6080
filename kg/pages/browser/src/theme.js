/** Dark or light: as the system has it, until the reader chooses. */

const KEY = "kg-theme";

/** @param {() => void} changed */
export function theme(changed) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const known = recall();
  if (known) root.dataset.theme = known;
  system.addEventListener("change", changed);
  return {
    toggle() {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
      root.dataset.theme = dark ? "light" : "dark";
      keep(root.dataset.theme);
      changed();
    },
  };
}

/** @returns {string | null} */
function recall() {
  try {
    const told = localStorage.getItem(KEY);
    return told === "dark" || told === "light" ? told : null;
  } catch {
    return null;
  }
}

/** @param {string} value */
function keep(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // Where nothing may be kept, the choice lasts as long as the page.
  }
}
