import type { AnyRecordType } from "../records/record-type.ts";

/** The record types of a service by the name under which its use cases know them. */
export type RecordTypes = Readonly<Record<string, AnyRecordType>>;

/** What a service keeps: its record types, and the numbers that the partnership decides for them. */
export type RecordsDefinition<Policy = unknown, Types extends RecordTypes = RecordTypes> = {
  /** Name of the service, `visits`. */
  readonly service: string;
  /** The numbers that the partnership decides, as proposed. */
  readonly policy: Policy;
  readonly types: Types;
};

// biome-ignore lint/suspicious/noExplicitAny: the records of any service
export type AnyRecords = RecordsDefinition<any, any>;

/** Whether a service keeps records. One that keeps none has no table, no clock and nothing to announce; who asked it for what stands in its access log all the same. */
export const keepsRecords = ({ types }: Pick<AnyRecords, "types">): boolean => Object.keys(types).length > 0;
