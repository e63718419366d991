import type { Names } from "./names.ts";

type Json = { readonly [key: string]: Json | string };

/** A manifest with one more entry under a key; what stands there already stays. */
export const withEntry = (manifest: string, under: "exports" | "dependencies", name: string, value: string): string => {
  const read = JSON.parse(manifest) as Json;
  return JSON.stringify({ ...read, [under]: { ...(read[under] as Json), [name]: value } });
};

/** The catalogue with one more service. Throws when it is no longer one list. */
export const inCatalogue = (source: string, { service }: Names): string => {
  const listed = source.replace(/(export const services = \{)([^}]*)\}/, (_, opening: string, services: string) => {
    const names = services.split(",").map((name) => name.trim());
    return `${opening} ${[...names.filter((name) => name !== ""), service].join(", ")} }`;
  });
  if (listed === source)
    throw new Error("packages/contracts/src/catalogue.ts is not one list any more: add the service by hand.");
  return `import { ${service} } from "./${service}/index.ts";\n${listed}`;
};

/** The partnership with the stack of one more service; undefined when its constructor does not end the file any more. */
export const inPartnership = (source: string, { service, Service }: Names): string | undefined => {
  const end = "\n  }\n}\n";
  if (!source.endsWith(end) || !source.includes("new PartnershipService(this,")) return undefined;
  return `import { ${service} } from "@trygt/contracts/${service}";
import { subscribesTo as ${service}Subscriptions } from "@trygt/${service}/subscriptions";
${source.slice(0, -end.length)}

    new PartnershipService(this, "${Service}", {
      contract: ${service},
      subscribesTo: ${service}Subscriptions,
      code: bundles("services/${service}"),
      asks: {},
      foundation,
      config,
      terminationProtection: true,
    });${end}`;
};
