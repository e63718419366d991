import { createHash, randomUUID } from "node:crypto";
import { DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { addDays, ageOn, birthday, dateOf, daysBetween, instantOf, type LocalDate, startOf } from "@trygt/contracts";
import { postJson } from "@trygt/service-kit";
import type { APIGatewayProxyEventV2WithJWTAuthorizer as HttpRequest } from "aws-lambda";
import { type Claims, type Concern, concernFaults, mayRegister } from "./by-hand-checks.ts";

// The clients of the kit
const client = {
  maxAttempts: 3,
  cacheMiddleware: true,
  requestHandler: {
    connectionTimeout: 1000,
    requestTimeout: 2000,
    throwOnRequestTimeout: true,
    socketTimeout: 2000,
  },
};
const dynamo = new DynamoDBClient(client);
const kms = new KMSClient(client);
const { TABLE_NAME = "", ACCESS_LOG_TABLE_NAME = "", SUBJECT_KEY_ID = "", PERSON_REGISTER_URL = "" } = process.env;

type Person = {
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly status: string;
  readonly municipality: string;
};

/**
 * The registration of a concern written for itself: the same checks, the same requests and the same items as visits' own, without
 * middy, contracts, repository or store. It stands for what a careful programmer would write who needs one route only.
 */
export const handler = async (event: HttpRequest) => {
  const { requestId } = event.requestContext;
  if (event.routeKey !== "POST /visits/concerns") return refused(requestId, 404, "not-found");
  const claims = event.requestContext.authorizer.jwt.claims as unknown as Claims;
  if (!mayRegister(claims)) return refused(requestId, 404, "not-found");
  const { accept = "*/*", "content-type": media = "", "idempotency-key": key = "" } = event.headers;
  if (!/\*\/\*|application\/(json|\*)/.test(accept)) return refused(requestId, 406, "not-acceptable");
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(media)) return refused(requestId, 415, "unsupported-media-type");
  const text = event.body ?? "";
  if (Buffer.byteLength(text) > 256 * 1024) return refused(requestId, 413, "content-too-large");
  let body: Concern;
  try {
    body = JSON.parse(text) as Concern;
  } catch {
    return refused(requestId, 400, "invalid-request");
  }
  const faults = concernFaults(body);
  if (faults.length > 0) return refused(requestId, 400, "invalid-request", faults);
  if (!/^[A-Za-z0-9_-]{8,128}$/.test(key)) return refused(requestId, 400, "idempotency-key-missing");

  const at = instantOf(Date.now());
  const today = dateOf(at);
  const cpr = body.subject.cpr.replace("-", "");
  const [{ body: found }, { Mac = new Uint8Array() }] = await Promise.all([
    postJson(`${PERSON_REGISTER_URL}/lookup`, { cpr }),
    kms.send(
      new GenerateMacCommand({ KeyId: SUBJECT_KEY_ID, MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from(cpr) }),
    ),
  ]);
  const person = found as Person | undefined;
  const subject = Buffer.from(Mac).toString("hex").slice(0, 32);
  if (person === undefined || person.status === "dead") return refused(requestId, 422, "person-unknown");
  const reasons = ruleFaults(body, person, today);
  if (reasons[0] !== undefined) return refused(requestId, 422, reasons[0], reasons);

  const concernId = randomUUID();
  const grounds = body.grounds.map(({ text: _, ...fact }) => fact);
  const screenBy = addDays(today, 7);
  const registered = {
    subject,
    turnsEighteenOn: birthday(person.birthDate, 18),
    areaCode: body.areaCode,
    grounds,
    reportedBy: claims.sub,
    reportedFrom: claims.agency,
    registeredAt: at,
    screenBy,
  };
  const reply = { concernId, status: "received" };
  const fingerprint = createHash("sha256").update(`${event.routeKey} ${event.rawPath}\n\n${text}`).digest("hex");
  const pk = `CONCERN#${concernId}`;
  const entryId = randomUUID();
  const put = (TableName: string, item: Record<string, unknown>, fresh = true) => ({
    Put: { TableName, Item: marshall(item), ...(fresh ? { ConditionExpression: "attribute_not_exists(pk)" } : {}) },
  });
  const seconds = Math.floor(Date.parse(at) / 1000);
  const state = {
    pk,
    sk: "STATE",
    ownerAuthority: claims.agency,
    regime: "led",
    reviewOn: screenBy,
    eraseOn: addDays(today, 120),
    state: { ...registered, status: "received", late: false },
    version: 1,
    worklist: "CONCERNS#received",
    sortKey: at,
    shows: { areaCode: registered.areaCode, registeredAt: at, screenBy, late: false },
    due: startOf(addDays(screenBy, 1)),
    dueShard: `DUE#${createHash("sha256").update(concernId).digest().readUInt8(0) % 4}`,
  };
  const child = {
    cpr,
    name: person.name,
    birthDate: person.birthDate,
    groundTexts: body.grounds.map((ground) => ground.text),
  };
  const log = {
    pk: `LOG#${at.slice(0, 10)}#${entryId.slice(0, 1)}`,
    sk: `${at}#${entryId}`,
    entryId,
    at,
    act: "collection",
    operation: "visits.registerConcern",
    about: pk,
    actor: { id: claims.sub, agency: claims.agency, role: "police_ssp_officer" },
    staff: claims.sub,
    correlationId: requestId,
    expiresAt: seconds + 731 * 86_400,
  };
  const idempotency = put(TABLE_NAME, {
    pk: `IDEMPOTENCY#${claims.sub}#${key}`,
    sk: "REPLY",
    reply: { fingerprint, body: reply, version: 1 },
    expiresAt: seconds + 2 * 86_400,
  });
  Object.assign(idempotency.Put, { ReturnValuesOnConditionCheckFailure: "ALL_OLD" });
  try {
    await dynamo.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          put(TABLE_NAME, state),
          put(TABLE_NAME, { pk, sk: "EVENT#00000001#0", event: { type: "registered", ...registered } }, false),
          put(TABLE_NAME, { pk: `SUBJECT#${subject}`, sk: `CHILD#${concernId}`, content: child }, false),
          idempotency,
          put(ACCESS_LOG_TABLE_NAME, log),
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const before = error.CancellationReasons?.[3]?.Item;
    if (before === undefined) throw error;
    const { reply: kept } = unmarshall(before) as { reply: { fingerprint: string; body: unknown } };
    if (kept.fingerprint !== fingerprint) return refused(requestId, 422, "idempotency-key-reused");
    return registeredAs(requestId, kept.body);
  }
  return registeredAs(requestId, reply);
};

