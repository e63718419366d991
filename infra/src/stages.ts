/** Where one copy of Trygt runs and what it talks to. Nothing here is secret; every value is reviewed like code. */
export type StageConfig = {
  /** The AWS account, twelve digits. One account a stage, so that test can never read production. */
  readonly account: string;
  readonly region: string;
  /** The OIDC issuer that signs in the staff of the agencies, as the `iss` of its tokens. */
  readonly issuer: string;
  /** What the issuer calls Trygt, the `aud` of its tokens. */
  readonly audience: string;
  /** The systems outside Trygt that services call, by the variable in which their ports look for the address. */
  readonly externalSystems: Readonly<Record<string, `https://${string}`>>;
  /** What the partners have agreed to do otherwise than the standing policy, by service; each service checks its own part. */
  readonly policy: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Version of the impact assessment that covers this stage (D19). Without one the services refuse to start. */
  readonly impactAssessment?: string;
};

const region = "eu-north-1";

/** The account that holds the pipeline, and the source it follows. Replace the invented account and connection before the first deployment. */
export const pipelineConfig = {
  account: "111111111111",
  region,
  repository: "trygt-example/trygt",
  branch: "main",
  connection: `arn:aws:codeconnections:${region}:111111111111:connection/00000000-0000-4000-8000-000000000000`,
} as const;

/** The stages, in the order in which a change reaches them. */
export const stages: Readonly<Record<"Test" | "Production", StageConfig>> = {
  Test: {
    account: "222222222222",
    region,
    issuer: "https://login.test.trygt.example",
    audience: "trygt",
    externalSystems: {
      STAFF_DIRECTORY_URL: "https://staff.test.trygt.example/scim/v2",
      PERSON_REGISTER_URL: "https://persons.test.trygt.example",
      DIGITAL_POST_URL: "https://post.test.trygt.example",
    },
    policy: {},
    impactAssessment: "invented-people-only",
  },
  // impactAssessment is missing on purpose: until the assessment is made and named here, production does not start (D19)
  Production: {
    account: "333333333333",
    region,
    issuer: "https://login.trygt.example",
    audience: "trygt",
    externalSystems: {
      STAFF_DIRECTORY_URL: "https://staff.trygt.example/scim/v2",
      PERSON_REGISTER_URL: "https://persons.trygt.example",
      DIGITAL_POST_URL: "https://post.trygt.example",
    },
    policy: {},
  },
};
