import type { AreaCode, Instant } from "@trygt/contracts";
import type { Existing } from "@trygt/service-kit/rules";
import { activeAt, type Gathering } from "./gathering.ts";
import { inForce, type Zone, zoneEndsAt } from "./zone.ts";

/** What housing and organisers are told: standard words, an area and an end. Neither how many, nor how it feels, nor what is done. */
export type Advice = { readonly areaCode: AreaCode; readonly until: Instant; readonly en: string; readonly da: string };

const texts = {
  gathering: {
    en: "Something is going on in the area. Put off visits, work and meetings outdoors until it is over, and keep at a distance. Call 112 in danger, 114 to reach the police.",
    da: "Der foregår noget i området. Udsæt besøg, arbejde og møder udendørs, til det er overstået, og hold afstand. Ring 112 ved fare og 114 for at få fat i politiet.",
  },
  zone: {
    en: "The police have announced a zone in the area. Read the announcement of the police, and tell residents who ask where to find it.",
    da: "Politiet har bekendtgjort en zone i området. Læs politiets bekendtgørelse, og fortæl beboere, der spørger, hvor den findes.",
  },
} as const;

/** What advice rests on. */
export type AdviceSource = Existing<Gathering> | Existing<Zone>;

/** The advice on a gathering or zone, one for each area; none before it begins to hold and none after. */
export const adviceOf = (record: AdviceSource, at: Instant): readonly Advice[] => {
  if ("areaCodes" in record)
    return inForce(record, at)
      ? record.areaCodes.map((areaCode) => ({ areaCode, until: zoneEndsAt(record), ...texts.zone }))
      : [];
  const active = activeAt(record, at);
  return active === undefined ? [] : [{ areaCode: record.areaCode, until: active.until, ...texts.gathering }];
};
