import type { DeskCallerName, DeskReply, DeskRequest } from "@trygt/contracts/desk";
import { acts, eachOf, jens, type Lost, losingAnswers, malik, maxAttempts, quiet } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  arrived,
  claimBy,
  correctionId,
  fetchBy,
  inPerson,
  leftAt,
  opened,
  referral,
} from "../testing/desk-stories.ts";
import { type ExchangeService, exchangeOn } from "../testing/service.ts";
import { agreed, parcelOn } from "../testing/stories.ts";

quiet();

type Message = DeskRequest["message"];
/** What leads up to a message, who brings it, and what is answered. */
type Story = (service: ExchangeService) => Promise<readonly [by: DeskCallerName, Message, reply: DeskReply]>;

const done: DeskReply = { outcome: "done" };
const better = { ...parcelOn(malik), note: "Vil hellere arbejde i et køkken" };
const claimed = async (service: ExchangeService) => {
  const { ticketId } = await leftAt(service);
  await service.askDesk("jobs", claimBy(jens, ticketId));
  return ticketId;
};

const stories: Record<Message["act"], Readonly<Record<string, Story>>> = {
  deposit: {
    "a deposit": async (service) => {
      await agreed(service);
      return ["visits", referral(), { outcome: "done", expiresAt: "2026-03-03T08:00:00.000Z" as never }];
    },
  },
  claim: {
    "a claim": async (service) => {
      const { ticketId } = await leftAt(service);
      return ["jobs", claimBy(jens, ticketId), opened(parcelOn(malik))];
    },
  },
  return: {
    "a return": async (service) => {
      const { ticketId } = await leftAt(service);
      return ["jobs", { act: "return", ticketId, claimant: inPerson(jens), reason: "no_capacity" }, done];
    },
  },
  recall: {
    "a recall of what nobody has claimed": async (service) => {
      const { ticketId } = await leftAt(service);
      return ["visits", { act: "recall", ticketId }, done];
    },
    "a recall of what is on its way": async (service) => [
      "visits",
      { act: "recall", ticketId: await claimed(service) },
      done,
    ],
  },
  correct: {
    "a correction": async (service) => {
      const ticketId = await claimed(service);
      return ["visits", { act: "correct", ticketId, correctionId, parcel: better }, done];
    },
  },
  "fetch-correction": {
    "a fetched correction": async (service) => {
      const ticketId = await claimed(service);
      await arrived(service, ticketId);
      await service.askDesk("visits", { act: "correct", ticketId, correctionId, parcel: better });
      return ["jobs", fetchBy(jens, ticketId), opened(better, 2)];
    },
  },
};

/** Exchange with its desk on the real engine, over connections that break. */
const unreliable = await losingAnswers(exchangeOn);

/** The desk's own answer. */
const itself: Lost = { of: "desk", nth: 1, tries: 1 };

/** What the desk answers and what stands in the tables, when one of the table's answers is lost, or the desk's own: then it is asked again. */
const told = async (story: Story, lost?: Lost) => {
  const { service, lose, requests, rows } = await unreliable();
  const [by, message, expected] = await story(service);
  const ask = () => service.askDesk(by, message);
  lose(lost);
  const first = await ask().catch((error: Error) => error);
  const count = requests().table;
  const reply = first instanceof Error || lost?.of === "desk" ? await ask() : first;
  const { records, log } = await rows();
  return { first, count, expected, reply, records, log: acts(log) };
};

describe("whichever answer is lost between the desk and its table, or the desk and who asks it", {
  timeout: 60_000,
}, () => {
  for (const [what, story] of Object.values(stories).flatMap((one) => Object.entries(one)))
    it(`${what} is done once, and answered again`, async () => {
      const whole = await told(story);
      expect(whole.first).toEqual(whole.expected);
      for (const lost of [...eachOf("table", whole.count), itself]) {
        const { first, reply, records, log } = await told(story, lost);
        if (lost.tries < maxAttempts) expect({ lost, first }).toEqual({ lost, first: whole.expected });
        expect({ lost, reply, records, log }).toEqual({
          lost,
          ...{ reply: whole.expected, records: whole.records, log: whole.log },
        });
      }
    });
});
