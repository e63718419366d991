import { event } from "@trygt/contracts";
import { visits } from "@trygt/contracts/visits";
import { App, Stack } from "aws-cdk-lib/core";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { schemas } from "./schemas.ts";
import { ofKind } from "./testing.ts";

it("an event that several services announce stands in the registry once", () => {
  const erased = event("partnership.thing-erased.v1", { summary: "Sample", data: () => z.strictObject({}) });
  const app = new App();
  const announcing = (name: string) => ({ ...visits, name, events: { erased } });
  schemas(new Stack(app, "Schemas"), [announcing("one"), announcing("two")]);
  const written = ofKind(app.synth().getStackByName("Schemas").template.Resources, "AWS::EventSchemas::Schema");
  expect(written.map(([, { Properties }]) => Properties["SchemaName"])).toEqual(["partnership.thing-erased.v1"]);
});
