/* data-passkey="make" or "use" on a form: its button asks the device for a passkey and sends the form.
   What the device needs is JSON in the element named by data-options, or at the address data-options-from.
   The form stays hidden where the browser knows no passkeys. */

const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function options(form) {
  const near = document.getElementById(form.dataset.options);
  if (near) return JSON.parse(near.textContent);
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  return answer.json();
}

const known = (list = []) => list.map((one) => ({ ...one, id: decode(one.id) }));

function make(given, alone) {
  const asked = given.creation_options.publicKey;
  const selection = { ...asked.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
  if (alone) selection.userVerification = "required";
  return navigator.credentials.create({ publicKey: {
    ...asked, challenge: decode(asked.challenge), user: { ...asked.user, id: decode(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials), authenticatorSelection: selection,
  } });
}

function use(given) {
  const asked = given.request_options.publicKey;
  return navigator.credentials.get({ publicKey: {
    ...asked, challenge: decode(asked.challenge), allowCredentials: known(asked.allowCredentials),
  } });
}

function told(credential) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const parts = names.filter((name) => credential.response[name]);
  return JSON.stringify({
    id: credential.id, rawId: encode(credential.rawId), type: credential.type,
    response: Object.fromEntries(parts.map((name) => [name, encode(credential.response[name])])),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ask(form) {
  const given = await options(form);
  const alone = Boolean(form.elements.passwordless?.checked);
  const credential = form.dataset.passkey === "make" ? await make(given, alone) : await use(given);
  form.elements.credential.value = told(credential);
  form.submit();
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const trouble = form.querySelector("[data-passkey-trouble]");
    trouble.hidden = true;
    ask(form).catch(() => { trouble.hidden = false; });
  });
});
