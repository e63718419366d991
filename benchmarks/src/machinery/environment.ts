import { visits } from "@trygt/contracts/visits";
import type { Tables } from "./tables.ts";

/** What Lambda and the template give a function of visits, with the endpoints of this machine. */
export const environmentOf = (
  { table, accessLog }: Tables,
  { dynamodb, others }: { readonly dynamodb: string; readonly others: string },
): Readonly<Record<string, string>> => ({
  AWS_REGION: "eu-north-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_SESSION_TOKEN: "bench",
  AWS_LAMBDA_FUNCTION_NAME: "bench",
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_ENDPOINT_URL_EVENTBRIDGE: others,
  AWS_ENDPOINT_URL_KMS: others,
  AWS_ENDPOINT_URL_LAMBDA: others,
  DESK_FUNCTION_NAME: "bench",
  AWS_ENDPOINT_URL_SQS: others,
  TABLE_NAME: table,
  ACCESS_LOG_TABLE_NAME: accessLog,
  EVENT_BUS_NAME: "bench",
  SERVICE: "visits",
  EVENT_SOURCES: JSON.stringify(
    Object.fromEntries(Object.values(visits.events).map(({ name }) => [name, "trygt.visits"])),
  ),
  SUBJECT_KEY_ID: "bench",
  DEAD_LETTER_QUEUE_URL: `${others}/dead-letters`,
  POLICY: "{}",
  IMPACT_ASSESSMENT: "invented-people-only",
  PERSON_REGISTER_URL: others,
  STAFF_DIRECTORY_URL: others,
  DIGITAL_POST_URL: others,
});
