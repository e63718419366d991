import type { visits } from "@trygt/contracts/visits";
import type { Acquaintance, Dependencies, Existing, Handlers } from "@trygt/service-kit";
import type { VisitCase } from "../domain/case.ts";
import { erasedOn, nextDue } from "../domain/case-due.ts";
import { visitSheet } from "../pages/visit-sheet.ts";
import type { records } from "../records/index.ts";
import { type ChildInVault, groundsWith, vaultItem } from "../records/vault.ts";
import { partsOf } from "./case-receipt.ts";
import { childIn } from "./child.ts";

type Operations = Pick<Handlers<typeof visits>, "readCase" | "readVisitSheet">;

/** What a case says to those who work on it. */
export const caseReadings = (
  deps: Dependencies<typeof records, "worklists" | "vault"> & { readonly acquaintance: Acquaintance },
): Operations => ({
  readCase: async ({ params: { caseId }, query: { reveal }, staff, context }) => {
    const found = await deps.cases.find(caseId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const visitCase = found.state;
    const { child, text } = await childIn(deps, visitCase, words(caseId, visitCase));
    const { status, areaCode, openedAt, kle, reviewOn, assignedTo, closeReason } = visitCase;
    const { on, what } = nextDue(visitCase, deps.policy);
    return {
      kind: "read",
      about: deps.cases.ref(caseId),
      ...revealed(reveal),
      flags: await deps.acquaintance(staff, child),
      version: found.version,
      body: {
        ...{ caseId, status, areaCode, openedAt, kle, reviewOn, assignedTo, nextDueOn: on, nextDue: what },
        eraseOn: erasedOn(visitCase, deps.policy),
        ...(closeReason === undefined ? {} : { closeReason }),
        subject: {
          name: child.name,
          birthDate: child.birthDate,
          protectedAddress: child.protectedAddress,
          ...shownAddress(child, reveal),
        },
        grounds: groundsWith(visitCase.grounds, child),
        custodyHolders: visitCase.holders.map(({ holder, channel }) => ({
          holder,
          name: child.custodyHolders[holder - 1]?.name ?? "",
          channel,
        })),
        visits: visitCase.visits.map(({ number, status: visitStatus, at, staff: visitors, childView }) => ({
          visitId: `${caseId}.${number}`,
          status: visitStatus,
          at,
          staff: [...visitors],
          ...(childView === undefined
            ? {}
            : { childView: childView === "heard" ? text(vaultItem.childView(caseId, number)) : childView }),
        })),
        referrals: visitCase.referrals.map((referral) => ({ ...referral })),
        followUps: visitCase.followUps.map(({ number, ...followUp }) => ({
          followUpId: `${caseId}.${number}`,
          ...followUp,
          text: text(vaultItem.followUp(caseId, number)),
        })),
      },
    };
  },

  readVisitSheet: async ({ params: { visitId }, query: { reveal }, staff, context }) => {
    const { caseId, number } = partsOf(visitId);
    const found = await deps.cases.find(caseId, context.actor);
    const visit = found?.state.visits.find((one) => one.number === number);
    if (found === undefined || visit === undefined) return { kind: "not-found" };
    const { child } = await childIn(deps, found.state);
    const { name, birthDate, protectedAddress, custodyHolders } = child;
    const holders = found.state.holders.map(({ holder, notInformedReason }) => ({
      name: custodyHolders[holder - 1]?.name ?? "",
      informed: notInformedReason === undefined,
    }));
    const family = { name, birthDate, protectedAddress, ...shownAddress(child, reveal), holders };
    return {
      kind: "read",
      about: deps.cases.ref(caseId),
      ...revealed(reveal),
      flags: await deps.acquaintance(staff, child),
      body: visitSheet(visit, family),
    };
  },
});

const words = (caseId: string, { visits, followUps }: Existing<VisitCase>): string[] => [
  ...visits.filter(({ childView }) => childView === "heard").map(({ number }) => vaultItem.childView(caseId, number)),
  ...followUps.map(({ number }) => vaultItem.followUp(caseId, number)),
];

// The log tells who took the extra step
const revealed = (reveal: "address" | undefined) => (reveal === undefined ? {} : { revealed: reveal });

// B14: a protected address is shown only after the extra step
const shownAddress = ({ protectedAddress, address }: ChildInVault, reveal: "address" | undefined) =>
  address === undefined || (protectedAddress && reveal === undefined) ? {} : { address };
