import { AccessNote, AccessReason } from "@trygt/contracts";
import { numbersAndPlacesIn } from "../../personal-data/patterns.ts";
import { seemsToHold } from "../../personal-data/words.ts";
import type { CommandContext } from "../../records/command.ts";
import { headerIssue, ProblemError } from "../problem.ts";

/** The stated reason of an access, and the remark to it. Refuses a reason that is missing where it is needed or not on the list, and a remark without a reason: the log would keep words that explain nothing (E1). */
export const statedReason = (
  needed: boolean,
  reason: string | undefined,
  note: string | undefined,
): Pick<CommandContext, "reason" | "note"> => {
  if (reason === undefined && note === undefined && !needed) return {};
  const stated = AccessReason.safeParse(reason);
  if (!stated.success) {
    const options = AccessReason.options.join(", ");
    throw new ProblemError("access-reason-missing", [
      headerIssue("Access-Reason", "access-reason-missing", {
        en: `must be one of: ${options}`,
        da: `skal være en af: ${options}`,
      }),
    ]);
  }
  if (note === undefined) return { reason: stated.data };
  const words = AccessNote.safeParse(decoded(note));
  if (!words.success)
    throw new ProblemError("invalid-request", [
      headerIssue("Access-Note", "invalid-request", {
        en: "must be 1 to 200 characters of percent-encoded UTF-8",
        da: "skal være 1 til 200 tegn procentkodet UTF-8",
      }),
    ]);
  const found = numbersAndPlacesIn(words.data);
  if (found.length > 0)
    throw new ProblemError("invalid-request", [headerIssue("Access-Note", "invalid-request", seemsToHold(found))]);
  return { reason: stated.data, note: words.data };
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
