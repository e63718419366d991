export type { PolicyNumbers } from "./functions/policy.ts";
export { type Finding, type PersonalDataKind, personalDataIn } from "./personal-data/find.ts";
export * from "./records/actor.ts";
export * from "./records/decision.ts";
export * from "./records/intent.ts";
export {
  type Counter,
  entryOn,
  type RecordIndex,
  type VaultItem,
  type VaultKey,
  type Worklist,
  type WorklistEntry,
  worklistOf,
} from "./records/record-index.ts";
export type { Circumstances, Intent, RecordType, Target, TimePassed } from "./records/record-type.ts";
export * from "./records/state.ts";
