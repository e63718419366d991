import { catalogue } from "../catalogue.ts";
import { Role } from "../values/role.ts";

/** One operation and who may call it. */
export type AccessRow = {
  readonly service: string;
  readonly operation: string;
  readonly route: string;
  readonly summary: string;
  readonly roles: Record<Role, boolean>;
  /** Whether the caller must state an Access-Reason. */
  readonly reason: boolean;
  /** What every other role is told. */
  readonly othersAreTold: "not-found" | "role-not-permitted";
};

/** Who may call what: a row for each operation, in the order of the contracts (domain.md § 5.6). */
export const accessMatrix = (): readonly AccessRow[] =>
  catalogue.flatMap((service) =>
    Object.values(service.operations).map((operation) => ({
      service: service.name,
      operation: operation.name,
      route: operation.route,
      summary: operation.summary,
      roles: byRole((role) => operation.roles.includes(role)),
      reason: operation.reason === true,
      othersAreTold: operation.public ? "role-not-permitted" : "not-found",
    })),
  );

const byRole = <Value>(value: (role: Role) => Value) =>
  Object.fromEntries(Role.options.map((role) => [role, value(role)])) as Record<Role, Value>;

const abbreviation: Record<Role, string> = {
  ssp_consultant: "SSP",
  police_ssp_officer: "POL",
  police_lead: "PLD",
  street_worker: "STR",
  child_case_worker: "CHI",
  adult_case_worker: "ADU",
  employment_adviser: "JOB",
  exit_coordinator: "EXC",
  mentor: "MEN",
  probation_officer: "KFO",
  housing_coordinator: "HOU",
  meeting_organiser: "ORG",
  resident: "RES",
  dpo_auditor: "DPO",
  secretariat: "SEC",
};

/** The access matrix as Markdown, a table for each service. */
export const accessMatrixMarkdown = (): string => {
  const tables = [...Map.groupBy(accessMatrix(), ({ service }) => service)].map(
    ([service, rows]) => `## ${service}\n\n${[...heading, ...rows.map(line)].join("\n")}`,
  );
  return `${[introduction, ...tables].join("\n\n")}\n`;
};

const introduction = `# Who may do what

Rendered from the contracts by \`npm run render\`; change \`roles\` of an operation, never this file.

**Y** may call it · **g** must state an Access-Reason, which the log keeps · **–** may not. The rules inside the services narrow this
further: to the cases assigned to a person, or to those of the person's own authority.

${Role.options.map((role) => `${abbreviation[role]} \`${role}\``).join(" · ")}`;

const heading = [
  `| Operation | ${Object.values(abbreviation).join(" | ")} | Others are told |`,
  `|---|${"---|".repeat(Role.options.length)}---|`,
];

const line = ({ operation, route, summary, roles, reason, othersAreTold }: AccessRow): string => {
  const cells = Role.options.map((role) => (roles[role] ? (reason ? "Y g" : "Y") : "–"));
  return `| **${summary}**<br>\`${operation}\`<br>\`${route}\` | ${cells.join(" | ")} | \`${othersAreTold}\` |`;
};
