import type { Call } from "@trygt/service-kit";
import type { FalseAlarm } from "../domain/free-text.ts";

/** The call with the log's note that its sender stands for another's text, which outlives the record itself. */
export const noting = (call: Call, falseAlarm: FalseAlarm | undefined): Call =>
  falseAlarm === undefined ? call : { ...call, note: `false-alarm author=${falseAlarm.author}` };
