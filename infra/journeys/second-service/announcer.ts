import { callAws } from "./aws.ts";

const { AWS_ENDPOINT_URL_EVENTBRIDGE = "", EVENT_BUS_NAME } = process.env;

/** Puts one event of a service that is not there on the bus: what its relay would have sent. */
export const handler = async ({ body }: { readonly body: string }) => {
  const { Source, DetailType, Detail } = JSON.parse(body);
  const entry = { EventBusName: EVENT_BUS_NAME, Source, DetailType, Detail: JSON.stringify(Detail) };
  const taken = await callAws(AWS_ENDPOINT_URL_EVENTBRIDGE, "AWSEvents.PutEvents", { Entries: [entry] });
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(taken) };
};
