import type { CommandContext } from "@trygt/service-kit";
import type { FalseAlarm } from "../domain/free-text.ts";

/** The context with the log's note that its sender stands for another's text, which outlives the record itself. */
export const noteFalseAlarm = (context: CommandContext, falseAlarm: FalseAlarm | undefined): CommandContext =>
  falseAlarm === undefined ? context : { ...context, note: `false-alarm author=${falseAlarm.author}` };
