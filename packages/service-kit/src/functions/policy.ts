/** The numbers that the partnership decides for a service, by name: each is whole and above zero. */
export type PolicyNumbers = Readonly<Record<string, number>>;

/** The policy of a stage: as the service proposes it, but for what the partners have agreed to do otherwise. Throws when that names another number or is none, without quoting it. */
export const policyFrom = <Policy>(proposed: Policy, agreed: unknown): Policy => {
  const isAgreed =
    typeof agreed === "object" &&
    agreed !== null &&
    Object.entries(agreed).every(
      ([name, number]) => Object.hasOwn(proposed as object, name) && Number.isSafeInteger(number) && number > 0,
    );
  if (!isAgreed) throw new Error("The environment variable POLICY is not as the service declares its policy");
  return { ...proposed, ...agreed };
};