const registeredAs = (requestId: string, reply: unknown) => {
  console.info({
    message: "answered",
    requestId,
    operation: "visits.registerConcern",
    role: "police_ssp_officer",
    status: 201,
  });
  const headers = { "content-type": "application/json", "cache-control": "no-store", etag: '"1"' };
  return { statusCode: 201, headers, body: JSON.stringify(reply) };
};

const ruleFaults = (
  { areaCode, grounds }: Concern,
  { birthDate, municipality }: Person,
  today: LocalDate,
): string[] => {
  const age = ageOn(birthDate, today);
  const faults: string[] = [];
  if (age >= 18) faults.push("subject-is-adult");
  if (age < 10) faults.push("below-scope-age");
  if (!/^101-3(-|$)/.test(areaCode) || municipality !== "101") faults.push("out-of-area");
  if (grounds.some(({ observedOn }) => observedOn > today)) faults.push("date-not-usable");
  if (grounds.some(({ observedOn }) => daysBetween(observedOn, today) > 90)) faults.push("stale-ground");
  const stands = grounds.some(
    ({ kind, source }) => kind !== "relatives_conviction" && source !== "rumour" && source !== "anonymous_tip",
  );
  if (!stands) faults.push("insufficient-ground");
  return faults;
};

const refused = (requestId: string, status: number, reason: string, errors: readonly string[] = [reason]) => {
  console.info({ message: "answered", requestId, status, reason });
  return {
    statusCode: status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    body: JSON.stringify({
      type: `urn:trygt:problem:${reason}`,
      status,
      instance: `urn:trygt:request:${requestId}`,
      errors,
    }),
  };
};
