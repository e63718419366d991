import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const program = resolve(import.meta.dirname, "../../../packages/local-cloud/src/start.ts");

/** What a start came to: the address it answers at, or the code and the words with which it ended. */
export type Started =
  | { readonly url: string; readonly process: ChildProcess }
  | { readonly code: number | null; readonly told: string };

/**
 * Starts the local cloud as `npm start` does, once the assembly is there. The process leads a group of its own, as a command
 * does in a terminal.
 */
export const start = (...options: readonly string[]): Promise<Started> =>
  new Promise((settled, failed) => {
    const child = spawn(process.execPath, [program, ...options], {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let told = "";
    const listen = (text: Buffer) => {
      told += text.toString();
      const url = /^Trygt is running at (http:\S+)$/m.exec(told)?.[1];
      if (url !== undefined) settled({ url, process: child });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("error", failed);
    child.once("close", (code) => settled({ code, told }));
  });

/** Ends a process with a signal and answers its exit code; null where the signal itself ended it. */
export const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
  new Promise((ended) => {
    if (child.exitCode !== null || child.signalCode !== null) return ended(child.exitCode);
    child.once("exit", ended);
    child.kill(signal);
  });

/** Whether a process is there and has not ended. Linux only. */
export const isAlive = (pid: number): boolean => statusOf(pid) !== undefined;

/** The processes of a group that have not ended. Linux only. */
export const groupOf = (leader: number): readonly number[] =>
  readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && statusOf(pid)?.group === leader);

// The command stands in brackets and may hold anything; state, parent and group follow it (proc(5))
const statusOf = (pid: number): { readonly group: number } | undefined => {
  try {
    const [state, , group] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state === "Z" ? undefined : { group: Number(group) };
  } catch {
    return undefined;
  }
};
