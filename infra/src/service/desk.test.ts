import { deskCallers } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { named, ofKind, permissionsOf, type Resources, servicesAroundADesk, withoutADesk } from "../testing.ts";

const services = servicesAroundADesk();
const desk = named(services.with, "AWS::Lambda::Function", "Desk").id;

/** The roles that may invoke the desk, by what the role's logical id begins with. */
const comers = (resources: Resources) =>
  ofKind(resources, "AWS::IAM::Role")
    .map(([id]) => id)
    .filter((id) =>
      permissionsOf(resources, id).some(
        ({ actions, on }) => actions.includes("lambda:InvokeFunction") && on.some((one) => one.includes("DeskDoor")),
      ),
    )
    .map((id) => id.slice(0, -8))
    .sort();
const clockOf = (resources: Resources) => named(resources, "AWS::Lambda::Function", "Clock").id;
const addressIn = (resources: Resources, name: string) =>
  named(resources, "AWS::Lambda::Function", name).Properties["Environment"].Variables["DESK_FUNCTION_NAME"];

describe("the disclosure desk", () => {
  it("may be asked by the functions whose definitions have it as a port, and by no relay or clock", () => {
    for (const resources of Object.values(services)) {
      expect(comers(resources)).toEqual(["ApiRole", "SubscriberRole"]);
      for (const name of ["Relay", "Clock"]) expect(addressIn(resources, name)).toBeUndefined();
    }
  });

  it("must be there for a service that asks it, or nothing is synthesized", () => {
    expect(withoutADesk).toThrow(/visits asks the disclosure desk/);
  });

  it("has a door for each service that comes to it, which leads to the function as it is", () => {
    const doors = ofKind(services.with, "AWS::Lambda::Alias").map(([, { Properties }]) => Properties);
    expect(doors).toEqual(
      Object.keys(deskCallers).map((Name) =>
        expect.objectContaining({ Name, FunctionName: { Ref: desk }, FunctionVersion: "$LATEST" }),
      ),
    );
  });

  it("is told by the service's own door to those who may ask it, who may invoke no other and not the function itself", () => {
    const door = named(services.with, "AWS::Lambda::Alias", "DeskDoorVisits").id;
    const own = {
      with: { Ref: door },
      asks: { "Fn::ImportValue": expect.stringMatching(new RegExp(`^With:ExportsOutputRef${door}`)) },
    };
    for (const [where, resources] of Object.entries(services) as [keyof typeof own, Resources][])
      for (const name of ["Api", "Subscriber"]) {
        expect(addressIn(resources, name)).toEqual(own[where]);
        const invoked = permissionsOf(resources, `${name}Role`).filter(({ actions }) =>
          actions.includes("lambda:InvokeFunction"),
        );
        expect(invoked.map(({ on }) => on.map((one) => JSON.parse(one)))).toEqual([[own[where]]]);
      }
  });

  it("is the only function that any of them may invoke", () => {
    for (const resources of Object.values(services)) {
      const invoked = permissionsOf(resources, "")
        .filter(({ actions }) => actions.includes("lambda:InvokeFunction"))
        .flatMap(({ on }) => on.filter((one) => !one.includes("DeskDoor")));
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
    expect(secondsOf("Desk")).toBe(8);
    expect(secondsOf("Desk")).toBeLessThan(Math.min(secondsOf("Api"), secondsOf("Subscriber")));
  });

  it("does not stand in a service whose definition has none", () => {
    expect(ofKind(services.asks, "AWS::Lambda::Function").map(([id]) => id.slice(0, -8))).not.toContain("Desk");
  });
});
