import type { AnyRecordType, Intent, Target } from "./record-type.ts";

type StateOf<Type> = Type extends { readonly evolve: (state: infer State, event: never) => unknown } ? State : never;
type CommandOf<Type> = Type extends {
  readonly decide: (state: never, command: infer Command, circumstances: never) => unknown;
}
  ? Command
  : never;

/** An intent for a record of this type. */
export const intent = <Type extends Pick<AnyRecordType, "kind" | "decide" | "evolve">>(
  type: Type,
  target: Target<StateOf<Type>>,
  command: CommandOf<Type>,
  more: Pick<Intent, "actor" | "vault"> = {},
): Intent => ({ ...more, type: type as unknown as AnyRecordType, target: target as Target<unknown>, command });
