import { subscriberFunction } from "@trygt/service-kit";
import { subscriber } from "../service.ts";

export const handler = subscriberFunction(subscriber);
