/** Every local `$ref` of a JSON document that leads nowhere (RFC 6901 pointers). */
export const danglingReferences = (document: object): string[] =>
  [...references(document)].filter((reference) => !leadsSomewhere(document, reference));

function* references(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  if ("$ref" in value && typeof value.$ref === "string") yield value.$ref;
  for (const inner of Object.values(value)) yield* references(inner);
}

const leadsSomewhere = (document: object, reference: string): boolean => {
  if (!reference.startsWith("#/")) return false;
  let place: unknown = document;
  for (const part of reference.slice(2).split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof place !== "object" || place === null || !Object.hasOwn(place, key)) return false;
    place = (place as Record<string, unknown>)[key];
  }
  return true;
};
