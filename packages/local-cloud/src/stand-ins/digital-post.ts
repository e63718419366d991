import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asObject, gatewayResponse, jsonResponse } from "@trygt/assembly-runner";
import { type Citizen, citizens } from "./citizens.ts";
import { escapeHtml } from "./html.ts";
import type { StandIn } from "./stand-in.ts";

/** A letter that was sent. `sentAt` is an ISO instant of the local clock. */
export type Letter = {
  readonly letterId: string;
  readonly sentAt: string;
  readonly recipientCpr: string;
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly reference: string;
};

/** Where letters land and can be read, oldest first. */
export type LetterBox = { readonly add: (letter: Letter) => void; readonly letters: () => readonly Letter[] };

const page = (letter: Letter): string => `<!doctype html>
<html lang="${escapeHtml(letter.language)}">
<meta charset="utf-8">
<title>${escapeHtml(letter.title)}</title>
<body style="max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.6 Georgia, serif">
<p>${escapeHtml(letter.sentAt)}</p>
<h1>${escapeHtml(letter.title)}</h1>
<div style="white-space: pre-line">${escapeHtml(letter.body)}</div>
</body>
</html>
`;

/** Opens the letter box in the data folder (`letters/<letterId>.json` and `.html`), or in memory. File names carry no personal data. */
export const openLetterBox = (data: string): LetterBox => {
  const folder = join(data, "letters");
  const letters: Letter[] = [];
  if (data !== "memory") {
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      letters.push(JSON.parse(readFileSync(join(folder, file), "utf8")) as Letter);
    }
    letters.sort((a, b) => a.sentAt.localeCompare(b.sentAt));
  }
  return {
    add: (letter) => {
      letters.push(letter);
      if (data === "memory") return;
      writeFileSync(join(folder, `${letter.letterId}.html`), page(letter));
      writeFileSync(join(folder, `${letter.letterId}.json`), `${JSON.stringify(letter, null, 2)}\n`);
    },
    letters: () => letters,
  };
};

/**
 * Digital Post: `POST /letters` with recipient, title, body, language and reference answers 202 with a `letterId`, or 409 for a person
 * who is exempt from Digital Post. One reference is delivered once, however often it is sent.
 */
export const digitalPost = (
  box: LetterBox,
  now: () => string,
  onLetter: (letter: Letter) => void,
  people: readonly Citizen[] = citizens,
): StandIn => ({
  slug: "digital-post",
  answer: ({ method, path, body }) => {
    if (method !== "POST" || path !== "/letters") return gatewayResponse(404, "Not Found");
    const fields = asObject(body) ?? {};
    const { recipientCpr, title, body: text, language = "da", reference = "" } = fields;
    if (typeof recipientCpr !== "string" || !/^\d{10}$/.test(recipientCpr))
      return gatewayResponse(400, "recipientCpr must be ten digits");
    if (typeof title !== "string" || typeof text !== "string")
      return gatewayResponse(400, "title and body must be text");
    if (people.some((one) => one.cpr === recipientCpr && one.exempt)) return gatewayResponse(409, "exempt");
    const known = reference === "" ? undefined : box.letters().find((one) => one.reference === reference);
    if (known !== undefined) return jsonResponse(202, { letterId: known.letterId });
    const letter: Letter = {
      letterId: randomUUID(),
      sentAt: now(),
      recipientCpr,
      title,
      body: text,
      language: String(language),
      reference: String(reference),
    };
    box.add(letter);
    onLetter(letter);
    return jsonResponse(202, { letterId: letter.letterId });
  },
});
