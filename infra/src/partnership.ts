import { exchange } from "@trygt/contracts/exchange";
import { visits } from "@trygt/contracts/visits";
import { subscribesTo as exchangeSubscriptions } from "@trygt/exchange/subscriptions";
import { subscribesTo as visitsSubscriptions } from "@trygt/visits/subscriptions";
import { Stage } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { bundlesOf } from "./bundles.ts";
import { Foundation } from "./foundation.ts";
import { PartnershipService } from "./partnership-service.ts";
import type { StageConfig } from "./stages.ts";

/** One copy of the whole partnership: the foundation, and every service on it. `bundles` says where a workspace has put its functions. */
export class Partnership extends Stage {
  constructor(scope: Construct, id: string, config: StageConfig, bundles: (workspace: string) => string = bundlesOf) {
    super(scope, id, { env: { account: config.account, region: config.region } });
    const foundation = new Foundation(this, "Foundation", {
      config,
      code: bundles("infra"),
      terminationProtection: true,
    });

    const { desk } = new PartnershipService(this, "Exchange", {
      contract: exchange,
      subscribesTo: exchangeSubscriptions,
      code: bundles("services/exchange"),
      asks: { api: ["PERSON_REGISTER_URL"] },
      desk: true,
      watches: [
        {
          metric: "ZoneAnnouncementLate",
          hurts: "People in an area where a zone is in force that nobody has told them of (Z4).",
          runbook: "infra/README.md#watches",
        },
        {
          metric: "BulkReadRefused",
          hurts: "People whose records somebody looks up one after the other (G7).",
          runbook: "infra/README.md#watches",
        },
      ],
      foundation,
      config,
      terminationProtection: true,
    });

    new PartnershipService(this, "Visits", {
      contract: visits,
      subscribesTo: visitsSubscriptions,
      code: bundles("services/visits"),
      asks: { api: ["PERSON_REGISTER_URL"], subscriber: ["PERSON_REGISTER_URL", "DIGITAL_POST_URL"] },
      usesDesk: desk,
      foundation,
      config,
      terminationProtection: true,
    });
  }
}
