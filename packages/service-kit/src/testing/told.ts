import { type Answered, slugOf } from "./gateway.ts";

/** What a problem answer tells at first sight: its status and its slug. */
export const told = (answer: Answered) => [answer.status, slugOf(answer)];
