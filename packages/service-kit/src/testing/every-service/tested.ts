import type { Operation, Role, ServiceContract } from "@trygt/contracts";
import type { Staff } from "../../records/actor.ts";
import type { MemoryStore } from "../memory-store.ts";
import type { Answered, Sent } from "../requests.ts";
import type { testService } from "../test-service.ts";

/** A contract whose operations are known by these verbs. */
export type ContractOf<Verb extends string> = ServiceContract & { readonly operations: Record<Verb, Operation> };

type Call<Verb extends string> = (who: Staff, verb: Verb, sent?: Sent) => Promise<Answered>;

/** A service under test as {@link testService} makes it, as far as the tests that every service has use it. */
export type Tested<Verb extends string> = Pick<ReturnType<typeof testService>, "commits" | "bus"> & {
  readonly call: Call<Verb>;
  readonly change: Call<Verb>;
  readonly versionFor: (verb: Verb, sent: Sent) => Promise<Pick<Sent, "version">>;
};

/** The same on a store in memory, which tests look into. */
export type TestedInMemory<Verb extends string> = Tested<Verb> & { readonly store: MemoryStore };

/** The story that makes an operation possible for somebody, and their request, right in everything but perhaps the caller. */
export type ProperRequest<Service> = (service: Service, me: Staff) => Promise<Sent>;

/** What tests over all operations of a service take: its contract, the service anew for each test, and a proper request for each operation. */
export type OperationTests<Verb extends string, Service> = {
  readonly contract: ContractOf<Verb>;
  readonly open: () => Service;
  readonly proper: Readonly<Record<Verb, ProperRequest<Service>>>;
  /** Who calls in a role; somebody whom no story knows unless said. */
  readonly caller?: (role: Role) => Staff;
};
