import { SQSClient } from "@aws-sdk/client-sqs";
import { inboxSubscriptions, subscriber } from "@trygt/service-kit";
import { deps } from "./deps.ts";

const deadLetters = process.env["DEAD_LETTER_QUEUE_URL"] ?? "";

export const handler = subscriber(inboxSubscriptions(deps, ["job-referral"]), {
  now: deps.now,
  deadLetters,
  client: new SQSClient({}),
});
