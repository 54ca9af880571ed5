/* What makes pages quicker, never possible: everything works without it. */
import { watchFigures } from "./margin.js";
import { watchMenus } from "./menus.js";
import { watchSearchKey } from "./search.js";
import { watchTables } from "./tables.js";

watchFigures();
watchMenus();
watchSearchKey();
watchTables();
