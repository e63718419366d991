import { describe, expect, it } from "vitest";
import { speaksOfCrime } from "./criminal-words.ts";

describe("the words of the criminal process (B10)", () => {
  it.each([
    "mistænkt",
    "Han er mistænkt for tyveri",
    "hovedmistænkt i sagen",
    "de mistænkte drenge",
    "der er mistanke om vold",
    "mistænkelige forhold",
    "Sigtet",
    "Han sigtes for hærværk",
    "sigtelsen er rejst",
    "to sigtede løb",
    "medsigtet i en sag",
    "sig\u00adtet for vold",
    "ｓｉｇｔｅｔ",
    "SIGTET",
    "tiltalt for røveri",
    "tiltales for vold",
    "tiltalte nægter",
    "dømt for vold",
    "blev dømt sidste år",
    "er tidligere dømt",
    "straffedømt",
    "domfældt i går",
    "fængselsdom på et år",
    "anholdt tre gange",
    "blev anholdt",
    "varetægtsfængslet",
    "straffet for vold",
    "gerningsmanden løb",
    "en kriminel gruppe",
    "SUSPECT",
    "suspected of theft",
    "charged",
    "was charged with assault",
    "convicted last year",
  ])("%s is one of them", (text) => {
    expect(speaksOfCrime(text)).toBe(true);
  });

  it.each([
    "Holdt vagt ved opgangen for nogle ældre drenge",
    "Bar en pakke for en voksen",
    "bedømt af læreren",
    "det var fordømt koldt",
    "tilsigtet eller ej",
    "med god hensigt",
    "han sigter mod målet i fodbold",
    "udsigten fra taget",
    "i sigtbar afstand",
    "en mild dom fra forældrene",
    "dømmer i fodbold",
    "tiltaler de ældre pænt",
    "blev holdt udenfor",
    "et anholdende skænderi",
    "straks efter skole",
    "tillid og tryghed",
    "han var forsigtig",
    "retsigt er ikke et ord",
    "batteriet skal oplades",
    "discharged from hospital",
    "Var med til at male muren",
  ])("%s is none", (text) => {
    expect(speaksOfCrime(text)).toBe(false);
  });
});
