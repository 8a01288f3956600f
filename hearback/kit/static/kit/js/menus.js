/* details.menu: one is open at a time; a press elsewhere closes it, and Esc does and goes back to what
   opened it. */

const menus = () => [...document.querySelectorAll("details.menu[open]")];

function closeBut(kept) {
  menus().filter((menu) => menu !== kept).forEach((menu) => { menu.open = false; });
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.menu[open]")) closeBut(event.target);
}, true);

document.addEventListener("click", (event) => closeBut(event.target.closest("details.menu")));

document.addEventListener("keydown", (event) => {
  const [open] = menus();
  if (event.key !== "Escape" || !open) return;
  event.preventDefault();
  closeBut(null);
  open.querySelector("summary").focus();
});
