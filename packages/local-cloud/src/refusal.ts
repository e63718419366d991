import { isStartRefusal as isRunnerRefusal, type StartProblem } from "@trygt/assembly-runner";

/** An error that stops the start with one clear line and no stack: what is wrong and what to do. */
export const startRefusal = (message: string): Error =>
  Object.assign(new Error(`Trygt cannot start: ${message}`), { name: "StartRefusal" });

/** Whether an error stops the start with one clear line. */
export const isStartRefusal = (error: unknown): error is Error =>
  error instanceof Error && error.name === "StartRefusal";

/** What is wrong and what to do, in the words of `npm start` and its options. */
const wordsFor = (problem: StartProblem): string => {
  switch (problem.code) {
    case "assembly-missing":
      return `there is no cloud assembly in ${problem.folder}. Run "npm run synth" first.`;
    case "assembly-invalid":
    case "engine-failed":
      return problem.detail;
    case "unsupported-kind":
      return (
        `the template "${problem.stack}" has a resource "${problem.logicalId}" of kind ${problem.kind}, which the local cloud does not know. ` +
        "Leave the resource out, or teach it to packages/assembly-runner/src/assembly/kinds.ts."
      );
    case "token-keys-missing":
      return "the API has a JWT authorizer, and there are no keys to verify tokens with.";
    case "data-folder-in-use":
      return `the data folder ${problem.folder} is in use by another Trygt. Stop that one, or name another folder with --data.`;
    case "data-folder-not-created":
      return `the data folder ${problem.folder} cannot be made (${problem.reason}). Name another with --data.`;
    case "data-folder-unusable":
      return `the data folder ${problem.folder} cannot be used (${problem.reason}). Name another folder with --data, or remove this one.`;
    case "table-key-changed":
      return `the table "${problem.table}" in the data folder has another key than the template. Name a fresh folder with --data.`;
    case "port-in-use":
      return `port ${problem.port} is busy. Stop what uses it, or name another with --port (0 takes a free one).`;
    case "port-unavailable":
      return `port ${problem.port} cannot be used (${problem.reason}). Name another with --port.`;
    case "invalid-instant":
      return `--now "${problem.text}" is no ISO instant with offset, such as 2026-03-02T09:00:00+01:00.`;
    case "engine-missing":
      return `the DynamoDB engine ${problem.packageName} is not installed, and there is no dynoxide on the PATH. Run npm ci on Linux, "cargo install dynoxide-rs" elsewhere, or point AWS_ENDPOINT_URL_DYNAMODB at another DynamoDB engine.`;
  }
};

/** A refusal of the runner in Trygt's words; any other error as it is. */
export const inTrygtsWords = (error: unknown): unknown =>
  isRunnerRefusal(error) ? startRefusal(wordsFor(error.problem)) : error;
