/* The server has set this text aside: the browser need not keep it too. */
import { drop, kept } from "./kept-texts.js";

const mine = document.querySelector("textarea[data-actor]");
for (const one of kept(mine.dataset.actor)) if (one.text === mine.value) drop(one);
