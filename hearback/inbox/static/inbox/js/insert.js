/* data-insert="words" data-into="textarea-id" on a button: pressing it puts the words where the cursor stands.
   Without JavaScript the words stand beside their meaning and are typed. */

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert][data-into]");
  const area = button && document.getElementById(button.dataset.into);
  if (!area) return;
  area.focus();
  area.setRangeText(button.dataset.insert, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
});
