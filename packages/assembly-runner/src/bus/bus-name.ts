import { asText } from "../json.ts";

/** The name of an event bus that is given by name or by ARN; without one it is the default bus. */
export const busNameOf = (nameOrArn: unknown): string =>
  (asText(nameOrArn) ?? "default").replace(/^arn:.*event-bus\//, "");
