import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type Instant, instantOf } from "@trygt/contracts";
import * as z from "zod/mini";
import { type Desk, desk } from "./desk/client.ts";
import { json, readEnvironment } from "./environment.ts";
import { type PersonRegister, personRegister } from "./ports/person-register.ts";
import type { Store } from "./store.ts";
import { dynamoStore } from "./store-dynamodb.ts";
import { type SubjectRefs, subjectRefs } from "./subject-ref.ts";

/** The environment of a function, as a service's deps.ts hands it over. */
type Environment = Readonly<Record<string, string | undefined>>;

/** What every function that works on records stands on. */
export type Ground<Policy> = {
  readonly store: Store;
  readonly policy: Policy;
  readonly now: () => Instant;
  readonly newId: () => string;
};

const name = z.string().check(z.minLength(1));

/** The store, the policy, the time and identifiers of a function. Throws without an impact assessment: nothing that works on people's records starts without one (D19). */
export const ground = <Policy>(environment: Environment, policy: z.core.$ZodType<Policy>): Ground<Policy> => {
  const shape = z.object({ TABLE_NAME: name, ACCESS_LOG_TABLE_NAME: name, IMPACT_ASSESSMENT: name });
  const { TABLE_NAME: table, ACCESS_LOG_TABLE_NAME: accessLog } = readEnvironment(shape, environment);
  const decided = readEnvironment(z.object({ POLICY: json(policy) }), environment) as { readonly POLICY: Policy };
  // Connect in 1 s, answer in 2 s, three tries: all of it fits in the API's 10 s
  const requestHandler = { connectionTimeout: 1000, requestTimeout: 2000 };
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler });
  return {
    store: dynamoStore({ client, table, accessLog }),
    policy: decided.POLICY,
    now: () => instantOf(Date.now()),
    newId: randomUUID,
  };
};

/** The service's own references to persons. */
export const liveSubjectRefs = (environment: Environment): SubjectRefs => {
  const { SUBJECT_KEY_ID: keyId } = readEnvironment(z.object({ SUBJECT_KEY_ID: name }), environment);
  return subjectRefs({ client: new KMSClient({}), keyId });
};

/** The person register of the stage. */
export const livePersonRegister = (environment: Environment): PersonRegister =>
  personRegister(readEnvironment(z.object({ PERSON_REGISTER_URL: z.url() }), environment).PERSON_REGISTER_URL);

/** The disclosure desk, asked in the name of a service. */
export const liveDesk = (environment: Environment, depositor: string): Desk => {
  const { DESK_FUNCTION_NAME: functionName } = readEnvironment(z.object({ DESK_FUNCTION_NAME: name }), environment);
  return desk({ client: new LambdaClient({}), functionName, depositor });
};

/** The bus that the relay publishes on. */
export const liveBus = (environment: Environment) => ({
  bus: readEnvironment(z.object({ EVENT_BUS_NAME: name }), environment).EVENT_BUS_NAME,
  client: new EventBridgeClient({}),
});

/** The queue for what a subscriber cannot read. */
export const liveDeadLetters = (environment: Environment) => ({
  deadLetters: readEnvironment(z.object({ DEAD_LETTER_QUEUE_URL: name }), environment).DEAD_LETTER_QUEUE_URL,
  client: new SQSClient({}),
});
