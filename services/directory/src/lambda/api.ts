import { apiFunction } from "@trygt/service-kit";
import { api } from "../service.ts";

export const handler = apiFunction(api);
