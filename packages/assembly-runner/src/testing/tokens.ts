import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from "jose";
import { testAudience, testIssuer } from "./assembly.ts";

/** An issuer of tokens for tests: its public keys, and tokens with any claims. `expiresAt` and `notBefore` are ISO instants. */
export type TestIssuer = {
  readonly keys: JSONWebKeySet;
  readonly tokenFor: (claims?: TokenClaims) => Promise<string>;
};

/**
 * The claims of a token. Unless others are given it names the issuer and the audience of the written assembly and lasts until 2100; a
 * token with a `client_id` names no audience, as access tokens of some issuers do.
 */
export type TokenClaims = Readonly<Record<string, unknown>> & {
  readonly iss?: string;
  readonly aud?: string;
  readonly client_id?: string;
  readonly expiresAt?: string;
  readonly notBefore?: string;
};

/** Makes an issuer with an RS256 key of its own. */
export const createTestIssuer = async (): Promise<TestIssuer> => {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "test", alg: "RS256", use: "sig" };
  return {
    keys: { keys: [jwk] },
    tokenFor: (claims = {}) => {
      const { expiresAt = "2100-01-01T00:00:00Z", notBefore, ...others } = claims;
      const audience = others.client_id === undefined ? { aud: testAudience } : {};
      const token = new SignJWT({ iss: testIssuer, ...audience, ...others })
        .setProtectedHeader({ alg: "RS256", kid: "test", typ: "JWT" })
        .setExpirationTime(new Date(expiresAt));
      return (notBefore === undefined ? token : token.setNotBefore(new Date(notBefore))).sign(privateKey);
    },
  };
};
