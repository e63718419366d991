import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { Instant } from "../values/time.ts";
import { CountBand, Mood } from "./area-vocabulary.ts";
import { GatheringStatus, onTheStreet, SizeBand, StreetAction } from "./gathering-vocabulary.ts";
import { GatheringId } from "./ids.ts";

const shownGathering = () => ({
  gatheringId: GatheringId,
  version: described(z.int(), "The version that stands: sent in quotation marks as If-Match with the next step.", 3),
  status: GatheringStatus,
  areaCode: described(AreaCode, "Where it is, never finer than a sub-area.", "101-3-RPL"),
  at: described(Instant, "When it was or will be seen, in UTC.", "2026-03-02T08:00:00.000Z"),
  size: SizeBand,
  mood: Mood,
  action: z.optional(
    described(StreetAction, "What both sides have agreed to do, in the codes of a proposal; absent until they agree."),
  ),
  safety: z.optional(
    described(
      z.string(),
      "What colleagues must know to be safe there; absent if nothing was said.",
      "Gå to sammen, og hold afstand til legepladsen",
    ),
  ),
});

export const listGatherings = operation("exchange.listGatherings", {
  route: "GET /exchange/gatherings",
  summary: "The gatherings of Nørrebro that are not purged yet, by time",
  description:
    "Street workers, police and SSP consultants see what is reported and what is done about it, and the auditor can look on. Each entry shows the version that the next step needs as If-Match. An entry disappears 72 hours after the stand-down (T5).",
  roles: [...onTheStreet, "ssp_consultant", "dpo_auditor"],
  query: () => z.strictObject({ ...PageQuery }),
  reply: () => pageOf(z.strictObject(shownGathering())),
  problems: [],
});

export const readGathering = operation("exchange.readGathering", {
  route: "GET /exchange/gatherings/{gatheringId}",
  summary: "One gathering that is not purged yet",
  description:
    "Whoever may see the common list opens one gathering of it, for instance the one that they have just reported. Its ETag is the version that the next step needs as If-Match. It answers as if it had never been from 72 hours after the stand-down (T5).",
  roles: [...onTheStreet, "ssp_consultant", "dpo_auditor"],
  params: () => z.strictObject({ gatheringId: GatheringId }),
  reply: () => z.strictObject(shownGathering()),
  problems: [],
});

export const readAdvice = operation("exchange.readAdvice", {
  route: "GET /exchange/area-advice",
  summary: "Standard advice for housing and organisers on what is going on now, without details",
  description:
    "Housing coordinators and meeting organisers look up whether to plan around an area. The words are always the same: neither how many people are there, nor how it feels, nor what is done about it. There is an entry for each area with a gathering on which an action is agreed, or with a zone in force, and none otherwise.",
  roles: ["housing_coordinator", "meeting_organiser"],
  query: () => z.strictObject({ ...PageQuery }),
  reply: () =>
    pageOf(
      z.strictObject({
        areaCode: described(AreaCode, "Where the advice holds.", "101-3-RPL"),
        until: described(Instant, "Until when the advice holds, in UTC.", "2026-03-02T11:00:00.000Z"),
        en: described(
          z.string(),
          "The advice in English.",
          "Something is going on in the area. Put off visits, work and meetings outdoors until it is over, and keep at a distance. Call 112 in danger, 114 to reach the police.",
        ),
        da: described(
          z.string(),
          "The advice in Danish.",
          "Der foregår noget i området. Udsæt besøg, arbejde og møder udendørs, til det er overstået, og hold afstand. Ring 112 ved fare og 114 for at få fat i politiet.",
        ),
      }),
    ),
  problems: [],
});

export const readGatheringFigures = operation("exchange.readGatheringFigures", {
  route: "GET /exchange/figures/gatherings",
  summary: "How many gatherings by area and week; numbers under five only as such",
  description:
    "Everybody who plans around the area sees how many gatherings there were, by week and area. A gathering is counted when it is purged; nothing else is left of it (T5). Small numbers are hidden in the band `under_5` (Z6).",
  roles: [...onTheStreet, "ssp_consultant", "dpo_auditor", "secretariat", "meeting_organiser", "housing_coordinator"],
  reply: () =>
    z.strictObject({
      weeks: described(
        z.array(
          z.strictObject({
            week: described(z.string(), "The week in which they took place (ISO 8601).", "2026-W10"),
            areaCode: described(AreaCode, "Where they took place.", "101-3-RPL"),
            countBand: described(
              CountBand,
              "How many gatherings there were: `under_5` fewer than 5, else 5 to 9, 10 to 19, or 20 and more.",
              "under_5",
            ),
          }),
        ),
        "A count for each week and area with at least one gathering, by week and then by area.",
      ),
    }),
  problems: [],
});
