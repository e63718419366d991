import { deskCallers } from "@trygt/contracts/desk";
import { CfnAlias, type IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

/** The doors of the disclosure desk: for each service that comes to it, by its name, the ARN of an alias that it alone may invoke. */
export type DeskDoors = Readonly<Record<string, string>>;

/** Makes a door for each service that comes to the desk. The desk believes the door, and nothing that is said: so no function may invoke another's (ADR 31). */
export const deskDoors = (scope: Construct, desk: IFunction): DeskDoors =>
  Object.fromEntries(
    Object.keys(deskCallers).map((service) => {
      const door = new CfnAlias(scope, `DeskDoor${service[0]?.toUpperCase()}${service.slice(1)}`, {
        functionName: desk.functionName,
        functionVersion: "$LATEST",
        name: service,
        description: `The door of ${service}`,
      });
      return [service, door.ref];
    }),
  );
