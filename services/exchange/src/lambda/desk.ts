import { deskFunction } from "@trygt/service-kit";
import { desk } from "../service.ts";

export const handler = deskFunction(desk);
