import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { leaks } from "./support/secrecy.ts";
import { children, openCase } from "./support/stories.ts";

describe("a notification of concern always works (scenario 5)", () => {
  const words = {
    neglect: "Ingen mad i køleskabet, og mindre søskende passer sig selv",
    later: "Ses alene på gaden efter midnat",
    street: "Sover i en kælder og vil ikke hjem",
  };
  let city: City;
  let caseId = "";
  let notificationId = "";
  let work: Awaited<ReturnType<typeof openCase>>["work"];
  beforeAll(async () => {
    city = await boot();
    ({ caseId, work } = await openCase(city, "Ida"));
    await done(work.invite());
    await city.settle();
  });
  afterAll(() => city.stop());

  const opened = async () =>
    (await done(city.as("Clara").visits.listNotifications({ query: { status: "open" } }))).body.items;

  test("Ida's parents say no thank you, and the case stands as declined", async () => {
    expect((await done(work.decline())).body).toMatchObject({ status: "declined", nextDue: "close" });
  });

  test("the decline raises no flag anywhere: nothing of it goes over the bus", async () => {
    await city.settle();
    const names = (await city.events()).map((event) => event["detail-type"]);
    expect(names).toEqual(["visits.concern-decided.v1", "visits.invitation-made.v1"]);
  });

  test("on Friday at 15.30 Signe notifies from the declined case, without consent and without a version", async () => {
    await city.advance("2026-03-06T15:30:00+01:00");
    const sent = await done(
      city.as("Signe").visits.notifyOfConcernInCase({ params: { caseId }, body: { text: words.neglect } }),
    );
    expect(sent.status).toBe(202);
    notificationId = sent.body.notificationId;
    const { sentAt, assessBy, receiptBy, status } = sent.body;
    expect(status).toBe("sent");
    expect(sentAt.slice(0, 16)).toBe("2026-03-06T14:30");
    expect(Date.parse(assessBy) - Date.parse(sentAt)).toBe(24 * 60 * 60 * 1000);
    expect(receiptBy).toBe("2026-03-16");
  });

  test("the notification has nothing to say to any other service", async () => {
    await city.settle();
    expect(await city.events()).toHaveLength(2);
  });

  test("the child team sees it with its clock; Signe and Birk do not", async () => {
    expect(await opened()).toMatchObject([{ notificationId, status: "sent", late: false }]);
    const params = { notificationId };
    const read = await done(city.as("Clara").visits.readNotification({ params, reason: "case-work" }));
    expect(read.body).toMatchObject({ subject: { cpr: "7408124446", name: "Ida Kulisse" }, text: words.neglect });
    for (const name of ["Signe", "Birk"])
      expect(await refusal(city.as(name).visits.readNotification({ params, reason: "case-work" }))).toEqual([
        404,
        "not-found",
      ]);
  });

  test("the visit case can still close; to the others it is a case without further need", async () => {
    expect((await done(work.close("declined"))).body.status).toBe("closed");
    await city.settle();
    const [closed] = await city.events("visits.case-closed.v1");
    expect(closed?.detail["data"]).toEqual({ caseRef: caseId, reasonCode: "no_further_need" });
  });

  test("from the closed case too a notification goes through", async () => {
    const sent = await done(
      city.as("Signe").visits.notifyOfConcernInCase({ params: { caseId }, body: { text: words.later } }),
    );
    expect(sent.status).toBe(202);
    const params = { notificationId: sent.body.notificationId };
    const read = await done(city.as("Clara").visits.readNotification({ params, reason: "case-work" }));
    expect(read.body.text).toBe(words.later);
  });

  test("until Saturday at 15.30 the assessment is in time, after that it is late", async () => {
    const first = async () => (await opened()).find((one) => one.notificationId === notificationId);
    await city.advance("2026-03-07T15:29:00+01:00");
    expect(await first()).toMatchObject({ late: false });
    await city.advance("2026-03-07T15:31:00+01:00");
    expect(await first()).toMatchObject({ late: true });
  });

  test("Clara assesses and sends the receipt, and the notification is off his list", async () => {
    const { visits } = city.as("Clara");
    const params = { notificationId };
    const etag = async () => (await done(visits.readNotification({ params, reason: "case-work" }))).etag ?? "";
    const body = { outcome: "child_assessment" } as const;
    const assessed = await done(visits.assessNotification({ params, body, ifMatch: await etag() }));
    expect(assessed.body.status).toBe("sent");
    await city.advance("2026-03-16T09:00:00+01:00");
    expect((await opened()).find((one) => one.notificationId === notificationId)).toMatchObject({ late: false });
    const answered = await done(visits.acknowledgeNotification({ params, body: {}, ifMatch: await etag() }));
    expect(answered.body.status).toBe("assessed_24h");
    expect((await opened()).map((one) => one.notificationId)).not.toContain(notificationId);
  });

  test("anybody who works with people may notify of any child, and of one whom the register does not know", async () => {
    for (const [name, cpr] of [
      ["Gro", children.Sara],
      ["Jens", children.Noah],
      ["Kaj", "620101-4002"],
    ] as const) {
      const sent = await done(city.as(name).visits.notifyOfConcern({ body: { subject: { cpr }, text: words.street } }));
      expect(sent.status).toBe(202);
    }
    expect(await refusal(notifying("Hanne"))).toEqual([404, "not-found"]);
    expect(await refusal(notifying("Dorte"))).toEqual([404, "not-found"]);
  });

  const notifying = (name: string) =>
    city.as(name).visits.notifyOfConcern({ body: { subject: { cpr: children.Noah }, text: words.street } });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, Object.values(words))).toEqual([]);
  });
});
