import type { FilterPattern } from "../bus/pattern.ts";
import type { JsonObject } from "../json.ts";

/** A table: its physical name and the properties to create it with, in CreateTable's own form. */
export type Table = {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  readonly definition: JsonObject;
};

/** A Lambda function: where its bundle is, and the limits and environment it runs with. */
export type FunctionSpec = {
  readonly name: string;
  readonly arn: string;
  readonly folder: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly logsAsJson: boolean;
  readonly environment: Readonly<Record<string, string>>;
  /** Other names for the one version there is: by them too it can be invoked, and it is told by which it was. */
  readonly aliases: readonly string[];
};

/** A JWT authorizer: tokens must name this issuer and one of these audiences. */
export type Authorizer = { readonly id: string; readonly issuer: string; readonly audiences: readonly string[] };

/** A route of the HTTP API. `key` is API Gateway's route key, such as `GET /notes/{noteId}` or `$default`. */
export type Route = {
  readonly key: string;
  readonly functionArn: string;
  readonly authorizer?: Authorizer;
  readonly scopes: readonly string[];
};

/** The HTTP API and its routes. */
export type Api = { readonly id: string; readonly routes: readonly Route[] };

/** An SQS queue; times in seconds. */
export type Queue = {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeout: number;
  readonly delay: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
};

/** A table stream that feeds a function. `maxRetries` is infinite where the template gives -1 or nothing. */
export type StreamMapping = {
  readonly id: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly filters: readonly FilterPattern[];
  readonly bisect: boolean;
  readonly partialFailures: boolean;
  readonly maxRetries: number;
  readonly onFailureArn?: string;
};

/** A queue that feeds a function. */
export type QueueMapping = {
  readonly id: string;
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly partialFailures: boolean;
  readonly maxConcurrency: number;
};

/** A rule of the event bus: events that match go to the queues. */
export type Rule = {
  readonly name: string;
  readonly bus: string;
  readonly pattern: FilterPattern;
  readonly targets: readonly { readonly queueArn: string; readonly deadLetterArn?: string }[];
};

/** Something that invokes a function by the clock. `input` is the event it gets. */
export type Schedule = {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timezone: string;
  readonly functionArn: string;
  readonly input?: string;
  readonly deadLetterArn?: string;
};

/** A KMS key and its aliases. */
export type Key = {
  readonly id: string;
  readonly arn: string;
  readonly spec: string;
  readonly aliases: readonly string[];
};

/** Everything that one Stage describes and the runner runs, free of CloudFormation. */
export type Plan = {
  readonly account: string;
  readonly region: string;
  readonly tables: readonly Table[];
  readonly functions: readonly FunctionSpec[];
  readonly api: Api;
  readonly queues: readonly Queue[];
  readonly deadLetterArns: ReadonlySet<string>;
  readonly streamMappings: readonly StreamMapping[];
  readonly queueMappings: readonly QueueMapping[];
  readonly buses: readonly string[];
  readonly rules: readonly Rule[];
  readonly schedules: readonly Schedule[];
  readonly keys: readonly Key[];
};
