import { adults, proposal, question, tests } from "./exchange-stories.ts";
import { program, type Story } from "./patience.ts";

/** From the proposal over approval, question, answer and reading to the removal of the case, and the erasure of what had been disclosed. */
export const yusufIsTalkedAbout: Story = async (city, take) => {
  const [runa, palle, jens] = [program(city, "Runa"), program(city, "Palle"), program(city, "Jens")];
  const { caseId } = (
    await take("Runa proposes a case", (idempotencyKey) =>
      runa.exchange.proposeCase({ body: proposal(city, adults.Yusuf), idempotencyKey }),
    )
  ).body;
  const params = { caseId };
  const seen = await take("Palle reads the case", () => palle.exchange.readCase({ params, reason: "case-work" }));
  await take("Palle approves the case", (idempotencyKey) =>
    palle.exchange.approveCase({
      params,
      body: { decision: "approve", tests },
      ifMatch: seen.etag ?? "",
      idempotencyKey,
    }),
  );
  const { requestId } = (
    await take("Runa asks Jens", (idempotencyKey) =>
      runa.exchange.askForInformation({ params, body: question(city), idempotencyKey }),
    )
  ).body;
  const asked = await take("Jens reads the question", () =>
    jens.exchange.readRequest({ params: { requestId }, reason: "disclosure" }),
  );
  const { disclosureId = "" } = (
    await take("Jens answers in part", (idempotencyKey) =>
      jens.exchange.answerRequest({
        params: { requestId },
        body: { outcome: "part", items: [{ kind: "education_status", text: "Han følger et forløb" }], tests },
        ifMatch: asked.etag ?? "",
        idempotencyKey,
      }),
    )
  ).body;
  await take("Runa reads the answer", (idempotencyKey) =>
    runa.exchange.readDisclosure({ params: { disclosureId }, body: {}, reason: "case-work", idempotencyKey }),
  );
  const { exchange } = runa;
  const { etag: ifMatch = "" } = await take("Runa reads the case", () =>
    exchange.readCase({ params, reason: "case-work" }),
  );
  await take("Runa removes the case", (idempotencyKey) =>
    exchange.removeCase({ params, body: {}, ifMatch, idempotencyKey }),
  );
  await take("Runa confirms that she has erased it", (idempotencyKey) =>
    exchange.confirmErasure({ params: { disclosureId }, body: {}, ifMatch: '"3"', idempotencyKey }),
  );
};
