import { type BadRequest, quiet, signe, testBadRequests } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { directoryService, type Verb } from "../testing/service.ts";

quiet();

type Bad = BadRequest<Verb, ReturnType<typeof directoryService>>;
const list = (query: Readonly<Record<string, string>>, gets: Bad["gets"]): Bad => ({
  verb: "listStaff",
  sent: () => ({ query }),
  gets,
});

const requests: Readonly<Record<string, Bad>> = {
  "colleagues in a role that there is not": list({ role: "investigator" }, [400, "invalid-request"]),
  "colleagues of no agency": list({ agency: "school" }, [400, "invalid-request"]),
  "colleagues by nothing": list({ q: "" }, [400, "invalid-request"]),
  "colleagues by a CPR number": list({ q: "720410-4311" }, [400, "invalid-request"]),
  "colleagues by a part of another question": list({ q: '" or active eq false' }, [400, "invalid-request"]),
  "colleagues by a name without end": list({ q: "a".repeat(61) }, [400, "invalid-request"]),
  "colleagues by their address": list({ address: "Testvej 1" }, [400, "unexpected-field"]),
};

describe("what is refused, with nothing stored and nothing echoed", () => {
  testBadRequests({ open: directoryService, requests, usual: () => signe, secrets: ["720410", "Testvej"] });
});
