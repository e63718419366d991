import { createHash } from "node:crypto";
import type { exchange, PublicTextId, ZoneId } from "@trygt/contracts/exchange";
import { type Call, type Handlers, shownPage } from "@trygt/service-kit";
import { sameWords, type Zone, type ZoneCommand, zoneWarnings } from "../domain/zone.ts";
import { areaWorklist } from "../storage/area-worklists.ts";
import { zoneFigures } from "../storage/zones.ts";
import type { AreaDeps } from "./area-deps.ts";
import { noting } from "./false-alarm.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  "draftZone" | "decideZone" | "announceZone" | "endZone" | "listZones"
>;

/** The life of a zone over HTTP: drafted, decided by another lead, announced, ended. */
export const zoneOperations = (deps: AreaDeps): Operations => {
  const receipt = (zoneId: string) => (zone: Zone) => ({
    zoneId,
    status: zone.status,
    warnings: zoneWarnings(zone, deps.policy),
  });
  const send = (zoneId: ZoneId, command: ZoneCommand, call: Call) =>
    deps.zones.run(zoneId, command, call, { figures: zoneFigures, reply: receipt(zoneId) });

  return {
    draftZone: async ({ body, staff, call }) => {
      const zoneId = deps.newId();
      const { extends: earlier, falseAlarm, until, ...plan } = body;
      const extension = earlier && {
        zoneId: earlier,
        zone: (await deps.zones.show(earlier, call.actor))?.state,
      };
      return deps.zones.create(
        zoneId,
        { type: "draft", at: call.at, by: staff.id, ...plan, until, extends: extension, falseAlarm },
        noting(call, falseAlarm),
        { reply: receipt(zoneId) },
      );
    },

    decideZone: async ({ params: { zoneId }, body, staff, call }) => {
      const { decidedBy, decisionReference: reference, reasons, falseAlarm } = body;
      const reasonsDigest = digest(sameWords(reasons ?? ""));
      return send(
        zoneId,
        { type: "decide", at: call.at, by: staff.id, decidedBy, reference, reasons, reasonsDigest, falseAlarm },
        noting(call, falseAlarm),
      );
    },

    announceZone: async ({ params: { zoneId }, staff, call }) =>
      send(zoneId, { type: "announce", at: call.at, by: staff.id, publicTextId: deps.newId() as PublicTextId }, call),

    endZone: async ({ params: { zoneId }, staff, call }) =>
      send(zoneId, { type: "end", at: call.at, by: staff.id }, call),

    listZones: async ({ query: { limit = 50, cursor }, staff, call }) => {
      const leads = staff.role === "police_lead";
      const about = leads ? areaWorklist.zonesOfLeads : areaWorklist.zones;
      // To the public a zone ends with its last day, even while the clock has not noted it
      const page = await deps.store.list(about, { limit, cursor }, leads ? {} : { from: call.at });
      return {
        kind: "shown",
        about,
        body: shownPage(page, ({ id, state, version }) => {
          const zone = state as Zone;
          if (zone.status === "none" || zone.status === "erased") return undefined;
          const { status, basis, areaCodes, from, until, publicText } = zone;
          return { zoneId: id, version, status, basis, areaCodes: [...areaCodes], from, until, publicText };
        }),
      };
    },
  };
};

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
