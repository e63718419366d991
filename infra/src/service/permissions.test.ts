import { expect, it } from "vitest";
import { actionsOn, named, ofKind, permissionsOf, wholeService } from "../testing.ts";

const { service } = wholeService();

it("no function may use a wildcard for an action or a resource", () => {
  const statements = permissionsOf(service, "");
  expect(statements.length).toBeGreaterThan(15);
  expect(statements.filter(({ actions, on }) => [...actions, ...on].some((part) => part.includes("*")))).toEqual([]);
});

it("nothing is granted beside the roles' own list", () => {
  expect(ofKind(service, "AWS::IAM::Policy")).toEqual([]);
  expect(
    ofKind(service, "AWS::IAM::Role").flatMap(([, { Properties }]) => Properties["ManagedPolicyArns"] ?? []),
  ).toEqual([]);
});

it("every function has a role of its own", () => {
  const roles = ofKind(service, "AWS::Lambda::Function").map(([, { Properties }]) =>
    JSON.stringify(Properties["Role"]),
  );
  expect(new Set(roles).size).toBe(6);
});

it.each(["ApiRole", "DeskRole", "SubscriberRole", "ClockRole"])(
  "%s may add to the access log, and never read, change or delete an entry",
  (role) => {
    const log = named(service, "AWS::DynamoDB::Table", "AccessLog").id;
    expect(actionsOn(service, role, log)).toEqual(["dynamodb:PutItem"]);
  },
);

it("only functions that say so list records, and only the clock finds what is due", () => {
  const queries = (role: string) =>
    permissionsOf(service, role)
      .filter(({ actions }) => actions.includes("dynamodb:Query"))
      .flatMap(({ on }) => on.flatMap((one) => /\/index\/(\w+)/.exec(one)?.[1] ?? []));
  expect(queries("ApiRole")).toEqual(["worklist"]);
  expect(queries("SubscriberRole")).toEqual(["worklist"]);
  expect(queries("ClockRole")).toEqual(["due"]);
  expect([...queries("DeskRole"), ...queries("RelayRole")]).toEqual([]);
});

it("only functions that say so read personal data", () => {
  const table = named(service, "AWS::DynamoDB::Table", "Table").id;
  const readers = ["ApiRole", "DeskRole", "SubscriberRole", "ClockRole", "RelayRole"].filter((role) =>
    actionsOn(service, role, table).includes("dynamodb:BatchGetItem"),
  );
  // The clock opens the vault of a case that goes, for the notifications of concern that outlive it (B7)
  expect(readers).toEqual(["ApiRole", "DeskRole", "SubscriberRole", "ClockRole"]);
  // The vault stands among the records: whoever reads one of those cannot read it on that way
  const reads = permissionsOf(service, "").filter(
    ({ actions, on }) => actions.includes("dynamodb:GetItem") && on.some((one) => one.includes(table)),
  );
  expect(reads).toHaveLength(4);
  for (const { actions, condition } of reads) {
    expect(actions).toEqual(["dynamodb:GetItem", "dynamodb:Query"]);
    expect(condition).toEqual({ "ForAllValues:StringNotLike": { "dynamodb:LeadingKeys": ["SUBJECT#*"] } });
  }
});

it("only the API and the desk make references to people, and nobody can delete or change the key behind them", () => {
  const key = named(service, "AWS::KMS::Key", "SubjectKey").id;
  expect(actionsOn(service, "ApiRole", key)).toEqual(["kms:GenerateMac"]);
  expect(actionsOn(service, "DeskRole", key)).toEqual(["kms:GenerateMac"]);
  expect(["SubscriberRole", "ClockRole", "RelayRole"].flatMap((role) => actionsOn(service, role, key))).toEqual([]);
});

it("the stage's key is used through DynamoDB and no other way", () => {
  const uses = permissionsOf(service, "").filter(({ actions }) => actions.includes("kms:Decrypt"));
  // Of the five that the service works with, and the watch: the stream it reads and the table it writes
  expect(uses).toHaveLength(7);
  for (const { condition } of uses)
    expect(condition).toEqual({ StringEquals: { "kms:ViaService": "dynamodb.eu-north-1.amazonaws.com" } });
});

it("only the relay publishes, and only under the sources that the contract gives", () => {
  const publishing = (role: string) =>
    permissionsOf(service, role).filter(({ actions }) => actions.includes("events:PutEvents"));
  expect(publishing("RelayRole").map(({ condition }) => condition)).toEqual([
    { StringEquals: { "events:source": ["trygt.visits"] } },
  ]);
  expect(["ApiRole", "DeskRole", "SubscriberRole", "ClockRole"].flatMap(publishing)).toEqual([]);
});

it("the relay sees the stream and not the table", () => {
  const table = named(service, "AWS::DynamoDB::Table", "Table").id;
  expect(actionsOn(service, "RelayRole", `["${table}","Arn"]`)).toEqual([]);
  expect(actionsOn(service, "RelayRole", `["${table}","StreamArn"]`)).toContain("dynamodb:GetRecords");
});
