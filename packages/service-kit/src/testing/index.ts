export { dynamoStore } from "../dynamodb/store.ts";
export * from "./cast.ts";
export { startEngine, type TestEngine } from "./engine.ts";
export * from "./fakes.ts";
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
