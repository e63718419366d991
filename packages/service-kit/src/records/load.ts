import type { Actor } from "./actor.ts";
import type { AnyRecordType, Target } from "./record-type.ts";
import { exists } from "./state.ts";
import type { Loaded, Store } from "./store.ts";

type Type = Pick<AnyRecordType, "kind" | "visibleTo">;
type StoredRecord = Loaded<{ readonly status: string }>;

/** One consistent read of a record; undefined where it does not exist, or not for this actor. To the system every record exists. */
export const loadVisible = async (store: Pick<Store, "load">, type: Type, id: string, actor: Actor) => {
  const loaded = await loadExisting(store, type, id);
  return loaded !== undefined && isVisible(type, loaded, actor) ? loaded : undefined;
};

/**
 * The record that a command is for, or what follows where there is none for this actor: undefined when it comes to be, `skip` when
 * nothing is to be done, else `not-found`. The first attempt takes a loaded record as it was handed in; every later one reads it again.
 */
export const loadTarget = async (
  store: Pick<Store, "load">,
  type: Type,
  target: Target<unknown>,
  actor: Actor,
  attempt: number,
): Promise<Loaded | undefined | "skip" | "not-found"> => {
  if (isLoaded(target) && attempt === 1) return target;
  const when = typeof target === "string" || isLoaded(target) ? "present" : target.when;
  if (when === "absent") return undefined;
  const loaded = await loadExisting(store, type, targetId(target));
  if (loaded !== undefined && isVisible(type, loaded, actor)) return loaded;
  switch (when) {
    case "present":
      return "not-found";
    case "present-or-skip":
      return "skip";
    case "any":
      return loaded === undefined ? undefined : "not-found";
  }
};

/** The identifier of a target. */
export const targetId = (target: Target<unknown>): string => (typeof target === "string" ? target : target.id);

const loadExisting = async (
  store: Pick<Store, "load">,
  { kind }: Type,
  id: string,
): Promise<StoredRecord | undefined> => {
  const loaded = (await store.load(kind, id)) as StoredRecord | undefined;
  return loaded !== undefined && exists(loaded.state) ? loaded : undefined;
};

const isVisible = (type: Type, { state }: StoredRecord, actor: Actor): boolean =>
  actor.role === "system" || type.visibleTo(state, actor);

const isLoaded = (target: Target<unknown>): target is Loaded => typeof target !== "string" && "version" in target;
