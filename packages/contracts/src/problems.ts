/** One way to be told no: its HTTP status, what is the matter, and what to do about it, in English and Danish. */
export type ProblemKind = {
  readonly status: number;
  readonly title: Bilingual;
  readonly remedy: Bilingual;
};

/** The same words in English and Danish. */
export type Bilingual = { readonly en: string; readonly da: string };

const problem = (status: number, en: string, da: string, remedyEn: string, remedyDa: string): ProblemKind => ({
  status,
  title: { en, da },
  remedy: { en: remedyEn, da: remedyDa },
});

/** Every problem that Trygt answers (domain.md § 5.7), by slug. The texts never repeat what was sent. */
export const problems = {
  "invalid-request": problem(400, "The request is not well formed", "Forespørgslen er ikke korrekt udformet", "Correct the places that the errors point at and send it again.", "Ret de steder, fejlene peger på, og send igen."),
  "invalid-cpr": problem(400, "That is not a CPR number", "Det er ikke et CPR-nummer", "Check the ten digits against the source.", "Kontrollér de ti cifre hos kilden."),
  "unexpected-field": problem(400, "The request says more than may be said here", "Forespørgslen siger mere, end der må siges her", "Leave out the fields that the errors point at; they have no place here by law.", "Udelad de felter, fejlene peger på; de hører ikke til her efter loven."),
  "idempotency-key-missing": problem(400, "An Idempotency-Key is needed", "Der mangler en Idempotency-Key", "Send the header Idempotency-Key with a new UUID for each new act.", "Send headeren Idempotency-Key med en ny UUID for hver ny handling."),
  "access-reason-missing": problem(400, "A reason for the access is needed", "Der mangler en begrundelse for opslaget", "Send the header Access-Reason with one of the listed reasons.", "Send headeren Access-Reason med en af de nævnte grunde."),
  unauthenticated: problem(401, "You are not signed in", "Du er ikke logget ind", "Sign in again and send the token as Authorization: Bearer.", "Log ind igen, og send tokenet som Authorization: Bearer."),
  "assurance-too-low": problem(403, "Your sign-in is not strong enough", "Dit login er ikke sikkert nok", "Sign in at NSIS level Substantial or higher.", "Log ind på NSIS-niveau Betydelig eller højere."),
  "role-not-permitted": problem(403, "Your role may not do this", "Din rolle må ikke gøre dette", "Ask somebody whose role it is.", "Bed en person med den rette rolle."),
  "self-approval-refused": problem(403, "Nobody approves their own act", "Ingen godkender sin egen handling", "Ask a person of another authority to approve.", "Bed en person fra en anden myndighed om at godkende."),
  "not-found": problem(404, "There is nothing here for you", "Her er ikke noget til dig", "Check the address; what is not yours looks the same as what does not exist.", "Kontrollér adressen; det, der ikke er dit, ser ud som det, der ikke findes."),
  "method-not-allowed": problem(405, "This address does not take that method", "Adressen tager ikke imod den metode", "Use a method named in the header Allow.", "Brug en metode fra headeren Allow."),
  "not-acceptable": problem(406, "No answer in the form you accept", "Intet svar i den form, du accepterer", "Accept application/json, or what the reference names.", "Acceptér application/json eller det, vejledningen nævner."),
  "invalid-transition": problem(409, "That cannot be done now", "Det kan ikke gøres nu", "Fetch the record again: its state has moved on or is not there yet.", "Hent sagen igen: dens tilstand er en anden."),
  "duplicate-open-case": problem(409, "There is an open case already", "Der er allerede en åben sag", "Go on in the open case, or decide this one as a duplicate.", "Arbejd videre i den åbne sag, eller afgør denne som dublet."),
  "second-approval-required": problem(409, "A second person must approve first", "En anden person skal godkende først", "Ask a person of another authority to approve.", "Bed en person fra en anden myndighed om at godkende."),
  "contact-restricted": problem(409, "Contact is restricted", "Kontakten er begrænset", "Wait until the contact has been cleared.", "Vent, til kontakten er afklaret."),
  "security-assessment-missing": problem(409, "A security assessment is missing", "Der mangler en sikkerhedsvurdering", "Have the security assessment made first.", "Få lavet sikkerhedsvurderingen først."),
  "coordination-required": problem(409, "The case worker must agree first", "Sagsbehandleren skal være enig først", "Record that the case worker has acknowledged the coordination.", "Registrér, at sagsbehandleren har bekræftet koordineringen."),
  "notice-outstanding": problem(409, "A notice to the person is outstanding", "En underretning af personen mangler", "Send the notice, or record the reviewed exemption.", "Send underretningen, eller registrér den godkendte undtagelse."),
  "consent-withdrawn": problem(409, "The consent has been withdrawn", "Samtykket er trukket tilbage", "Stop here; a new consent is a new act by the person.", "Stop her; et nyt samtykke er personens egen nye handling."),
  "area-on-hold": problem(409, "The area is on hold at that time", "Området er sat på pause på det tidspunkt", "Choose a time after the hold, or another place.", "Vælg et tidspunkt efter pausen eller et andet sted."),
  "request-in-progress": problem(409, "The same request is being carried out", "Samme forespørgsel er ved at blive udført", "Wait a moment and send it again with the same Idempotency-Key.", "Vent et øjeblik, og send igen med samme Idempotency-Key."),
  "disclosure-expired": problem(410, "The time to read this is over", "Fristen for at læse dette er udløbet", "Ask the sender for a new disclosure, if it is still needed.", "Bed afsenderen om en ny videregivelse, hvis den stadig er nødvendig."),
  "ticket-used": problem(410, "The ticket has been used", "Beviset er brugt", "A ticket opens once; ask the sender if something was lost.", "Et bevis virker én gang; spørg afsenderen, hvis noget gik tabt."),
  "version-conflict": problem(412, "The record has changed since you read it", "Sagen er ændret, siden du læste den", "Fetch it again and send the change with the new ETag as If-Match.", "Hent den igen, og send ændringen med den nye ETag som If-Match."),
  "content-too-large": problem(413, "The request is too large", "Forespørgslen er for stor", "Keep the body under 256 KB.", "Hold indholdet under 256 KB."),
  "unsupported-media-type": problem(415, "The body must be JSON in UTF-8", "Indholdet skal være JSON i UTF-8", "Send Content-Type: application/json, uncompressed.", "Send Content-Type: application/json, ukomprimeret."),
  "purpose-missing": problem(422, "The purpose is missing", "Formålet mangler", "State one purpose: ssp, psp, ksp or consent.", "Angiv ét formål: ssp, psp, ksp eller samtykke."),
  "purpose-change-refused": problem(422, "A purpose cannot be changed", "Et formål kan ikke ændres", "Open a new case for the new purpose.", "Opret en ny sag til det nye formål."),
  "necessity-missing": problem(422, "The necessity is not stated", "Nødvendigheden er ikke begrundet", "Say in your own words why this step needs this information.", "Skriv med egne ord, hvorfor dette skridt kræver oplysningen."),
  "recipient-not-authorised": problem(422, "The recipient may not receive this", "Modtageren må ikke få dette", "Only named staff of a party to the cooperation may receive it.", "Kun navngivne medarbejdere hos en part i samarbejdet må modtage det."),
  "investigation-use-refused": problem(422, "Not for the investigation of criminal cases", "Ikke til efterforskning af straffesager", "Retsplejeloven § 115 forbids this use; investigators have their own legal routes.", "Retsplejelovens § 115 forbyder denne brug; efterforskningen har egne veje."),
  "ksp-not-available-for-remand": problem(422, "KSP does not cover remand", "KSP omfatter ikke varetægt", "Rest the exchange on ssp or on consent.", "Lad udvekslingen hvile på ssp eller samtykke."),
  "subject-is-minor": problem(422, "The person is under 18", "Personen er under 18", "Under-18s belong with visits: offer the concern there.", "Unge under 18 hører til hos hjemmebesøg: send bekymringen dertil."),
  "subject-is-adult": problem(422, "The person is 18 or will be by then", "Personen er 18 eller er det til den tid", "Home visits end at 18; close the case within its fortnight.", "Hjemmebesøg ender ved 18 år; luk sagen inden for 14 dage."),
  "below-scope-age": problem(422, "The child is under 10", "Barnet er under 10", "Send a notification of concern (underretning) to social services instead.", "Send en underretning til de sociale myndigheder i stedet."),
  "out-of-area": problem(422, "The area is outside the partnership", "Området ligger uden for partnerskabet", "Only Nørrebro (101-3) is covered.", "Kun Nørrebro (101-3) er omfattet."),
  "stale-ground": problem(422, "The observation is too old", "Iagttagelsen er for gammel", "Name grounds observed in the last 90 days.", "Angiv grunde fra de seneste 90 dage."),
  "insufficient-ground": problem(422, "The grounds are not enough", "Grundlaget er ikke tilstrækkeligt", "State at least one dated fact of the person's own situation; relatives, rumours and anonymous tips never stand alone.", "Angiv mindst én dateret oplysning om personens egne forhold; slægtninge, rygter og anonyme tip står aldrig alene."),
  "victim-not-registrable": problem(422, "Victims and witnesses are never registered", "Ofre og vidner registreres aldrig", "Help the victim through the victim support services.", "Hjælp offeret gennem offerrådgivningen."),
  "custody-holder-absent": problem(422, "A custody holder must be present and all informed", "En forældremyndighedsindehaver skal være til stede og alle informeret", "Record who was present, or a new date; not informing somebody needs a child-safety reason.", "Registrér, hvem der var til stede, eller en ny dato; manglende information kræver en grund af hensyn til barnet."),
  "child-not-heard": problem(422, "The child's view is missing", "Barnets synspunkt mangler", "Record that the child was heard, or why not.", "Registrér, at barnet er hørt, eller hvorfor ikke."),
  "interpreter-not-allowed": problem(422, "Children and relatives do not interpret", "Børn og pårørende tolker ikke", "Book a professional interpreter.", "Bestil en professionel tolk."),
  "staff-not-two": problem(422, "Two different members of staff are needed", "Der skal være to forskellige medarbejdere", "Name two different people for the visit, for safety.", "Angiv to forskellige personer til besøget af hensyn til sikkerheden."),
  "date-not-usable": problem(422, "That time cannot be used", "Tidspunktet kan ikke bruges", "Choose a time that lies ahead and within the case's time.", "Vælg et tidspunkt, der ligger fremme og inden for sagens tid."),
  "consent-missing": problem(422, "Consent is missing", "Samtykke mangler", "Record the consent first; saying no has no effect on other help.", "Registrér samtykket først; et nej påvirker ikke anden hjælp."),
  "consent-expired": problem(422, "The consent has run out", "Samtykket er udløbet", "Ask the person anew.", "Spørg personen igen."),
  "exit-not-available-for-minor": problem(422, "Exit is for adults", "Exit er for voksne", "Bring the wish to the child's case worker.", "Bring ønsket til barnets sagsbehandler."),
  "agreement-incomplete": problem(422, "The agreement is not complete", "Aftalen er ikke fuldstændig", "Add what the errors name.", "Tilføj det, fejlene nævner."),
  "agreement-not-in-force": problem(422, "No agreement between the authorities is in force", "Ingen aftale mellem myndighederne er i kraft", "Ask the secretariat which agreement covers this; without one nothing is shared.", "Spørg sekretariatet, hvilken aftale der gælder; uden aftale deles intet."),
  "zone-decision-incomplete": problem(422, "The zone decision is not complete", "Zonebeslutningen er ikke fuldstændig", "Give the reasons, place, period and decider in writing.", "Angiv begrundelse, sted, periode og hvem der har besluttet."),
  "zone-area-too-wide": problem(422, "The area is too wide for a zone", "Området er for stort til en zone", "Name sub-areas; not a district or the municipality.", "Angiv delområder; ikke en bydel eller kommunen."),
  "hold-pattern-too-wide": problem(422, "Too many holds for one area", "For mange pauser for ét område", "A pattern of holds would tell of operations; use a zone decision or speak with the visit team.", "Et mønster af pauser røber indsatser; brug en zonebeslutning, eller tal med besøgsholdet."),
  "personal-data-in-free-text": problem(422, "The text seems to name a person", "Teksten synes at nævne en person", "Write it without names, numbers, addresses and telephone numbers.", "Skriv det uden navne, numre, adresser og telefonnumre."),
  "group-too-small": problem(422, "The group is too small to show", "Gruppen er for lille til at vises", "Widen the area or the period.", "Vælg et større område eller en længere periode."),
  "release-by-other-required": problem(422, "Another person must release this", "En anden person skal frigive dette", "Ask somebody other than the author.", "Bed en anden end forfatteren."),
  "age-below-work-minimum": problem(422, "Under 13 nobody works", "Under 13 år arbejder man ikke", "Offer a club or an activity instead.", "Tilbyd en klub eller en aktivitet i stedet."),
  "job-hours-exceed-youth-limit": problem(422, "The hours exceed what the law allows at that age", "Timerne overstiger lovens grænse for alderen", "Plan fewer or earlier hours.", "Planlæg færre eller tidligere timer."),
  "scheme-not-applicable": problem(422, "The benefit scheme does not allow this", "Ydelsen giver ikke mulighed for dette", "Choose a placement that the scheme allows.", "Vælg et forløb, som ydelsen tillader."),
  "site-not-suitable": problem(422, "The site is not suitable", "Stedet er ikke egnet", "Choose another site.", "Vælg et andet sted."),
  "sort-not-allowed": problem(422, "People are not ranked", "Personer rangordnes ikke", "Sort by date or due date.", "Sortér efter dato eller frist."),
  "idempotency-key-reused": problem(422, "The Idempotency-Key was used for something else", "Idempotency-Key er brugt til noget andet", "Use a new key for a new act.", "Brug en ny nøgle til en ny handling."),
  "person-unknown": problem(422, "The person register does not know the number", "Personregistret kender ikke nummeret", "Check the number with the source; it is not stored here.", "Kontrollér nummeret hos kilden; det gemmes ikke her."),
  "precondition-required": problem(428, "Say which version you change", "Angiv, hvilken version du ændrer", "Send the ETag you read as If-Match.", "Send den ETag, du læste, som If-Match."),
  "bulk-read-refused": problem(429, "Too many different people in one day", "For mange forskellige personer på én dag", "Stop here; the data protection officer has been told and can help.", "Stop her; databeskyttelsesrådgiveren har fået besked og kan hjælpe."),
  "internal-error": problem(500, "Something is wrong with us", "Der er noget galt hos os", "Try again later with the same Idempotency-Key; give support the instance.", "Prøv igen senere med samme Idempotency-Key; oplys instance til support."),
  "try-again": problem(503, "The service cannot answer just now", "Tjenesten kan ikke svare lige nu", "Try again shortly with the same Idempotency-Key.", "Prøv igen om lidt med samme Idempotency-Key."),
} satisfies Record<string, ProblemKind>;

/** A slug of the catalogue; also the reason of a refusal. */
export type Problem = keyof typeof problems;

/** The stable `type` URI of a problem (RFC 9457 § 3.1.1). */
export const problemType = (slug: Problem): string => `urn:trygt:problem:${slug}`;
