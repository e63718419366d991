export { startEngine, type TestEngine } from "./engine.ts";
export { quiet } from "./quiet.ts";
