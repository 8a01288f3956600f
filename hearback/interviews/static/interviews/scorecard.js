/* data-scorecard on a form: each field is sent as it is typed. While the network is away, it stays in this browser under
   the scorecard's own key, a line says so, and it is sent when the network is back. Without JavaScript: Save. */
const done = document.querySelector("[data-scorecard-done]");
if (done) localStorage.removeItem(`scorecard:${done.dataset.scorecardDone}`);
const form = document.querySelector("form[data-scorecard]");
if (form) begin();
function begin() {
  const key = `scorecard:${form.dataset.scorecard}`;
  const line = form.querySelector("[data-kept]");
  const marks = JSON.parse(form.elements.seen.value);
  const pending = JSON.parse(localStorage.getItem(key) ?? "{}");
  let [timer, busy] = [0, false];
  const say = (words, isBad = false) => {
    if (line.textContent !== words) line.textContent = words;
    line.classList.toggle("is-bad", isBad);
  };
  const store = () => {
    if (!Object.keys(pending).length) return localStorage.removeItem(key);
    localStorage.setItem(key, JSON.stringify(pending));
  };
  const put = (name, words) => { if (form.elements[name]) form.elements[name].value = words; };
  for (const name of Object.keys(pending)) {
    if (name in marks) put(name, pending[name].words);
    else delete pending[name];
  }
  form.addEventListener("input", ({ target: { name } }) => {
    if (!(name in marks)) return;
    pending[name] = { words: form.elements[name].value, at: Date.now(), seen: pending[name]?.seen ?? marks[name] };
    store();
    clearTimeout(timer);
    timer = setTimeout(send, 700);
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) { event.preventDefault(); say(form.dataset.away, true); }
  });
  window.addEventListener("online", send);
  window.addEventListener("offline", () => say(form.dataset.away, true));
  setInterval(send, 10_000);
  if (!line.textContent) say(form.dataset.ready);
  send();

  async function send() {
    const sent = structuredClone(pending);
    if (busy || !Object.keys(sent).length) return;
    busy = true;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: body(sent), redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 403) return say(form.dataset.out, true);
      const kept = await answer.json();
      if (answer.ok) take(sent, kept);
      say([kept.saved ?? "", ...kept.said].join(" "), kept.said.length > 0);
    } catch {
      say(form.dataset.away, true);
    } finally {
      busy = false;
    }
  }
  function body(sent) {
    const said = new FormData();
    const seen = Object.entries(sent).map(([name, one]) => [name, one.seen]);
    said.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
    said.set("seen", JSON.stringify(Object.fromEntries(seen)));
    for (const [name, one] of Object.entries(sent)) {
      said.set(name, one.words);
      said.set(`age-${name}`, Date.now() - one.at);
    }
    return said;
  }
  function take(sent, kept) {
    for (const name of Object.keys(sent)) {
      if (kept.marks[name]) marks[name] = kept.marks[name];
      if (pending[name].at !== sent[name].at) { pending[name].seen = marks[name]; continue; }
      delete pending[name];
      if (name in kept.stands) put(name, kept.stands[name]);
    }
    form.elements.seen.value = JSON.stringify(marks);
    store();
    if (Object.keys(pending).length) timer = setTimeout(send, 300);
  }
}
