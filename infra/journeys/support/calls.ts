import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** The services of AWS that functions call. */
export const awsServices = ["DynamoDB", "EventBridge", "SQS", "KMS", "Lambda"] as const;

/** A call that a function makes: the function, `visits.api`; whom it calls, a service of AWS or a party outside by its slug; and what for. */
export type Call = { readonly from: string; readonly to: string; readonly operation: string };

const byTarget: Readonly<Record<string, (typeof awsServices)[number]>> = {
  DynamoDB_20120810: "DynamoDB",
  AWSEvents: "EventBridge",
  AmazonSQS: "SQS",
  TrentService: "KMS",
};

/** Reads a call from its request: AWS JSON names service and operation in `x-amz-target`, the API of Lambda and the parties outside go by paths. Throws for a request to nobody. */
export const callOf = (from: string, { headers, url = "/", method = "" }: IncomingMessage): Call => {
  const [target = "", operation = ""] = String(headers["x-amz-target"] ?? "").split(".");
  const service = byTarget[target];
  if (service !== undefined) return { from, to: service, operation };
  const [, area = "", slug = "", ...path] = new URL(url, "http://127.0.0.1").pathname.split("/");
  if (area === "_stand-ins") return { from, to: slug, operation: `${method} /${path[0] ?? ""}` };
  if (slug === "functions") return { from, to: "Lambda", operation: "Invoke" };
  throw new Error(`${from} calls ${method} ${url}, which is nobody's`);
};

/** What all tries of one call have in common: the SDK names it; other requests are calls of their own. */
export const identityOf = (headers: IncomingHttpHeaders): string =>
  String(headers["amz-sdk-invocation-id"] ?? randomUUID());

/** The variables by which a function finds its neighbours, all at one address; those of AWS as the SDK reads them. */
export const variablesAt = (address: string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(awsServices.map((name) => [`AWS_ENDPOINT_URL_${name.toUpperCase()}`, address])),
  PERSON_REGISTER_URL: `${address}/_stand-ins/person-register`,
  STAFF_DIRECTORY_URL: `${address}/_stand-ins/staff-directory`,
  DIGITAL_POST_URL: `${address}/_stand-ins/digital-post`,
});

/** The functions of services by their names, `visits.api`, whether or not a service has all of them. */
export const functionsOf = (...services: readonly string[]): readonly string[] =>
  services.flatMap((service) => ["api", "desk", "clock", "relay", "subscriber"].map((kind) => `${service}.${kind}`));
