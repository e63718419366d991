import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "./marshalling.ts";
import type { TamperedEntry } from "./tampered-entry.ts";

/** The longest text of an entry that is kept, in bytes: below the 400 KB of an item (AWS limit), and far above any entry that the house writes. */
const maxEntryBytes = 350_000;

/**
 * Keeps what stood in an access log before it was changed, under the log's own partition and the stream's name of the change, so that the same change again keeps nothing more.
 * `before` is a JSON text that `aws dynamodb put-item` takes as it is: as a map, what a forger made large or deep could not be written, and would hold up all behind it. What is too long to be an entry of ours is kept by its key alone.
 */
export const keptEntries =
  ({ client, table }: { readonly client: Pick<DynamoDBClient, "send">; readonly table: string }) =>
  async ({ change, eventId, sequenceNumber, key, before, keptUntil }: TamperedEntry): Promise<void> => {
    const text = JSON.stringify(before) ?? "";
    const put = new PutItemCommand({
      TableName: table,
      Item: marshall({
        ...{ pk: key.pk, sk: eventId, entry: key.sk, change, sequenceNumber, expiresAt: keptUntil },
        before: Buffer.byteLength(text) > maxEntryBytes ? undefined : text,
      }),
      ConditionExpression: "attribute_not_exists(pk)",
    });
    await client.send(put).catch((error: unknown) => {
      // The stream has brought it before
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  };
