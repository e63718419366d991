/** Makes a value when it is first asked for, and keeps it: what a function never needs costs its start nothing. */
/* @__NO_SIDE_EFFECTS__ */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
