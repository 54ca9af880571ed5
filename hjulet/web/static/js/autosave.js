/* A form's text is saved while one writes. What the server has not got yet is kept in the browser; what somebody
   else has saved is never written over. Without this the form's button saves. */
import { Conflict, Offer } from "./autosave-choices.js";
import { post, refreshed } from "./autosave-server.js";
import { Status } from "./autosave-status.js";
import { forget, keep } from "./kept-texts.js";

const AFTER_TYPING = 2000;
const AT_LEAST = 10_000;
const AGAIN = [2000, 4000, 8000, 15_000, 30_000];

class Autosave {
  constructor(form) {
    this.form = form;
    this.actor = form.dataset.actor;
    this.text = form.elements.source;
    this.saved = this.text.defaultValue;
    this.unheard = []; // texts that were sent, and whose answer never came
    this.failures = 0;
    this.isAway = this.isLeaving = this.maySignOut = false;
    this.status = new Status(form);
    this.conflict = new Conflict(this);
    new Offer(this).show();
    this.listen();
  }

  get isDirty() {
    return this.text.value !== this.saved;
  }

  listen() {
    this.text.addEventListener("input", () => this.written());
    this.text.addEventListener("blur", () => this.save());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => event.persisted && (this.isLeaving = false));
    addEventListener("online", () => this.save());
    addEventListener("focus", () => this.back());
    document.querySelector("form[data-sign-out]")?.addEventListener("submit", (event) => this.signOut(event));
  }

  written() {
    if (!this.isDirty) return this.clean();
    keep(this.actor, this.text.value);
    this.maySignOut = false;
    this.status.unsaved();
    this.dirtySince ??= Date.now();
    const pause = this.conflict.isOpen ? AT_LEAST : AFTER_TYPING; // each save of a lost text is one more set aside
    this.plan(Math.max(0, Math.min(pause, this.dirtySince + AT_LEAST - Date.now())));
  }

  clean() {
    forget(this.actor);
    this.dirtySince = null;
    clearTimeout(this.timer);
  }

  plan(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  /* One save at a time; what is written meanwhile is saved after it. */
  save() {
    clearTimeout(this.timer);
    if (this.isDirty) this.busy ??= this.send().finally(() => (this.busy = null));
    return this.busy;
  }

  async send() {
    const sent = this.text.value;
    this.status.saving();
    this.dirtySince = null;
    const answer = await post(this.form.dataset.autosave, this.form);
    if (answer.status === 200) this.got(sent, answer);
    else if (answer.status === 409) this.lost(sent, answer);
    else this.failed(sent, answer);
  }

  got(sent, { version, clock }) {
    this.form.elements.version.value = version;
    this.form.elements.settles.value = "";
    this.saved = sent;
    this.unheard = [];
    this.failures = 0;
    this.conflict.close();
    this.status.saved(clock);
    if (this.isDirty) this.written();
    else this.clean();
  }

  /* The text that won may be our own, sent before and never answered. */
  lost(sent, answer) {
    this.failures = 0;
    this.form.elements.settles.value = answer.set_aside; // an earlier state of what is sent next: one waits, not all
    if (this.unheard.includes(answer.theirs)) {
      this.unheard = [];
      this.saved = answer.theirs;
      this.form.elements.version.value = answer.version;
      return this.plan(0);
    }
    this.conflict.show(answer);
    this.status.conflict(answer.who);
    if (this.text.value !== sent) this.plan(AT_LEAST);
  }

  failed(sent, { status, reasons }) {
    if (status === 401 || status === 403) return this.turnedAway();
    if (status === 404) return this.status.gone();
    if (status === 422) {
      this.status.refused(reasons);
      if (this.text.value !== sent) this.plan(AFTER_TYPING);
      return;
    }
    this.unheard.push(sent);
    this.status.noContact();
    this.again();
  }

  again() {
    this.plan(AGAIN[Math.min(this.failures++, AGAIN.length - 1)]);
  }

  /* Signed out, or signed in anew in another tab, which makes the form's token old. */
  async turnedAway() {
    const now = await refreshed(this.form);
    if (now === this.actor) return this.again();
    if (now) this.status.other();
    else this.status.signedOut();
    this.isAway = true;
    this.plan(AGAIN.at(-1));
  }

  async back() {
    if (!this.isAway) return;
    this.isAway = false;
    await this.turnedAway();
  }

  async submitted(event) {
    if (!this.busy) return (this.isLeaving = true);
    event.preventDefault();
    await this.busy;
    this.form.requestSubmit(event.submitter);
  }

  /* The page goes: the browser sends on its own, and what is longer than it takes stays kept. */
  leave() {
    if (!this.isDirty || this.isLeaving) return;
    this.unheard.push(this.text.value);
    post(this.form.dataset.autosave, this.form, { keepalive: true });
  }

  /* Signing out empties the browser of what is kept: so the text goes to the server first. */
  async signOut(event) {
    if (this.maySignOut || !this.isDirty) return (this.isLeaving = true);
    event.preventDefault();
    await this.busy; // an earlier save may be on its way, of an earlier text
    await this.save();
    this.maySignOut = true;
    if (!this.isDirty || this.conflict.isOpen) event.target.requestSubmit();
    else this.status.leaving();
  }

  /* Take a text into the form, as if it had been written. */
  take(source) {
    this.text.value = source;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.text.focus();
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
