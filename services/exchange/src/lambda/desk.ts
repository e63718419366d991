import { deskDeps } from "../deps.ts";
import { deskHandler } from "../desk.ts";

export const handler = deskHandler(deskDeps());
