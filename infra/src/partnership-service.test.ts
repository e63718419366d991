import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logWatchVariables, relayVariables, subscriptions } from "@trygt/service-kit";
import { subscriber } from "@trygt/visits/service";
import { App } from "aws-cdk-lib/core";
import { describe, expect, it } from "vitest";
import { Foundation } from "./foundation.ts";
import { stages } from "./stages.ts";
import { actionsOn, named, ofKind, wholeService } from "./testing.ts";

const { service, findings } = wholeService();
const arnOf = (kind: string, id: string) => JSON.stringify({ "Fn::GetAtt": [named(service, kind, id).id, "Arn"] });
const environmentOf = (name: string) =>
  Object.keys(named(service, "AWS::Lambda::Function", name).Properties["Environment"].Variables).sort();

/** How a mapping listens to a stream: from its first record on, each tried until the stream forgets it. */
const triedUntilForgotten = {
  StartingPosition: "TRIM_HORIZON",
  BisectBatchOnFunctionError: true,
  FunctionResponseTypes: ["ReportBatchItemFailures"],
  MaximumRetryAttempts: 10_000,
  MaximumRecordAgeInSeconds: 86_400,
};

describe("the tables", () => {
  it.each(["Table", "AccessLog", "KeptEntries"])(
    "%s cannot be deleted, can be restored, and is encrypted with the stage's own key",
    (id) => {
      const { DeletionPolicy, Properties } = named(service, "AWS::DynamoDB::Table", id);
      expect(DeletionPolicy).toBe("Retain");
      expect(Properties["DeletionProtectionEnabled"]).toBe(true);
      expect(Properties["PointInTimeRecoverySpecification"]).toEqual({
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: 35,
      });
      expect(Properties["SSESpecification"]).toMatchObject({
        SSEEnabled: true,
        SSEType: "KMS",
        KMSMasterKeyId: expect.anything(),
      });
      expect(Properties["BillingMode"]).toBe("PAY_PER_REQUEST");
      expect(Properties["TimeToLiveSpecification"]).toEqual({ AttributeName: "expiresAt", Enabled: true });
    },
  );

  it("records are found by who may see them and by when they fall due", () => {
    const indexes = named(service, "AWS::DynamoDB::Table", "Table").Properties["GlobalSecondaryIndexes"];
    expect(
      indexes.map(({ IndexName, KeySchema }: (typeof indexes)[0]) => [
        IndexName,
        ...KeySchema.map(({ AttributeName }: { AttributeName: string }) => AttributeName),
      ]),
    ).toEqual([
      ["worklist", "worklist", "sortKey"],
      ["due", "dueShard", "due"],
    ]);
  });

  it("new images of records go out on the stream; of the access log only what stood there before, to its watch", () => {
    expect(named(service, "AWS::DynamoDB::Table", "Table").Properties["StreamSpecification"]).toEqual({
      StreamViewType: "NEW_IMAGE",
    });
    expect(named(service, "AWS::DynamoDB::Table", "AccessLog").Properties["StreamSpecification"]).toEqual({
      StreamViewType: "OLD_IMAGE",
    });
  });
});

describe("functions", () => {
  it("run on a pinned Node, write JSON to an encrypted log that ends, and are not traced", () => {
    for (const [, { Properties }] of ofKind(service, "AWS::Lambda::Function")) {
      expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "index.handler" });
      expect(Properties["TracingConfig"]).toBeUndefined();
      expect(Properties["LoggingConfig"].LogFormat).toBe("JSON");
      const log = service[Properties["LoggingConfig"].LogGroup.Ref];
      expect(log?.Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() });
    }
  });

  it("get the environment they need and no more", () => {
    const records = ["ACCESS_LOG_TABLE_NAME", "IMPACT_ASSESSMENT", "POLICY", "TABLE_NAME"];
    const expected = (...own: readonly string[]) => [...records, ...own].sort();
    expect(environmentOf("Relay")).toEqual(relayVariables.toSorted());
    expect(environmentOf("LogWatch")).toEqual(logWatchVariables.toSorted());
    expect(environmentOf("Api")).toEqual(
      expected("DESK_FUNCTION_NAME", "PERSON_REGISTER_URL", "STAFF_DIRECTORY_URL", "SUBJECT_KEY_ID"),
    );
    expect(environmentOf("Desk")).toEqual(expected("SUBJECT_KEY_ID"));
    expect(environmentOf("Clock")).toEqual(expected());
    expect(environmentOf("Subscriber")).toEqual(
      expected("DEAD_LETTER_QUEUE_URL", "DESK_FUNCTION_NAME", "DIGITAL_POST_URL"),
    );
  });

  it("see the policy of their own service only", () => {
    expect(named(service, "AWS::Lambda::Function", "Api").Properties["Environment"].Variables.POLICY).toBe(
      '{"screeningDays":5}',
    );
  });
});

