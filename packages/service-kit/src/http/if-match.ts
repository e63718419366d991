/** The versions that an If-Match names (RFC 9110 § 13.1.1), compared strongly and character by character with the ETags that we give; `any` for `*`. What is no ETag of ours, or a weak one, matches nothing: that is a stale version, not a malformed request. */
export const versionsIn = (ifMatch: string): readonly number[] | "any" => {
  if (ifMatch.trim() === "*") return "any";
  const tags = ifMatch.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.flatMap((tag) => {
    const version = /^"([1-9]\d{0,14})"$/.exec(tag)?.[1];
    return version === undefined ? [] : [Number(version)];
  });
};
