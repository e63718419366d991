/** The words of the letters that visits sends: plain, friendly, and without the child's name, the grounds or anybody's address (B14, G21). */
const words = {
  da: {
    title: "Brev fra Københavns Kommune",
    holder: `Kære forælder

Vi vil gerne tilbyde dig og dit barn en samtale hjemme hos jer om, hvordan det går, og hvad vi kan hjælpe med.

Samtalen er et tilbud. Du kan sige nej tak, og det får ingen følger for dig, dit barn eller anden hjælp.
To medarbejdere fra kommunen kommer på besøg. Dit barn bliver hørt. Har du brug for tolk, bestiller vi en.

Ring til os, hvis du har spørgsmål, eller hvis du hellere vil mødes et andet sted.

Venlig hilsen
SSP København`,
    youth: `Hej

Vi vil gerne tilbyde dig og dine forældre en samtale hjemme hos jer om, hvordan det går, og hvad vi kan hjælpe med.

Det er et tilbud, og du kan sige nej tak. Vi vil gerne høre, hvad du selv synes.

Venlig hilsen
SSP København`,
  },
  en: {
    title: "Letter from the City of Copenhagen",
    holder: `Dear parent

We would like to offer you and your child a talk at your home about how things are going and what we can help with.

The talk is an offer. You can say no, and that has no consequence for you, your child or any other help.
Two of our staff will visit. Your child will be heard. If you need an interpreter, we will book one.

Call us if you have questions, or if you would rather meet somewhere else.

Kind regards
SSP Copenhagen`,
    youth: `Hello

We would like to offer you and your parents a talk at your home about how things are going and what we can help with.

It is an offer, and you can say no. We would like to hear what you think yourself.

Kind regards
SSP Copenhagen`,
  },
} as const;

/** A letter of invitation: title and body for a custody holder or for the youth. */
export const invitationLetter = (reader: "holder" | "youth", language: "da" | "en") => ({
  title: words[language].title,
  body: words[language][reader],
  language,
});
