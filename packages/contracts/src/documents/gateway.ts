import type { JsonSchema } from "./json-schema.ts";

/** What API Gateway answers by itself before or instead of a function (HTTP APIs), by status. */
export const gatewayMessages: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** The schema of the gateway's own answers. */
export const gatewayMessageSchema: JsonSchema = {
  description:
    "What the gateway answers by itself: it refused the token, the size or the number of requests, or the service did not answer in 30 seconds. It has no `type`; the status says what to do.",
  type: "object",
  properties: {
    message: { description: "The status in words.", type: "string", examples: Object.values(gatewayMessages) },
  },
  required: ["message"],
};

type Content = Record<string, { readonly schema: unknown; readonly examples: Record<string, unknown> }>;

/** The gateway's own answer under a status, beside the problems of the services; nothing where it has none. */
export const gatewayContent = (status: number): Content => {
  const message = gatewayMessages[status];
  if (message === undefined) return {};
  return {
    "application/json": {
      schema: { $ref: "#/components/schemas/GatewayMessage" },
      examples: { gateway: { summary: "Answered by the gateway", value: { message } } },
    },
  };
};
