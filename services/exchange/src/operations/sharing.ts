import { dateOf } from "@trygt/contracts";
import { agencyOf, type exchange, kindOf } from "@trygt/contracts/exchange";
import type { Handlers } from "@trygt/service-kit";
import { agreementBetween } from "../agreement-between.ts";
import type { ApiDeps } from "../deps.ts";
import { pairOf } from "../domain/agreement.ts";
import { judge } from "../domain/gate/gate.ts";

type Operations = Pick<Handlers<typeof exchange>, "mayIShare" | "recordAgreement">;

/** May I share? The same gate that enforces explains; and the agreements that it asks for. */
export const sharingOperations = (deps: ApiDeps): Operations => ({
  mayIShare: async ({ body, staff, call }) => {
    const { to, toNamedPerson, purpose, use, step, necessity, subject, items, tests, consent } = body;
    const from = body.from ?? kindOf(staff.agency, staff.role) ?? "association";
    const on = dateOf(call.at);
    const { tableValidFrom, ...judgement } = judge({
      ...{ on, from, to, toNamedPerson, purpose, use, step, necessity, subject, items, consent },
      testsConfirmed: tests !== undefined,
      agreement: await agreementBetween(deps, agencyOf[from], agencyOf[to], on),
    });
    return {
      kind: "shown",
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

  recordAgreement: ({ body: { between, reference, validFrom, validUntil }, call }) =>
    deps.agreements.upsert(
      pairOf(between[0], between[1]),
      { type: "record", at: call.at, between, period: { reference, validFrom, validUntil } },
      call,
      { reply: () => ({ between, validFrom, validUntil }) },
    ),
});
