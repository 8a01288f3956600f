/* data-opens="id" on a button opens the <dialog> of that id; data-closes on a button inside closes it; so does a press beside it. */

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    return document.getElementById(opener.dataset.opens)?.showModal();
  }
  if (event.target.closest("[data-closes]")) return event.target.closest("dialog")?.close();
  if (event.target.matches("dialog[open]")) event.target.close();
});
