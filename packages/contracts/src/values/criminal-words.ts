import { folded } from "./folded.ts";

// Stems of the criminal process in Danish and English, each with the forms that people write of it; what merely looks alike is named below
const stems = [
  // mistænkt, hovedmistænkt, medmistænkte, mistænkeliggjort, mistanke
  /\p{L}{0,20}mistænk\p{L}*/u,
  /\p{L}{0,20}mistank\p{L}*/u,
  // sigtet, sigtes, sigtede, sigtelse, medsigtet – not udsigt, hensigt, tilsigtet, sigtbar, sigte mod
  /(?:med|hoved)?sigte(?:t|de|des|s|lse|lsen|lser|lserne)/u,
  /(?:er|bliver|blev|blevet|var) sigtet/u,
  // tiltalt, tiltalte, tiltales for, tiltale rejst, tiltalerejsning
  /(?:med)?tiltalt(?:e|es)?/u,
  /tiltale[sn]? (?:for|rejst|mod)/u,
  /tiltalerejs\p{L}*/u,
  // dømt for, domfældt, straffedømt, fængselsdom – not bedømt, fordømt, frikendt of nothing
  /(?:er|blev|blevet|tidligere|var|bliver) dømt/u,
  /dømt (?:for|til|og|skyldig)/u,
  /(?:straffe|volds|drabs|narko|røveri|mede)dømt\p{L}*/u,
  /domfæld\p{L}*/u,
  /(?:fængsels|volds|straffe|voldtægts|betinget |ubetinget )dom(?:men|me|mene)?/u,
  // anholdt, varetægtsfængslet, straffet, straffeattest, gerningsmand, kriminel
  /(?:med)?anhold(?:t|te|else|elsen|es)/u,
  /varetægts?\p{L}*/u,
  /(?:tidligere )?straffet(?: for| tidligere)?/u,
  /straffeattest\p{L}*/u,
  /gernings(?:mand|manden|mænd|mændene|kvinde|person|personen)/u,
  /lovovertræder\p{L}*/u,
  /kriminel(?:le)?/u,
  /suspect(?:s|ed|ing)?/u,
  /accused/u,
  /charged (?:with|for|by)|(?:is|was|been|being|got|were) charged|charged/u,
  /convicted|convict|offender s?|indicted|prosecuted|perpetrators?|defendants?/u,
];

const word = new RegExp(`(?<!\\p{L})(?:${stems.map(({ source }) => source).join("|")})(?!\\p{L})`, "iu");

/** Whether a text speaks of somebody in the words of the criminal process, in any form that people write: inflected, in compounds, with soft hyphens or in full width (B10). */
export const speaksOfCrime = (text: string): boolean => word.test(folded(text));
