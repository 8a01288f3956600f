/* Keyboard manners of the desk.
   data-keys on lists: j and k walk their [data-row] rows in page order, Enter opens the row's [data-open] link.
   data-key="r" on anything: that key presses it, opens it with its first field, or goes into it.
   data-key-focus="/" on a field: that key goes there.  data-key-open="?" on a <dialog>: that key opens it. */

const typing = (el) => el.closest("input, textarea, select, [contenteditable], dialog[open]");

const rows = () => [...document.querySelectorAll("[data-keys] [data-row]")];

function walk(step) {
  const all = rows();
  if (!all.length) return false;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + step));
  all[next].tabIndex = -1;
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
  return true;
}

function open(row) {
  const link = row.querySelector("[data-open]");
  link?.click();
  return Boolean(link);
}

function use(el) {
  if (el.matches("input, textarea, select")) return el.focus(), true;
  if (!el.matches("details")) return el.click(), true;
  el.open = !el.open;
  (el.open ? el.querySelector("form :is(button, input:not([type=hidden]), textarea, select)") : el.querySelector("summary"))?.focus();
  return true;
}

function press(event) {
  const named = CSS.escape(event.key);
  const keyed = document.querySelector(`[data-key="${named}"]`);
  if (keyed?.checkVisibility()) return use(keyed);
  const field = document.querySelector(`[data-key-focus="${named}"]`);
  if (field?.checkVisibility()) return field.focus(), field.select(), true;
  const dialog = document.querySelector(`dialog[data-key-open="${named}"]`);
  if (dialog) return dialog.showModal(), true;
  if (event.key === "j") return walk(1);
  if (event.key === "k") return walk(-1);
  return event.key === "Enter" && event.target.matches("[data-row]") && open(event.target);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (press(event)) event.preventDefault();
});
