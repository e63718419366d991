/// <reference lib="dom" />
import type { SignedInPerson } from "../issuer.ts";
import { find, make } from "./dom.ts";
import { agencyName, roleNames } from "./words.ts";

const copyToken = async (button: HTMLElement, token: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(token);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Cannot copy here";
  }
  setTimeout(() => {
    button.textContent = "Copy token";
  }, 1500);
};

const personCard = ({ name, roles, agency, token }: SignedInPerson): HTMLElement => {
  const button = make("button", { type: "button", "aria-label": `Copy ${name}'s token` }, "Copy token");
  button.addEventListener("click", () => copyToken(button, token));
  const office = `${roleNames(roles)}, ${agencyName(agency)}`;
  return make("li", {}, make("div", {}, make("strong", {}, name), make("small", {}, office)), button);
};

/** Shows a card for each person, with a button that copies the token to act with. */
export const showPeople = (people: readonly SignedInPerson[]): void =>
  find("people").replaceChildren(...people.map(personCard));
