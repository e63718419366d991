import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import type { Cpr, SubjectRef } from "@trygt/contracts";
import { awsClient } from "../time-limits/aws-client.ts";
import { awsCall } from "../time-limits/limits.ts";
import type { Port } from "./port.ts";

/** Gives the pairwise reference of a person in this service: a keyed hash whose key never leaves KMS, another key for each service (C2). */
export type SubjectRefs = (cpr: Cpr) => Promise<SubjectRef>;

/** References by the service's own HMAC key; 32 hexadecimal digits. */
export const subjectRefs =
  ({ client, keyId }: { readonly client: Pick<KMSClient, "send">; readonly keyId: string }): SubjectRefs =>
  async (cpr) => {
    const { Mac } = await client.send(
      new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from(cpr) }),
    );
    if (Mac === undefined) throw new Error("KMS gave no code for a subject reference");
    return Buffer.from(Mac).toString("hex").slice(0, 32) as SubjectRef;
  };

/** The service's own references to persons. */
export const subjectRefsPort: Port<SubjectRefs> = {
  variable: "SUBJECT_KEY_ID",
  behind: "subject-key",
  live: (keyId) => subjectRefs({ client: awsClient(KMSClient, awsCall), keyId }),
};
