/* data-read-file="button-id" on a file input: choosing a file presses that button, so the CV is read at once.
   Without JavaScript the same button is pressed by hand. */

document.addEventListener("change", (event) => {
  const input = event.target.closest("input[type=file][data-read-file]");
  const button = input && document.getElementById(input.dataset.readFile);
  if (button && input.files.length) input.form.requestSubmit(button);
});
