import { randomUUID } from "node:crypto";
import type { Activity } from "../activity/activity.ts";
import type { Plan } from "../assembly/plan.ts";
import { asList, asObject, asText, type JsonObject, parseJson } from "../json.ts";
import type { Queues } from "../queues/queues.ts";
import type { Storage } from "../storage.ts";
import { busNameOf } from "./bus-name.ts";
import { matchesPattern } from "./pattern.ts";

/** An event as EventBridge delivers it. */
export type BusEvent = {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
};

/** An event of the journal with its place in the order of arrival. */
export type JournalledEvent = BusEvent & { readonly sequence: number };

/** What PutEvents answers for one entry. */
export type PutResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** The event bus. An event is on record and in every matching queue before it counts as accepted. */
export type Bus = {
  readonly put: (entries: readonly unknown[]) => readonly PutResult[];
  /** The journal after a sequence number, or from an instant (milliseconds since 1970) on. */
  readonly events: (since?: { readonly sequence: number } | { readonly at: number }) => readonly JournalledEvent[];
};

/** What the bus needs to know of a plan. */
type BusPlan = Pick<Plan, "account" | "region" | "buses" | "rules">;

const refused = (ErrorCode: string, ErrorMessage: string): PutResult => ({ ErrorCode, ErrorMessage });

/** Reads one entry of PutEvents. What EventBridge would refuse is refused for that entry alone. */
const eventOf = (entry: JsonObject, plan: BusPlan, now: number): BusEvent | PutResult => {
  const [source, type, detailText] = [entry["Source"], entry["DetailType"], entry["Detail"]].map(asText);
  if (source === undefined || source === "" || type === undefined || type === "") {
    return refused(
      "InvalidArgument",
      "Parameter Source or DetailType is not valid. Reason: it is a required argument.",
    );
  }
  if (source.startsWith("aws.")) return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
  const detail = asObject(parseJson(detailText ?? ""));
  if (detail === undefined) return refused("MalformedDetail", "Detail is malformed.");
  const bus = busNameOf(entry["EventBusName"]);
  if (!plan.buses.includes(bus)) return refused("ResourceNotFoundException", `Event bus ${bus} does not exist.`);
  const time = typeof entry["Time"] === "number" ? entry["Time"] * 1000 : now;
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": type,
    source,
    account: plan.account,
    time: `${new Date(time).toISOString().slice(0, 19)}Z`,
    region: plan.region,
    resources: asList(entry["Resources"]).map(String),
    detail,
  };
};

/** Opens the bus with the rules of the plan. The journal of accepted events stands in the storage, and serves as the archive. */
export const openBus = (
  plan: BusPlan,
  storage: Storage,
  options: {
    readonly queues: Queues;
    readonly now: () => number;
    readonly activity: Activity;
    readonly onEvent: (event: BusEvent, queues: readonly string[]) => void;
  },
): Bus => {
  const { queues } = options;
  const insert = storage.database.prepare("insert into events (at, event) values (?, ?)");
  const bySequence = storage.database.prepare(
    "select sequence, event from events where sequence > ? order by sequence",
  );
  const byTime = storage.database.prepare("select sequence, event from events where at >= ? order by sequence");

  const deliver = (event: BusEvent, bus: string): readonly string[] => {
    const body = JSON.stringify(event);
    const targets = plan.rules
      .filter((rule) => rule.bus === bus && matchesPattern(rule.pattern, event))
      .flatMap((rule) => rule.targets);
    for (const { queueArn, deadLetterArn } of targets) {
      if (queues.find(queueArn) !== undefined) queues.send(queueArn, body);
      else if (deadLetterArn !== undefined) {
        queues.send(deadLetterArn, body, { source: queueArn, reason: `the target ${queueArn} does not exist` });
      }
    }
    return targets.map((target) => target.queueArn.replace(/^.*:/, ""));
  };
  return {
    put: (entries) => {
      const accepted: [BusEvent, readonly string[]][] = [];
      const results = storage.transaction(() =>
        entries.map((one): PutResult => {
          const entry = asObject(one) ?? {};
          const event = eventOf(entry, plan, options.now());
          if (!("id" in event)) return event;
          insert.run(options.now(), JSON.stringify(event));
          options.activity.effect();
          accepted.push([event, deliver(event, busNameOf(entry["EventBusName"]))]);
          return { EventId: event.id };
        }),
      );
      for (const [event, names] of accepted) options.onEvent(event, names);
      return results;
    },
    events: (since = { sequence: 0 }) =>
      ("at" in since ? byTime.all(since.at) : bySequence.all(since.sequence)).map((row) => ({
        ...(JSON.parse(row["event"] as string) as BusEvent),
        sequence: row["sequence"] as number,
      })),
  };
};
