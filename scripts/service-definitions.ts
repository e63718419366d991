import { type Node, parse } from "acorn";
import { transformSync } from "esbuild";

type Call = Node & { readonly type: "CallExpression"; readonly callee: Node };

/** The calls of a module that run when it is loaded and do not say that they have no effect: for each of them a bundler keeps the whole definition, with all that it imports. */
export const effectful = (typescript: string): readonly string[] => {
  const { code } = transformSync(typescript, { loader: "ts", format: "esm" });
  return callsOnLoad(parse(code, { ecmaVersion: "latest", sourceType: "module" }))
    .filter(({ start }) => !/\/\*\s*@__PURE__\s*\*\/\s*$/.test(code.slice(0, start)))
    .map(({ callee }) => code.slice(callee.start, callee.end));
};

function callsOnLoad(node: Node): Call[] {
  if (/Function/.test(node.type)) return [];
  const inner = Object.values(node)
    .flat()
    .filter(
      (value): value is Node => typeof value === "object" && value !== null && "type" in value && "start" in value,
    )
    .flatMap(callsOnLoad);
  return node.type === "CallExpression" ? [node as Call, ...inner] : inner;
}
