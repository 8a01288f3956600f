/* data-ring="address" on a tel: link: tells the house that somebody is ringing this moment, so that alarms fall
   silent while they talk. The call itself needs nothing of this. */

const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-ring]");
  if (!link) return;
  fetch(link.dataset.ring, { method: "POST", headers: token(), keepalive: true }).catch(() => {});
  link.closest(".call")?.classList.add("is-ringing");
});
