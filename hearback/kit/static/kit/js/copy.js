/* data-copies="input-id" on a hidden button shows it, and pressing it copies what stands in that input; its
   data-copied words are then said beside it. Without JavaScript the button stays away and the words are marked by hand. */

const buttons = document.querySelectorAll("button[data-copies]");

async function copy(input) {
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    // No clipboard of its own on a plain http address: the older way still works there.
    return document.execCommand("copy");
  }
}

async function press(button) {
  const input = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector("[role=status]");
  said.textContent = "";
  if (await copy(input)) said.textContent = button.dataset.copied;
}

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", () => press(button));
}
