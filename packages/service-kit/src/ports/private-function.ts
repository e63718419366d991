import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { ContentionError } from "../records/store.ts";
import { privateFunctionMs } from "../time-limits/limits.ts";

/** A function without a route, and the client that may invoke it. */
export type PrivateFunction = { readonly client: Pick<LambdaClient, "send">; readonly functionName: string };

/** What a private function calls what may pass by itself. */
const functionIsBusy = "FunctionIsBusy";

/** What a private function throws so that whoever asked it may come again: Lambda hands on the name. */
export const comeAgain = (): Error => Object.assign(new Error("Come again"), { name: functionIsBusy });

/** Asks a private function. Throws when it fails or cannot be reached; a `ContentionError` where that may pass. */
export const askFunction = async ({ client, functionName }: PrivateFunction, question: unknown): Promise<unknown> => {
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(question)) }),
    { abortSignal: AbortSignal.timeout(privateFunctionMs) },
  );
  const answer: unknown = Payload === undefined ? undefined : JSON.parse(Buffer.from(Payload).toString());
  if (FunctionError !== undefined || answer === undefined) throw failed(answer);
  return answer;
};

// Where Lambda itself has ended an invocation, errorType says so: it ran out of time or did not start
const failed = (answer: unknown): Error => {
  const { errorType = "" } = (answer ?? {}) as { readonly errorType?: string };
  const passing =
    answer === undefined || errorType === functionIsBusy || /^(?:Sandbox|Runtime|Extension)\./.test(errorType);
  return passing ? new ContentionError("A private function is busy") : new Error("A private function failed");
};
