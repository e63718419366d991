import { join } from "node:path";
import { synthesize } from "./synthesize.ts";

synthesize(join(import.meta.dirname, "../cdk.out"));
