/* data-leave on a form: once something was typed, the browser asks before the page is left with it unsent. */

let changed = false;

document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-leave]")) changed = true;
});
document.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
