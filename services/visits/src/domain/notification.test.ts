import type { Instant } from "@trygt/contracts";
import type { CaseId } from "@trygt/contracts/visits";
import { accept, erased, exists, none, refuse } from "@trygt/service-kit/rules";
import { monday, type Step, signe, specification, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import { notifications } from "../records/notifications.ts";
import { at, malik } from "../testing/cases.ts";
import { evolveNotification, type Notification, type NotificationCommand, notificationDue } from "./notification.ts";

const friday = at("2026-03-06T15:30");
const sent = (command: NotificationCommand, when: Instant) => step(command, { at: when });
const send = (when: Instant = friday) => sent({ type: "send", subject: malik.subject }, when);
const acknowledge = (when: Instant = friday) => sent({ type: "acknowledge" }, when);
const assess = (when: Instant = friday) => sent({ type: "assess", outcome: "child_assessment" }, when);
const time = (when: Instant) => sent({ type: "time-passed" }, when);

const {
  decide,
  stateAfter: reached,
  existingAfter: after,
} = specification(notifications, { at: monday, actor: signe, policy: proposedPolicy });
const clock = (...commands: readonly Step<NotificationCommand>[]) =>
  notificationDue(after(...commands), proposedPolicy);

const saturday = at("2026-03-07T15:30");
const receiptOver = at("2026-03-17T00:00");
const erasure = at("2026-09-06T00:00+02:00");

describe("a notification of concern", () => {
  it("sent on Friday 15:30 is assessed by Saturday 15:30 and answered by Monday 16 March", () => {
    expect(after(send())).toMatchObject({ status: "sent", assessBy: saturday, receiptBy: "2026-03-16" });
  });

  it("sent before Easter is answered six working days later, Maundy Thursday to Easter Monday not counted", () => {
    expect(after(send(at("2026-03-31T10:00+02:00"))).receiptBy).toBe("2026-04-13");
  });

  it("sent before what was Store Bededag until 2023 counts that Friday as a working day", () => {
    expect(after(send(at("2026-04-30T10:00+02:00"))).receiptBy).toBe("2026-05-08");
  });

  it("is assessed within 24 hours that really passed, over the night when summer time begins", () => {
    expect(after(send(at("2026-03-28T15:30"))).assessBy).toBe(at("2026-03-29T16:30+02:00"));
  });

  it("needs both receipt and assessment, in either order", () => {
    expect(after(send(), acknowledge())).toMatchObject({ status: "acknowledged", acknowledgedOn: "2026-03-06" });
    expect(after(send(), assess())).toMatchObject({ status: "sent", outcome: "child_assessment" });
    expect(after(send(), acknowledge(), assess()).status).toBe("assessed_24h");
    expect(after(send(), assess(), acknowledge()).status).toBe("assessed_24h");
  });

  it("is sent, acknowledged and assessed once", () => {
    expect(decide(after(send()), send())).toEqual(refuse("invalid-transition"));
    expect(decide(after(send(), acknowledge()), acknowledge())).toEqual(refuse("invalid-transition"));
    expect(decide(after(send(), assess()), assess())).toEqual(refuse("invalid-transition"));
    for (const command of [acknowledge(), assess(), time(friday)])
      expect(decide(none, command)).toEqual(refuse("invalid-transition"));
  });

  it("is late when nobody assesses it in time, once", () => {
    expect(clock(send())).toBe(saturday);
    expect(after(send(), time(at("2026-03-07T15:29"))).late).toBe(false);
    expect(after(send(), time(saturday)).late).toBe(true);
    expect(decide(after(send(), time(saturday)), time(receiptOver))).toEqual(accept());
  });

  it("is late when its receipt is missing at the end of the sixth working day", () => {
    expect(clock(send(), assess())).toBe(receiptOver);
    expect(after(send(), assess(), time(at("2026-03-16T23:59"))).late).toBe(false);
    expect(after(send(), assess(), time(receiptOver)).late).toBe(true);
  });

  it("is late no more when what was late is done", () => {
    expect(after(send(), time(saturday), assess(saturday)).late).toBe(false);
    expect(clock(send(), time(saturday), assess(saturday))).toBe(receiptOver);
  });

  it("is erased six months after both were done, in whatever order", () => {
    for (const story of [
      [send(), acknowledge(), assess()],
      [send(at("2026-03-02T09:00")), assess(at("2026-03-02T10:00")), acknowledge()],
      [send(at("2026-03-02T09:00")), acknowledge(at("2026-03-02T10:00")), time(at("2026-03-03T09:00")), assess()],
    ]) {
      expect(clock(...story)).toBe(erasure);
      expect(reached(...story, time(at("2026-09-05T23:59+02:00"))).status).toBe("assessed_24h");
      expect(reached(...story, time(erasure))).toEqual(erased);
    }
  });

  it("is never erased while a duty is outstanding, however long that takes", () => {
    const years = at("2036-01-01T00:00");
    for (const story of [[send()], [send(), acknowledge()], [send(), assess()]]) {
      expect(after(...story, time(years))).toMatchObject({ late: true });
      expect(clock(...story, time(years))).toBeUndefined();
      expect(after(...story, time(years), time(years)).late).toBe(true);
    }
    const finished = [send(), time(years), assess(years), acknowledge(years)];
    expect(after(...finished)).toMatchObject({ status: "assessed_24h", late: false });
    expect(clock(...finished)).toBe(at("2036-07-01T00:00+02:00"));
  });

  it("stands alone when the case goes that it was sent from", () => {
    const from = { caseId: "ca000000-0000-4000-8000-000000000003" as CaseId, concernId: malik.concernId };
    const inCase = sent({ type: "send", subject: malik.subject, from }, friday);
    const alone = sent({ type: "stand-alone" }, saturday);
    expect(after(inCase)).toMatchObject({ from });
    expect(after(inCase, alone)).toEqual(after(send()));
    expect(decide(after(inCase, alone), alone)).toEqual(accept());
    expect(decide(none, alone)).toEqual(refuse("invalid-transition"));
  });

  it("has a clock that rings until it is late, and a clock that has rung is silent", { timeout: 60_000 }, () => {
    const command = fc.constantFrom("acknowledge", "assess", "ring");
    fc.assert(
      fc.property(fc.array(command, { maxLength: 8 }), (kinds) => {
        let notification: Notification = after(send());
        for (const kind of kinds) {
          if (!exists(notification)) return;
          const due = notificationDue(notification, proposedPolicy);
          if (due === undefined) {
            expect(notification).toMatchObject({ late: true });
            return;
          }
          const next = { acknowledge: acknowledge(due), assess: assess(due), ring: time(due) }[kind];
          const decision = decide(notification, next);
          notification = decision.accepted ? decision.events.reduce(evolveNotification, notification) : notification;
          if (kind === "ring" && exists(notification))
            expect(notificationDue(notification, proposedPolicy) ?? "later").not.toBe(due);
        }
      }),
    );
  });
});
