import { describe, expect, it } from "vitest";
import { services } from "./partnership.ts";
import { ofKind, permissionsOf, stacksOf, synthesized } from "./testing.ts";

const test = stacksOf(synthesized(), "Trygt-Test");

describe("the access logs of a stage", () => {
  const logs = () =>
    Object.entries(test).flatMap(([stack, resources]) =>
      ofKind(resources, "AWS::DynamoDB::Table").flatMap(([id]) => (id.startsWith("AccessLog") ? [{ stack, id }] : [])),
    );
  /** All statements of a stage's roles on DynamoDB, by stack and role. */
  const statements = () =>
    Object.entries(test).flatMap(([stack, resources]) =>
      ofKind(resources, "AWS::IAM::Role").flatMap(([id]) =>
        permissionsOf(resources, id).map((statement) => ({
          role: `${stack} ${id.replace(/Role.*/, "")}`,
          ...statement,
        })),
      ),
    );

  it("are one for each service, and the reader is told of all of them", () => {
    expect(
      logs()
        .map(({ stack }) => stack)
        .sort(),
    ).toEqual(services.map(({ api }) => `${api.contract.name[0]?.toUpperCase()}${api.contract.name.slice(1)}`).sort());
    const reader = ofKind(test["Audit"] ?? {}, "AWS::Lambda::Function").find(([id]) => id.startsWith("LogReader"));
    const tables = JSON.stringify(reader?.[1].Properties["Environment"].Variables["ACCESS_LOG_TABLES"]);
    for (const { api } of services) expect(tables).toContain(`\\"${api.contract.name}\\":`);
  });

  it("are read by one function, which may write nothing anywhere; those that write them may not read them (E1)", () => {
    const onLogs = statements().filter(({ on }) => on.some((one) => one.includes("AccessLog")));
    const readers = onLogs.filter(({ actions }) =>
      actions.some((action) => !/PutItem|Stream|GetRecords|GetShardIterator/.test(action)),
    );
    expect(readers.map(({ role, actions }) => ({ role, actions }))).toEqual([
      { role: "Audit LogReader", actions: ["dynamodb:Query"] },
    ]);
    const ofReader = statements().filter(({ role }) => role === "Audit LogReader");
    const writes = /Put|Update|Delete|Send|Publish|Invoke|Write/;
    expect(
      ofReader.flatMap(({ actions }) => actions).filter((action) => writes.test(action) && !action.startsWith("logs:")),
    ).toEqual([]);
  });

  it("are asked for by the API of audit alone, and the reader has no route", () => {
    const invokers = statements().filter(
      ({ actions, on }) => actions.includes("lambda:InvokeFunction") && on.some((one) => one.includes("LogReader")),
    );
    expect(invokers.map(({ role }) => role)).toEqual(["Audit Api"]);
    const allowed = ofKind(test["Audit"] ?? {}, "AWS::Lambda::Permission").map(([, { Properties }]) =>
      JSON.stringify(Properties["FunctionName"]),
    );
    expect(allowed.filter((name) => name.includes("LogReader"))).toEqual([]);
  });

  it("are watched, each by a function that reads the stream, adds to the kept entries, and may do nothing else", () => {
    for (const { api } of services) {
      const stack = `${api.contract.name[0]?.toUpperCase()}${api.contract.name.slice(1)}`;
      const onTables = statements().filter(({ on }) => on.some((one) => /AccessLog|KeptEntries/.test(one)));
      const watch = onTables.filter(({ role }) => role === `${stack} LogWatch`);
      expect(watch.flatMap(({ actions }) => actions).sort()).toEqual([
        ...["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
        "dynamodb:PutItem",
      ]);
      const mappings = ofKind(test[stack] ?? {}, "AWS::Lambda::EventSourceMapping").map(
        ([, { Properties }]) => Properties,
      );
      expect(
        mappings.filter(({ EventSourceArn }) => JSON.stringify(EventSourceArn).includes("AccessLog")),
      ).toMatchObject([
        { FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ eventName: ["MODIFY", "REMOVE"] }) }] } },
      ]);
    }
    const touching = statements().filter(({ on }) => on.some((one) => one.includes("KeptEntries")));
    expect(touching.filter(({ role }) => !role.endsWith(" LogWatch"))).toEqual([]);
  });
});

describe("a service that keeps no records", () => {
  it("has an access log and its watch, and no table, clock, relay or key", () => {
    const directory = test["Directory"] ?? {};
    const names = (kind: string) => ofKind(directory, kind).map(([id]) => id.replace(/[0-9A-F]{8}$/, ""));
    expect(names("AWS::DynamoDB::Table").sort()).toEqual(["AccessLog", "KeptEntries"]);
    expect(names("AWS::Lambda::Function").sort()).toEqual(["Api", "LogWatch"]);
    expect(names("AWS::SQS::Queue")).toEqual(["LogWatchDeadLetters"]);
    for (const kind of ["AWS::KMS::Key", "AWS::Scheduler::Schedule"]) expect(ofKind(directory, kind)).toEqual([]);
  });
});
