import * as audit from "@trygt/audit/service";
import * as directory from "@trygt/directory/service";
import * as exchange from "@trygt/exchange/service";
import type { ServiceDefinition } from "@trygt/service-kit";
import * as visits from "@trygt/visits/service";
import { Stage } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { bundlesOf } from "./bundles.ts";
import { Foundation } from "./foundation.ts";
import { PartnershipService, type PartnershipServiceProps } from "./partnership-service.ts";
import type { StageConfig } from "./stages.ts";

/** Every service of the partnership; each stands in `services/<its name>`. */
export const services: readonly ServiceDefinition[] = [audit, directory, exchange, visits];

/** One copy of the whole partnership: the foundation, and every service on it. `bundles` says where a workspace has put its functions. */
export class Partnership extends Stage {
  constructor(scope: Construct, id: string, config: StageConfig, bundles: (workspace: string) => string = bundlesOf) {
    super(scope, id, { env: { account: config.account, region: config.region } });
    const foundation = new Foundation(this, "Foundation", {
      config,
      code: bundles("infra"),
      terminationProtection: true,
    });
    const add = (service: ServiceDefinition, around: Around = {}) => {
      const { name } = service.api.contract;
      return new PartnershipService(this, `${name[0]?.toUpperCase()}${name.slice(1)}`, {
        service,
        code: bundles(`services/${name}`),
        ...around,
        foundation,
        config,
        terminationProtection: true,
      });
    };

    // The one that has the desk is deployed before those who ask it, and the one that reads their logs after all others
    const [first, last] = [services.filter(hasDesk), services.filter(readsOthersLogs)];
    const between = services.filter((service) => !first.includes(service) && !last.includes(service));
    const withDesk = first.map((service) => add(service));
    const { desk } = withDesk[0] ?? {};
    const added = [...withDesk, ...between.map((service) => add(service, { desk }))];
    const accessLogs = Object.fromEntries(added.map(({ serviceName, accessLog }) => [serviceName, accessLog]));
    for (const service of last) add(service, { desk, accessLogs });
  }
}

type Around = Pick<PartnershipServiceProps, "desk" | "accessLogs">;

const hasDesk = (service: ServiceDefinition): boolean => service.desk !== undefined;
const readsOthersLogs = (service: ServiceDefinition): boolean => service.readsAccessLogs === true;
