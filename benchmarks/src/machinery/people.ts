const today = () => new Date().toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** An invented child of fourteen, as the person register tells of him. */
export const child = {
  cpr: "7204104311",
  name: "Malik Testesen",
  birthDate: `${Number(today().slice(0, 4)) - 14}-01-02`,
  status: "alive",
  municipality: "101",
  protectedAddress: false,
  custodyHolders: [{ cpr: "6203824208", name: "Amina Testesen", protectedAddress: false }],
};

/** A member of staff, as claims of a token. */
export type Staff = { readonly sub: string; readonly agency: string; readonly roles: string; readonly nsis: string };

const nsis = "https://data.gov.dk/concept/core/nsis/loa/Substantial";

/** The police officer who reports. */
export const officer: Staff = {
  sub: "7d1c4f5e-8a57-4a1e-9b0a-3f5a6c2d1e01",
  agency: "police",
  roles: "[police_ssp_officer]",
  nsis,
};

/** The SSP consultant who screens, and works on cases. */
export const consultant: Staff = {
  sub: "7d1c4f5e-8a57-4a1e-9b0a-3f5a6c2d1e02",
  agency: "municipality",
  roles: "[ssp_consultant]",
  nsis,
};

/** The body of a concern on the child that every check lets pass. */
export const concern = () => ({
  subject: { cpr: child.cpr },
  areaCode: "101-3-MJO",
  grounds: [
    {
      kind: "own_conduct",
      source: "police_observation",
      observedOn: daysAgo(3),
      text: "Seen three evenings in a row with older boys behind the station.",
    },
  ],
});
