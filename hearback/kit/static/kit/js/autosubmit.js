/* data-autosubmit on a form: choosing sends it, typing sends it after a pause; its [data-autosubmit-button] is then not needed. */

const timers = new WeakMap();

function send(form, after) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => form.requestSubmit(), after));
}

const within = (event) => event.target.closest("form[data-autosubmit]");

document.addEventListener("change", (event) => {
  const form = within(event);
  if (form) send(form, 0);
});

document.addEventListener("input", (event) => {
  const form = within(event);
  if (form && event.target.matches("input[type=search], input[type=text]")) send(form, 350);
});

document.querySelectorAll("form[data-autosubmit] [data-autosubmit-button]").forEach((button) => { button.hidden = true; });
