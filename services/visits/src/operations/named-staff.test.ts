import { visits } from "@trygt/contracts/visits";
import { clara, quiet, signe, simon, somebody, testNamedStaff } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { visitsService } from "../testing/service.ts";
import { acceptance, registered } from "../testing/stories.ts";

quiet();

describe("whoever is named", () => {
  testNamedStaff({
    contract: visits,
    open: visitsService,
    proper,
    naming: {
      screenConcern: async (service) => ({
        params: { concernId: await registered(service) },
        body: { ...acceptance, assignedTo: simon.id, caseWorker: clara.id },
      }),
    },
    caller: (role) => somebody(role, signe.id),
  });
});
