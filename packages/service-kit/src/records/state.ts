/** What every record is before it comes to be, and after its erasure. */
export type Absent = { readonly status: "none" } | { readonly status: "erased" };

/** The states in which a record is there. */
export type Existing<State> = Exclude<State, Absent>;

/** The state before anything has happened. */
export const none = { status: "none" } as const;

/** The state after erasure: nothing of the record is left in the table. */
export const erased = { status: "erased" } as const;

/** Whether a record is there: it has come to be and is not erased. */
export const exists = <State extends { readonly status: string }>(state: State): state is Existing<State> =>
  state.status !== "none" && state.status !== "erased";
