export { dynamoStore } from "../dynamodb/store.ts";
export * from "./cast.ts";
export { startEngine, type TestEngine } from "./engine.ts";
export { type BadRequest, testBadRequests } from "./every-service/bad-requests.ts";
export { type Counted, countingRequests, testCosts } from "./every-service/costs.ts";
export { testCprNumbers } from "./every-service/cpr-numbers.ts";
export { type Interruptible, losingPower, testErasure } from "./every-service/erasure.ts";
export { testLookUps } from "./every-service/look-ups.ts";
export {
  acts,
  eachOf,
  type Lost,
  losingAnswers,
  maxAttempts,
  testLostAnswers,
  type Unreliable,
} from "./every-service/lost-answers.ts";
export { testNamedStaff } from "./every-service/named-staff.ts";
export { readmeOf, testTablesOf } from "./every-service/readme.ts";
export { callerOf, recordIn, testRoles } from "./every-service/roles.ts";
export { expectWithinLimits, type Filled, fillingUp, longest } from "./every-service/sizes.ts";
export type { ProperRequest } from "./every-service/tested.ts";
export * from "./fakes.ts";
export { jsonServer } from "./json-server.ts";
export { type MemoryStore, memoryStore } from "./memory-store.ts";
export { quiet } from "./quiet.ts";
export { type Answered, answered, request, type Sent } from "./requests.ts";
export { type Step, specification, step } from "./specification.ts";
export {
  eventFrom,
  monday,
  type TestPorts,
  testService,
  testServiceInMemory,
  type VerbOf,
} from "./test-service.ts";
