import * as exchange from "@trygt/exchange/service";
import type { ServiceDefinition } from "@trygt/service-kit";
import * as visits from "@trygt/visits/service";
import { Stage } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { bundlesOf } from "./bundles.ts";
import { Foundation } from "./foundation.ts";
import { PartnershipService } from "./partnership-service.ts";
import type { StageConfig } from "./stages.ts";

/** Every service of the partnership; each stands in `services/<its name>`. */
export const services: readonly ServiceDefinition[] = [exchange, visits];

/** One copy of the whole partnership: the foundation, and every service on it. `bundles` says where a workspace has put its functions. */
export class Partnership extends Stage {
  constructor(scope: Construct, id: string, config: StageConfig, bundles: (workspace: string) => string = bundlesOf) {
    super(scope, id, { env: { account: config.account, region: config.region } });
    const foundation = new Foundation(this, "Foundation", {
      config,
      code: bundles("infra"),
      terminationProtection: true,
    });
    const add = (service: ServiceDefinition, desk?: PartnershipService["desk"]) => {
      const { name } = service.api.contract;
      return new PartnershipService(this, `${name[0]?.toUpperCase()}${name.slice(1)}`, {
        service,
        code: bundles(`services/${name}`),
        desk,
        foundation,
        config,
        terminationProtection: true,
      });
    };

    // The one that has the desk is deployed before those who ask it
    const [desk] = services.filter(hasDesk).map((service) => add(service).desk);
    for (const service of services) if (!hasDesk(service)) add(service, desk);
  }
}

const hasDesk = (service: ServiceDefinition): boolean => service.desk !== undefined;
