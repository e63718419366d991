export { startEngine, type TestEngine } from "./engine.ts";
export { quiet } from "./quiet.ts";
export { type Answered, answered, request, type Sent } from "./requests.ts";
