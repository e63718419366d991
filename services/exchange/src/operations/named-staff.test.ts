import { exchange } from "@trygt/contracts/exchange";
import { gro, quiet, rolf, testNamedStaff } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import type { Proper } from "../testing/proper-area-requests.ts";
import { proper } from "../testing/proper-requests.ts";
import { exchangeService } from "../testing/service.ts";

quiet();

/** The proper request, in which the sender stands for somebody else's text. */
const standingFor =
  (request: Proper, author: typeof gro): Proper =>
  async (service, me) => {
    const sent = await request(service, me);
    return { ...sent, body: { ...(sent.body as object), falseAlarm: { author: author.id } } };
  };

describe("whoever is named", () => {
  testNamedStaff({
    contract: exchange,
    open: exchangeService,
    proper,
    naming: {
      reportGathering: standingFor(proper.reportGathering, gro),
      debriefGathering: standingFor(proper.debriefGathering, gro),
      draftZone: standingFor(proper.draftZone, rolf),
      decideZone: standingFor(proper.decideZone, rolf),
    },
  });
});
