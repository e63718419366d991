import { randomUUID } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { instantOf } from "@trygt/contracts";
import { desk, dynamoClient, dynamoStore, inbox, ledger, subjectRefs } from "@trygt/service-kit";

const { TABLE_NAME = "", ACCESS_LOG_TABLE_NAME = "", SUBJECT_KEY_ID = "", DESK_FUNCTION_NAME = "" } = process.env;
const store = dynamoStore({ client: dynamoClient(), table: TABLE_NAME, accessLog: ACCESS_LOG_TABLE_NAME });

/** What an inbox stands on, from the environment of its function. */
export const deps = {
  store,
  offers: ledger(inbox({ ownerAuthority: "job-centre", regime: "gdpr" }), store, randomUUID),
  desk: desk({ client: new LambdaClient({}), functionName: DESK_FUNCTION_NAME, depositor: "jobs" }),
  subjectRef: subjectRefs({ client: new KMSClient({}), keyId: SUBJECT_KEY_ID }),
  now: () => instantOf(Date.now()),
  newId: randomUUID,
};
