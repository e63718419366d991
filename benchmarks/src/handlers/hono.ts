import { createHash, randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { Hono } from "hono";
import { handle, type LambdaEvent } from "hono/aws-lambda";
// biome-ignore lint/style/noRestrictedImports: the classic way is what is being compared with
import { z } from "zod";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }));
const kms = new KMSClient({});
const { TABLE_NAME = "", ACCESS_LOG_TABLE_NAME = "", SUBJECT_KEY_ID = "", PERSON_REGISTER_URL = "" } = process.env;

const Claims = z.object({
  sub: z.uuid(),
  agency: z.enum(["police", "municipality", "job-centre", "probation", "housing"]),
  roles: z.string(),
  nsis: z.enum(["Substantial", "High"].map((level) => `https://data.gov.dk/concept/core/nsis/loa/${level}`)),
});
const Concern = z.strictObject({
  subject: z.strictObject({ cpr: z.string().regex(/^\d{6}-?\d{4}$/) }),
  areaCode: z.string().regex(/^101-3(-[A-Z]{3})?$/),
  grounds: z
    .array(
      z.strictObject({
        kind: z.enum(["own_conduct", "own_situation", "relatives_conviction"]),
        source: z.enum([
          "police_observation",
          "police_report",
          "school",
          "street_work",
          "family",
          "anonymous_tip",
          "rumour",
        ]),
        observedOn: z.iso.date(),
        text: z.string().min(10).max(500),
      }),
    )
    .min(1)
    .max(3),
});
const Person = z.object({
  name: z.string(),
  birthDate: z.iso.date(),
  status: z.enum(["alive", "moved", "dead"]),
  municipality: z.string(),
});

type Bindings = {
  event: LambdaEvent & { requestContext: { requestId: string; authorizer: { jwt: { claims: unknown } } } };
};
const app = new Hono<{ Bindings: Bindings }>();

app.onError((error, c) => {
  if (!(error instanceof z.ZodError)) throw error;
  const errors = error.issues.map(({ path, code }) => ({ pointer: `/${path.join("/")}`, code }));
  return c.json({ type: "urn:trygt:problem:invalid-request", status: 400, errors }, 400);
});

/** The same use case as a good team would write it today: Hono, classic zod, the document client, fetch. */
app.post("/visits/concerns", async (c) => {
  const { requestId, authorizer } = c.env.event.requestContext;
  const { sub, agency, roles } = Claims.parse(authorizer.jwt.claims);
  if (!/\bpolice_(ssp_officer|lead)\b/.test(roles))
    return c.json({ type: "urn:trygt:problem:not-found", status: 404 }, 404);
  const key = z.string().min(8).max(128).parse(c.req.header("idempotency-key"));
  const text = await c.req.text();
  const { subject, areaCode, grounds } = Concern.parse(JSON.parse(text));
  const cpr = subject.cpr.replace("-", "");
  const [found, { Mac = new Uint8Array() }] = await Promise.all([
    fetch(`${PERSON_REGISTER_URL}/lookup`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ cpr }),
    }),
    kms.send(
      new GenerateMacCommand({ KeyId: SUBJECT_KEY_ID, MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from(cpr) }),
    ),
  ]);
  const person = Person.parse(await found.json());
  const ref = Buffer.from(Mac).toString("hex").slice(0, 32);
  const at = new Date().toISOString();
  const eighteenth = `${Number(person.birthDate.slice(0, 4)) + 18}${person.birthDate.slice(4)}`;
  const stale = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);
  if (at.slice(0, 10) >= eighteenth || grounds.some(({ observedOn }) => observedOn < stale))
    return c.json({ type: "urn:trygt:problem:insufficient-ground", status: 422 }, 422);

  const concernId = randomUUID();
  const pk = `CONCERN#${concernId}`;
  const reply = { concernId, status: "received" };
  const fingerprint = createHash("sha256").update(text).digest("hex");
  const registered = {
    subject: ref,
    turnsEighteenOn: eighteenth,
    areaCode,
    grounds: grounds.length,
    reportedBy: sub,
    at,
  };
  const put = (TableName: string, Item: Record<string, unknown>) => ({
    Put: { TableName, Item, ConditionExpression: "attribute_not_exists(pk)" },
  });
  await documents.send(
    new TransactWriteCommand({
      TransactItems: [
        put(TABLE_NAME, {
          pk,
          sk: "STATE",
          state: registered,
          version: 1,
          worklist: "CONCERNS#received",
          sortKey: at,
          shows: { areaCode, at },
        }),
        put(TABLE_NAME, { pk, sk: "EVENT#00000001#0", event: { type: "registered", ...registered } }),
        put(TABLE_NAME, { pk: `SUBJECT#${ref}`, sk: `CHILD#${concernId}`, content: { cpr, ...person, grounds } }),
        put(TABLE_NAME, { pk: `IDEMPOTENCY#${sub}#${key}`, sk: "REPLY", reply: { fingerprint, body: reply } }),
        put(ACCESS_LOG_TABLE_NAME, {
          pk: `LOG#${at.slice(0, 10)}`,
          sk: concernId,
          at,
          act: "collection",
          about: pk,
          agency,
        }),
      ],
    }),
  );
  console.info({ message: "answered", requestId, operation: "visits.registerConcern", status: 201 });
  c.header("etag", '"1"');
  return c.json(reply, 201);
});

export const handler = handle(app);
