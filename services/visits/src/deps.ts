import { randomUUID } from "node:crypto";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KMSClient } from "@aws-sdk/client-kms";
import { SQSClient } from "@aws-sdk/client-sqs";
import { instantOf } from "@trygt/contracts";
import {
  dynamoClient,
  dynamoStore,
  json,
  type Ledger,
  ledger,
  type PersonRegister,
  personRegister,
  readEnvironment,
  type Store,
  type SubjectRefs,
  subjectRefs,
} from "@trygt/service-kit";
import * as z from "zod/mini";
import type { Concern, ConcernCommand } from "./domain/concern.ts";
import { Policy } from "./domain/policy.ts";
import type { CaseCommand, VisitCase } from "./domain/visit-case.ts";
import { cases, concerns } from "./storage.ts";

/** What the use cases of visits stand on. */
export type Deps = {
  readonly store: Store;
  readonly concerns: Ledger<Concern, ConcernCommand>;
  readonly cases: Ledger<VisitCase, CaseCommand>;
  readonly now: () => ReturnType<typeof instantOf>;
  readonly newId: () => string;
};

/** What an operation needs besides: the way from a CPR number to a person and to a reference. */
export type ApiDeps = Deps & { readonly register: PersonRegister; readonly subjectRef: SubjectRefs };

const name = z.string().check(z.minLength(1));

/** Binds the rules to a store; time and identifiers come from outside. */
export const depsOn = (store: Store, policy: Policy, now: Deps["now"], newId: Deps["newId"]): Deps => ({
  store,
  concerns: ledger(concerns(policy), store, newId),
  cases: ledger(cases(policy), store, newId),
  now,
  newId,
});

/** The dependencies of a function that works on records, from its environment. */
export const deps = (): Deps => {
  const environment = readEnvironment(
    z.object({ TABLE_NAME: name, ACCESS_LOG_TABLE_NAME: name, POLICY: json(Policy) }),
    process.env,
  );
  const store = dynamoStore({
    client: dynamoClient(),
    table: environment.TABLE_NAME,
    accessLog: environment.ACCESS_LOG_TABLE_NAME,
  });
  return depsOn(store, environment.POLICY, () => instantOf(Date.now()), randomUUID);
};

/** The dependencies of the API function. */
export const apiDeps = (): ApiDeps => {
  const environment = readEnvironment(z.object({ SUBJECT_KEY_ID: name, PERSON_REGISTER_URL: z.url() }), process.env);
  return {
    ...deps(),
    register: personRegister(environment.PERSON_REGISTER_URL),
    subjectRef: subjectRefs({ client: new KMSClient({}), keyId: environment.SUBJECT_KEY_ID }),
  };
};

/** The bus that the relay publishes on. */
export const busDeps = () => ({
  bus: readEnvironment(z.object({ EVENT_BUS_NAME: name }), process.env).EVENT_BUS_NAME,
  client: new EventBridgeClient({}),
});

/** The queue for what a subscriber cannot read. */
export const deadLetterDeps = () => ({
  deadLetters: readEnvironment(z.object({ DEAD_LETTER_QUEUE_URL: name }), process.env).DEAD_LETTER_QUEUE_URL,
  client: new SQSClient({}),
});
