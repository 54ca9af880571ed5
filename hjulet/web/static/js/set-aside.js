/* The server has set this text aside: the browser need not keep it too. */
import { drop, left } from "./kept-texts.js";

const mine = document.querySelector("textarea[data-actor]");
for (const kept of left(mine.dataset.actor)) if (kept.text === mine.value) drop(kept);
