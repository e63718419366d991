/**
 * One invented person of the register. Every number is a replacement number (day + 60), so it cannot be a real person's. `custody`
 * lists the numbers of the custody holders; `exempt` says that the person gets letters on paper, not by Digital Post.
 */
export type Citizen = {
  readonly cpr: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: "female" | "male";
  readonly status: "alive" | "moved" | "dead";
  readonly municipality: string;
  readonly protectedAddress: boolean;
  readonly address: { readonly darId: string; readonly text: string };
  readonly custody: readonly string[];
  readonly exempt: boolean;
};

const addresses = {
  mjoelnerparken: { darId: "0a3f50a0-4660-4b0d-9c11-000000000101", text: "Mjølnerparken 12, 2. tv, 2200 København N" },
  blaagaard: { darId: "0a3f50a0-4660-4b0d-9c11-000000000102", text: "Blågårds Plads 5, st. th, 2200 København N" },
  rantzausgade: { darId: "0a3f50a0-4660-4b0d-9c11-000000000103", text: "Rantzausgade 40, 1. tv, 2200 København N" },
  stefansgade: { darId: "0a3f50a0-4660-4b0d-9c11-000000000104", text: "Stefansgade 18, 3. th, 2200 København N" },
  haraldsgade: { darId: "0a3f50a0-4660-4b0d-9c11-000000000105", text: "Haraldsgade 71, 4. tv, 2200 København N" },
  taastrup: { darId: "0a3f50a0-4660-4b0d-9c11-000000000201", text: "Køgevej 90, 2630 Taastrup" },
  hidden: { darId: "0a3f50a0-4660-4b0d-9c11-000000000301", text: "Beskyttet adresse" },
} as const;

const citizen = (
  cpr: string,
  name: string,
  birthDate: string,
  address: keyof typeof addresses,
  more: Partial<Pick<Citizen, "status" | "municipality" | "custody" | "exempt">> = {},
): Citizen => ({
  cpr,
  name,
  birthDate,
  sex: Number(cpr.slice(-1)) % 2 === 0 ? "female" : "male",
  status: "alive",
  municipality: "101",
  protectedAddress: address === "hidden",
  address: addresses[address],
  custody: [],
  exempt: false,
  ...more,
});

/** The people of the stories: the young, their parents, and some who make the edges (a child under ten, one who moved, one who died). */
export const citizens: readonly Citizen[] = [
  citizen("7204104311", "Malik Testesen", "2010-04-12", "mjoelnerparken", { custody: ["7503853118", "6807823111"] }),
  citizen("6309114135", "Noah Prøvsen", "2011-09-03", "blaagaard", { custody: ["8111843132"] }),
  citizen("7408124446", "Ida Kulisse", "2012-08-14", "rantzausgade", { custody: ["6604863146", "7709833155"] }),
  citizen("9012094218", "Sara Eksempel", "2009-12-30", "stefansgade", { custody: ["6901803162"] }),
  citizen("7503084277", "Adam Fiktivsen", "2008-03-15", "haraldsgade", { custody: ["7206793174"] }),
  citizen("7405174450", "Liv Miniaturesen", "2017-05-14", "mjoelnerparken", { custody: ["7503853118"] }),
  citizen("8902044862", "Lina Skabelon", "2004-02-29", "mjoelnerparken"),
  citizen("8005024391", "Yusuf Mønster", "2002-05-20", "blaagaard"),
  citizen("6101014005", "Emil Dukke", "2001-01-01", "stefansgade"),
  citizen("7706004531", "Omar Papfigur", "2000-06-17", "haraldsgade"),
  citizen("6811991453", "Jonas Attrap", "1999-11-08", "rantzausgade"),
  citizen("8407972319", "Karim Pseudonym", "1997-07-24", "mjoelnerparken"),
  citizen("6510034227", "Tobias Statist", "2003-10-05", "hidden"),
  citizen("7503853118", "Amina Testesen", "1985-03-15", "mjoelnerparken"),
  citizen("6807823111", "Karl Testesen", "1982-07-08", "mjoelnerparken", { exempt: true }),
  citizen("8111843132", "Maja Prøvsen", "1984-11-21", "blaagaard"),
  citizen("6604863146", "Nadja Kulisse", "1986-04-06", "rantzausgade"),
  citizen("7709833155", "Henrik Kulisse", "1983-09-17", "hidden"),
  citizen("6901803162", "Yasmin Eksempel", "1980-01-09", "stefansgade"),
  citizen("7206793174", "Tove Fiktivsen", "1979-06-12", "haraldsgade"),
  citizen("8210104486", "Freja Flyttesen", "2010-10-22", "taastrup", { status: "moved", municipality: "169" }),
  citizen("6202024395", "Bo Mindesen", "2002-02-02", "stefansgade", { status: "dead" }),
];
