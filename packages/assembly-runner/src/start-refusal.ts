/** Why a start is refused: one case for each thing that can be wrong, so that a host can say in its own words what to do. */
export type StartProblem =
  | { readonly code: "assembly-missing"; readonly folder: string }
  /** A file or a template that cannot be read, resolved or run as on AWS; `detail` is a whole sentence. */
  | { readonly code: "assembly-invalid"; readonly detail: string }
  | { readonly code: "unsupported-kind"; readonly stack: string; readonly logicalId: string; readonly kind: string }
  | { readonly code: "token-keys-missing" }
  | { readonly code: "data-folder-in-use"; readonly folder: string }
  | { readonly code: "data-folder-not-created"; readonly folder: string; readonly reason: string }
  | { readonly code: "data-folder-unusable"; readonly folder: string; readonly reason: string }
  | { readonly code: "table-key-changed"; readonly table: string }
  | { readonly code: "port-in-use"; readonly port: number }
  | { readonly code: "port-unavailable"; readonly port: number; readonly reason: string }
  | { readonly code: "invalid-instant"; readonly text: string }
  | { readonly code: "engine-missing"; readonly packageName: string }
  | { readonly code: "engine-failed"; readonly detail: string };

/** An error that stops the start. Its message says what is wrong and what to do, in one line. */
export type StartRefusal = Error & { readonly problem: StartProblem };

const messageOf = (problem: StartProblem): string => {
  switch (problem.code) {
    case "assembly-missing":
      return `there is no cloud assembly in ${problem.folder}. Run "cdk synth" first, and name the folder of one Stage.`;
    case "assembly-invalid":
    case "engine-failed":
      return problem.detail;
    case "unsupported-kind":
      return (
        `the template "${problem.stack}" has a resource "${problem.logicalId}" of kind ${problem.kind}, ` +
        "which the runner does not support. Leave the resource out, or add its kind to assembly/kinds.ts."
      );
    case "token-keys-missing":
      return "the API has a JWT authorizer, and there are no keys to verify tokens with. Give the option tokenKeys.";
    case "data-folder-in-use":
      return `the data folder ${problem.folder} is in use by another runner. Stop that one, or name another folder.`;
    case "data-folder-not-created":
      return `the data folder ${problem.folder} cannot be created (${problem.reason}). Name another folder.`;
    case "data-folder-unusable":
      return `the data folder ${problem.folder} cannot be used (${problem.reason}). Name another folder, or remove this one.`;
    case "table-key-changed":
      return `the table "${problem.table}" in the data folder has another key than the template. Name a fresh folder.`;
    case "port-in-use":
      return `port ${problem.port} is in use. Stop what uses it, or name another (0 takes a free one).`;
    case "port-unavailable":
      return `port ${problem.port} cannot be used (${problem.reason}). Name another.`;
    case "invalid-instant":
      return `"${problem.text}" is not an ISO instant with offset, such as 2026-03-02T09:00:00Z.`;
    case "engine-missing":
      return `the DynamoDB engine ${problem.packageName} is not installed. Install it, or give the endpoint of another engine.`;
  }
};

/** Makes the error that refuses a start for this reason. */
export const startRefusal = (problem: StartProblem): StartRefusal =>
  Object.assign(new Error(`The assembly cannot be run: ${messageOf(problem)}`), { name: "StartRefusal", problem });

/** A refusal for what stands in the assembly itself; `detail` is a whole sentence. */
export const invalidAssembly = (detail: string): StartRefusal => startRefusal({ code: "assembly-invalid", detail });

/** Whether an error was made by `startRefusal`. */
export const isStartRefusal = (error: unknown): error is StartRefusal =>
  error instanceof Error && error.name === "StartRefusal" && "problem" in error;
