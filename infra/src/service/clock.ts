import { functionSeconds, type Reads } from "@trygt/service-kit";
import { PolicyDocument, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EventInvokeConfig, type IFunction } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { allow } from "../function.ts";
import { deadLetters } from "../queues.ts";
import { accessOf, type Surroundings } from "./access.ts";
import type { Build } from "./build.ts";
import { type Records, readsDueIndex } from "./permissions.ts";

/** The clock of a service, with the schedule that wakes it. */
export const clockFunction = (
  scope: Construct,
  build: Build,
  {
    reads,
    records,
    around,
  }: { readonly reads: readonly Reads[]; readonly records: Records; readonly around: Surroundings },
): void => {
  const { service } = around;
  const failed = deadLetters(scope, "ClockDeadLetters", `People whose deadlines ${service} did not keep.`);
  const { environment, may } = accessOf({ reads, ports: {} }, around);
  const clock = build({
    name: "clock",
    purpose: `Lets what is due in ${service} fall due`,
    seconds: functionSeconds.clock,
    megabytes: 512,
    environment,
    may: [...may, ...readsDueIndex(records), allow(["sqs:SendMessage"], [failed.queueArn])],
  });
  clockSchedule(scope, clock, failed);
};

/** Wakes the clock function every minute. A waking that fails is tried again; the next one finds whatever it left. */
const clockSchedule = (scope: Construct, clock: IFunction, failed: IQueue): void => {
  const role = new Role(scope, "ScheduleRole", {
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
    description: "Wakes the clock function",
    inlinePolicies: {
      Work: new PolicyDocument({
        statements: [
          allow(["lambda:InvokeFunction"], [clock.functionArn]),
          allow(["sqs:SendMessage"], [failed.queueArn]),
        ],
      }),
    },
  });
  const maxEventAge = Duration.minutes(15);
  new CfnSchedule(scope, "Schedule", {
    description: "Lets what is due fall due",
    scheduleExpression: "rate(1 minute)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: clock.functionArn,
      roleArn: role.roleArn,
      input: "{}",
      retryPolicy: { maximumEventAgeInSeconds: maxEventAge.toSeconds(), maximumRetryAttempts: 10 },
      deadLetterConfig: { arn: failed.queueArn },
    },
  });
  // The scheduler only hands the event over: what the function then does with it fails on the side of Lambda
  new EventInvokeConfig(scope, "Ticks", {
    function: clock,
    maxEventAge,
    retryAttempts: 2,
    onFailure: new SqsDestination(failed),
  });
};
