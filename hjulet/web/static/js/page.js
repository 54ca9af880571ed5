/* What makes pages quicker, never possible: everything works without it. */
import { watchLive } from "./live.js";
import { watchFigures } from "./margin.js";
import { watchMenus } from "./menus.js";
import { watchReferences } from "./references.js";
import { watchSearchKey } from "./search.js";
import { watchSeen } from "./seen.js";
import { watchSignOut } from "./sign-out.js";
import { watchTables } from "./tables.js";

watchFigures();
watchLive();
watchMenus();
watchReferences();
watchSearchKey();
watchSeen();
watchSignOut();
watchTables();
