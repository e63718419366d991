import { describe, expect, it } from "vitest";
import { named, ofKind, permissionsOf, type Resources, servicesAroundADesk } from "../testing.ts";

const services = servicesAroundADesk();
const desk = named(services.with, "AWS::Lambda::Function", "Desk").id;

/** The roles that may invoke the desk, by what the role's logical id begins with. */
const comers = (resources: Resources) =>
  ofKind(resources, "AWS::IAM::Role")
    .map(([id]) => id)
    .filter((id) =>
      permissionsOf(resources, id).some(
        ({ actions, on }) => actions.includes("lambda:InvokeFunction") && on.some((one) => one.includes(desk)),
      ),
    )
    .map((id) => id.slice(0, -8))
    .sort();
const clockOf = (resources: Resources) => named(resources, "AWS::Lambda::Function", "Clock").id;
const addressIn = (resources: Resources, name: string) =>
  named(resources, "AWS::Lambda::Function", name).Properties["Environment"].Variables["DESK_FUNCTION_NAME"];

describe("the disclosure desk", () => {
  it("may be asked by the API and the subscriber of its own service and of a service that is given it", () => {
    expect(comers(services.with)).toEqual(["ApiRole", "SubscriberRole"]);
    expect(comers(services.given)).toEqual(["ApiRole", "SubscriberRole"]);
  });

  it("may not be asked by a service that is not given it, nor by a relay or a clock", () => {
    expect(comers(services.without)).toEqual([]);
    for (const resources of Object.values(services))
      for (const name of ["Relay", "Clock"]) expect(addressIn(resources, name)).toBeUndefined();
    for (const name of ["Api", "Subscriber"]) expect(addressIn(services.without, name)).toBeUndefined();
  });

  it("is told by name to those who may ask it", () => {
    for (const name of ["Api", "Subscriber"]) {
      expect(addressIn(services.with, name)).toEqual({ Ref: desk });
      expect(addressIn(services.given, name)).toEqual({
        "Fn::ImportValue": expect.stringMatching(new RegExp(`^With:ExportsOutputRef${desk}`)),
      });
    }
  });

  it("is the only function that any of them may invoke", () => {
    for (const resources of Object.values(services)) {
      const invoked = permissionsOf(resources, "")
        .filter(({ actions }) => actions.includes("lambda:InvokeFunction"))
        .flatMap(({ on }) => on.filter((one) => !one.includes(desk)));
      // The schedule wakes the clock
      expect(invoked).toEqual([JSON.stringify({ "Fn::GetAtt": [clockOf(resources), "Arn"] })]);
    }
  });

  it("has no route, no event source and nobody outside the account who may call it", () => {
    const callers = ["AWS::ApiGatewayV2::Integration", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission"];
    for (const kind of [...callers, "AWS::Lambda::Url", "AWS::Scheduler::Schedule"])
      expect(JSON.stringify(ofKind(services.with, kind))).not.toContain(`"${desk}"`);
  });

  it("ends before those who wait for it give up", () => {
    const secondsOf = (name: string) => named(services.with, "AWS::Lambda::Function", name).Properties["Timeout"];
    expect(secondsOf("Desk")).toBe(10);
    expect(secondsOf("Desk")).toBeLessThanOrEqual(Math.min(secondsOf("Api"), secondsOf("Subscriber")));
  });

  it("does not stand in a service that was not asked to have it", () => {
    for (const resources of [services.given, services.without])
      expect(ofKind(resources, "AWS::Lambda::Function").map(([id]) => id.slice(0, -8))).not.toContain("Desk");
  });
});
