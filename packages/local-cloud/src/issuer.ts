import type { Settings } from "@trygt/assembly-runner";
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from "jose";
import type { Person } from "./people.ts";

/** A demo person with a token to act with. `role` is the first of the roles. */
export type SignedInPerson = Person & { readonly role: string; readonly token: string };

/** The local OIDC issuer: its public keys, and tokens for people. */
export type Issuer = {
  readonly url: string;
  readonly keys: JSONWebKeySet;
  /** A token for the person, valid for one year from `now` (milliseconds since 1970). */
  readonly tokenFor: (person: Person, now: number) => Promise<string>;
};

const yearSeconds = 366 * 24 * 60 * 60;

const keyFrom = async (settings: Settings): Promise<JWK> => {
  const saved = settings.setting("issuer-key");
  if (saved !== undefined) return JSON.parse(saved) as JWK;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "RS256", use: "sig" };
  settings.saveSetting("issuer-key", JSON.stringify(key));
  return key;
};

/** Opens the issuer that the templates name (`url`) for an audience; its key is made once and kept in the settings. */
export const openIssuer = async (settings: Settings, url: string, audience: string): Promise<Issuer> => {
  const key = await keyFrom(settings);
  const { kty, n, e, kid, alg, use } = key;
  const privateKey = await importJWK(key, "RS256");
  return {
    url,
    keys: { keys: [{ kty, n, e, kid, alg, use } as JWK] },
    tokenFor: (person, now) => {
      const second = Math.floor(now / 1000);
      return new SignJWT({
        name: person.name,
        agency: person.agency,
        cvr: person.cvr,
        roles: [...person.roles],
        nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial",
        client_id: "trygt-local",
      })
        .setProtectedHeader({ alg: "RS256", kid: kid ?? "", typ: "JWT" })
        .setIssuer(url)
        .setAudience(audience)
        .setSubject(person.sub)
        .setIssuedAt(second)
        .setNotBefore(second)
        .setExpirationTime(second + yearSeconds)
        .sign(privateKey);
    },
  };
};

/** Signs everybody in at `now`. */
export const signIn = (issuer: Issuer, people: readonly Person[], now: number): Promise<SignedInPerson[]> =>
  Promise.all(
    people.map(async (person) => ({
      ...person,
      role: person.roles[0] ?? "",
      token: await issuer.tokenFor(person, now),
    })),
  );
