export type { Desk } from "./desk/desk.ts";
export { type InboxCommand, type InboxOffer, inbox } from "./desk/inbox.ts";
export { type InboxDependencies, inboxHandlers, parcelOf } from "./desk/inbox-operations.ts";
export { type InboxReactionDependencies, inboxReactions } from "./desk/inbox-reactions.ts";
export { ticketFor } from "./desk/ticket.ts";
export { apiFunction } from "./functions/api-function.ts";
export { clockFunction } from "./functions/clock-function.ts";
export * from "./functions/definitions.ts";
export { deskFunction } from "./functions/desk-function.ts";
export { accessLogTablesVariable, logReaderFunction } from "./functions/log-reader-function.ts";
export { logWatchFunction, logWatchVariables } from "./functions/log-watch-function.ts";
export { type EventDelivery, type Reaction, reaction, type Wanted } from "./functions/reaction.ts";
export { relayFunction, relayVariables } from "./functions/relay-function.ts";
export { runtimeVariables } from "./functions/runtime.ts";
export { deadLetterVariable, subscriberFunction } from "./functions/subscriber-function.ts";
export type { HandlerResult, Handlers, ReadResult, Request } from "./http/types.ts";
export { metricsNamespace } from "./observability/metrics.ts";
export { seemsToHold } from "./personal-data/words.ts";
export { type AccessLogs, accessLogsPort } from "./ports/access-logs.ts";
export { type Acquaintance, acquaintancePort } from "./ports/acquaintance.ts";
export { deskPort } from "./ports/disclosure-desk.ts";
export { type JsonAnswer, postJson } from "./ports/json-call.ts";
export { checkNamed, type NamedStaff } from "./ports/named-staff.ts";
export { type PersonRegister, personRegisterPort, type RegisteredPerson } from "./ports/person-register.ts";
export type { Behind, LivePorts, Port, Ports } from "./ports/port.ts";
export {
  askScim,
  attributes as scimAttributes,
  enterprise as scimEnterprise,
  type StaffMember,
  staffMemberIn,
} from "./ports/scim.ts";
export { type StaffDirectory, staffDirectoryPort } from "./ports/staff-directory.ts";
export { type SubjectRefs, subjectRefsPort } from "./ports/subject-refs.ts";
export type { AccessEntry, AccessRecipient, Revealed } from "./records/access-log.ts";
export { type LoggedEntry, positionOf } from "./records/access-log-query.ts";
export type { AccessRecorder } from "./records/access-recorder.ts";
export {
  type BeforeResult,
  type CommandContext,
  type CommandOptions,
  isExpected,
  type Outcome,
  withoutDeduplication,
} from "./records/command.ts";
export { toPage } from "./records/page.ts";
export type { Repository } from "./records/repository.ts";
export {
  type Commit,
  ContentionError,
  type Envelope,
  type Listed,
  type Loaded,
  type Page,
  type PageRequest,
  type SortKeyRange,
  type Store,
  type Vaulted,
} from "./records/store.ts";
export * from "./rules.ts";
export { awsClient } from "./time-limits/aws-client.ts";
export { awsCall, type CallLimits, functionSeconds } from "./time-limits/limits.ts";
