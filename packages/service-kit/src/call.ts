import type { Instant, Problem } from "@trygt/contracts";
import type { AccessAct, AccessEntry, Actor } from "./access-log.ts";
import type { Figure, VaultItem } from "./aggregate.ts";
import type { Change } from "./store.ts";

/** Who or what sends a command, and what must hold besides the rules. */
export type Call = {
  readonly at: Instant;
  readonly actor: Actor;
  /** The operation, event or timer, as the log names it. */
  readonly operation: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** If-Match: the version that the caller has seen. */
  readonly expected?: number;
  /** Idempotency of an HTTP request. */
  readonly once?: { readonly client: string; readonly key: string; readonly fingerprint: string };
  /** The event that is being handled. */
  readonly inbox?: string;
  readonly reason?: AccessEntry["reason"];
  readonly note?: string;
};

/** What else a command writes in its one transaction, told by the state that it leads to. */
export type Alongside<State> = {
  readonly vault?: (state: State) => readonly VaultItem[];
  readonly figures?: (state: State) => readonly Figure[];
  /** Commands to other records that must hold together with this one: the last twelve in its transaction, more of them just before. */
  readonly with?: (state: State) => readonly Step[] | Promise<readonly Step[]>;
  /** The receipt that answers the request, kept for its repetition. */
  readonly reply?: (state: State, version: number) => unknown;
  readonly act?: AccessAct;
};

/** A command to one record, ready to be written with others. */
export type Step = () => Promise<StepTaken>;
/** What became of a step before it is written. */
export type StepTaken = { readonly change: Change } | { readonly reasons: readonly Problem[] } | "unchanged";

/** What became of a command. */
export type Outcome =
  | { readonly kind: "done"; readonly id: string; readonly body: unknown; readonly version: number | undefined }
  | { readonly kind: "refused"; readonly reasons: readonly Problem[] }
  | { readonly kind: "not-found" };

/** The same call without the mark of its event: for one event that touches many records, each of which knows by itself what it has seen. */
export const unmarked = ({ inbox: _, ...call }: Call): Call => call;
