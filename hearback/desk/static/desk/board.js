/* Dragging a card to another lane opens the page that asks what the person will be told; a press on
   the card's own button opens the same page, so nothing here is needed to move anybody.
   data-card="address of that page" on a card; data-lane="stage" on a lane. */

let dragged = null;

const cardAt = (event) => event.target.closest?.("[data-card]");
const laneAt = (event) => event.target.closest?.("[data-lane]");

document.addEventListener("pointerdown", (event) => {
  const card = cardAt(event);
  if (card && event.pointerType === "mouse") card.draggable = true;
});

document.addEventListener("dragstart", (event) => {
  dragged = cardAt(event);
  dragged?.classList.add("is-dragged");
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  document.querySelectorAll(".lane.is-over").forEach((lane) => lane.classList.remove("is-over"));
  dragged = null;
});

document.addEventListener("dragover", (event) => {
  const lane = laneAt(event);
  if (!dragged || !lane) return;
  event.preventDefault();
  document.querySelectorAll(".lane.is-over").forEach((other) => other.classList.toggle("is-over", other === lane));
  lane.classList.add("is-over");
});

document.addEventListener("drop", (event) => {
  const lane = laneAt(event);
  if (!dragged || !lane || lane.contains(dragged)) return;
  event.preventDefault();
  location.assign(`${dragged.dataset.card}?to=${lane.dataset.lane}`);
});
