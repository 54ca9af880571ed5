/* Two texts and a choice: when somebody else has saved, and when a text was left unsaved at an earlier visit.
   The one that is not chosen is kept by the server, in the text's history. */
import { differenceOf, post } from "./autosave-server.js";
import { drop, left } from "./kept-texts.js";

export class Conflict {
  constructor(saver) {
    this.saver = saver;
    this.box = saver.form.querySelector("[data-conflict]");
    this.on("mine", (answer) => this.takeMine(answer));
    this.on("theirs", (answer) => this.takeTheirs(answer));
  }

  on(choice, action) {
    this.box.querySelector(`[data-take="${choice}"]`).addEventListener("click", () => this.choose(action));
  }

  get isOpen() {
    return !this.box.hidden;
  }

  show(answer) {
    this.answer = answer;
    this.box.querySelector("[data-who]").textContent = answer.who;
    this.box.querySelector("[data-difference]").innerHTML = answer.html;
    this.box.hidden = false;
  }

  close() {
    this.box.hidden = true;
  }

  /* The click itself left the field, and so sent a save: its answer comes first, and may be of a newer text. */
  async choose(action) {
    const { version } = this.answer;
    await this.saver.busy;
    if (this.isOpen && this.answer.version === version) action(this.answer);
  }

  takeMine({ version, theirs }) {
    this.saver.form.elements.version.value = version;
    this.saver.saved = theirs;
    this.saver.text.focus();
    this.saver.save();
  }

  takeTheirs({ version, theirs, set_aside: number, clock }) {
    const { form } = this.saver;
    form.elements.version.value = version;
    form.elements.settles.value = "";
    form.elements.set_aside.value = number;
    post(form.dataset.drop, form);
    this.close();
    this.saver.saved = theirs;
    this.saver.status.saved(clock);
    this.saver.take(theirs);
  }
}

export class Offer {
  constructor(saver) {
    this.saver = saver;
    this.box = saver.form.querySelector("[data-offer]");
  }

  async show() {
    const { actor, form, text } = this.saver;
    const known = new Set([text.value, form.ownerDocument.querySelector("[data-set-aside]")?.value]);
    const [latest, ...others] = (await left(actor)).filter((one) => !known.has(one.text) || drop(one));
    if (!latest) return;
    this.box.querySelector("[data-when]").textContent = moment(latest.at);
    this.box.querySelector("[data-difference]").innerHTML = await differenceOf(form, latest.text);
    this.box.hidden = false;
    this.decide("kept", latest, () => this.saver.take(latest.text));
    this.decide("none", latest, () => (others.length ? this.show() : text.focus()));
  }

  decide(choice, one, action) {
    this.box.querySelector(`[data-take="${choice}"]`).onclick = () => {
      drop(one);
      this.box.hidden = true;
      action();
    };
  }
}

function moment(at) {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "long" };
  return new Date(at)
    .toLocaleString(document.documentElement.lang, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .replace(/(\d\d):(\d\d)/, "$1.$2");
}
