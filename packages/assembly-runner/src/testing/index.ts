export {
  api,
  freshFolder,
  lambda,
  type Resources,
  route,
  testAudience,
  testIssuer,
  writeAssembly,
} from "./assembly.ts";
export { writeNotesAssembly } from "./notes.ts";
