import { problem } from "./problem.ts";

// Refusals that the rules of several services share. A service picks those that its own rules answer.

export const duplicateOpenCase = problem(
  409,
  "There is an open case already",
  "Der er allerede en åben sag",
  "Go on in the open case, or decide this one as a duplicate.",
  "Arbejd videre i den åbne sag, eller afgør denne som dublet.",
);

export const necessityMissing = problem(
  422,
  "The necessity is not stated",
  "Nødvendigheden er ikke begrundet",
  "Say in your own words why this step needs this information.",
  "Skriv med egne ord, hvorfor dette skridt kræver oplysningen.",
);

export const recipientNotAuthorised = problem(
  422,
  "The recipient may not receive this",
  "Modtageren må ikke få dette",
  "Only named staff of a party to the cooperation may receive it.",
  "Kun navngivne medarbejdere hos en part i samarbejdet må modtage det.",
);

export const subjectIsMinor = problem(
  422,
  "The person is under 18",
  "Personen er under 18",
  "Under-18s belong with visits: offer the concern there.",
  "Unge under 18 hører til hos hjemmebesøg: send bekymringen dertil.",
);

export const subjectIsAdult = problem(
  422,
  "The person is 18 or will be by then",
  "Personen er 18 eller er det til den tid",
  "Home visits end at 18; close the case within its fortnight.",
  "Hjemmebesøg ender ved 18 år; luk sagen inden for 14 dage.",
);

export const belowScopeAge = problem(
  422,
  "The child is under 10",
  "Barnet er under 10",
  "Send a notification of concern (underretning) to social services instead.",
  "Send en underretning til de sociale myndigheder i stedet.",
);

export const outOfArea = problem(
  422,
  "The area is outside the partnership",
  "Området ligger uden for partnerskabet",
  "Only Nørrebro (101-3) is covered.",
  "Kun Nørrebro (101-3) er omfattet.",
);

export const insufficientGround = problem(
  422,
  "The grounds are not enough",
  "Grundlaget er ikke tilstrækkeligt",
  "State at least one dated fact of the person's own situation; relatives, rumours and anonymous tips never stand alone.",
  "Angiv mindst én dateret oplysning om personens egne forhold; slægtninge, rygter og anonyme tip står aldrig alene.",
);

export const dateNotUsable = problem(
  422,
  "That time cannot be used",
  "Tidspunktet kan ikke bruges",
  "Choose a time that lies ahead and within the case's time.",
  "Vælg et tidspunkt, der ligger fremme og inden for sagens tid.",
);

export const consentMissing = problem(
  422,
  "Consent is missing",
  "Samtykke mangler",
  "Record the consent first; saying no has no effect on other help.",
  "Registrér samtykket først; et nej påvirker ikke anden hjælp.",
);

export const consentExpired = problem(
  422,
  "The consent has run out",
  "Samtykket er udløbet",
  "Ask the person anew.",
  "Spørg personen igen.",
);

export const agreementNotInForce = problem(
  422,
  "No agreement between the authorities is in force",
  "Ingen aftale mellem myndighederne er i kraft",
  "Ask the secretariat which agreement covers this; without one nothing is shared.",
  "Spørg sekretariatet, hvilken aftale der gælder; uden aftale deles intet.",
);

export const personUnknown = problem(
  422,
  "The person register does not know the number",
  "Personregistret kender ikke nummeret",
  "Check the number with the source; it is not stored here.",
  "Kontrollér nummeret hos kilden; det gemmes ikke her.",
);
