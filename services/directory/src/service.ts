import { directory } from "@trygt/contracts/directory";
import { defineApi } from "@trygt/service-kit";
import { operations } from "./operations/index.ts";
import { staffSearchPort } from "./ports/staff-search.ts";
import { records } from "./records/index.ts";

export { records };

/** The HTTP API. */
export const api = /* @__PURE__ */ defineApi({
  contract: directory,
  records,
  ports: { staffSearch: staffSearchPort },
  reads: [],
  operations,
});
