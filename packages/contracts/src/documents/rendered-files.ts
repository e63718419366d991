import { catalogue } from "../catalogue.ts";
import { accessMatrixMarkdown } from "./access-matrix.ts";
import { detailSchema } from "./event-schema.ts";

/** Folder of the schema files under review, from the root of the repository. */
export const schemaFolder = "packages/contracts/schemas/events";

/** Every file that follows from the contracts and is kept under review: path from the root of the repository, and content. */
export const renderedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ["docs/access-matrix.md", accessMatrixMarkdown()],
    ...catalogue
      .flatMap((service) => Object.values(service.events))
      .map((event): [string, string] => [`${schemaFolder}/${event.name}.json`, `${json(detailSchema(event))}\n`]),
  ]);

const lineWidth = 120;

// Written as the formatter of this repository writes JSON, so that rendering leaves nothing to format
const json = (value: unknown, indent = "", before = 0): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const inline = `[${value.map((item) => json(item, inner)).join(", ")}]`;
    if (!inline.includes("\n") && before + inline.length < lineWidth) return inline;
    return `[\n${value.map((item) => `${inner}${json(item, inner, inner.length)}`).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return `${start}${json(item, inner, start.length)}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
};
