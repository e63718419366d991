import { exchange } from "@trygt/contracts/exchange";
import { quiet, testLookUps } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { exchangeService } from "../testing/service.ts";
import { offered } from "../testing/stories.ts";

quiet();

describe("a look-up", () => {
  testLookUps({
    contract: exchange,
    open: exchangeService,
    proper,
    showing: {
      readOffer: async (service, me) => {
        const params = { ticketId: await offered(service) };
        await service.step(me, "acceptOffer", { params, body: {} });
        return { params };
      },
    },
  });
});
