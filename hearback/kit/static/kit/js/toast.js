/* The ten seconds of undo, made visible.
   data-undo-seconds on a toast: its [data-undo-left] counts down, then the toast leaves.
   Only cosmetic: the server decides whether undo is still possible. The count rests while
   the toast is pointed at or holds the focus, so nobody loses the button under their hand. */

const busy = (toast) => toast.matches(":hover, :focus-within");

function tick(toast) {
  if (!busy(toast)) toast.dataset.undoSeconds -= 1;
  const left = Number(toast.dataset.undoSeconds);
  const shown = toast.querySelector("[data-undo-left]");
  if (shown) shown.textContent = Math.max(0, left);
  if (left <= 0) toast.remove();
}

setInterval(() => document.querySelectorAll("[data-undo-seconds]").forEach(tick), 1000);

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-close]")?.closest(".toast")?.remove();
});
