/* What makes pages quicker, never possible: everything works without it. */
import { watchFigures } from "./margin.js";
import { watchMenus } from "./menus.js";
import { watchSearchKey } from "./search.js";

watchFigures();
watchMenus();
watchSearchKey();
