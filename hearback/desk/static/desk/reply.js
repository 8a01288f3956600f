/* data-reply on a form: Ctrl or Cmd with Enter presses its first button; Esc leaves the box, so that
   the keys of the page work again. */

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-reply]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return form.requestSubmit(form.querySelector("button[name=when]"));
  }
  if (event.key === "Escape" && !event.defaultPrevented) event.target.blur?.();
});
