import { addHours, type Instant } from "@trygt/contracts";

/** A visit as a calendar may know it: when, and whether it waits. */
export type CalendarVisit = { readonly visitId: string; readonly at: Instant; readonly onHold: boolean };

/** An iCalendar feed (RFC 5545) with one neutral title for all: no names, no places, no topic (G21). */
export const calendar = (visits: readonly CalendarVisit[], now: Instant): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Trygt//Aftaler//DA",
    "CALSCALE:GREGORIAN",
    ...visits.flatMap(({ visitId, at, onHold }) => [
      "BEGIN:VEVENT",
      `UID:${visitId}@trygt`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(at)}`,
      `DTEND:${stamp(addHours(at, 1))}`,
      "SUMMARY:Aftale",
      `STATUS:${onHold ? "TENTATIVE" : "CONFIRMED"}`,
      "CLASS:PRIVATE",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

const stamp = (instant: Instant): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
