// SPDX-License-Identifier: EUPL-1.2
// Passkeys: asks the browser, puts its answer into the form, sends it. And the button that prints.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const listed = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

function answer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function make({ publicKey }, passwordless) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge), excludeCredentials: listed(publicKey.excludeCredentials) };
  options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  options.authenticatorSelection = { ...publicKey.authenticatorSelection, residentKey: passwordless ? "required" : "discouraged", requireResidentKey: passwordless };
  if (passwordless) options.authenticatorSelection.userVerification = "required";
  return answer(await navigator.credentials.create({ publicKey: options }));
}

async function use({ publicKey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: listed(publicKey.allowCredentials) };
  return answer(await navigator.credentials.get({ publicKey: options }));
}

async function challenge(form) {
  const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`${form.action}: ${reply.status}`);
  return (await reply.json()).request_options;
}

const ways = {
  "sign-in": async (form) => use(await challenge(form)),
  use: (form) => use(JSON.parse(form.dataset.options)),
  add: (form) => make(JSON.parse(form.dataset.options), form.elements.passwordless.checked),
};

async function send(form) {
  const told = form.querySelector("[data-passkey-error]");
  told.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ways[form.dataset.passkey](form));
    form.submit();
  } catch (error) {
    console.warn(error);
    told.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
  form.querySelector("button").addEventListener("click", () => send(form));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
