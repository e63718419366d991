import { variablesAt } from "./calls.ts";
import type { Doors } from "./fault-proxy.ts";
import type { Resources } from "./jobs.ts";

type Variables = Readonly<Record<string, unknown>>;

/** The name of a function as its service and kind, `visits.api`, by its stack and logical identifier; `undefined` for one that has no service. */
const nameOf = (service: string, id: string): string | undefined => {
  const kind = /^(Api|Desk|Relay|Clock|Subscriber)[0-9A-F]{8}$/.exec(id)?.[1];
  return kind === undefined ? undefined : `${service}.${kind}`.toLowerCase();
};

/** Lets the functions of a service call the door that bears their name instead of their neighbours. Throws where a function has no door. */
export const throughDoors = (service: string, resources: Resources, doors: Doors): Resources =>
  Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => {
      const name = resource.Type === "AWS::Lambda::Function" ? nameOf(service, id) : undefined;
      return [id, name === undefined ? resource : withDoor(resource, doorOf(name, doors))];
    }),
  );

const doorOf = (name: string, doors: Doors): string => {
  const door = doors[name];
  if (door === undefined) throw new Error(`There is no door for ${name}`);
  return door;
};

const withDoor = ({ Type, Properties }: Resources[string], door: string): Resources[string] => {
  const { Variables } = Properties["Environment"] as { readonly Variables: Variables };
  const outside = Object.entries(variablesAt(door)).filter(([name]) => name.startsWith("AWS_") || name in Variables);
  return {
    Type,
    Properties: {
      ...Properties,
      Environment: { Variables: { ...Variables, ...Object.fromEntries(outside), ...queueAt(door, Variables) } },
    },
  };
};

// The SDK sends a message to where the address of its queue says
const queueAt = (door: string, { DEAD_LETTER_QUEUE_URL: queue }: Variables): Variables =>
  queue === undefined
    ? {}
    : { DEAD_LETTER_QUEUE_URL: { "Fn::Join": ["/", [door, { "Fn::Select": [4, { "Fn::Split": ["/", queue] }] }]] } };
