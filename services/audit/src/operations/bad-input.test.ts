import { type BadRequest, dorte, quiet, testBadRequests } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { auditService, type Verb } from "../testing/service.ts";

quiet();

type Bad = BadRequest<Verb, ReturnType<typeof auditService>>;
const list = (query: Readonly<Record<string, string>>, gets: Bad["gets"]): Bad => ({
  verb: "listEntries",
  sent: () => ({ query }),
  gets,
});

const requests: Readonly<Record<string, Bad>> = {
  "entries of nothing": list({}, [400, "invalid-request"]),
  "entries of a person": list({ cpr: "720410-4311" }, [400, "unexpected-field", "invalid-request"]),
  "entries of a record that is a CPR number": list({ record: "CASE#720410-4311" }, [400, "invalid-request"]),
  "entries of a reference to a person": list({ record: "SUBJECT/1" }, [400, "invalid-request"]),
  "entries of somebody by name": list({ staff: "Signe" }, [400, "invalid-request"]),
  "entries of a day that is none": list({ day: "2026-02-30" }, [400, "invalid-request"]),
  "a cursor that nobody gave": list({ day: "2026-03-02", cursor: "%%%" }, [400, "invalid-request"]),
  "more than a page": list({ day: "2026-03-02", limit: "51" }, [400, "invalid-request"]),
};

describe("what is refused, with nothing stored and nothing echoed", () => {
  testBadRequests({ open: auditService, requests, usual: () => dorte, secrets: ["720410", "Testvej"] });
});
