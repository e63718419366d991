import { ageOn, dateOf, type LocalDate, timeOfDay, weekday } from "@trygt/contracts";
import type { HomeVisit } from "../domain/home-visit.ts";

/** What the sheet says of a family. The address is there only when it may be shown (B14). */
export type Family = {
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly protectedAddress: boolean;
  readonly address?: string;
  readonly holders: readonly { readonly name: string; readonly informed: boolean }[];
};

/** The printable sheet of a visit: one page of A4, readable without a screen. It says nothing of the grounds. */
export const visitSheet = (visit: HomeVisit, family: Family): string => {
  const day = dateOf(visit.at);
  return `<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Besøgsark</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="kicker">Hjemmebesøg · et tilbud til familien</p>
<h1>${danishDate(day)} kl. ${timeOfDay(visit.at)}</h1>
${visit.status === "on_hold" ? '<p class="hold">Besøget er sat på pause. Aftal en ny tid.</p>' : ""}
</header>
<section class="facts">
<dl>
<dt>Barn</dt><dd>${escaped(family.name)}, ${ageOn(family.birthDate, day)} år</dd>
<dt>Forældremyndighed</dt><dd>${family.holders.map(holder).join("<br>")}</dd>
<dt>Adresse</dt><dd>${address(family)}</dd>
<dt>Tolk</dt><dd>${interpreter(visit)}</dd>
<dt>Medarbejdere</dt><dd>To: bliv sammen under hele besøget</dd>
</dl>
</section>
<section>
<h2>Før I ringer på</h2>
<ul class="checks">
<li>Er der uro i området, så bliv væk, og aftal en ny tid.</li>
<li>Sig, hvem I er, og at besøget er frivilligt. Et nej har ingen følger.</li>
</ul>
<h2>Under besøget</h2>
<ul class="checks">
<li>Mindst én forældremyndighedsindehaver er til stede og informeret.</li>
<li>Barnet er hørt, eller I har skrevet hvorfor ikke.</li>
<li>Børn og søskende tolker ikke.</li>
<li>Aftal højst få, klare skridt: hvad, hvem, hvornår.</li>
</ul>
<h2>Bagefter</h2>
<ul class="checks">
<li>Alle med forældremyndighed får besked.</li>
<li>Bekymret for barnets trivsel? Underretning kan altid sendes, uden samtykke.</li>
<li>Makulér arket. Det, der betyder noget, står i sagen.</li>
</ul>
</section>
<section class="notes"><h2>Barnets egne ord</h2></section>
</main>
</body>
</html>
`;
};

const holder = ({ name, informed }: Family["holders"][number]): string =>
  `${escaped(name)}${informed ? "" : " (informeres ikke, af hensyn til barnet)"}`;

const address = ({ address: text, protectedAddress }: Family): string => {
  if (text !== undefined) return escaped(text);
  return protectedAddress ? "Beskyttet. Vises kun ved et særskilt opslag." : "Ikke oplyst";
};

const interpreter = ({ interpreterLanguage: language }: HomeVisit): string => {
  if (language === undefined) return "Ikke bestilt";
  return `Professionel tolk: ${escaped(new Intl.DisplayNames(["da"], { type: "language" }).of(language) ?? language)}`;
};

const weekdays = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
const months = "januar februar marts april maj juni juli august september oktober november december".split(" ");

// Intl would cost the first sheet thirty milliseconds
const danishDate = (date: LocalDate): string => {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return `${weekdays[weekday(date) - 1]} den ${day}. ${months[month - 1]} ${year}`;
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style = `
@page{size:A4;margin:16mm}
*{box-sizing:border-box}
body{margin:0;font:16px/1.45 system-ui,sans-serif;color:#1b1f24;background:#fff}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem}
.kicker{margin:0;font-size:.875rem;color:#4a5560}
h1{margin:.1rem 0 1rem;font-size:1.6rem;line-height:1.2}
h1::first-letter{text-transform:uppercase}
h2{margin:1.1rem 0 .3rem;font-size:1rem}
.hold{margin:0 0 1rem;padding:.5rem .75rem;border:2px solid #8a4b00;font-weight:600}
.facts{border-block:1px solid #c3cad1;padding:.5rem 0}
dl{display:grid;grid-template-columns:minmax(8rem,11rem) 1fr;gap:.35rem 1rem;margin:0}
dt{color:#4a5560}
dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.checks{list-style:none;margin:0;padding:0}
.checks li{padding-left:1.75rem;position:relative;margin:.25rem 0}
.checks li::before{content:"";position:absolute;left:0;top:.2rem;width:1rem;height:1rem;border:1.5px solid #1b1f24}
.notes{min-height:6rem;border-bottom:1px solid #c3cad1}
@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{main{padding:0;max-width:none}body{font-size:11.5pt}}
`;
