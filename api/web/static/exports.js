// The menu of files to take away: opened and walked by the keyboard too.

export function openExports() {
  const menu = document.getElementById("exports");
  menu.open = true;
  menu.querySelector("a").focus();
}

document.getElementById("exports").addEventListener("keydown", (event) => {
  const menu = event.currentTarget;
  const links = [...menu.querySelectorAll("a")];
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (by && menu.open) {
    links[(links.indexOf(document.activeElement) + by + links.length) % links.length].focus();
    event.preventDefault();
  }
});
