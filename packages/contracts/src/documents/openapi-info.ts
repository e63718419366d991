/** Whom to ask about the API. The address is invented, as all of the deployment is until the partners name their own. */
export const contact = {
  name: "The secretariat of Partnerskab for et trygt Nørrebro",
  email: "secretariat@trygt.example",
};

/** The licence of the API, and where it can be read. */
export const licence = { name: "EUPL-1.2", url: "https://spdx.org/licenses/EUPL-1.2.html" };

/** What holds for every operation, for whoever opens the reference for the first time. */
export const description = `The HTTP API of the partnership between police, municipality, Kriminalforsorgen, job centre and housing organisations.

**Sign-in.** Every request bears an OIDC token; the roles in it decide what can be called (\`x-roles\`). What the caller may not see is answered 404, as what does not exist.

**Writes.** A POST bears an \`Idempotency-Key\`: sent again with the same key and body within two days it has the same outcome and happens once. A change of a record bears the \`ETag\` of the last read as \`If-Match\`.

**Reads.** Where there is a GET there is a HEAD, with the same status and headers, and the same line in the access log.

**Reads of a person** bear an \`Access-Reason\`, which the access log keeps.

**Problems** are \`application/problem+json\` (RFC 9457) in English or Danish, by \`Accept-Language\`. The gateway answers some requests itself, as \`application/json\` with a \`message\`.

**Compatibility.** Answers may gain fields, and operations may gain problems, at any time: pass by what you do not know. Requests are closed: an unknown field is refused.`;

/** Where the API answers. */
export const servers = [
  { url: "http://127.0.0.1:4000", description: "The local cloud, after `npm start`" },
  {
    url: "https://{host}",
    description: "A deployed stage",
    variables: {
      host: {
        default: "api.trygt.example",
        description: "The host of the stage's API: an output of its foundation stack. The default is invented.",
      },
    },
  },
];

/** How a caller shows who they are. */
export const securitySchemes = {
  bearerAuth: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: `An OIDC access token of the stage's issuer, signed with RS256. The gateway checks signature, \`iss\`, \`aud\`, \`exp\` and \`nbf\`; the service reads the claims below.

| claim | what it says |
|---|---|
| \`iss\` | the issuer of the stage: \`https://login.trygt.example\` in production, \`https://login.test.trygt.example\` in test, both invented |
| \`aud\` | \`trygt\` |
| \`sub\` | the member of staff, a UUID of their organisation's directory |
| \`agency\` | \`police\`, \`municipality\`, \`job-centre\`, \`probation\` or \`housing\` |
| \`roles\` | a list of role names, as in \`x-roles\` |
| \`nsis\` | the assurance level of the sign-in: \`https://data.gov.dk/concept/core/nsis/loa/Substantial\` or \`…/High\`; anything lower is answered 403 \`assurance-too-low\` |

On the local cloud \`GET /_local/people\` lists the invented staff, each with \`name\`, \`roles\` and a \`token\` that is valid for a year: send it as \`Authorization: Bearer <token>\`.`,
  },
};