describe("the way of an event", () => {
  it("the relay is woken for rows that announce something, from the first one on, and tries until the stream forgets", () => {
    const { Properties } = named(service, "AWS::Lambda::EventSourceMapping", "Outbox");
    expect(Properties).toMatchObject({
      ...triedUntilForgotten,
    });
    expect(JSON.stringify(Properties["DestinationConfig"].OnFailure.Destination)).toBe(
      arnOf("AWS::SQS::Queue", "RelayDeadLetters"),
    );
    expect(Properties["FilterCriteria"].Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual(
      [{ eventName: ["INSERT"], dynamodb: { NewImage: { outbox: { S: [{ exists: true }] } } } }],
    );
  });

  it("every event that the service reacts to has one rule to its inbox, with retries and dead letters", () => {
    const rules = ofKind(service, "AWS::Events::Rule").map(([, { Properties }]) => Properties);
    expect(rules.map((rule) => rule["EventPattern"])).toEqual(
      subscriptions(subscriber).map(({ event: { name, source }, wanted }) => ({
        source: [source],
        "detail-type": [name],
        ...(Object.keys(wanted).length === 0 ? {} : { detail: { data: wanted } }),
      })),
    );
    for (const rule of rules) {
      expect(rule["Targets"]).toHaveLength(1);
      const [target] = rule["Targets"];
      expect(JSON.stringify(target.Arn)).toBe(arnOf("AWS::SQS::Queue", "Inbox"));
      expect(JSON.stringify(target.DeadLetterConfig.Arn)).toBe(arnOf("AWS::SQS::Queue", "InboxDeadLetters"));
      expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
      expect(target.InputPath ?? target.InputTransformer).toBeUndefined();
    }
  });

  it("the inbox hides a message for six times the subscriber's time-out, and gives up after five tries", () => {
    const { Properties } = named(service, "AWS::SQS::Queue", "Inbox");
    expect(Properties["VisibilityTimeout"]).toBe(
      6 * named(service, "AWS::Lambda::Function", "Subscriber").Properties["Timeout"],
    );
    expect(Properties["RedrivePolicy"].maxReceiveCount).toBe(5);
    expect(JSON.stringify(Properties["RedrivePolicy"].deadLetterTargetArn)).toBe(
      arnOf("AWS::SQS::Queue", "InboxDeadLetters"),
    );
  });

  it("one bad event does not bring the rest of its batch back", () => {
    expect(named(service, "AWS::Lambda::EventSourceMapping", "Subscription").Properties).toMatchObject({
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
  });

  it("the subscriber may set a malformed event aside itself", () => {
    expect(actionsOn(service, "SubscriberRole", named(service, "AWS::SQS::Queue", "InboxDeadLetters").id)).toEqual([
      "sqs:SendMessage",
    ]);
  });
});

describe("the watch over the access log", () => {
  it("sees changes from the first one on, tries until the stream forgets, and names in the dead letters what it gave up", () => {
    const { Properties } = named(service, "AWS::Lambda::EventSourceMapping", "LogWatchMapping");
    expect(Properties).toMatchObject({
      EventSourceArn: { "Fn::GetAtt": [named(service, "AWS::DynamoDB::Table", "AccessLog").id, "StreamArn"] },
      ...triedUntilForgotten,
    });
    expect(JSON.stringify(Properties["DestinationConfig"].OnFailure.Destination)).toBe(
      arnOf("AWS::SQS::Queue", "LogWatchDeadLetters"),
    );
  });

  it("rings at the first change that it counts", () => {
    expect(named(service, "AWS::CloudWatch::Alarm", "AccessLogChanged").Properties).toMatchObject({
      ...{ Namespace: "Trygt", MetricName: "AccessLogChanged", Statistic: "Sum", EvaluationPeriods: 1 },
      ...{ ComparisonOperator: "GreaterThanThreshold", Threshold: 0 },
      Dimensions: [{ Name: "service", Value: "visits" }],
    });
  });
});

describe("time", () => {
  it("the clock is woken every minute, is tried again, and what fails for good is kept", () => {
    const { ScheduleExpression, Target } = named(service, "AWS::Scheduler::Schedule", "Schedule").Properties;
    const failed = arnOf("AWS::SQS::Queue", "ClockDeadLetters");
    expect(ScheduleExpression).toBe("rate(1 minute)");
    expect(JSON.stringify(Target.Arn)).toBe(arnOf("AWS::Lambda::Function", "Clock"));
    expect(JSON.stringify(Target.DeadLetterConfig.Arn)).toBe(failed);
    expect(Target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(0);
    const { MaximumRetryAttempts, DestinationConfig } = named(
      service,
      "AWS::Lambda::EventInvokeConfig",
      "Ticks",
    ).Properties;
    expect(MaximumRetryAttempts).toBeGreaterThan(0);
    expect(JSON.stringify(DestinationConfig.OnFailure.Destination)).toBe(failed);
  });

  it("what failed may be put with the dead letters by the schedule and by the clock's own retries", () => {
    const queue = named(service, "AWS::SQS::Queue", "ClockDeadLetters").id;
    expect(actionsOn(service, "ScheduleRole", queue)).toEqual(["sqs:SendMessage"]);
    expect(actionsOn(service, "ClockRole", queue)).toEqual(["sqs:SendMessage"]);
  });
});

describe("queues and alarms", () => {
  it("every queue is encrypted, keeps messages for 14 days and refuses plain HTTP", () => {
    const queues = ofKind(service, "AWS::SQS::Queue");
    expect(queues).toHaveLength(5);
    for (const [id, { Properties }] of queues) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 60 * 60 });
      const policy = ofKind(service, "AWS::SQS::QueuePolicy").find(([, one]) => one.Properties["Queues"][0].Ref === id);
      expect(JSON.stringify(policy)).toContain('"Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"');
    }
  });

  it("an alarm rings for every queue of dead letters, for what is read late, and for what fails and will not pass by itself", () => {
    const alarms = ofKind(service, "AWS::CloudWatch::Alarm");
    expect(alarms.map(([id]) => id.slice(0, -8)).sort()).toEqual([
      "AccessLogChanged",
      "ClockDeadLettersNotEmpty",
      "Failed",
      "ForeignEvent",
      "InboxDeadLettersNotEmpty",
      "LogWatchDeadLettersNotEmpty",
      "LogWatchLate",
      "OutboxLate",
      "RelayDeadLettersNotEmpty",
    ]);
  });

  it("every alarm says who is hurt and where it says what to do", () => {
    for (const [, { Properties }] of ofKind(service, "AWS::CloudWatch::Alarm"))
      expect(Properties["AlarmDescription"]).toMatch(/^Impact: .{20,} Runbook: infra\/README\.md#[a-z-]+$/);
  });
});

it("the rules of AwsSolutions find nothing in a whole service", () => {
  expect(findings).toEqual([]);
});

it("a service without bundles is not synthesized, and it says what to do", () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "trygt-service-")) });
  const nowhere = join(tmpdir(), "trygt-nowhere");
  expect(() => new Foundation(app, "Foundation", { config: stages.Test, code: nowhere })).toThrow(
    /Run "npm run bundle"/,
  );
});
