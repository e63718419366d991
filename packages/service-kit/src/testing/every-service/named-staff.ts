import { type Operation, StaffId } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { expect, it } from "vitest";
import type * as z from "zod/mini";
import { type fakeStaffDirectory, listedAs, somebody, staffMember } from "../cast.ts";
import type { Sent } from "../requests.ts";
import { callerOf } from "./roles.ts";
import type { OperationTests, ProperRequest, TestedInMemory } from "./tested.ts";

type Tested<Verb extends string> = TestedInMemory<Verb> & Omit<ReturnType<typeof fakeStaffDirectory>, "directory">;

type NamedStaffTests<Verb extends string, Service extends Tested<Verb>> = OperationTests<Verb, Service> & {
  /** Requests that fill names which the proper one leaves out. */
  readonly naming?: { readonly [Name in Verb]?: ProperRequest<Service> };
};

const nobody = staffMember(999_999, "ssp_consultant").id;
const outsider = staffMember(888_888, "resident");

/** Tests that wherever a request names a member of staff, the directory is asked: whoever is unknown, gone or of another role is refused, and nothing is written while the directory cannot be asked. Fails for a name that no request fills. */
export const testNamedStaff = <Verb extends string, Service extends Tested<Verb>>({
  contract,
  open,
  proper,
  naming,
  caller = somebody,
}: NamedStaffTests<Verb, Service>): void => {
  for (const verb of Object.keys(contract.operations) as Verb[]) {
    const operation: Operation = contract.operations[verb];
    for (const path of operation.body === undefined ? [] : namesIn(operation.body)) {
      const answered = async (prepare: (service: Service) => void, id?: StaffId) => {
        const service = open();
        const me = callerOf(operation, caller);
        const sent = await (naming?.[verb] ?? proper[verb])(service, me);
        if (valueAt(sent.body, path) === undefined)
          throw new Error(`No request of ${verb} names anybody at ${path.join("/")}`);
        const version = await service.versionFor(verb, sent);
        const before = service.commits.length;
        prepare(service);
        const body = id === undefined ? sent.body : withValue(sent.body, path, id);
        const answer = await service.call(me, verb, { ...sent, ...version, body } as Sent);
        return { status: answer.status, slug: answer.slug, written: service.commits.length - before };
      };
      const where = path.join("/");

      it(`${verb} names at ${where} nobody whom the directory does not know`, async () => {
        expect(operation.problems).toEqual(expect.arrayContaining(["staff-unknown", "staff-role-mismatch"]));
        const refused = { status: 422, slug: "staff-unknown", written: 0 };
        expect(await answered(() => {}, nobody)).toEqual(refused);
        const gone = (service: Service) => service.members.set(outsider.id, { ...listedAs(outsider), active: false });
        expect(await answered(gone, outsider.id)).toEqual(refused);
      });

      it(`${verb} names at ${where} nobody in another role or agency`, async () => {
        const refused = { status: 422, slug: "staff-role-mismatch", written: 0 };
        const elsewhere = (service: Service) => service.members.set(outsider.id, listedAs(outsider));
        expect(await answered(elsewhere, outsider.id)).toEqual(refused);
        const nowhere = (service: Service) =>
          service.members.set(outsider.id, { ...listedAs(outsider), roles: operation.roles, agency: undefined });
        expect(await answered(nowhere, outsider.id)).toEqual(refused);
      });

      it(`${verb} waits while the directory that knows ${where} cannot be asked`, async () => {
        const down = (service: Service) => {
          service.members.set(outsider.id, listedAs(outsider));
          service.atDirectory.fails = true;
        };
        expect(await answered(down, outsider.id)).toEqual({ status: 503, slug: "try-again", written: 0 });
      });
    }
  }
};

type Path = readonly (string | number)[];

/** Where in a schema the identifier of a member of staff stands. */
const namesIn = (schema: z.core.$ZodType, at: Path = []): readonly Path[] => {
  if (schema._zod.def === StaffId._zod.def) return [at];
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return Object.entries(def.shape).flatMap(([name, inner]) => namesIn(inner, [...at, name]));
    case "array":
      return namesIn(def.element, [...at, 0]);
    case "tuple":
      return def.items.flatMap((inner, n) => namesIn(inner, [...at, n]));
    case "union":
      return def.options.flatMap((inner) => namesIn(inner, at));
    case "optional":
    case "nullable":
      return namesIn(def.innerType, at);
    default:
      return [];
  }
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((at, step) => (at as Readonly<Record<string | number, unknown>> | undefined)?.[step], value);

const withValue = (value: unknown, [step, ...rest]: Path, put: unknown): unknown => {
  if (step === undefined) return put;
  if (Array.isArray(value)) return value.map((one, n) => (n === step ? withValue(one, rest, put) : one));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [step]: withValue(object[step], rest, put) };
};
