import { createHash } from "node:crypto";
import { exchange, type PublicTextId } from "@trygt/contracts/exchange";
import { type Dependencies, type Handlers, type Loaded, toPage } from "@trygt/service-kit";
import { sameWords, type Zone, zoneEndsAt, zoneWarnings } from "../domain/zone.ts";
import type { records } from "../records/index.ts";
import { type ListedZone, worklist } from "../records/worklists.ts";
import { screened } from "./false-alarm.ts";
import type { DirectoryDependencies } from "./named-party.ts";

type Operations = Pick<
  Handlers<typeof exchange>,
  "draftZone" | "decideZone" | "announceZone" | "endZone" | "listZones" | "readZone"
>;

const { draftZone, decideZone } = exchange.operations;

/** The life of a zone over HTTP: drafted, decided by another lead, announced, ended. */
export const zoneOperations = (deps: Dependencies<typeof records> & DirectoryDependencies): Operations => {
  const { zones, policy, newId } = deps;
  const replyFor = (zoneId: string) => ({
    reply: (zone: Zone) => ({ zoneId, status: zone.status, warnings: zoneWarnings(zone, policy) }),
  });

  return {
    draftZone: async ({ body: { extends: earlier, falseAlarm, until, ...plan }, context }) => {
      const zoneId = newId();
      const extended = earlier && { zoneId: earlier, zone: (await zones.find(earlier, context.actor))?.state };
      const { da, en } = plan.publicText;
      const texts = { "/publicText/da": da, "/publicText/en": en };
      return screened(deps, { texts, falseAlarm, authors: draftZone.roles }, context, (stood, noted) =>
        zones.execute(
          { id: zoneId, when: "absent" },
          { type: "draft", ...plan, until, extends: extended, falseAlarm: stood },
          noted,
          replyFor(zoneId),
        ),
      );
    },

    decideZone: ({ params: { zoneId }, body, context }) => {
      const { decidedBy, decisionReference: reference, reasons, falseAlarm } = body;
      const reasonsDigest = digest(sameWords(reasons ?? ""));
      return screened(
        deps,
        { texts: { "/reasons": reasons }, falseAlarm, authors: decideZone.roles },
        context,
        (stood, noted) =>
          zones.execute(
            zoneId,
            { type: "decide", decidedBy, reference, reasons, reasonsDigest, falseAlarm: stood },
            noted,
            replyFor(zoneId),
          ),
      );
    },

    announceZone: ({ params: { zoneId }, context }) =>
      zones.execute(zoneId, { type: "announce", publicTextId: newId() as PublicTextId }, context, replyFor(zoneId)),

    endZone: ({ params: { zoneId }, context }) => zones.execute(zoneId, { type: "end" }, context, replyFor(zoneId)),

    listZones: async ({ query, staff, context }) => {
      const leads = staff.role === "police_lead";
      const about = leads ? worklist.zonesOfLeads : worklist.zones;
      // To all but leads a zone ends with its last day, even while the clock has not noted it
      const page = await zones.list(about, query, leads ? {} : { from: context.at });
      return {
        kind: "read",
        about,
        body: toPage(page, ({ id, version, shows }) => shown({ id, version, state: shows })),
      };
    },

    readZone: async ({ params: { zoneId }, staff, context }) => {
      const found = await zones.find(zoneId, context.actor);
      if (found === undefined || (staff.role !== "police_lead" && zoneEndsAt(found.state) <= context.at))
        return { kind: "not-found" };
      return { kind: "read", about: zones.ref(zoneId), version: found.version, body: shown(found) };
    },
  };
};

const shown = ({ id, version, state }: Loaded<ListedZone>) => {
  const { status, basis, areaCodes, from, until, publicText } = state;
  return { zoneId: id, version, ...{ status, basis, areaCodes: [...areaCodes], from, until, publicText } };
};

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
