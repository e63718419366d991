import { type Cursor, cursorText } from "@trygt/contracts";
import { type audit, rulesBehind } from "@trygt/contracts/audit";
import { type AccessLogs, type Handlers, type LoggedEntry, positionOf } from "@trygt/service-kit";

/** The access logs over HTTP, for the data protection officer. What is answered is an entry itself: in the log of audit, about the record, or else the member of staff, or else the day (E1). */
export const entryOperations = ({
  accessLogs,
}: {
  readonly accessLogs: AccessLogs;
}): Pick<Handlers<typeof audit>, "listEntries"> => ({
  listEntries: async ({ query: { record, staff, day, limit = 50, cursor } }) => {
    const wanted = {
      ...(record === undefined ? {} : { record }),
      ...(staff === undefined ? {} : { staff }),
      ...(day === undefined ? {} : { day }),
    };
    const before = cursor === undefined ? {} : { before: positionIn(cursor) };
    const { entries, more } = await accessLogs({ wanted, limit, ...before });
    const last = entries.at(-1);
    return {
      kind: "read",
      about: `LOG#${record ?? staff ?? day}`,
      body: {
        items: entries.map(shown),
        ...(more && last !== undefined ? { next: cursorText(cursorAt(last)) } : {}),
      },
    };
  },
});

// A place among all entries, whatever was asked for
const cursorAt = ({ at, entryId }: LoggedEntry): Cursor => ({ sortKey: at, key: `LOG#${entryId}|STATE` });
const positionIn = ({ sortKey, key }: Cursor): string =>
  positionOf({ at: sortKey as LoggedEntry["at"], entryId: key.slice(key.indexOf("#") + 1, key.indexOf("|")) });

const shown = ({ actor, rules = [], refused, recipients, flags, ...entry }: LoggedEntry) => ({
  ...entry,
  actor: actor.role === "system" ? { role: actor.role } : { staffId: actor.id, agency: actor.agency, role: actor.role },
  ...(recipients === undefined ? {} : { recipients: recipients.map((one) => ({ ...one })) }),
  ...(refused === undefined ? {} : { refused: [...refused] }),
  ...(flags === undefined ? {} : { flags: [...flags] }),
  rules: [...new Set([...rules, ...(refused ?? []).flatMap((slug) => rulesBehind[slug] ?? [])])],
});
