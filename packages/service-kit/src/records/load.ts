import type { Actor } from "./actor.ts";
import type { AnyRecordType, Target } from "./record-type.ts";
import { exists } from "./state.ts";
import type { Loaded, Store } from "./store.ts";

type Type = Pick<AnyRecordType, "kind" | "visibleTo">;

/** One consistent read of a record; undefined where it does not exist, or not for this actor. To the system every record exists. */
export const loadVisible = async (store: Pick<Store, "load">, type: Type, id: string, actor: Actor) => {
  const loaded = (await store.load(type.kind, id)) as Loaded<{ readonly status: string }> | undefined;
  if (loaded === undefined || !exists(loaded.state)) return undefined;
  return actor.role === "system" || type.visibleTo(loaded.state, actor) ? loaded : undefined;
};

/** The record that a command is for. The first attempt takes one as it was handed in; every later one reads it again. */
export const loadTarget = async (
  store: Pick<Store, "load">,
  type: Type,
  target: Target<unknown>,
  actor: Actor,
  attempt: number,
): Promise<Loaded | undefined> => {
  if (isLoaded(target) && attempt === 1) return target;
  return comesToBe(target) ? undefined : loadVisible(store, type, targetId(target), actor);
};

/** The identifier of a target. */
export const targetId = (target: Target<unknown>): string => (typeof target === "string" ? target : target.id);

/** Whether a command is refused as `not-found` where there is no record. */
export const mustExist = (target: Target<unknown>): boolean => typeof target === "string" || isLoaded(target);

/** Whether nothing is to be done where there is no record. */
export const maySkip = (target: Target<unknown>): boolean => whenOf(target) === "present-or-skip";

const comesToBe = (target: Target<unknown>): boolean => whenOf(target) === "absent";
const isLoaded = (target: Target<unknown>): target is Loaded => typeof target !== "string" && "version" in target;
const whenOf = (target: Target<unknown>) => (typeof target === "string" || isLoaded(target) ? undefined : target.when);
