import type { Cpr } from "@trygt/contracts";
import { type Port, postJson } from "@trygt/service-kit";

/** A letter in the form that Digital Post takes (MeMo): a neutral title, because notices show it (docs/domain.md § 4.13). */
export type Letter = {
  readonly recipientCpr: Cpr;
  readonly title: string;
  readonly body: string;
  readonly language: "da" | "en";
  /** The same reference is delivered once, however often it is sent. */
  readonly reference: string;
};

/** Sends a letter; `paper` when the reader is exempt from Digital Post and the paper path takes over. Throws when the mailbox cannot be reached. */
export type DigitalPost = (letter: Letter) => Promise<"digital_post" | "paper">;

/** Digital Post over HTTP, as the municipality's connector gives it. */
export const digitalPost =
  (url: string): DigitalPost =>
  async (letter) => {
    const { status } = await postJson(`${url}/letters`, letter);
    if (status === 409) return "paper";
    if (status < 200 || status > 299) throw new Error(`Digital Post answered ${status}`);
    return "digital_post";
  };

/** Digital Post of the stage. */
export const digitalPostPort: Port<DigitalPost> = {
  variable: "DIGITAL_POST_URL",
  behind: "external-system",
  live: digitalPost,
};

/** Digital Post as tests meet it: what was sent, who is exempt and takes letters on paper, and whose mailbox does not answer just now. */
export const fakeDigitalPost = () => {
  const letters: Letter[] = [];
  const exempt = new Set<Cpr>();
  const unreachable = new Set<Cpr>();
  const send: DigitalPost = async (letter) => {
    if (unreachable.has(letter.recipientCpr)) throw new Error("The mailbox does not answer");
    letters.push(letter);
    return exempt.has(letter.recipientCpr) ? "paper" : "digital_post";
  };
  return { digitalPost: send, letters, exempt, unreachable };
};
