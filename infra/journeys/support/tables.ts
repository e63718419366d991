/** One row of a table, as plain values. */
export type Row = { readonly pk: string; readonly sk: string } & Readonly<Record<string, unknown>>;

/** Reads all rows of a table from the engine, in the order of their keys. */
export const rowsOf = async (engine: string, table: string): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let from: unknown;
  do {
    const scan = { TableName: table, ConsistentRead: true, ExclusiveStartKey: from };
    const page = (await askEngine(engine, "Scan", scan)) as Page;
    rows.push(...page.Items.map((item) => plainMap(item) as Row));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
};

type Page = { readonly Items: readonly Record<string, Attribute>[]; readonly LastEvaluatedKey?: unknown };
type Attribute = Readonly<Record<string, unknown>>;

const keyOf = ({ pk, sk }: Row): string => `${pk}|${sk}`;

/** A request to the engine past all services, as whoever has reached a table could send it. */
export const askEngine = async (engine: string, action: string, input: object): Promise<unknown> => {
  const response = await fetch(engine, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${action}`,
      "x-amz-date": "20260101T000000Z",
      // Not checked, but the engine wants to see a signature
      authorization:
        "AWS4-HMAC-SHA256 Credential=a/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=a",
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`The engine answered ${response.status}: ${await response.text()}`);
  return response.json();
};

const plainMap = (map: Readonly<Record<string, Attribute>>): Record<string, unknown> =>
  // The engine gives attributes in any order; rows are to be compared as text
  Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((name) => [name, plain(map[name] ?? {})]),
  );

const plain = (attribute: Attribute): unknown => {
  const [[kind, value] = ["", undefined]] = Object.entries(attribute);
  switch (kind) {
    case "N":
      return Number(value);
    case "NULL":
      return null;
    case "L":
      return (value as readonly Attribute[]).map(plain);
    case "M":
      return plainMap(value as Record<string, Attribute>);
    default:
      return value;
  }
};
