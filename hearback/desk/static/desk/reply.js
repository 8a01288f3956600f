/* data-reply on a form: Ctrl or Cmd with Enter presses its first button; Esc leaves the box, so that
   the keys of the page work again. An open menu closes by Esc, or when another one is opened. */

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-reply]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return form.requestSubmit(form.querySelector("button[name=when]"));
  }
  if (event.key !== "Escape") return;
  menus().forEach((menu) => { menu.open = false; });
  event.target.blur?.();
});

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.menu[open]")) return;
  menus().forEach((menu) => { if (menu !== event.target) menu.open = false; });
}, true);
