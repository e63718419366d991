/** What stands behind a port: a system outside Trygt, the disclosure desk, the key from which a service makes references to people, or the function that reads the access logs. Infrastructure grants a function what its ports need. */
export type Behind = "external-system" | "disclosure-desk" | "subject-key" | "access-logs";

/** A way out of a function: the one environment variable that says where it leads, what stands there, and how it is used. */
export type Port<Live> = {
  /** Name of the environment variable, `PERSON_REGISTER_URL`. */
  readonly variable: string;
  readonly behind: Behind;
  /** The port in use, given the variable's value and the name of the service that uses it. Connects to nothing yet. */
  readonly live: (value: string, service: string) => Live;
};

/** The ports of a function by the name under which its use cases know them. */
export type Ports = Readonly<Record<string, Port<unknown>>>;

/** The ports in use. */
export type LivePorts<P extends Ports> = {
  readonly [Name in keyof P]: P[Name] extends Port<infer Live> ? Live : never;
};
