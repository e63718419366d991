import { createHash } from "node:crypto";
import type { Role } from "@trygt/contracts";
import {
  type CommandContext,
  checkNamed,
  type Dependencies,
  type HandlerResult,
  type Outcome,
  seemsToHold,
  system,
} from "@trygt/service-kit";
import { personalDataIn, staffOf } from "@trygt/service-kit/rules";
import type { FalseAlarm } from "../domain/free-text.ts";
import { wasRefused } from "../domain/refused-texts.ts";
import type { records } from "../records/index.ts";
import type { DirectoryDependencies } from "./named-party.ts";

/** What a second person's word on a text stands on. */
export type FalseAlarmDependencies = Pick<Dependencies<typeof records>, "refusedTexts" | "refuse" | "replayed"> &
  DirectoryDependencies;

/** The free texts of a request by the pointer of their field, and who says that the machine was wrong about them. */
export type Screened = {
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly falseAlarm: FalseAlarm | undefined;
  /** The roles in which somebody may write such a text. */
  readonly authors: readonly Role[];
};

/**
 * Runs a command whose texts are read for personal data. A second person stands for a text only when the author whom they name has
 * indeed had it refused in the last three days; the log says so beyond the record itself. A refusal names field, line and kind, never the words.
 */
export const screened = async (
  deps: FalseAlarmDependencies,
  { texts, falseAlarm, authors }: Screened,
  context: CommandContext,
  run: (falseAlarm: FalseAlarm | undefined, context: CommandContext) => Promise<Outcome>,
): Promise<HandlerResult<never>> => {
  const { refusedTexts } = deps;
  const { id: by, agency } = staffOf(context.actor);
  if (falseAlarm !== undefined && falseAlarm.author !== by) {
    const author = { staffId: falseAlarm.author, roles: authors };
    const { refused } = await checkNamed(deps.directory, context.actor, [author])();
    if (refused !== undefined) return (await deps.replayed(context, by)) ?? deps.refuse(context, refused);
  }
  const digest = digestOf(texts);
  const stood = falseAlarm && (await standsFor(refusedTexts, falseAlarm, digest, context)) ? falseAlarm : undefined;
  const outcome = await run(
    stood,
    stood === undefined ? context : { ...context, note: `false-alarm author=${stood.author}` },
  );
  if (outcome.kind !== "refused" || !outcome.reasons.includes("personal-data-in-free-text")) return outcome;
  const { at, actor, operation, correlationId } = context;
  await refusedTexts.execute(
    { id: by, when: "any" },
    { type: "note", agency, digest },
    { at, actor, operation, correlationId },
  );
  return { ...outcome, issues: issuesOf(texts) };
};

// Whoever names themselves is refused by the rule
const standsFor = async (
  refusedTexts: FalseAlarmDependencies["refusedTexts"],
  { author }: FalseAlarm,
  digest: string,
  { at, actor }: CommandContext,
): Promise<boolean> => {
  if (author === staffOf(actor).id) return true;
  const found = await refusedTexts.find(author, system);
  return found !== undefined && wasRefused(found.state, digest, at);
};

const digestOf = (texts: Screened["texts"]): string =>
  createHash("sha256")
    .update(
      JSON.stringify(Object.entries(texts).flatMap(([field, text]) => (text === undefined ? [] : [[field, text]]))),
    )
    .digest("base64url");

const issuesOf = (texts: Screened["texts"]) =>
  Object.entries(texts).flatMap(([pointer, text = ""]) =>
    [...Map.groupBy(personalDataIn(text), ({ line }) => line)].map(([line, found]) => ({
      in: "body" as const,
      pointer,
      reason: "personal-data-in-free-text" as const,
      detail: seemsToHold(
        found.map(({ kind }) => kind),
        line,
      ),
    })),
  );
