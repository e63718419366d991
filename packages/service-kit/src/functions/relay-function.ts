import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { awsClient } from "../time-limits/aws-client.ts";
import { awsCall } from "../time-limits/limits.ts";
import { type Environment, processEnvironment, requiredVariable } from "./environment.ts";
import { createRelay } from "./relay.ts";

/** The variable of the bus that the relay publishes on. */
export const busVariable = "EVENT_BUS_NAME";

/** The relay function of a service on the stage's environment. Throws at its start when the environment is not complete. */
export const relayFunction = (environment: Environment = processEnvironment) =>
  createRelay({ bus: requiredVariable(environment, busVariable), client: awsClient(EventBridgeClient, awsCall) });
