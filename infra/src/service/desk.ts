import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { allow } from "../function.ts";

/** What a function gets that goes to the disclosure desk: where it is, and leave to ask that one function. Nothing when there is no desk to go to. */
export const wayTo = (
  desk: IFunction | undefined,
): { readonly environment: Readonly<Record<string, string>>; readonly may: readonly PolicyStatement[] } =>
  desk === undefined
    ? { environment: {}, may: [] }
    : {
        environment: { DESK_FUNCTION_NAME: desk.functionName },
        may: [allow(["lambda:InvokeFunction"], [desk.functionArn])],
      };
