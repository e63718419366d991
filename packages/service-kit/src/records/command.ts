import type { Instant, Problem } from "@trygt/contracts";
import type { AccessAct } from "@trygt/contracts/audit";
import type { AccessEntry } from "./access-log.ts";
import type { Actor } from "./actor.ts";
import type { VaultItem } from "./record-index.ts";
import type { Intent } from "./record-type.ts";

/** Who or what sends a command, and what must hold besides the rules. */
export type CommandContext = {
  readonly at: Instant;
  readonly actor: Actor;
  /** The operation, event or timer, as the log names it. */
  readonly operation: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** If-Match: the versions that the caller has seen, one of which must stand; any unless said. */
  readonly expectedVersions?: readonly number[];
  /** Idempotency of an HTTP request: who sent it, under which key, and a fingerprint of what was sent. */
  readonly idempotency?: { readonly client: string; readonly key: string; readonly fingerprint: string };
  /** The event that is being handled; a second delivery changes nothing. */
  readonly eventId?: string;
  readonly reason?: AccessEntry["reason"];
  readonly note?: string;
};

/** The same context without the mark of its event: for one event that touches many records, each of which knows by itself what it has seen. */
export const withoutDeduplication = ({ eventId: _, ...context }: CommandContext): CommandContext => context;

/** The same command whatever version the record has by now. */
export const withoutExpectedVersion = ({ expectedVersions: _, ...context }: CommandContext): CommandContext => context;

/** Whether a version is one that the caller has seen. */
export const isExpected = ({ expectedVersions }: CommandContext, version: number): boolean =>
  expectedVersions?.includes(version) ?? true;

/** What else a command writes in its one transaction, told by the state that it leads to. */
export type CommandOptions<State> = {
  readonly vault?: (state: State) => readonly VaultItem[];
  /** Commands to other records that must hold together with this one. */
  readonly together?: (state: State) => readonly Intent[];
  /** The receipt that answers the request, kept for its repetition. */
  readonly reply?: (state: State, version: number) => unknown;
  /** What the access log says was done; collection, alteration or erasure unless said. */
  readonly act?: AccessAct;
  /** To whom it discloses, and by which rules; the access log keeps both (E1). */
  readonly disclosed?: Pick<AccessEntry, "recipients" | "rules">;
  /** Whether the record shows already what the command would do: a try whose answer was lost may have set it off elsewhere, and news of that came first. Then a version that has passed is no conflict, and nothing is left to change. */
  readonly isDone?: (state: State) => boolean;
  /** What other systems, or the vault, must be asked once the rules have said yes and before anything is written. It runs again on every try, so whatever it does must be repeatable. */
  readonly before?: (after: State, before: State) => Promise<BeforeResult<State>>;
};

/** What was learnt from others before writing: more to write, or reasons for which the command is refused after all. */
export type BeforeResult<State> = Pick<CommandOptions<State>, "vault" | "together" | "reply"> & {
  readonly refused?: readonly Problem[] | undefined;
};

/** What became of a command. */
export type Outcome =
  | { readonly kind: "done"; readonly id: string; readonly body: unknown; readonly version: number | undefined }
  | { readonly kind: "refused"; readonly reasons: readonly Problem[] }
  | { readonly kind: "not-found" };
