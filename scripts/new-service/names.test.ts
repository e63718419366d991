import { describe, expect, it } from "vitest";
import { namesOf, renamed } from "./names.ts";

describe("the names of a new service", () => {
  it("follow from its own name when nothing else is said", () => {
    expect(namesOf("jobs", "Job creation and placements.")).toEqual({
      service: "jobs",
      purpose: "Job creation and placements",
      thing: "job",
      things: "jobs",
    });
  });

  it.each([
    ["garden-plot", "garden-plots"],
    ["agency", "agencies"],
    ["delay", "delays"],
    ["work-bench", "work-benches"],
  ])("%s: several of them are %s", (thing, things) => {
    expect(namesOf("gardens", "Gardens", thing).things).toBe(things);
  });

  it("are refused when they could not be compiled or read", () => {
    expect(() => namesOf()).toThrow("Say name and purpose");
    expect(() => namesOf("Jobs", "Job creation")).toThrow("Say name and purpose");
    expect(() => namesOf("jobs", "job creation")).toThrow("Say name and purpose");
    expect(() => namesOf("jobs", "Job creation", "Work place")).toThrow("lower case");
    expect(() => namesOf("visits", "Home visits", "case")).toThrow("word of the language");
  });
});

describe("a text with other names in it", () => {
  const from = namesOf("workshops", "Workshops that neighbours share", "tool-shed");
  const spoken = (text: string) => renamed(text, from, namesOf("meetings", "Meetings in the open", "area-forum"));

  it.each([
    ["POST /workshops/tool-sheds/{toolShedId}", "POST /meetings/area-forums/{areaForumId}"],
    ["const toolSheds: ToolSheds = listToolSheds();", "const areaForums: AreaForums = listAreaForums();"],
    ['kind: "TOOL_SHED"', 'kind: "AREA_FORUM"'],
    ["@trygt/workshops, workshopsProblems, WorkshopsService", "@trygt/meetings, meetingsProblems, MeetingsService"],
    [
      "Workshops that neighbours share. Workshops keeps tool sheds.",
      "Meetings in the open. Meetings keeps area forums.",
    ],
    ["A tool shed, a tool shed, the tool shed", "An area forum, an area forum, the area forum"],
  ])("%s", (text, said) => {
    expect(spoken(text)).toBe(said);
  });

  it("says them once each: a new name is not replaced again", () => {
    expect(renamed("workshops tool-shed", from, namesOf("sheds", "Sheds", "workshops-shed"))).toBe(
      "sheds workshops-shed",
    );
  });
});
