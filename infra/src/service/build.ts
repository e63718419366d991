import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { FunctionSpec } from "../function.ts";
import type { Access } from "./access.ts";

/** Makes a function of a service from its bundle, with the service's key and a log of its own. */
export type Build = (spec: Pick<FunctionSpec, "name" | "purpose" | "seconds" | "megabytes"> & Access) => IFunction;
