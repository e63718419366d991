import type { SubjectRef } from "@trygt/contracts";
import type { Store } from "@trygt/service-kit";
import { type ChildInVault, vaultItem, type WordsInVault } from "../records/vault.ts";

/** The child's data and words that stand beside them, in one read of the vault. Throws when the vault has lost the child: state and vault are written and erased together. */
export const childIn = async (
  { vault }: Pick<Store, "vault">,
  { subject, concernId }: { readonly subject: SubjectRef; readonly concernId: string },
  words: readonly string[] = [],
): Promise<{ readonly child: ChildInVault; readonly text: (item: string) => string }> => {
  const childItem = vaultItem.child(concernId);
  const found = await vault(subject, [childItem, ...words]);
  const child = found[childItem] as ChildInVault | undefined;
  if (child === undefined) throw new Error("The vault has no child for a record that refers to one");
  return { child, text: (item) => (found[item] as WordsInVault | undefined)?.text ?? "" };
};
