import { fileURLToPath } from "node:url";

/** The built UI: `npm run build` puts it there. */
export const webRoot = fileURLToPath(new URL("../../web/dist", import.meta.url));
