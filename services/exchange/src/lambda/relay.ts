import { relay } from "@trygt/service-kit";
import { busDeps } from "../deps.ts";

export const handler = relay(busDeps());
