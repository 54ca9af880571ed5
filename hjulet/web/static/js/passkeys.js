/* Passkeys: the ways that need this browser are shown where it can, and what went wrong is said on the page. */
const login = document.getElementById("passkey_login");
if (login && window.PublicKeyCredential) login.hidden = false;

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.getElementById("passkey_error");
  if (said) said.hidden = false;
});
