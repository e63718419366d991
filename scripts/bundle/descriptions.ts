import { readFile } from "node:fs/promises";
import { type Node, parse } from "acorn";
import { type Plugin, transform } from "esbuild";

/** A part of a source text, `[from, until)`, and what stands in its place. */
type Edit = { readonly from: number; readonly until: number; readonly text: string };

type Call = Node & {
  readonly type: "CallExpression";
  readonly callee: Node & { readonly name?: string };
  readonly arguments: readonly Node[];
};
type Property = Node & { readonly key?: Node & { readonly name?: string } };

/** Properties of an operation or event that are only read by those who render documents. */
const onlyRendered = new Set(["summary", "description"]);

/** Leaves out of a contract's JavaScript what only describes it: the words and examples of `described(…)`, the summaries and descriptions of `operation(…)` and `event(…)`. */
export const withoutDescriptions = (source: string): string => {
  const edits: Edit[] = [];
  for (const node of everyNode(parse(source, { ecmaVersion: "latest", sourceType: "module" }))) {
    if (node.type !== "CallExpression") continue;
    const { callee, arguments: given, end } = node as Call;
    const [schema, second] = given;
    if (callee.name === "described" && schema !== undefined) {
      edits.push({ from: node.start, until: schema.start, text: "" }, { from: schema.end, until: end, text: "" });
    } else if ((callee.name === "operation" || callee.name === "event") && second?.type === "ObjectExpression") {
      for (const property of (second as Node & { readonly properties: readonly Property[] }).properties)
        if (onlyRendered.has(property.key?.name ?? ""))
          edits.push({ from: property.start, until: afterComma(source, property.end), text: "" });
    }
  }
  return edited(source, edits);
};

const afterComma = (source: string, end: number): number => {
  const comma = /^\s*,/.exec(source.slice(end));
  return end + (comma?.[0].length ?? 0);
};

const edited = (source: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((one, other) => other.from - one.from || other.until - one.until)
    .reduce((text, { from, until, text: instead }) => text.slice(0, from) + instead + text.slice(until), source);

function* everyNode(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const inner of Array.isArray(value) ? value : [value])
      if (typeof inner === "object" && inner !== null && "type" in inner && "start" in inner)
        yield* everyNode(inner as Node);
}

/** Bundles contracts without their descriptions: a function checks what it is sent, and shows no documents. */
export const descriptions: Plugin = {
  name: "descriptions",
  setup: ({ onLoad }) => {
    onLoad({ filter: /packages\/contracts\/src\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!/\b(?:described|operation|event)\(/.test(source)) return undefined;
      const { code } = await transform(source, { loader: "ts", format: "esm", target: "node24" });
      return { contents: withoutDescriptions(code), loader: "js" };
    });
  },
};
