import { LambdaClient } from "@aws-sdk/client-lambda";
import { type Desk, desk } from "../desk/desk.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { privateFunctionCall } from "../time-limits/limits.ts";
import type { Port } from "./port.ts";

/** The disclosure desk, asked through the service's own door. */
export const deskPort: Port<Desk> = {
  variable: "DESK_FUNCTION_NAME",
  behind: "disclosure-desk",
  live: (functionName) => desk({ client: awsClient(LambdaClient, privateFunctionCall), functionName }),
};
