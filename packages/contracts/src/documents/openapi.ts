import { catalogue } from "../catalogue.ts";
import { components } from "./openapi-components.ts";
import { contact, description, licence, servers } from "./openapi-info.ts";
import { type PathOperation, pathOperation } from "./openapi-operation.ts";

export type { Parameter, PathOperation } from "./openapi-operation.ts";

/** An OpenAPI 3.1 document, as far as Trygt uses it. */
export type OpenApi = {
  readonly openapi: "3.1.1";
  readonly info: Record<string, unknown>;
  readonly servers: readonly unknown[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Record<string, Record<string, PathOperation>>;
  readonly components: Record<string, Record<string, unknown>>;
};

/** The HTTP API of the whole partnership as an OpenAPI 3.1 document; equal contracts give equal text. */
export const openapi = (): OpenApi => {
  const paths: Record<string, Record<string, PathOperation>> = {};
  for (const service of catalogue) {
    for (const operation of Object.values(service.operations)) {
      paths[operation.path] = {
        ...paths[operation.path],
        [operation.method.toLowerCase()]: pathOperation(service.name, operation),
      };
    }
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Trygt",
      version: "1.0.0",
      summary: "The system behind Partnerskab for et trygt Nørrebro",
      description,
      contact,
      license: licence,
    },
    servers,
    tags: catalogue.map(({ name, purpose }) => ({ name, description: purpose })),
    paths,
    components,
  };
};
