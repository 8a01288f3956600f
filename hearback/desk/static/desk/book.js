/* data-book-for="id of a textarea" on a search box of the answer book: "/" at the start of a word in that
   textarea goes to the box, Enter there takes the first page found (or the one chosen by Tab or a press) and
   puts its data-insert where the cursor was; Esc goes back and leaves the "/". */

const boxOf = (area) => document.querySelector(`[data-book-for="${CSS.escape(area.id)}"]`);
const areaOf = (box) => document.getElementById(box.dataset.bookFor);

function insert(box, text) {
  const area = areaOf(box);
  area.focus();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function opens(area) {
  const before = area.value.slice(0, area.selectionStart);
  return before === "" || /\s$/.test(before);
}

async function takeFirst(box) {
  // Faster than the search? Then the first page is taken as soon as it is there.
  for (let tries = 0; tries < 40; tries += 1) {
    const hit = box.querySelector(".book-hit");
    if (hit && !box.querySelector(".htmx-request")) return insert(box, hit.dataset.insert);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

document.addEventListener("keydown", (event) => {
  const area = event.target.closest?.("textarea[id]");
  const box = area ? boxOf(area) : event.target.closest?.("[data-book-for]");
  if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
  if (area && event.key === "/" && opens(area)) {
    event.preventDefault();
    box.querySelector("input").focus();
  } else if (!area && event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    takeFirst(box);
  } else if (!area && event.key === "Escape") {
    event.stopPropagation();
    insert(box, "/");
  }
});

document.addEventListener("click", (event) => {
  const hit = event.target.closest(".book-hit");
  if (hit) insert(hit.closest("[data-book-for]"), hit.dataset.insert);
});
