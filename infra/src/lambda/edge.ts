import { catalogue } from "@trygt/contracts/catalogue";
import { routeTable, unmatched } from "../edge/unmatched.ts";

export const handler = unmatched(routeTable(catalogue.flatMap(({ operations }) => Object.values(operations))));
