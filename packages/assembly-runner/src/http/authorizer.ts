import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import type { Authorizer } from "../assembly/plan.ts";

/** What the JWT authorizer finds: the claims as it hands them to functions, or that the token does not pass. */
export type AuthorizerResult =
  | { readonly allowed: true; readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] }
  | { readonly allowed: false; readonly status: 401 | 403 };

/** API Gateway hands every claim over as text, and lists in its own form: `[a b]`. */
const claimText = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(claimText).join(" ")}]`
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

const claimsOf = (payload: JWTPayload): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));

const scopesOf = (payload: JWTPayload): readonly string[] => {
  const scope = payload["scope"] ?? payload["scp"];
  return typeof scope === "string" ? scope.split(" ") : Array.isArray(scope) ? scope.map(String) : [];
};

const maxCachedTokens = 1_000;

/**
 * Makes the check that API Gateway's JWT authorizer does: an RS256 signature by the issuer's keys, issuer, audience (or
 * `client_id`), `nbf`, `exp` and scopes, by the runner's clock.
 */
export const jwtAuthorizer = (keys: JSONWebKeySet, now: () => number) => {
  const keySet = createLocalJWKSet(keys);
  const signed = new Map<string, JWTPayload>();

  /** The payload of a token whose signature holds. Its times are checked at each call, since the clock may be moved. */
  const payloadOf = async (token: string): Promise<JWTPayload | undefined> => {
    const known = signed.get(token);
    if (known !== undefined) return known;
    try {
      // Only the signature is checked here, so every date is tolerated.
      const { payload } = await jwtVerify(token, keySet, {
        algorithms: ["RS256"],
        currentDate: new Date(0),
        clockTolerance: Number.MAX_SAFE_INTEGER,
      });
      if (signed.size >= maxCachedTokens) signed.clear();
      signed.set(token, payload);
      return payload;
    } catch {
      return undefined;
    }
  };

  const passes = (payload: JWTPayload, authorizer: Authorizer): boolean => {
    const second = now() / 1000;
    const audiences = payload.aud === undefined ? [payload["client_id"]] : [payload.aud].flat();
    return (
      payload.iss === authorizer.issuer &&
      audiences.some((audience) => authorizer.audiences.includes(String(audience))) &&
      typeof payload.exp === "number" &&
      payload.exp > second &&
      (payload.nbf === undefined || payload.nbf <= second)
    );
  };

  return async (
    authorizer: Authorizer,
    requiredScopes: readonly string[],
    header: string | undefined,
  ): Promise<AuthorizerResult> => {
    const token = header?.replace(/^Bearer\s+/i, "");
    const payload = token === undefined ? undefined : await payloadOf(token);
    if (payload === undefined || !passes(payload, authorizer)) return { allowed: false, status: 401 };
    const scopes = scopesOf(payload);
    if (requiredScopes.length > 0 && !requiredScopes.some((scope) => scopes.includes(scope)))
      return { allowed: false, status: 403 };
    return { allowed: true, claims: claimsOf(payload), scopes };
  };
};
