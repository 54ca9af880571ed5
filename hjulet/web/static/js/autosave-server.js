/* What autosave asks of the server. */
const WAIT = 20_000;

/* Send the form; give the answer's status and values. Status 0 is no contact, 401 signed out. */
export async function post(address, form, { keepalive = false } = {}) {
  const options = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive };
  try {
    const answer = await fetch(address, { ...options, signal: keepalive ? undefined : AbortSignal.timeout(WAIT) });
    if (answer.redirected) return { status: 401 };
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, ...(isJson ? await answer.json() : {}) };
  } catch {
    return { status: 0 };
  }
}

/* How a text differs from the one that is saved, as marks to show; empty without contact. */
export async function differenceOf(form, source) {
  const body = new FormData(form);
  body.set("source", source);
  try {
    const answer = await fetch(form.dataset.difference, { method: "POST", body });
    return answer.ok && !answer.redirected ? await answer.text() : "";
  } catch {
    return "";
  }
}

/* Tell who is signed in by the page as it is now: empty for nobody, "?" for somebody who does not have the page. Its
   token is taken only if it is still whoever wrote here: nobody's text is sent in another's name. */
export async function refreshed(form) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.redirected || answer.status === 401) return "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("form[data-autosave]");
    if (!now) return "?";
    if (now.dataset.actor === form.dataset.actor) {
      form.elements.csrfmiddlewaretoken.value = now.elements.csrfmiddlewaretoken.value;
    }
    return now.dataset.actor;
  } catch {
    return "";
  }
}
