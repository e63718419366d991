import type { Names } from "./names.ts";

/** The border of a new service: four operations on its first thing, and the event that tells of its end. */
export const contract = ({ service, purpose, thing, words, one, One, Many, path }: Names): string => `
import * as z from "zod/mini";
import { event } from "../event.ts";
import { operation } from "../operation.ts";
import { outOfArea } from "../problems/rules.ts";
import { service } from "../service.ts";
import { AreaCode } from "../values/area.ts";
import { id } from "../values/id.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Instant } from "../values/time.ts";

/** The identifier of a ${words}. */
export const ${One}Id = id("${One}Id");
export type ${One}Id = z.output<typeof ${One}Id>;

/** Where a ${words} stands. */
export const ${One}Status = z.enum(["open", "closed"]);

const ${one}Params = z.strictObject({ ${one}Id: ${One}Id });
const ${One}Receipt = z.strictObject({ ${one}Id: ${One}Id, status: ${One}Status });
const Shown${One} = z.strictObject({
  ${one}Id: ${One}Id,
  status: ${One}Status,
  areaCode: AreaCode,
  openedAt: Instant,
});

export const open${One} = operation("${service}.open${One}", {
  route: "POST ${path}",
  summary: "Open a ${words}",
  roles: ["secretariat"],
  status: 201,
  location: "${path}/{${one}Id}",
  body: z.strictObject({ areaCode: AreaCode }),
  reply: ${One}Receipt,
  problems: ["out-of-area"],
});

export const close${One} = operation("${service}.close${One}", {
  route: "POST ${path}/{${one}Id}/closing",
  summary: "Close a ${words}",
  roles: ["secretariat"],
  requiresVersionOf: "${words}",
  params: ${one}Params,
  body: z.strictObject({}),
  reply: ${One}Receipt,
  problems: ["invalid-transition"],
});

export const list${Many} = operation("${service}.list${Many}", {
  route: "GET ${path}",
  summary: "What my own authority has open, oldest first",
  roles: ["secretariat"],
  query: z.strictObject({ ...PageQuery }),
  reply: pageOf(Shown${One}),
  problems: [],
});

export const read${One} = operation("${service}.read${One}", {
  route: "GET ${path}/{${one}Id}",
  summary: "Read a ${words} of my own authority",
  roles: ["secretariat", "dpo_auditor"],
  params: ${one}Params,
  reply: Shown${One},
  problems: [],
});

/** Others learn that it has ended, and nothing else. */
export const ${one}Closed = event("${service}.${thing}-closed.v1", {
  summary: "The end of a ${words}",
  data: z.strictObject({ ${one}Ref: ${One}Id }),
});

/** ${purpose}. */
export const ${service} = service({
  name: "${service}",
  purpose: "${purpose}",
  operations: { open${One}, close${One}, list${Many}, read${One} },
  events: { ${one}Closed },
  problems: { "out-of-area": outOfArea },
});
`;
