/* What the page says of saving. It is seen each time, and read aloud only when it becomes something else:
   saved is not said again every ten seconds. */
export class Status {
  constructor(form) {
    this.form = form;
    this.shown = form.querySelector("[data-shown]");
    this.said = form.querySelector("[data-said]");
    this.state = "";
  }

  unsaved() {
    if (this.state === "" || this.state === "saved") this.shown.textContent = this.word("unsaved");
  }

  saving() {
    if (this.state === "" || this.state === "saved") this.shown.textContent = this.word("saving");
  }

  saved(clock) {
    this.say("saved", `${this.word("saved")} ${clock}.`);
  }

  conflict(who) {
    this.say("conflict", `${this.word("not-saved")}.`, who);
  }

  noContact() {
    this.say("no-contact", `${this.word("lost-contact")}.`);
  }

  signedOut() {
    this.help("signed-out");
  }

  other() {
    this.help("other");
  }

  gone() {
    this.help("gone");
  }

  refused(reasons = []) {
    this.form.querySelector("[data-reasons]").textContent = reasons.join(" ");
    this.help("refused");
  }

  leaving() {
    this.say("leaving", this.word("leave"));
  }

  help(state) {
    this.say(state, `${this.word("not-saved")}.`);
    const shown = this.form.querySelector(`[data-help="${state}"]`);
    shown.hidden = false;
    this.said.textContent = shown.textContent;
  }

  say(state, sentence, more = "") {
    this.shown.textContent = sentence;
    if (state === this.state) return;
    this.state = state;
    this.said.textContent = `${sentence} ${more}`;
    for (const help of this.form.querySelectorAll("[data-help]")) help.hidden = true;
  }

  word(name) {
    return this.form.querySelector(`[data-word="${name}"]`).content.textContent;
  }
}
