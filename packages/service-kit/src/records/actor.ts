import type { Agency, Role, StaffId } from "@trygt/contracts";

/** Who acts: a named member of staff in one role, or the system itself when time or an event demands it. */
export type Actor = Staff | typeof system;

/** A member of staff as the token tells: directory id, authority, and the role in which they act here. */
export type Staff = { readonly id: StaffId; readonly agency: Agency; readonly role: Role };

/** Time or an event acts, nobody in person. */
export const system = { id: "system", role: "system" } as const;

/** The member of staff who acts. Throws for the system: a command that a person must send came from a clock or an event, which is a bug. */
export const staffOf = (actor: Actor): Staff => {
  if (actor.role === "system") throw new Error("Only a member of staff can do this, and the system did");
  return actor;
};
