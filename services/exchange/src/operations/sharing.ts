import { dateOf } from "@trygt/contracts";
import { agencyOf, type exchange, kindOf } from "@trygt/contracts/exchange";
import type { Handlers } from "@trygt/service-kit";
import { judge } from "../domain/gate/gate.ts";
import { type AgreementDependencies, agreementBetween } from "./agreements.ts";

/** May I share? The same gate that enforces explains. */
export const sharingOperations = (deps: AgreementDependencies): Pick<Handlers<typeof exchange>, "mayIShare"> => ({
  mayIShare: async ({ body, staff, context }) => {
    const { to, toNamedPerson, purpose, use, step, necessity, subject, items, tests, consent } = body;
    const from = body.from ?? kindOf(staff.role) ?? "association";
    const on = dateOf(context.at);
    const { tableValidFrom, ...judgement } = judge({
      ...{ on, from, to, toNamedPerson, purpose, use, step, necessity, subject, items, consent },
      testsConfirmed: tests !== undefined,
      agreement: await agreementBetween(deps, agencyOf[from], agencyOf[to], on),
    });
    return {
      kind: "read",
      about: "MAY-I-SHARE",
      body: {
        allowed: judgement.allowed,
        items: [...judgement.items],
        reasons: [...judgement.reasons],
        rules: judgement.rules.map((rule) => ({ ...rule })),
        call: judgement.call,
        ...(tableValidFrom === undefined ? {} : { tableValidFrom }),
      },
    };
  },
});
